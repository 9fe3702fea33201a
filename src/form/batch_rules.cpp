#include "form/batch_rules.h"

#include <algorithm>

#include "form/rule_check.h"
#include "form/sheet_source.h"
#include "formula/short_forms.h"
#include "formula/syntax.h"

namespace girs {
namespace {

struct Candidate {
  engine::Definition definition;
  std::size_t rule = 0;
  std::size_t place = 0;
};

Candidate candidate(const FormLayout& layout, std::size_t rule, std::size_t place,
                    std::string row = {}, std::string column = {}) {
  const auto& one = layout.form().rules[rule];
  const engine::Site site{layout.form().code, std::move(row), std::move(column), one.missing};
  return {{std::to_string(rule) + "/" + std::to_string(place), one.expression, site}, rule, place};
}

/// Whether a formula reads the row that it stands in, and no other.
bool reads_own_row(const formula::Node& node) {
  const auto references = formula::reads(node);
  if (!references)
    return std::ranges::all_of(formula::children_of(node), reads_own_row);
  return std::ranges::all_of(*references, [](const formula::CellReference& reference) {
    return !reference.rows && reference.row_group.empty() && reference.indicator.empty();
  });
}

bool is_row_rule(const Rule& rule) {
  return rule.scope == RuleScope::kEachRow && reads_own_row(rule.expression.root());
}

/// Every place of other rules that all sheets have.
std::vector<Candidate> sheet_candidates(const FormLayout& layout) {
  const Form& form = layout.form();
  std::vector<Candidate> all;
  for (std::size_t r = 0; r < form.rules.size(); ++r) {
    const auto& rule = form.rules[r];
    if (is_row_rule(rule)) continue;
    if (rule.scope == RuleScope::kForm) all.push_back(candidate(layout, r, 0));
    for (std::size_t i = 0; rule.scope == RuleScope::kEachRow && i < form.rows.fixed.size(); ++i)
      if (is_checked_at(layout, rule, form.rows.fixed[i].code))
        all.push_back(candidate(layout, r, i, form.rows.fixed[i].code));
    for (std::size_t i = 0; rule.scope == RuleScope::kEachColumn && i < form.columns.size(); ++i)
      if (is_checked_at(rule, form.columns[i]))
        all.push_back(candidate(layout, r, i, {}, form.columns[i].code));
  }
  return all;
}

engine::FormShape shape_of(const FormLayout& layout, bool with_rows) {
  const Form& form = layout.form();
  engine::FormShape shape;
  for (const auto& column : form.columns) {
    if (!column.entered) continue;
    shape.columns.push_back(column.code);
    shape.measures[column.code] = column.measure;
  }
  if (!with_rows) return shape;
  shape.open_rows = form.rows.dynamic;
  for (const auto& row : form.rows.fixed)
    shape.rows.push_back({row.code, false, layout.is_total_row(row.code)});
  for (const auto& group : form.rows.groups)
    if (auto rows = rows_of_group(form, group.code)) shape.groups[group.code] = *std::move(rows);
  return shape;
}

/// Whether kernels compute it from the sheet alone.
bool is_own(const engine::Plan& plan, std::size_t definition) {
  if (!plan.is_covered(definition) || !plan.is_rule(definition)) return false;
  const auto& reads = plan.reads(definition);
  const std::string& form = plan.definitions()[definition].site.form;
  return reads.parameters.empty() &&
         std::ranges::all_of(reads.inputs, [&](std::uint32_t place) {
           const auto& input = plan.graph().inputs[place];
           return input.form == form && input.periods.empty() &&
                  (input.reach == engine::Reach::kUnit ||
                   input.reach == engine::Reach::kOpenRows);
         });
}

/// A plan of the candidates that kernels cover; `keep` learns the place of each in it.
template <class Keep>
std::shared_ptr<const engine::Plan> planned(std::vector<Candidate> candidates,
                                            const engine::Shapes& shapes,
                                            engine::PlanCache* plans, Keep keep) {
  std::vector<engine::Definition> all;
  for (const auto& one : candidates) all.push_back(one.definition);
  const auto tried = engine::planned(plans, std::move(all), shapes);
  if (!tried) return nullptr;   // then check() evaluates every rule
  std::vector<engine::Definition> own;
  std::vector<const Candidate*> kept;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_own(**tried, i)) continue;
    kept.push_back(&candidates[i]);
    own.push_back(candidates[i].definition);
  }
  if (own.empty()) return nullptr;
  auto plan = engine::planned(plans, std::move(own), shapes);
  if (!plan) return nullptr;
  for (std::size_t i = 0; i < kept.size(); ++i) keep(*kept[i], static_cast<std::uint32_t>(i));
  return *std::move(plan);
}

}  // namespace

BatchRules batch_rules(const FormLayout& layout, engine::PlanCache* plans) {
  const auto& form = layout.form();
  BatchRules rules;
  rules.row_definitions.assign(form.rules.size(), BatchRules::kNone);
  rules.sheet_definitions.resize(form.rules.size());
  std::vector<Candidate> row_rules;
  for (std::size_t r = 0; r < form.rules.size(); ++r)
    if (is_row_rule(form.rules[r])) row_rules.push_back(candidate(layout, r, 0));
  rules.of_rows = planned(std::move(row_rules), {{form.code, shape_of(layout, false)}}, plans,
                          [&](const Candidate& one, std::uint32_t definition) {
                            rules.row_definitions[one.rule] = definition;
                          });
  rules.of_sheets = planned(sheet_candidates(layout), {{form.code, shape_of(layout, true)}}, plans,
                            [&](const Candidate& one, std::uint32_t definition) {
                              auto& places = rules.sheet_definitions[one.rule];
                              places.resize(std::max(places.size(), one.place + 1),
                                            BatchRules::kNone);
                              places[one.place] = definition;
                            });
  return rules;
}

}  // namespace girs
