#include "line.h"

#include "input.h"

namespace cli {

void add_line(const CommandLine& app, LineOptions& line, const char* address, const char* help) {
  app.required(address, line.url, help);
  app.number("--timeout-ms", line.timeout_ms, 1, 3600000, "for one exchange");
  app.option("--authorities", line.authorities,
             "PEM file of certificate authorities; without: the machine's trust store");
  app.option("--pinned-keys", line.pinned_keys,
             "hex SHA-256 of the server's public key (SPKI), several between blanks: nothing else counts then");
  app.option("--certificate", line.certificate, "PEM file shown to a server that asks for one");
  app.option("--certificate-key", line.certificate_key, "PEM file of its key");
  app.option("--proxy", line.proxy, "http://HOST:PORT whose tunnel https goes through");
  app.option("--proxy-authorization", line.proxy_authorization, "what it wants in Proxy-Authorization");
  app.option("--request-key", line.request_key, "Ed25519 key file that signs each request (RFC 9421)");
}

Line::Line(const Session& session, const LineOptions& line) : given_(line) {
  const auto text_in = [](const std::string& path) { return path.empty() ? std::string() : read_file(path); };
  authorities_ = text_in(given_.authorities);
  certificate_ = text_in(given_.certificate);
  certificate_key_ = text_in(given_.certificate_key);
  options.url = given_.url.c_str();
  options.cancel = interrupt_.token();
  options.timeout_ms = given_.timeout_ms;
  options.authorities = authorities_.c_str();
  options.pinned_keys = given_.pinned_keys.c_str();
  options.certificate = certificate_.c_str();
  options.certificate_key = certificate_key_.c_str();
  options.proxy = given_.proxy.c_str();
  options.proxy_authorization = given_.proxy_authorization.c_str();
  if (!given_.request_key.empty()) options.signer = &request_key_.emplace(session, given_.request_key).signer;
}

}  // namespace cli
