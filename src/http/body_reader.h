#pragma once
// Reads one message's body by Boost.Beast's parser after the guard has passed its header.
// Private to the files that see Boost: server*.cpp and client.cpp.

#include <cstdint>
#include <limits>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/guard.h"

namespace girs::http {

// What a connection reads ahead: a header and a part of a body. Chunk headers and trailers have
// to fit in, so it bounds them too.
inline constexpr std::size_t kBufferBytesMax = 96 * 1024;
inline constexpr std::size_t kReadBytes = 64 * 1024;

/// A Beast body that grows by what has come in. Beast's string_body reserves what
/// Content-Length claims, which lets a few hundred bytes ask for gigabytes.
struct GrowingBody {
  using value_type = std::string;

  class reader {
   public:
    template <bool kRequest, class Fields>
    reader(boost::beast::http::header<kRequest, Fields>&, std::string& body) : body_(body) {}

    void init(const boost::optional<std::uint64_t>&, boost::beast::error_code& failure) {
      failure = {};
    }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::beast::error_code& failure) {
      failure = {};
      std::size_t size = 0;
      for (const boost::asio::const_buffer part : boost::beast::buffers_range_ref(buffers)) {
        body_.append(static_cast<const char*>(part.data()), part.size());
        size += part.size();
      }
      return size;
    }
    void finish(boost::beast::error_code& failure) { failure = {}; }

   private:
    std::string& body_;
  };
};

template <bool kRequest>
class BodyReader {
 public:
  enum class State { kMore, kComplete, kBroken, kTooLarge };

  /// `framing` is what the guard has found; Beast has to find the same. kNone in an answer to
  /// HEAD skips the body that its fields describe.
  BodyReader(const Framing& framing, std::uint64_t body_bytes_max) : framing_(framing) {
    parser_.header_limit(std::numeric_limits<std::uint32_t>::max());  // the guard's business
    parser_.body_limit(body_bytes_max);
    if (!kRequest) parser_.skip(framing.kind == Framing::Kind::kNone);
  }

  /// Consumes the header block, then the body, from the front of `buffer` as they come in. Bytes
  /// after the message are left there.
  State feed(boost::beast::flat_buffer& buffer) {
    boost::beast::error_code failure;
    while (buffer.size() > 0 && !parser_.is_done()) {
      const bool in_header = !parser_.is_header_done();
      parser_.eager(!in_header);
      buffer.consume(parser_.put(buffer.cdata(), failure));
      if (failure == boost::beast::http::error::need_more) break;
      if (failure == boost::beast::http::error::body_limit) return State::kTooLarge;
      if (failure || (in_header && !agrees())) return State::kBroken;
    }
    if (parser_.is_done()) return State::kComplete;
    return buffer.size() >= kBufferBytesMax ? State::kBroken : State::kMore;
  }

  /// The peer has closed: the end of a body that lasts until then, and of no other.
  State end_of_stream() {
    boost::beast::error_code failure;
    parser_.put_eof(failure);
    return failure ? State::kBroken : State::kComplete;
  }

  std::string& body() { return parser_.get().body(); }

 private:
  bool agrees() const {
    switch (framing_.kind) {
      case Framing::Kind::kNone: return parser_.is_done();
      case Framing::Kind::kChunked: return parser_.chunked();
      case Framing::Kind::kUntilClose: return parser_.need_eof() && !parser_.chunked();
      case Framing::Kind::kLength: break;
    }
    const auto length = parser_.content_length();
    return !parser_.chunked() && length && *length == framing_.length;
  }

  Framing framing_;
  boost::beast::http::parser<kRequest, GrowingBody> parser_;
};

}  // namespace girs::http
