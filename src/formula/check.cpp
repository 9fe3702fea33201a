#include "formula/check.h"

#include <algorithm>

#include "base/text.h"
#include "formula/functions.h"
#include "formula/refusal.h"
#include "formula/resolve.h"

namespace girs::formula {
namespace {

class Checker {
 public:
  explicit Checker(std::string_view source) : source_(source) {}

  Status node(const Node& node, bool range_taken) {
    if (const auto* reference = std::get_if<CellReference>(&node.content))
      return cells(node, *reference, range_taken);
    if (const auto* call = std::get_if<Call>(&node.content)) return function(node, *call);
    for (const auto& child : children_of(node)) GIRS_CHECK(this->node(child, false));
    return ok();
  }

 private:
  Error refuse(const Node& node, Message message, std::string suggestion = {}) const {
    return refused(source_, node.place.offset, std::move(message), std::move(suggestion));
  }
  Error unsupported(const Node& node, const std::string& en, const std::string& vi) const {
    return refused(source_, node.place.offset,
                   {en + " is not available in this version.",
                    vi + " chưa có trong phiên bản này."},
                   {}, Code::kUnsupported);
  }

  Status function(const Node& node, const Call& call) {
    if (!call.function)
      return refuse(node, {"There is no function " + call.name + ".",
                           "Không có hàm " + call.name + "."},
                    nearest(call.name, function_names()).value_or(""));
    const Function& function = *call.function;
    if (!function.evaluate)
      return unsupported(node, "The function " + call.name, "Hàm " + call.name);
    GIRS_CHECK(count(node, call));
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const Node& argument = call.arguments[i];
      if (std::holds_alternative<Omitted>(argument.content) &&
          (i < function.arguments_min || function.is_variadic()))
        return refuse(argument, {"Argument " + std::to_string(i + 1) + " of " + call.name +
                                     " cannot be left out.",
                                 "Không được bỏ trống đối số " + std::to_string(i + 1) +
                                     " của hàm " + call.name + "."});
      if (function.ranges == Ranges::kRowsOnly && !names_rows(argument))
        return refuse(argument, {call.name + " takes a reference to rows, such as [r*].",
                                 "Hàm " + call.name + " cần tham chiếu đến dòng, ví dụ [r*]."});
      GIRS_CHECK(this->node(argument, function.ranges != Ranges::kNowhere &&
                                          (function.ranges != Ranges::kAfterFirst || i > 0)));
    }
    return ok();
  }

  Status count(const Node& node, const Call& call) const {
    const Function& function = *call.function;
    const std::size_t given = call.arguments.size();
    const bool pairs_broken = call.name == "IFS" && given % 2 != 0;
    if (given >= function.arguments_min && given <= function.arguments_max && !pairs_broken)
      return ok();
    const std::string least = std::to_string(function.arguments_min);
    const std::string most = std::to_string(function.arguments_max);
    Message wanted{least, least};
    if (function.is_variadic()) wanted = {least + " or more", least + " trở lên"};
    else if (most != least) wanted = {least + " to " + most, least + " đến " + most};
    if (call.name == "IFS") wanted = {"pairs of", "theo cặp"};
    return refuse(node, {call.name + " takes " + wanted.en + " arguments, not " +
                             std::to_string(given) + ".",
                         "Hàm " + call.name + " cần số đối số: " + wanted.vi + ", không phải " +
                             std::to_string(given) + "."});
  }

  static bool names_rows(const Node& node) {
    const auto* reference = std::get_if<CellReference>(&node.content);
    return reference && reference->rows;
  }

  Status cells(const Node& node, const CellReference& reference, bool range_taken) {
    GIRS_CHECK(available(node, reference));
    if (reference.is_range() && !range_taken)
      return refuse(node, {"One value is wanted here, but " + print(reference) +
                               " names a range of cells; use SUM or another aggregate.",
                           "Ở đây cần một giá trị, nhưng " + print(reference) +
                               " là một vùng ô; hãy dùng SUM hoặc hàm gộp khác."});
    cells_ += named(reference.rows) * named(reference.columns);
    if (cells_ <= kCellsMax) return ok();
    return refuse(node, {"The formula names more than 10,000 cells.",
                         "Công thức tham chiếu hơn 10.000 ô."});
  }

  Status available(const Node& node, const CellReference& reference) const {
    if (!reference.indicator.empty())
      return unsupported(node, "A reference to an indicator", "Tham chiếu đến chỉ tiêu");
    if (!reference.breakdown.empty())
      return unsupported(node, "A breakdown {...}", "Phân tổ {...}");
    if (!reference.row_group.empty())
      return unsupported(node, "A group of rows", "Nhóm dòng");
    for (const auto& step : reference.periods)
      if (step.relation == PeriodRelation::kYearToDate ||
          step.relation == PeriodRelation::kFullYear)
        return unsupported(node, "A total over the year (@YTD, @FY)",
                           "Số lũy kế trong năm (@YTD, @FY)");
    switch (reference.unit) {
      case UnitRelation::kLevel:
      case UnitRelation::kAncestor:
      case UnitRelation::kGroup:
        return unsupported(node, "A choice of units by LEVEL(), ANCESTOR() or GROUP()",
                           "Việc chọn đơn vị bằng LEVEL(), ANCESTOR() hoặc GROUP()");
      default: return ok();
    }
  }

  /// How many codes a selection names, as far as the text tells; capped just over the limit.
  static std::size_t named(const std::optional<Selection>& selection) {
    std::size_t count = 0;
    if (selection)
      for (const auto& item : selection->items)
        count = std::min(kCellsMax + 1, count + std::min(kCellsMax + 1, span_of(item)));
    return std::max<std::size_t>(count, 1);
  }

  std::string_view source_;
  std::size_t cells_ = 0;
};

}  // namespace

Status check(std::string_view source, const Node& root) {
  return Checker(source).node(root, false);
}

}  // namespace girs::formula
