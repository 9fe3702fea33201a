#include "formula/check_reference.h"

#include <algorithm>

#include "formula/resolve.h"

namespace girs::formula {
namespace {

using Codes = std::vector<std::string>;

std::size_t capped(std::size_t count) { return std::min(count, kCellsMax + 1); }

bool contains(const Codes& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

class ReferenceCheck {
 public:
  ReferenceCheck(const CellReference& reference, const Node& node,
                 const Declarations& declarations, Findings& findings)
      : reference_(reference), node_(node), declarations_(declarations), findings_(findings) {}

  Declared declared(std::size_t& cells) {
    if (!reference_.indicator.empty()) return indicator(cells);
    if (!find_form()) return {};
    const Codes rows = chosen_rows();
    const Codes columns = chosen_columns();
    if (failed_) return {};
    cells = capped(cells + capped(rows.size()) * capped(columns.size()));
    if (rows.empty() || columns.empty() || cells > kCellsMax) return {};
    std::optional<Declared> all;
    for (const auto& row : rows)
      for (const auto& column : columns) {
        const Declared one = cell(row, column);
        if (failed_) return {};
        all = all ? common(*all, one) : one;
      }
    check_year(*all);
    return *all;
  }

 private:
  void say(std::string en, std::string vi) {
    failed_ = true;
    const std::string text = print(node_);
    findings_.add(node_, {text + ": " + en, text + ": " + vi});
  }
  void say_unknown(std::string en, std::string vi, const std::string& wanted, const Codes& names) {
    failed_ = true;
    findings_.add_unknown(node_, {std::move(en), std::move(vi)}, wanted, names);
  }

  Declared cell(const std::string& row, const std::string& column) {
    if (reference_.breakdown.empty()) return declarations_.cell(form_, row, column);
    const auto part = declarations_.cell_in_breakdown(form_, row, column, reference_.breakdown);
    if (part) return *part;
    std::string wanted;
    for (const auto& [dimension, member] : reference_.breakdown)
      wanted += (wanted.empty() ? "" : ";") + dimension + "=" + member;
    say_unknown("the form says of no row or column that it is this part",
                "biểu mẫu không khai báo dòng hay cột nào là phần này", wanted,
                declarations_.breakdowns(form_));
    return {};
  }

  Declared indicator(std::size_t& cells) {
    const auto found = declarations_.indicator(reference_.indicator);
    if (!found) {
      say_unknown("there is no indicator \"" + reference_.indicator + "\"",
                  "không có chỉ tiêu \"" + reference_.indicator + "\"", reference_.indicator,
                  declarations_.indicators());
      return {};
    }
    cells = capped(cells + 1);
    check_year(*found);
    return *found;
  }

  bool find_form() {
    if (reference_.form.empty()) {
      const auto own = declarations_.own_form();
      if (!own) say("name the form, as in ['form'!r1.c3].", "hãy nêu biểu mẫu, như ['biểu'!r1.c3].");
      form_ = own.value_or("");
      return own.has_value();
    }
    form_ = reference_.form;
    const Codes forms = declarations_.forms();
    if (contains(forms, form_)) return true;
    say_unknown("there is no form \"" + form_ + "\"", "không có biểu mẫu \"" + form_ + "\"", form_,
                forms);
    return false;
  }

  /// The codes that a selection names; a range in the order of `order`.
  template <class Unknown>
  Codes chosen(const Selection& selection, const Codes& order, bool open, Unknown unknown) {
    if (selection.all) return order;
    Codes codes;
    for (const auto& item : selection.items) {
      const auto from = std::find(order.begin(), order.end(), item.from);
      if (from == order.end() && !open) unknown(item.from);
      if (item.to.empty()) {
        codes.push_back(item.from);
        continue;
      }
      const auto to = std::find(from, order.end(), item.to);
      if (to != order.end()) {
        codes.insert(codes.end(), from, to + 1);
      } else if (!contains(order, item.to)) {
        if (!open) unknown(item.to);
      } else if (from != order.end()) {
        say("the range runs backwards; write [" + item.to + ":" + item.from + "].",
            "dải viết ngược; hãy viết [" + item.to + ":" + item.from + "].");
      }
    }
    return codes;
  }

  Codes chosen_rows() {
    const auto axis = declarations_.rows(form_);
    if (!reference_.row_group.empty()) {
      const auto group = declarations_.row_group(form_, reference_.row_group);
      if (group) return *group;
      say("there is no group of rows \"" + reference_.row_group + "\".",
          "không có nhóm dòng \"" + reference_.row_group + "\".");
      return {};
    }
    if (reference_.rows && reference_.rows->all && axis.dynamic) return {"*"};
    if (reference_.rows)
      return chosen(*reference_.rows, axis.codes, axis.open, [&](const std::string& code) {
        say_unknown("there is no row \"" + code + "\"", "không có dòng \"" + code + "\"", code,
                    axis.codes);
      });
    if (!declarations_.has_current_row())
      say("names no row, and here is no current one; write [r1.c3].",
          "không nêu dòng mà ở đây không có dòng hiện hành; hãy viết [r1.c3].");
    return {std::string()};
  }

  Codes chosen_columns() {
    const Codes columns = declarations_.columns(form_);
    if (reference_.columns)
      return chosen(*reference_.columns, columns, false, [&](const std::string& code) {
        if (contains(declarations_.printed_columns(form_), code))
          say("column \"" + code + "\" is printed only and holds no cells.",
              "cột \"" + code + "\" chỉ để in, không có số liệu.");
        else
          say_unknown("there is no column \"" + code + "\"", "không có cột \"" + code + "\"", code,
                      columns);
      });
    if (!declarations_.has_current_column())
      say("names no column, and here is no current one; write [r1.c3].",
          "không nêu cột mà ở đây không có cột hiện hành; hãy viết [r1.c3].");
    return {std::string()};
  }

  /// Section 3: @YTD and @FY are an error on a rate, and on whatever else does not add up.
  void check_year(const Declared& declared) {
    const bool over_year = std::any_of(
        reference_.periods.begin(), reference_.periods.end(), [](const PeriodStep& step) {
          return step.relation == PeriodRelation::kYearToDate ||
                 step.relation == PeriodRelation::kFullYear;
        });
    if (!over_year) return;
    if (declared.measure == Measure::kRate)
      say("a rate does not add up over a year; compute it from its numerator and denominator.",
          "tỷ lệ không cộng dồn theo năm được; hãy tính lại từ tử số và mẫu số.");
    else if (declared.measure == Measure::kNone)
      say("@YTD and @FY are for figures that add up (flow) or stand at an end (stock).",
          "@YTD và @FY chỉ dùng cho số cộng dồn (flow) hoặc số cuối kỳ (stock).");
  }

  const CellReference& reference_;
  const Node& node_;
  const Declarations& declarations_;
  Findings& findings_;
  std::string form_;
  bool failed_ = false;
};

std::size_t named(const std::optional<Selection>& selection) {
  std::size_t count = 0;
  if (selection)
    for (const auto& item : selection->items) count = capped(count + capped(span_of(item)));
  return std::max<std::size_t>(count, 1);
}

}  // namespace

Declared declared_of(const CellReference& reference, const Node& node,
                     const Declarations& declarations, Findings& findings, std::size_t& cells) {
  return ReferenceCheck(reference, node, declarations, findings).declared(cells);
}

std::size_t named_cells(const CellReference& reference) {
  return capped(named(reference.rows) * named(reference.columns));
}

Declared common(const Declared& a, const Declared& b) {
  Declared both;
  if (a.type == b.type) both.type = a.type;
  if (a.measure == b.measure) both.measure = a.measure;
  if (a.unit_of_measure == b.unit_of_measure) both.unit_of_measure = a.unit_of_measure;
  if (a.code_list == b.code_list) both.code_list = a.code_list;
  both.never = a.never && b.never;
  both.several_units = a.several_units || b.several_units ||
                       (!a.unit_of_measure.empty() && !b.unit_of_measure.empty() &&
                        a.unit_of_measure != b.unit_of_measure);
  return both;
}

}  // namespace girs::formula
