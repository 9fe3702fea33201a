#include "http/url.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/characters.h"

namespace girs::http {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

Error not_a_url(std::string_view text) {
  return error(Code::kInvalidArgument,
               "The server address must look like https://host:port, without user, query or "
               "fragment.",
               "Địa chỉ máy chủ phải có dạng https://máy-chủ:cổng, không có tên người dùng, "
               "tham số hay dấu #.",
               {{"url", std::string(text)}});
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failure != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

bool is_ipv6_text(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_hex_digit(c) || c == ':' || c == '.';
  });
}

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
  });
}

/// Four decimal octets without leading zeros, the first one 127 (RFC 1122 section 3.2.1.3).
bool is_ipv4_loopback(std::string_view host) {
  const auto octets = split(host, '.');
  if (octets.size() != 4 || octets[0] != "127") return false;
  return std::ranges::all_of(octets, [](std::string_view octet) {
    unsigned value = 256;
    const auto [end, failure] = std::from_chars(octet.data(), octet.data() + octet.size(), value);
    return failure == std::errc{} && end == octet.data() + octet.size() && value < 256 &&
           (octet.size() == 1 || octet.front() != '0');
  });
}

/// Splits "host:port" or "[v6]:port" into `url`; whether it is well formed.
bool read_authority(std::string_view text, Url& url) {
  std::string_view after_host;
  if (text.starts_with('[')) {
    const auto bracket = text.find(']');
    if (bracket == std::string_view::npos) return false;
    url.host = lower_case(text.substr(1, bracket - 1));
    if (!is_ipv6_text(url.host)) return false;
    after_host = text.substr(bracket + 1);
  } else {
    const auto colon = std::min(text.find(':'), text.size());
    url.host = lower_case(text.substr(0, colon));
    if (!is_host_name(url.host)) return false;
    after_host = text.substr(colon);
  }
  url.port = url.tls ? kHttpsPort : kHttpPort;
  if (after_host.empty()) return true;
  const auto port = parse_port(after_host.substr(1));
  if (after_host.front() != ':' || !port) return false;
  url.port = *port;
  return true;
}

}  // namespace

std::string Url::authority() const {
  if (port != (tls ? kHttpsPort : kHttpPort)) return host_and_port(host, port);
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

Result<Url> parse_url(std::string_view text) {
  const auto colon = text.find("://");
  if (colon == std::string_view::npos) return not_a_url(text);
  const auto scheme = lower_case(text.substr(0, colon));
  if (scheme != "http" && scheme != "https") return not_a_url(text);

  Url url;
  url.tls = scheme == "https";
  const auto rest = text.substr(colon + 3);
  const auto slash = std::min(rest.find('/'), rest.size());
  if (!read_authority(rest.substr(0, slash), url)) return not_a_url(text);
  url.base = rest.substr(slash);
  while (url.base.ends_with('/')) url.base.pop_back();
  if (!is_path_and_query(url.base) || url.base.find('?') != std::string::npos)
    return not_a_url(text);
  return url;
}

std::optional<std::string> loopback_address(std::string_view host) {
  if (lower_case(host) == "localhost") return "127.0.0.1";  // RFC 6761 section 6.3
  if (host == "::1" || is_ipv4_loopback(host)) return std::string(host);
  return std::nullopt;
}

std::string host_and_port(std::string_view host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return (v6 ? "[" + std::string(host) + "]" : std::string(host)) + ":" + std::to_string(port);
}

}  // namespace girs::http
