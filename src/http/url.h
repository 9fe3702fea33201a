#pragma once
// Addresses of the exchange: http(s)://host[:port][/base]. Plain HTTP is for loopback only
// (FORMATS.md section 4), so the module also knows which hosts that means.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace girs::http {

/// Where a server is.
struct Url {
  bool tls = false;
  std::string host;        // lower case, an IPv6 address without brackets
  std::uint16_t port = 0;  // 80 or 443 when the text names none
  std::string base;        // path before every request's path: "" or "/girs"

  /// As the Host field says it, "127.0.0.1:8443": without the scheme's own port, in brackets
  /// for IPv6.
  std::string authority() const;
};

/// Reads an absolute http or https URL. No user, password, query or fragment; kInvalidArgument
/// (detail "url") otherwise.
Result<Url> parse_url(std::string_view text);

/// The address to connect to or to listen on when `host` is this machine itself: "localhost",
/// 127.0.0.0/8 or ::1; nothing for any other host. Never asks a name server.
std::optional<std::string> loopback_address(std::string_view host);

/// "host:port", with brackets around an IPv6 address.
std::string host_and_port(std::string_view host, std::uint16_t port);

}  // namespace girs::http
