// Lines of "reporters" and "exempt" in a regime: "commune", or an object that names units by
// "kind", "unit", or "group" (with or without "kind"), with "when", "from", "to" and "reason".

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
  const auto kind = node.optional("kind");
  const auto unit = node.optional("unit");
  const auto group = node.optional("group");
  if (node.is_object() && (unit ? kind || group : !kind && !group))
    node.mistake("Name the units by \"unit\" alone, by \"kind\", or by \"group\" with or without a "
                 "\"kind\".",
                 "Hãy nêu đơn vị bằng riêng khóa \"unit\", bằng \"kind\", hoặc bằng \"group\" có thể "
                 "kèm \"kind\".");
  if (unit) {
    line.by = Assignment::By::kUnit;
    line.code = unit.code();
  } else if (group) {
    line.by = Assignment::By::kGroup;
    line.code = group.code();
    if (kind) line.kind = kind.code();
  } else if (kind) {
    line.code = kind.code();
  }
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
