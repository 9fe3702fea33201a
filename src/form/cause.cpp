#include "form/cause.h"

#include <algorithm>
#include <optional>
#include <set>

#include "form/computed.h"
#include "form/sheet_source.h"
#include "formula/evaluate.h"

namespace girs {
namespace {

using formula::Absent;

// A flood of findings has no single cause; a proposal costs a check of the sheet.
constexpr std::size_t kGroupsMax = 20;
constexpr std::size_t kCandidatesMax = 64;

struct Group {
  std::vector<const Finding*> findings;
  std::set<CellKey> cells;   // of the sheet that are entered
};

/// An indicator of the report itself would move with the cell that is tried: nothing is proposed.
bool is_identity(const Finding& finding, const CheckContext& context) {
  const bool by_own_indicator = std::ranges::any_of(finding.cells, [&](const BlamedCell& cell) {
    return cell.form.starts_with('#') && cell.period == context.period && cell.unit == context.unit;
  });
  return finding.outcome == Outcome::kFail && finding.operation == "=" && finding.difference &&
         !by_own_indicator;
}

/// Cells of the sheet at hand that somebody enters.
std::set<CellKey> own_cells(const FormLayout& layout, const CheckContext& context,
                            const Finding& finding) {
  std::set<CellKey> cells;
  for (const auto& cell : finding.cells) {
    const auto* column = layout.column(cell.column);
    if (cell.form == layout.form().code && cell.period == context.period &&
        cell.unit == context.unit && column && column->type == CellType::kNumber &&
        !layout.is_computed(cell.row, *column))
      cells.insert({cell.row, cell.column});
  }
  return cells;
}

/// Findings that are connected by their cells.
std::vector<Group> groups_of(const FormLayout& layout, const CheckContext& context,
                             const std::vector<Finding>& findings) {
  std::vector<Group> groups;
  for (const auto& finding : findings) {
    if (!is_identity(finding, context)) continue;
    Group joined{{&finding}, own_cells(layout, context, finding)};
    for (auto at = groups.begin(); at != groups.end();) {
      const bool meets = std::ranges::any_of(
          joined.cells, [&](const CellKey& key) { return at->cells.contains(key); });
      if (!meets) {
        ++at;
        continue;
      }
      joined.findings.insert(joined.findings.begin(), at->findings.begin(), at->findings.end());
      joined.cells.insert(at->cells.begin(), at->cells.end());
      at = groups.erase(at);
    }
    groups.push_back(std::move(joined));
  }
  return groups;
}

class Proposing {
 public:
  Proposing(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
            const std::vector<Finding>& findings)
      : layout_(layout), sheet_(sheet), context_(context) {
    for (const auto& finding : findings)
      if (finding.outcome == Outcome::kFail) known_.insert(finding.id());
  }

  CauseGroup propose(const Group& group) const {
    CauseGroup proposed;
    for (const auto* finding : group.findings) proposed.findings.push_back(finding->id());
    std::size_t tried = 0;
    for (const auto& key : group.cells) {
      if (++tried > kCandidatesMax) break;
      if (auto cause = cause_at(key, group)) proposed.cells.push_back(*std::move(cause));
    }
    return proposed;
  }

 private:
  /// The cell's figure, nil and blank counting as zero as they do in sums.
  static std::optional<Decimal> figure_of(const formula::Value& value) {
    if (const auto* number = std::get_if<Decimal>(&value)) return *number;
    const auto* absent = std::get_if<Absent>(&value);
    return absent && *absent != Absent::kNotApplicable ? std::optional(Decimal()) : std::nullopt;
  }

  /// The sheet with another figure in one cell, computed cells following; nothing when it does
  /// not fit the column.
  std::optional<Sheet> with(const CellKey& key, const Decimal& figure) const {
    const auto* column = layout_.column(key.column);
    const Cell cell{figure};
    if (!column || problem_of(*column, cell)) return std::nullopt;
    auto changed = sheet_;
    if (!changed.set(layout_, key, cell)) return std::nullopt;
    return with_computed(layout_, changed, context_);
  }

