#pragma once
// The guard before the HTTP parser: it reads the raw bytes of a header block and refuses
// whatever two parsers could read in two ways (request smuggling, RFC 9112 section 11.2).
// Boost.Beast accepts `Transfer-Encoding: gzip`, chunked on HTTP/1.0, `Content-Length: 5, 5`,
// folded lines, no Host and two Hosts; none of that passes here. Plain C++ over bytes.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "sync/transport.h"

namespace girs::http {

struct HeaderLimits {
  std::size_t bytes_max = 16 * 1024;
  std::size_t fields_max = 100;
};

/// Why a message is not taken: what the answer to it says. The reason is the end of a sentence,
/// "the header has 2 Host fields", so that it serves for requests and answers alike.
struct Refusal {
  int status;        // 400, 408, 411, 413, 417, 431, 501, 503 or 505
  std::string code;  // of the problem document: "framing", "header-too-large", ...
  Message reason;
};

/// How the end of a body is found (RFC 9112 section 6.3).
struct Framing {
  enum class Kind { kNone, kLength, kChunked, kUntilClose };
  Kind kind = Kind::kNone;
  std::uint64_t length = 0;  // of kLength
};

/// A request header that has passed.
struct RequestHead {
  std::string method;
  std::string target;  // "/path?query" or "*"
  sync::Headers headers = {};
  Framing framing = {};
  bool keep_alive = false;        // the client would send another request on this connection
  bool expects_continue = false;  // it waits for "100 Continue" before it sends the body
};

/// The header of an answer that has passed.
struct ResponseHead {
  int status = 0;
  sync::Headers headers = {};
  Framing framing = {};  // as if the request was no HEAD
  bool keep_alive = false;
};

/// Finds the end of a header block in bytes as they come in, and stops at the first byte that
/// no header may hold (control characters, a line feed without its carriage return), so that a
/// peer that speaks another protocol need not be waited for.
class HeaderScanner {
 public:
  enum class State { kMore, kComplete, kBroken, kTooLarge };

  explicit HeaderScanner(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  /// `bytes` is all that has come in so far; every byte is looked at once.
  State scan(std::string_view bytes);
  /// Bytes of the block with its empty line, when it is complete.
  std::size_t size() const { return position_; }

 private:
  std::size_t bytes_max_;
  std::size_t position_ = 0;
  std::size_t line_start_ = 0;
};

/// What is wrong when a scanner says kBroken or kTooLarge.
Refusal refusal_of(HeaderScanner::State state, const HeaderLimits& limits);

/// Checks a request's header block, which ends with its empty line: exactly one Host;
/// Transfer-Encoding absent or `chunked`, on HTTP/1.1, without Content-Length; at most one
/// Content-Length, of digits; PUT and POST say how long they are; no folded lines.
std::variant<RequestHead, Refusal> guard_request(std::string_view block,
                                                 const HeaderLimits& limits);

/// The same for the header block of an answer.
std::variant<ResponseHead, Refusal> guard_response(std::string_view block,
                                                   const HeaderLimits& limits);

/// Whether fields that we write ourselves will pass such a guard at the other side: proper names
/// and values, within the limits together with the few that server or client add.
bool is_proper(const sync::Headers& headers, const HeaderLimits& limits);

}  // namespace girs::http
