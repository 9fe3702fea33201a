#pragma once
// How a core error becomes a C error, and what happens when memory is gone. Every exported
// function runs its body in at_boundary(): nothing but a status code crosses into C.

#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>

#include "base/bytes.h"
#include "base/result.h"
#include "calendar/date.h"
#include "girs/base.h"
#include "mark.h"

struct girs_error {
  static constexpr auto kMark = girs::capi::Mark::kError;
  girs::capi::Mark mark = kMark;
  girs_status status;
  const char* message;                        // points into `source`, or is a literal
  std::unique_ptr<const girs::Error> source;
};

struct girs_bytes {
  static constexpr auto kMark = girs::capi::Mark::kBytes;
  girs::capi::Mark mark = kMark;
  std::string content;
};

namespace girs::capi {

/// Ready-made errors for the moments when none can be allocated.  Never deleted.
girs_error* out_of_memory() noexcept;
girs_error* unexpected() noexcept;

/// The C status of a core error code.
girs_status status_of(Code code) noexcept;

/// Hands `error` to the C caller.  May throw std::bad_alloc.
inline girs_status publish(girs_error** out, Error error) {
  const girs_status status = status_of(error.code);
  if (out) {
    auto source = std::make_unique<const Error>(std::move(error));
    const char* message = source->message.en.c_str();
    *out = new girs_error{girs_error::kMark, status, message, std::move(source)};
  }
  return status;
}

/// Runs `body` and lets nothing but a status code cross into C.
template <class Body>
girs_status at_boundary(girs_error** out, Body&& body) noexcept {
  if (out) *out = nullptr;
  try {
    try {
      Status result = body();
      return result ? GIRS_OK : publish(out, std::move(result).error());
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& exception) {
      return publish(out, Error{Code::kInternal, {exception.what(), {}}, {}, {}});
    }
  } catch (const std::bad_alloc&) {
    if (out) *out = out_of_memory();
    return GIRS_NO_MEMORY;
  } catch (...) {
    if (out) *out = unexpected();
    return GIRS_INTERNAL;
  }
}

/// Checks a text argument: valid UTF-8 (detail "offset" otherwise); NULL is the empty text.
Result<std::string_view> text(const char* data, std::size_t length, const char* name);
/// The same for bytes, which need not be text.
Result<std::string_view> bytes(const char* data, std::size_t length, const char* name);
/// The same for bytes that are no text at all, such as keys; there is no GIRS_NUL for them.
Result<ByteView> octets(const std::uint8_t* data, std::size_t size, const char* name);
/// An optional NUL-terminated text inside an option struct.
Result<std::string_view> text(const char* data, const char* name);

/// A day written "2025-12-14".
Result<Date> day_from(const char* data, std::size_t length, const char* name);

/// kInvalidArgument when a handle or an out parameter is NULL.
Status require(const void* pointer, const char* name);
/// What require() says of a handle that is one of another kind.
Error other_kind(const char* name);
/// The same for a handle, which must be of its kind.
template <class Handle>
  requires std::is_same_v<decltype(Handle::mark), Mark>
Status require(const Handle* handle, const char* name) {
  if (handle && !is_of_kind(handle)) return other_kind(name);
  if (handle && !is_of_this_process(handle)) return made_before_a_fork(name);
  return require(static_cast<const void*>(handle), name);
}

/// Gives `content` to the caller; nothing happens when nobody asked for it.
inline void give(girs_bytes** out, std::string content) {
  if (out) *out = new girs_bytes{girs_bytes::kMark, std::move(content)};
}

inline constexpr std::size_t kOptionsSizeMax = 4096;

/// kUnsupported for flags that this version does not know and reserved fields that are not 0.
Status only_known(std::uint32_t flags, std::uint32_t known, std::uint32_t reserved = 0);

/// Copies the caller's option struct over the library's defaults. Both may know fields that the
/// other does not: an older caller's missing fields keep their defaults; a newer caller's extra
/// bytes must be zero (kUnsupported otherwise). struct_size 0 is refused.
template <class Options>
Status read_options(const Options* given, Options& options) {
  if (!given) return ok();
  const std::size_t theirs = given->struct_size;
  if (theirs < sizeof(std::uint32_t))
    return error(Code::kInvalidArgument, "struct_size of an option struct is not set; start from its initialiser.");
  if (theirs > kOptionsSizeMax)
    return error(Code::kUnsupported, "struct_size of an option struct is larger than any that exists.");
  const auto* from = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(Options); i < theirs; ++i)
    if (from[i] != 0)
      return error(Code::kUnsupported, "An option struct uses fields that this version does not know.");
  std::memcpy(&options, given, theirs < sizeof(Options) ? theirs : sizeof(Options));
  options.struct_size = static_cast<std::uint32_t>(sizeof(Options));
  return ok();
}

}  // namespace girs::capi
