// Fuzzes the entry of cells by CSV and JSON over the small form of the tests: a good file applies
// and, written as CSV, gives the same cells again; mistakes have sentences in both languages.

#include "form/entry.h"
#include "form/layout.h"
#include "form/sheet.h"
#include "fuzz.h"
#include "support/sample_catalog.h"

using namespace girs;
using fuzzing::require;

namespace {

void enter(const FormLayout& layout, const Result<Patch>& patch) {
  if (!patch) {
    require(!patch.error().message.vi.empty());
    for (const auto& mistake : patch.error().mistakes) require(!mistake.message.vi.empty());
    return;
  }
  const auto sheet = apply(layout, Sheet::make(layout), *patch);
  if (!sheet) return;
  const auto csv = to_csv(layout, *sheet);
  const auto again = entry_from_csv(layout, csv);
  require(static_cast<bool>(again));
  const auto same = apply(layout, Sheet::make(layout), *again);
  require(same && to_csv(layout, *same) == csv);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalog catalog = *Catalog::load(sample::all());
  static const FormLayout layout{*catalog.form_version("B01", 1), catalog};
  const auto text = fuzzing::text_of(data, size);
  EntryOptions options;
  enter(layout, entry_from_csv(layout, text, options));
  enter(layout, entry_from_json(layout, text, options));
  options.style = NumberStyle::kVietnamese;
  enter(layout, entry_from_csv(layout, text, options));
  return 0;
}
