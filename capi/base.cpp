#include "girs/base.h"

#include "base/text.h"
#include "boundary.h"

namespace girs::capi {
namespace {
constinit girs_error no_memory{girs_error::kMark, GIRS_NO_MEMORY, "The memory is exhausted.", nullptr};
constinit girs_error unknown{girs_error::kMark, GIRS_INTERNAL, "An exception of unknown type.", nullptr};
}  // namespace

girs_error* out_of_memory() noexcept { return &no_memory; }
girs_error* unexpected() noexcept { return &unknown; }

girs_status status_of(Code code) noexcept {
  switch (code) {
    case Code::kInvalidArgument: return GIRS_INVALID_ARGUMENT;
    case Code::kNotFound: return GIRS_NOT_FOUND;
    case Code::kConflict: return GIRS_CONFLICT;
    case Code::kBusy: return GIRS_BUSY;
    case Code::kIo: return GIRS_IO;
    case Code::kCorrupt: return GIRS_CORRUPT;
    case Code::kUntrusted: return GIRS_UNTRUSTED;
    case Code::kUnsupported: return GIRS_UNSUPPORTED;
    case Code::kClosed: return GIRS_CLOSED;
    case Code::kCancelled: return GIRS_CANCELLED;
    case Code::kInternal: return GIRS_INTERNAL;
  }
  return GIRS_INTERNAL;
}

Result<std::string_view> bytes(const char* data, std::size_t length, const char* name) {
  if (!data && length != 0 && length != GIRS_NUL)
    return error(Code::kInvalidArgument, std::string(name) + " is NULL but has a length.", {}, {{"argument", name}});
  if (!data) return std::string_view();
  return length == GIRS_NUL ? std::string_view(data) : std::string_view(data, length);
}

Result<ByteView> octets(const std::uint8_t* data, std::size_t size, const char* name) {
  if (!data && size != 0)
    return error(Code::kInvalidArgument, std::string(name) + " is NULL but has a size.", {}, {{"argument", name}});
  return ByteView(data, size);
}

Result<std::string_view> text(const char* data, std::size_t length, const char* name) {
  GIRS_TRY(const auto given, bytes(data, length, name));
  if (const auto offset = first_invalid_utf8(given))
    return error(Code::kInvalidArgument, std::string(name) + " is not UTF-8 at byte " + std::to_string(*offset) + ".",
                 std::string(name) + " không phải UTF-8 tại byte " + std::to_string(*offset) + ".",
                 {{"argument", name}, {"offset", std::to_string(*offset)}});
  return given;
}

Result<std::string_view> text(const char* data, const char* name) { return text(data, GIRS_NUL, name); }

Result<Date> day_from(const char* data, std::size_t length, const char* name) {
  GIRS_TRY(const auto given, text(data, length, name));
  if (const auto day = parse_date(given)) return *day;
  return error(Code::kInvalidArgument, std::string(name) + " is a day such as 2025-12-14, not \"" + std::string(given) + "\".",
               std::string(name) + " là ngày dạng 2025-12-14, không phải \"" + std::string(given) + "\".",
               {{"argument", name}});
}

Status only_known(std::uint32_t flags, std::uint32_t known, std::uint32_t reserved) {
  if ((flags & ~known) == 0 && reserved == 0) return ok();
  return error(Code::kUnsupported, "An option struct has flags or reserved fields that this version does not know.");
}

Status require(const void* pointer, const char* name) {
  if (pointer) return ok();
  return error(Code::kInvalidArgument, std::string(name) + " is NULL.", {}, {{"argument", name}});
}

Error other_kind(const char* name) {
  return error(Code::kInvalidArgument, std::string(name) + " is a handle of another kind.",
               "Tham số " + std::string(name) + " là một đối tượng khác loại.", {{"argument", name}});
}

}  // namespace girs::capi

namespace {

const char* in_language(const girs::Message& message, const char* language) {
  return message.in(language ? language : "en").c_str();
}

const char* value_of(const girs::Details& details, const char* key) {
  const auto* value = key ? girs::detail_of(details, key) : nullptr;
  return value ? value->c_str() : nullptr;
}

const char* key_of(const girs::Details& details, size_t index) {
  return index < details.size() ? details[index].first.c_str() : nullptr;
}

}  // namespace

girs_status girs_error_status(const girs_error* error) noexcept { return girs::capi::is(error) ? error->status : GIRS_OK; }

const char* girs_error_message(const girs_error* error) noexcept { return girs::capi::is(error) ? error->message : ""; }

const char* girs_error_message_in(const girs_error* error, const char* language) noexcept {
  if (!girs::capi::is(error)) return "";
  return error->source ? in_language(error->source->message, language) : error->message;
}

const char* girs_error_detail(const girs_error* error, const char* key) noexcept {
  return girs::capi::is(error) && error->source ? value_of(error->source->details, key) : nullptr;
}

const char* girs_error_detail_key(const girs_error* error, size_t index) noexcept {
  return girs::capi::is(error) && error->source ? key_of(error->source->details, index) : nullptr;
}

size_t girs_error_mistake_count(const girs_error* error) noexcept {
  return girs::capi::is(error) && error->source ? error->source->mistakes.size() : 0;
}

const char* girs_error_mistake_message(const girs_error* error, size_t index, const char* language) noexcept {
  if (index >= girs_error_mistake_count(error)) return nullptr;
  return in_language(error->source->mistakes[index].message, language);
}

const char* girs_error_mistake_detail(const girs_error* error, size_t index, const char* key) noexcept {
  if (index >= girs_error_mistake_count(error)) return nullptr;
  return value_of(error->source->mistakes[index].details, key);
}

const char* girs_error_mistake_detail_key(const girs_error* error, size_t index, size_t detail) noexcept {
  if (index >= girs_error_mistake_count(error)) return nullptr;
  return key_of(error->source->mistakes[index].details, detail);
}

void girs_error_free(girs_error* error) noexcept {
  if (girs::capi::is(error) && error != girs::capi::out_of_memory() && error != girs::capi::unexpected()) delete error;
}

const char* girs_bytes_data(const girs_bytes* bytes) noexcept { return girs::capi::is(bytes) ? bytes->content.c_str() : ""; }
size_t girs_bytes_size(const girs_bytes* bytes) noexcept { return girs::capi::is(bytes) ? bytes->content.size() : 0; }
void girs_bytes_free(girs_bytes* bytes) noexcept { girs::capi::free_handle(bytes); }

uint32_t girs_version(void) noexcept { return GIRS_VERSION; }
const char* girs_version_text(void) noexcept { return "0.1.0"; }
uint32_t girs_abi(void) noexcept { return GIRS_ABI; }
