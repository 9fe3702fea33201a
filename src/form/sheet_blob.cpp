#include "form/sheet_blob.h"

#include <algorithm>

#include "form/carry_over.h"
#include "form/codec.h"
#include "form/packed_sheet.h"
#include "json/canonical.h"
#include "json/parse.h"

namespace girs {
namespace {

Error unknown_blob(ByteView blob) {
  if (blob.empty())
    return error(Code::kCorrupt, "The stored sheet is empty.", "Số liệu lưu trữ bị trống.");
  return error(Code::kUnsupported,
               "The sheet was stored by a newer version of this software; update it.",
               "Số liệu do phiên bản phần mềm mới hơn lưu; hãy cập nhật phần mềm.",
               {{"codec", std::to_string(blob[0])}});
}

Result<json::Value> document_of(ByteView blob) {
  auto value = json::parse(text_of(blob.subspan(1)));
  if (value) return value;
  auto broken = std::move(value).error();
  broken.code = Code::kCorrupt;
  return broken;
}

int version_of(const json::Value& document) {
  const auto* member = document.find("version");
  const auto version = member ? member->as_integer() : std::nullopt;
  return version && *version >= 1 && *version <= 1'000'000 ? static_cast<int>(*version) : 0;
}

/// What `read` gives by the form's version that the sheet was stored under, in the layout's.
template <class Read>
Result<Sheet> in_version(const FormLayout& layout, int version, const Read& read) {
  const auto* stored_under = version == layout.form().version
                                 ? nullptr
                                 : layout.catalog().form_version(layout.form().code, version);
  if (!stored_under) return read(layout);
  GIRS_TRY(const auto sheet, read(FormLayout(*stored_under, layout.catalog())));
  return carry_over(layout, sheet);
}

}  // namespace

Result<Bytes> to_blob(const FormLayout& layout, const Sheet& sheet) {
  return pack_sheet(layout, sheet, kPackedSheet);
}

Result<Bytes> to_json_blob(const FormLayout& layout, const Sheet& sheet) {
  GIRS_TRY(const auto value, encode_sheet(layout, sheet));
  const auto text = json::compact(value);
  Bytes blob{kJsonSheet};
  blob.insert(blob.end(), text.begin(), text.end());
  return blob;
}

Result<Sheet> from_blob(const FormLayout& layout, ByteView blob) {
  if (!blob.empty() && blob[0] == kPackedSheet) {
    const auto packed = blob.subspan(1);
    GIRS_TRY(const int version, version_of_packed(packed));
    return in_version(layout, version,
                      [&](const FormLayout& own) { return unpack_sheet(own, packed); });
  }
  if (blob.empty() || blob[0] != kJsonSheet) return unknown_blob(blob);
  GIRS_TRY(const auto document, document_of(blob));
  return in_version(layout, version_of(document),
                    [&](const FormLayout& own) { return decode_sheet(own, document); });
}

Result<int> version_of_blob(ByteView blob) {
  if (!blob.empty() && blob[0] == kPackedSheet) return version_of_packed(blob.subspan(1));
  if (blob.empty() || blob[0] != kJsonSheet) return unknown_blob(blob);
  GIRS_TRY(const auto document, document_of(blob));
  return version_of(document);
}

Result<bool> is_blob_of(const FormLayout& layout, const Sheet& sheet, ByteView blob) {
  const bool json = !blob.empty() && blob[0] == kJsonSheet;
  GIRS_TRY(const auto fresh, json ? to_json_blob(layout, sheet) : to_blob(layout, sheet));
  return std::ranges::equal(fresh, blob);
}

}  // namespace girs
