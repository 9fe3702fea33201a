#include <algorithm>

#include "base/text.h"
#include "catalog/linear_rule.h"
#include "catalog/lint_parts.h"

namespace girs {
namespace {

/// Stands for any row of the dynamic ones.
const std::string kAnyRow = "*";

/// More constraints times figures than this are not looked at as a whole but by row and column.
constexpr std::size_t kSizeMax = 400000;

/// Constraints with the rule they come from; empty: ranges of columns and computed cells.
struct Source {
  std::string rule;
  std::vector<LinearConstraint> constraints;
};
using Sources = std::vector<Source>;

std::vector<LinearConstraint> all_of(const Sources& sources) {
  std::vector<LinearConstraint> all;
  for (const auto& source : sources)
    all.insert(all.end(), source.constraints.begin(), source.constraints.end());
  return all;
}

bool contradict(const Sources& sources) { return is_feasible(all_of(sources)) == Feasible::kNo; }

bool is_number(const Column& column) { return column.entered && column.type == CellType::kNumber; }

const Part* part_of(const Form& form, const std::string& row) {
  for (const auto& part : form.parts)
    if (row == kAnyRow ? part.dynamic : std::ranges::find(part.rows, row) != part.rows.end())
      return &part;
  return nullptr;
}

bool has_cell(const Form& form, const std::string& row, const Column& column) {
  const auto* part = part_of(form, row);
  return is_number(column) &&
         (!part || std::ranges::find(part->columns, column.code) != part->columns.end());
}

bool names(const std::vector<std::string>& codes, const std::string& code) {
  return codes.empty() || std::ranges::find(codes, code) != codes.end();
}

/// The constraints of a form under a set of rules.
class System {
 public:
  System(const Form& form, std::vector<std::string> rows) : form_(form), rows_(std::move(rows)) {}

  std::vector<LinearConstraint> of(const Rule& rule) const {
    std::vector<LinearConstraint> constraints;
    const auto add = [&](const LintPlace& place) {
      for (auto& one : constraints_of(form_, rule, place)) constraints.push_back(std::move(one));
    };
    if (rule.scope == RuleScope::kForm) add({});
    if (rule.scope == RuleScope::kEachRow)
      for (const auto& row : rows_) {
        const auto* part = part_of(form_, row);
        if (names(rule.rows, row) && (rule.part.empty() || (part && part->code == rule.part)))
          add({row, {}});
      }
    if (rule.scope == RuleScope::kEachColumn)
      for (const auto& column : form_.columns)
        if (is_number(column) && names(rule.columns, column.code)) add({{}, column.code});
    return constraints;
  }

  /// What holds by itself: ranges and computed cells.
  std::vector<LinearConstraint> given() const {
    std::vector<LinearConstraint> constraints;
    for (const auto& row : rows_)
      for (const auto& column : form_.columns) {
        if (!has_cell(form_, row, column)) continue;
        for (auto& one : range_of(column, row)) constraints.push_back(std::move(one));
        const auto* fixed = form_.fixed_row(row);
        const auto& computed = fixed && fixed->computed && !column.computed ? fixed->computed : column.computed;
        if (computed)
          for (auto& one : constraints_of(form_, *computed, column, {row, column.code}))
            constraints.push_back(std::move(one));
      }
    return constraints;
  }

 private:
  const Form& form_;
  std::vector<std::string> rows_;
};

std::vector<std::string> all_rows(const Form& form) {
  std::vector<std::string> rows;
  for (const auto& row : form.rows.fixed) rows.push_back(row.code);
  if (form.rows.dynamic) rows.push_back(kAnyRow);
  return rows;
}

/// Whether rules speak of some rows and not of others; else one row stands for all.
bool tells_rows_apart(const Form& form, const RuleSet& rules) {
  return std::ranges::any_of(form.rows.fixed, [](const FixedRow& row) { return row.computed.has_value(); }) ||
         !form.parts.empty() || std::ranges::any_of(rules, [](const Rule* rule) {
           return rule->scope == RuleScope::kForm || rule->scope == RuleScope::kEachColumn ||
                  !rule->rows.empty();
         });
}

class TogetherReview {
 public:
  TogetherReview(FormRemarks& remarks, const RuleSet& rules)
      : remarks_(remarks), form_(remarks.form()), rules_(rules), system_(form_, rows_of(form_, rules)) {}

  void run() {
    auto errors = sources_of(Severity::kError);
    if (errors.empty() && !has_computed()) return;
    errors.push_back({{}, system_.given()});
    if (contradict(errors)) return report_contradiction(std::move(errors));
    for (auto& source : sources_of(Severity::kExplain)) {
      auto with = errors;
      with.push_back(source);
      if (contradict(with)) report_always_explained(source.rule);
    }
    report_forced_columns();
    report_forced_rows();
  }

