#include "minimised.h"


#include "formula/syntax.h"

namespace random_world {
namespace {

using namespace girs;
using namespace girs::engine;

Trial with(const Trial& trial, std::vector<Definition> definitions) {
  return {trial.world, std::move(definitions), trial.kernels};
}

/// Leaves out definition after definition, as far as something stays wrong.
Trial with_fewer_definitions(Trial trial) {
  for (std::size_t d = trial.definitions.size(); d-- > 0 && trial.definitions.size() > 1;) {
    auto fewer = trial.definitions;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(d));
    auto smaller = with(trial, std::move(fewer));
    if (!failure(smaller).empty()) trial = std::move(smaller);
  }
  return trial;
}

/// The definition with a part of its formula in place of the whole, where something stays wrong.
bool shorten(Trial& trial, std::size_t definition) {
  // A copy of the expression keeps the tree while the trial changes.
  const auto whole = trial.definitions[definition].expression;
  for (const auto& part : formula::children_of(whole.root())) {
    auto expression = formula::Expression::compile(formula::print(part));
    if (!expression) continue;
    auto definitions = trial.definitions;
    definitions[definition].expression = *std::move(expression);
    auto smaller = with(trial, std::move(definitions));
    if (failure(smaller).empty()) continue;
    trial = std::move(smaller);
    return true;
  }
  return false;
}

Trial with_table(const Trial& trial, std::shared_ptr<Table> table) {
  auto smaller = with(trial, trial.definitions);
  smaller.world.table = std::move(table);
  return smaller;
}

/// Blanks whole columns, then single cells.
Trial with_fewer_cells(Trial trial) {
  const auto units = trial.world.units->size();
  const auto all = trial.world.columns;
  std::vector<ColumnKey> filled;
  for (const auto& key : all) {
    auto table = std::make_shared<Table>(*trial.world.table);
    for (std::size_t u = 0; u < units; ++u) table->put(key, u, formula::Absent::kMissing);
    auto smaller = with_table(trial, std::move(table));
    if (failure(smaller).empty()) filled.push_back(key);
    else trial = std::move(smaller);
  }
  for (const auto& key : filled)
    for (std::size_t u = 0; u < units; ++u) {
      auto table = std::make_shared<Table>(*trial.world.table);
      table->put(key, u, formula::Absent::kMissing);
      auto smaller = with_table(trial, std::move(table));
      if (!failure(smaller).empty()) trial = std::move(smaller);
    }
  return trial;
}

}  // namespace

std::string failure(const Trial& trial) {
  auto plan = Plan::compile(trial.definitions, trial.world.shapes);
  if (!plan) return {};   // what a part needs was left out
  auto run = Run::prepare(*plan, trial.world.table, trial.world.periods, {true, trial.kernels});
  if (!run) return {};
  for (std::size_t part = 3; part-- > 0;)
    if (auto done = (*run)->run_part(part, 3); !done) return done.error().message.en;
  return difference(**run);
}

Trial minimised(Trial trial) {
  trial = with_fewer_definitions(std::move(trial));
  for (std::size_t d = 0; d < trial.definitions.size();)
    if (!shorten(trial, d)) ++d;
  return with_fewer_cells(with_fewer_definitions(std::move(trial)));
}

std::string described(const Trial& trial) {
  std::string text;
  for (const auto& one : trial.definitions)
    text += one.name + ": " + one.expression.text() + "  missing: " +
            std::string(to_text(one.site.missing)) + ", row " + one.site.row + "\n";
  for (const auto& key : trial.world.columns)
    for (std::size_t u = 0; u < trial.world.units->size(); ++u) {
      const auto value = std::as_const(*trial.world.table).find(key)->value(u);
      if (!formula::is_missing(value))
        text += to_text(key) + " at " + trial.world.units->code(u) + " is " +
                formula::shown(value) + "\n";
    }
  return text;
}

}  // namespace random_world
