#pragma once
// The answers that several routes give.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sync/transport.h"

namespace girs::http {

sync::Response answer(int status, std::string type, std::string body);
sync::Response not_found();
/// The problem document of an error of the core: 4xx for what the sender must mend, 5xx for what is
/// ours.
sync::Response problem_of(const Error& error);
/// What caches may do with an answer. Between a centre and its clients stand ones that many share.
inline constexpr const char* kForEver = "public, max-age=31536000, immutable";
inline constexpr const char* kForEverForOne = "private, max-age=31536000, immutable";
inline constexpr const char* kAskAgain = "no-cache";             // it may change at any time
inline constexpr const char* kAskAgainForOne = "private, no-cache";
sync::Response cached(sync::Response response, const char* how);

/// Gives an answer to GET its ETag, if it has none, and makes it 304 when the client has it
/// already (RFC 9110 section 13).
sync::Response conditional(const sync::Request& request, sync::Response response);

/// The value of `name` in the query; no percent-decoding: the values used are codes and numbers.
std::string_view query(std::string_view path, std::string_view name);
/// A number of digits only.
std::optional<std::int64_t> number(std::string_view text);
/// 64 digits of lower-case hex.
bool is_hash(std::string_view text);
/// The field `name` of a request, trimmed; empty when there is none.
std::string_view field_of(const sync::Request& request, std::string_view name);

}  // namespace girs::http
