// Fuzzes sheets and edits of drafts as the store keeps them: what is read is written as bytes that
// read the same; what is not has its sentences in both languages.

#include <algorithm>

#include "form/changes.h"
#include "form/sheet_blob.h"
#include "fuzz.h"
#include "json/canonical.h"
#include "support/sample_catalog.h"

using namespace girs;
using fuzzing::require;

namespace {

void require_said(const Error& error) {
  require(!error.message.vi.empty());
  for (const auto& mistake : error.mistakes) require(!mistake.message.vi.empty());
}

void read_sheet(const FormLayout& layout, ByteView blob) {
  const auto version = version_of_blob(blob);
  if (!version) require_said(version.error());
  const auto sheet = from_blob(layout, blob);
  if (!sheet) return require_said(sheet.error());
  const auto written = to_blob(layout, *sheet);
  require(static_cast<bool>(written));
  if (blob[0] == kPackedSheet && *version == layout.form().version)
    require(std::ranges::equal(*written, blob));   // one sheet has one encoding
  const auto again = from_blob(layout, *written);
  require(static_cast<bool>(again));
  const auto same = to_blob(layout, *again);
  require(same && *same == *written);
}

void read_changes(const FormLayout& layout, std::string_view text) {
  const auto changes = changes_from_json(layout, text);
  if (!changes) {
    require(changes.error().code == Code::kCorrupt);
    return require_said(changes.error());
  }
  (void)apply(layout, Sheet::make(layout), reverse(*changes));
  const auto written = json::compact(to_json(layout, *changes));
  const auto again = changes_from_json(layout, written);
  require(again && json::compact(to_json(layout, *again)) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalog catalog = *Catalog::load(sample::all());
  static const FormLayout layout{*catalog.form_version("B01", 1), catalog};
  read_sheet(layout, {data, size});
  read_changes(layout, fuzzing::text_of(data, size));
  return 0;
}
