#include "service_config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "input.h"
#include "json_value.h"
#include "failure.h"

namespace cli {
namespace {

struct Reader {
  ServiceConfig& config;
  std::vector<ConfigMistake>& mistakes;

  void mistake(std::string place, std::string en, std::string vi) {
    mistakes.push_back({std::move(place), std::move(en), std::move(vi)});
  }
  void text(const std::string& place, const Json& value, std::string& into) {
    if (value.IsString()) into.assign(value.GetString(), value.GetStringLength());
    else mistake(place, "must be a text in quotes.", "phải là văn bản trong dấu nháy kép.");
  }
  void number(const std::string& place, const Json& value, unsigned min, unsigned max, unsigned& into) {
    if (value.IsUint() && value.GetUint() >= min && value.GetUint() <= max) {
      into = value.GetUint();
      return;
    }
    const std::string range = std::to_string(min) + "..." + std::to_string(max);
    mistake(place, "must be a whole number, " + range + ".", "phải là số nguyên, " + range + ".");
  }
  void unknown(const std::string& place) {
    mistake(place, "is no setting; see examples/central/README.md for those there are.",
            "không phải thiết lập; xem danh sách trong examples/central/README.md.");
  }
  void tls(const Json& object);
  void member(const std::string& name, const Json& value);
};

void Reader::tls(const Json& object) {
  if (!object.IsObject()) return mistake("/tls", "must be an object.", "phải là một đối tượng.");
  for (const auto& one : object.GetObject()) {
    const std::string name = one.name.GetString(), place = "/tls/" + name;
    if (name == "certificate") text(place, one.value, config.certificate);
    else if (name == "key") text(place, one.value, config.certificate_key);
    else if (name == "client_authorities") text(place, one.value, config.client_authorities);
    else unknown(place);
  }
}

void Reader::member(const std::string& name, const Json& value) {
  const std::string place = "/" + name;
  const std::array<std::pair<const char*, std::string*>, 8> texts{{
      {"store", &config.store}, {"listen", &config.listen},
      {"operation_listen", &config.operation_listen}, {"log_key", &config.log_key},
      {"decision_key", &config.decision_key}, {"passphrase_file", &config.passphrase_file},
      {"access", &config.access}, {"log", &config.log}}};
  for (const auto& known : texts)
    if (name == known.first) return text(place, value, *known.second);
  if (name == "tls") return tls(value);
  if (name == "threads") return number(place, value, 1, 256, config.threads);
  if (name == "connections") return number(place, value, 1, 100000, config.connections_max);
  if (name == "requests_a_second") return number(place, value, 0, 1000000, config.requests_a_second);
  if (name != "schema") return unknown(place);
  std::string schema;
  text(place, value, schema);
  if (schema != "girs.central-config/1")
    mistake(place, "must be \"girs.central-config/1\".", "phải là \"girs.central-config/1\".");
}

/// A file that must be there and readable; one with a secret in it must be its owner's alone.
void check_file(const char* place, const std::string& path, bool secret, std::vector<ConfigMistake>& mistakes) {
  struct stat found {};
  if (path.empty() || path.starts_with("pkcs11:")) return;
  if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode))
    mistakes.push_back({place, "names " + path + ", which is no file.", "nêu " + path + ", không có tệp này."});
  else if (::access(path.c_str(), R_OK) != 0)
    mistakes.push_back({place, "names " + path + ", which this user may not read.",
                        "nêu " + path + ", người dùng này không đọc được."});
  else if (secret && (found.st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) != 0)
    mistakes.push_back({place, "names " + path + ", which others may read or change: chmod 0600 (or 0640).",
                        "nêu " + path + ", người khác đọc hoặc sửa được: hãy chmod 0600 (hoặc 0640)."});
}