 private:
  static std::vector<std::string> rows_of(const Form& form, const RuleSet& rules) {
    auto rows = all_rows(form);
    const auto figures = rows.size() * form.columns.size();
    const bool large = figures * rows.size() * (rules.size() + 1) > kSizeMax;
    if (!rows.empty() && (large || !tells_rows_apart(form, rules))) rows.resize(1);
    return rows;
  }

  bool has_computed() const {
    return std::ranges::any_of(form_.columns, [](const Column& column) { return column.computed.has_value(); });
  }

  Sources sources_of(Severity severity) const {
    Sources sources;
    for (const auto* rule : rules_)
      if (rule->severity == severity)
        if (auto constraints = system_.of(*rule); !constraints.empty())
          sources.push_back({rule->id, std::move(constraints)});
    return sources;
  }

  /// Leaves out rule after rule while the rest still contradict each other.
  void report_contradiction(Sources all) {
    for (std::size_t i = 0; i < all.size();) {
      auto fewer = all;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (contradict(fewer)) all = std::move(fewer);
      else ++i;
    }
    std::vector<std::string> rules;
    for (const auto& one : all)
      if (!one.rule.empty()) rules.push_back(one.rule);
    const auto names = rules.empty() ? std::string("-") : join(rules, ", ");
    const bool given = rules.size() < all.size();
    remarks_.add("contradiction", true, "rules",
                 {"No figures satisfy " + names +
                      (given ? " within the ranges of their columns and with computed cells" : "") +
                      ": they can never hold together.",
                  "Không có số liệu nào thỏa mãn " + names +
                      (given ? " trong khoảng giá trị của các cột và với các ô tính sẵn" : "") +
                      ": các quy tắc mâu thuẫn với nhau."});
  }

  void report_always_explained(const std::string& rule) {
    remarks_.add("always-explained", false, "rules/" + rule,
                 {"No figures that keep to the rules of class error satisfy " + rule +
                      ": every report would have to explain it.",
                  "Số liệu đúng các quy tắc loại lỗi không bao giờ thỏa mãn " + rule +
                      ": báo cáo nào cũng phải giải trình."});
  }

  /// Rules that hold in every row leave a column one value only.
  void report_forced_columns() {
    const auto rows = all_rows(form_);
    const auto row = std::ranges::find_if(rows, [&](const std::string& code) {
      const auto* fixed = form_.fixed_row(code);
      return !fixed || !fixed->computed;
    });
    if (row == rows.end()) return;
    const System one(form_, {*row});
    auto constraints = one.given();
    for (const auto* rule : rules_)
      if (rule->severity == Severity::kError && rule->scope == RuleScope::kEachRow &&
          rule->rows.empty() && rule->part.empty())
        for (auto& constraint : one.of(*rule)) constraints.push_back(std::move(constraint));
    for (const auto& column : form_.columns)
      if (has_cell(form_, *row, column) && !column.computed)
        report_forced(constraints, cell_name(*row, column.code), "columns/" + column.code,
                      {"Column " + column.code, "Cột " + column.code});
  }

  /// Rules that hold in every column leave a row one value only.
  void report_forced_rows() {
    const auto column = std::ranges::find_if(form_.columns, is_number);
    if (column == form_.columns.end()) return;
    std::vector<LinearConstraint> constraints;
    for (const auto* rule : rules_)
      if (rule->severity == Severity::kError && rule->scope == RuleScope::kEachColumn &&
          rule->columns.empty())
        for (auto& one : constraints_of(form_, *rule, {{}, column->code}))
          constraints.push_back(std::move(one));
    if (constraints.empty()) return;
    for (const auto& row : form_.rows.fixed)
      if (!row.computed && has_cell(form_, row.code, *column))
        report_forced(constraints, cell_name(row.code, column->code), "rows/" + row.code,
                      {"Row " + row.code, "Dòng " + row.code});
  }

  void report_forced(const std::vector<LinearConstraint>& constraints, const std::string& figure,
                     const std::string& part, const Message& who) {
    const auto most = largest(constraints, figure);
    const auto least = most ? smallest(constraints, figure) : std::nullopt;
    if (!least || !(*most == *least)) return;
    const auto value = std::to_string(most->top) +
                       (most->bottom == 1 ? "" : "/" + std::to_string(most->bottom));
    remarks_.add("unreachable", false, part,
                 {who.en + " can hold no value but " + value + " under the form's rules.",
                  who.vi + " chỉ có thể nhận giá trị " + value + " theo các quy tắc của biểu."});
  }

  FormRemarks& remarks_;
  const Form& form_;
  const RuleSet& rules_;
  System system_;
};

}  // namespace

void review_together(FormRemarks& remarks) {
  for (const auto& rules : rule_sets(remarks.form())) TogetherReview(remarks, rules).run();
}

}  // namespace girs