  /// left - right of the finding's rule over another sheet.
  std::optional<Decimal> difference_in(const Sheet& sheet, const Finding& finding) const {
    const auto& rules = layout_.form().rules;
    const auto rule = std::ranges::find(rules, finding.rule, &Rule::id);
    if (rule == rules.end()) return std::nullopt;
    SheetSource source(context_.period, context_.unit, context_.others);
    source.add(layout_, sheet);
    const formula::Context where{layout_.form().code, finding.row,    finding.column,
                                 context_.period,     context_.unit,  rule->missing,
                                 &source,             context_.hierarchy};
    const auto sides = formula::evaluate_sides(rule->expression, where);
    const auto left = sides ? figure_of(sides->left) : std::nullopt;
    const auto right = sides ? figure_of(sides->right) : std::nullopt;
    return left && right ? subtract(*left, *right) : std::nullopt;
  }

  /// What the cell must become for the first finding that reads it: rules are linear in their
  /// cells nearly always, so one step of the smallest size tells how the difference moves.
  std::optional<Decimal> wanted(const CellKey& key, const Decimal& from,
                                const Finding& finding) const {
    const auto* column = layout_.column(key.column);
    const auto step = power(Decimal(10), -static_cast<std::int64_t>(column ? column->scale : 0));
    const auto next = step ? add(from, *step) : std::nullopt;
    auto probe = sheet_;
    if (!next || !probe.set(layout_, key, {*next})) return std::nullopt;
    const auto moved = difference_in(with_computed(layout_, probe, context_), finding);
    const auto slope = moved ? subtract(*moved, *finding.difference) : std::nullopt;
    if (!slope || slope->is_zero()) return std::nullopt;
    const auto steps = divide(*finding.difference, *slope);
    const auto by = steps ? multiply(*steps, *step) : std::nullopt;
    return by ? subtract(from, *by) : std::nullopt;
  }

  /// The failures that the sheet has no longer; nothing when it has one of the group's, or one that
  /// was not there.
  std::optional<std::set<std::string>> mended(const Sheet& changed, const Group& group) const {
    auto gone = known_;
    for (const auto& finding : check(layout_, changed, context_)) {
      if (finding.outcome != Outcome::kFail) continue;
      const auto id = finding.id();
      const bool of_group = std::ranges::any_of(
          group.findings, [&](const Finding* one) { return one->id() == id; });
      if (of_group || !known_.contains(id)) return std::nullopt;
      gone.erase(id);
    }
    for (const auto* one : group.findings) gone.erase(one->id());
    return gone;
  }

  std::optional<CellCause> cause_at(const CellKey& key, const Group& group) const {
    const auto before = sheet_.get(key).value;
    const auto from = figure_of(before);
    const auto reads = std::ranges::find_if(group.findings, [&](const Finding* finding) {
      return std::ranges::any_of(finding->cells, [&](const BlamedCell& cell) {
        return cell.row == key.row && cell.column == key.column;
      });
    });
    if (!from || reads == group.findings.end()) return std::nullopt;
    const auto to = wanted(key, *from, **reads);
    const auto changed = to ? with(key, *to) : std::nullopt;
    const auto also = changed ? mended(*changed, group) : std::nullopt;
    if (!also) return std::nullopt;
    const auto by = subtract(*to, *from);
    if (!by || by->is_zero()) return std::nullopt;
    return CellCause{key, before, *to, *by, {also->begin(), also->end()}};
  }

  const FormLayout& layout_;
  const Sheet& sheet_;
  const CheckContext& context_;
  std::set<std::string> known_;   // failures that are there anyway
};

}  // namespace

std::vector<CauseGroup> propose_causes(const FormLayout& layout, const Sheet& sheet,
                                       const CheckContext& context,
                                       const std::vector<Finding>& findings) {
  std::vector<CauseGroup> proposed;
  const Proposing proposing(layout, sheet, context, findings);
  for (const auto& group : groups_of(layout, context, findings)) {
    if (proposed.size() == kGroupsMax) break;
    proposed.push_back(proposing.propose(group));
  }
  return proposed;
}

json::Value to_json(const std::vector<CauseGroup>& groups) {
  json::Array list;
  for (const auto& group : groups) {
    json::Array findings;
    for (const auto& id : group.findings) findings.emplace_back(id);
    json::Array cells;
    for (const auto& cell : group.cells) {
      json::Value shown = json::Object{{"row", cell.key.row},
                                       {"column", cell.key.column},
                                       {"from", formula::shown(cell.from)},
                                       {"to", cell.to.text()},
                                       {"by", cell.by.text()}};
      json::Array also;
      for (const auto& id : cell.also) also.emplace_back(id);
      if (!also.empty()) shown.set("also", std::move(also));
      cells.push_back(std::move(shown));
    }
    list.push_back(json::Object{{"findings", std::move(findings)}, {"cells", std::move(cells)}});
  }
  return list;
}

}  // namespace girs