void check_addresses(const ServiceConfig& config, std::vector<ConfigMistake>& mistakes) {
  Address address;
  if (config.listen.empty())
    mistakes.push_back({"/listen", "is wanting: HOST:PORT to listen on.", "còn thiếu: HOST:PORT để mở cổng."});
  else if (!parse_address(config.listen, address))
    mistakes.push_back({"/listen", "must be HOST:PORT, 127.0.0.1:8080; port 0 is any free one.",
                        "phải là HOST:PORT, ví dụ 127.0.0.1:8080; cổng 0 là cổng trống bất kỳ."});
  else if (!is_loopback(address.host)) {
    if (config.certificate.empty())
      mistakes.push_back({"/tls/certificate", "is wanting: beyond this machine TLS is spoken and nothing else.",
                          "còn thiếu: ngoài phạm vi máy này chỉ dùng TLS."});
    if (config.access == "open")
      mistakes.push_back({"/access", "must be \"signed\" beyond this machine: an open server gives everything to everybody.",
                          "phải là \"signed\" khi mở ra ngoài máy này: nếu không ai cũng đọc được tất cả."});
  }
  if (config.operation_listen.empty()) return;
  if (!parse_address(config.operation_listen, address))
    mistakes.push_back({"/operation_listen", "must be HOST:PORT, 127.0.0.1:9108.", "phải là HOST:PORT, ví dụ 127.0.0.1:9108."});
  else if (!is_loopback(address.host))
    mistakes.push_back({"/operation_listen", "must be of this machine, 127.0.0.1: it asks nobody who they are.",
                        "phải thuộc máy này, 127.0.0.1: cổng này không xác thực người hỏi."});
  if (config.operation_listen == config.listen && address.port != 0)
    mistakes.push_back({"/operation_listen", "is the same as /listen.", "trùng với /listen."});
}

}  // namespace

bool parse_address(const std::string& text, Address& address) {
  const auto colon = text.rfind(':');
  const auto digits = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos ||
      colon == 0 || std::stoul(digits) > 65535)
    return false;
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  address = {host, static_cast<std::uint32_t>(std::stoul(digits))};
  return true;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

void read_config(const std::string& path, ServiceConfig& config, std::vector<ConfigMistake>& mistakes) {
  const JsonDocument document(read_file(path));
  Reader reader{config, mistakes};
  if (!document.root().IsObject()) return reader.mistake("", "must be one JSON object.", "phải là một đối tượng JSON.");
  if (!document.root().HasMember("schema"))
    reader.mistake("/schema", "is wanting: \"girs.central-config/1\".", "còn thiếu: \"girs.central-config/1\".");
  for (const auto& one : document.root().GetObject()) reader.member(one.name.GetString(), one.value);
}

void check_config(const ServiceConfig& config, bool secrets, std::vector<ConfigMistake>& mistakes) {
  check_addresses(config, mistakes);
  if (config.store.empty())
    mistakes.push_back({"/store", "is wanting: the store's file.", "còn thiếu: tệp kho dữ liệu."});
  if (config.log_key.empty())
    mistakes.push_back({"/log_key", "is wanting: the key file that signs checkpoints.",
                        "còn thiếu: tệp khóa ký điểm chốt."});
  check_file("/store", config.store, false, mistakes);
  check_file("/log_key", config.log_key, secrets, mistakes);
  check_file("/decision_key", config.decision_key, secrets, mistakes);
  check_file("/passphrase_file", config.passphrase_file, secrets, mistakes);
  check_file("/tls/certificate", config.certificate, false, mistakes);
  check_file("/tls/key", config.certificate_key, secrets, mistakes);
  check_file("/tls/client_authorities", config.client_authorities, false, mistakes);
  if (config.access != "signed" && config.access != "open")
    mistakes.push_back({"/access", "must be \"signed\" or \"open\".", "phải là \"signed\" hoặc \"open\"."});
  if (config.certificate.empty() != config.certificate_key.empty())
    mistakes.push_back({"/tls", "needs certificate and key, both or none.", "cần cả chứng thư và khóa, hoặc không có cả hai."});
  if (!config.client_authorities.empty() && config.certificate.empty())
    mistakes.push_back({"/tls/client_authorities", "is of no use without a certificate.", "không có tác dụng khi thiếu chứng thư."});
  if (!config.decision_key.empty() && config.decision_key == config.log_key)
    mistakes.push_back({"/decision_key", "must be another key than /log_key.", "phải là khóa khác /log_key."});
}

}  // namespace cli
