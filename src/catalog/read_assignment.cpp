// Lines of "reporters" and "exempt" in a regime: "commune", or {"kind"|"unit"|"group": code} with
// "when", "from", "to" and "reason".

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

Assignment read_line(const Node& node, Mistakes& mistakes) {
  Assignment line;
  if (node.is_text()) {
    line.code = node.code();
    return line;
  }
  node.only({"kind", "unit", "group", "when", "from", "to", "reason"});
  constexpr std::pair<const char*, Assignment::By> kWays[] = {
      {"kind", Assignment::By::kKind}, {"unit", Assignment::By::kUnit}, {"group", Assignment::By::kGroup}};
  int named = 0;
  for (const auto& [word, by] : kWays) {
    const auto value = node.optional(word);
    if (!value) continue;
    ++named;
    line.by = by;
    line.code = value.code();
  }
  if (node.is_object() && named != 1)
    node.mistake("Name the units by exactly one of \"kind\", \"unit\" and \"group\".",
                 "Hãy nêu đơn vị bằng đúng một trong các khóa \"kind\", \"unit\", \"group\".");
  if (const auto when = node.optional("when")) {
    line.when = read_formula(when, mistakes);
    if (line.when && !line.when->is_logical())
      when.mistake("A condition gives TRUE or FALSE; compare something in it.",
                   "Điều kiện phải cho kết quả đúng hoặc sai; hãy dùng phép so sánh.");
  }
  const auto dates = read_dates(node);
  line.from = dates.from;
  line.to = dates.to;
  line.reason = read_optional_label(node, "reason");
  return line;
}

}  // namespace

std::vector<Assignment> read_assignments(const Node& node, Mistakes& mistakes) {
  std::vector<Assignment> lines;
  node.each([&](Node element) { lines.push_back(read_line(element, mistakes)); });
  return lines;
}

}  // namespace girs
