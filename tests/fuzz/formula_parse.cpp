// Fuzzes the reading of formulas: whatever the bytes, a tree whose canonical text gives the same
// tree again, or a refusal with a place inside the text.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formula/editor_form.h"
#include "formula/paper_identity.h"
#include "formula/syntax.h"

using namespace girs;
using namespace girs::formula;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void read_as_formula(std::string_view text) {
  const auto parsed = parse(text);
  if (!parsed) {
    const auto* offset = detail_of(parsed.error().details, "offset");
    require(offset && std::stoul(*offset) <= text.size());
    require(!parsed.error().message.en.empty() && !parsed.error().message.vi.empty());
    return;
  }
  const std::string canonical = print(parsed->root);
  const auto again = parse(canonical);
  // Canonical text may be longer than what was typed, but only the limit of bytes can refuse it.
  require(again || canonical.size() > kBytesMax);
  if (!again) return;
  require(again->root == parsed->root);
  require(print(again->root) == canonical);
  const auto typed = from_editor(to_editor(canonical, "vi"), "vi");
  require(typed && *typed == canonical);
}

void read_as_identity(std::string_view text) {
  const auto identity = import_paper_identity(text);
  if (identity) require(static_cast<bool>(parse(identity->formula)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_as_formula(text);
  read_as_identity(text);
  if (const auto meant = from_editor(text, "vi")) require(meant->size() == text.size());
  return 0;
}
