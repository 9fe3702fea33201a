#include "world.h"

#include <doctest/doctest.h>

namespace girs::formula {
namespace {

std::string key_of(const std::string& form, const Period& period, const std::string& unit) {
  return form + "|" + period.label() + "|" + unit;
}

std::vector<std::string> texts(const json::Value* list) {
  std::vector<std::string> found;
  if (list)
    for (const auto& item : *list->as_array()) found.push_back(*item.as_string());
  return found;
}

std::string text_of(const json::Value& object, std::string_view member) {
  const auto* text = object.text(member);
  return text ? *text : std::string();
}

}  // namespace

Value cell_of(const json::Value& written) {
  if (const auto* number = written.as_string()) return *Decimal::parse(*number);
  if (const auto* text = written.text("text")) return *text;
  if (const auto* logical = written.find("logical")) return *logical->as_bool();
  return *parse_absent(text_of(written, "absent"));
}

World::World(const json::Value& written) : written_(written) {
  for (const auto& item : *written_.find("reports")->as_array()) {
    const std::string form = text_of(item, "form");
    const std::string unit = text_of(item, "unit");
    const Period period = *Period::parse(text_of(item, "period"));
    GridSource grid(form, period, unit);
    for (const auto& [key, value] : *item.find("cells")->as_object())
      REQUIRE(grid.set_cell(key, cell_of(value)));
    const std::string key = key_of(form, period, unit);
    REQUIRE(reports_.emplace(key, std::move(grid)).second);
    states_[key] = text_of(item, "state");
  }
}

const GridSource* World::report(const std::string& form, const Period& period,
                                const std::string& unit) const {
  const auto found = reports_.find(key_of(form, period, unit));
  return found == reports_.end() ? nullptr : &found->second;
}

Value World::cell(const CellAddress& address) const {
  if (columns(address.form).empty()) return Fault::kReference;
  const auto* grid = report(address.form, address.period, address.unit);
  return grid ? grid->cell(address) : Value(Absent::kMissing);
}

std::vector<CellSource::Row> World::rows(const std::string& form, const Period& period,
                                         const std::string& unit) const {
  const auto* grid = report(form, period, unit);
  return grid ? grid->rows(form, period, unit) : std::vector<Row>();
}

std::vector<std::string> World::columns(const std::string& form) const {
  const auto* found = written_.find("forms")->find(form);
  return found ? texts(found->find("columns")) : std::vector<std::string>();
}

Measure World::measure_of(const CellAddress& address) const {
  const auto* form = written_.find("forms")->find(address.form);
  const std::string word = form ? text_of(*form->find("measures"), address.column) : "";
  return word == "stock" ? Measure::kStock : word == "rate" ? Measure::kRate : Measure::kFlow;
}

ReportState World::report_state(const std::string& form, const Period& period,
                                const std::string& unit) const {
  const auto state = states_.find(key_of(form, period, unit));
  if (state == states_.end()) return ReportState::kNone;
  return state->second == "approved" ? ReportState::kApproved : ReportState::kDraft;
}

std::vector<std::string> World::children(const std::string& unit, const Period&) const {
  std::vector<std::string> found;
  for (const auto& item : *written_.find("units")->as_array())
    if (text_of(item, "parent") == unit) found.push_back(text_of(item, "code"));
  return found;
}

std::vector<std::string> World::leaves(const std::string& unit, const Period& period) const {
  std::vector<std::string> found;
  for (const auto& child : children(unit, period)) {
    const auto below = leaves(child, period);
    if (below.empty()) found.push_back(child);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

std::string World::parent(const std::string& unit, const Period&) const {
  for (const auto& item : *written_.find("units")->as_array())
    if (text_of(item, "code") == unit) return text_of(item, "parent");
  return {};
}

std::string World::kind(const std::string& unit, const Period&) const {
  for (const auto& item : *written_.find("units")->as_array())
    if (text_of(item, "code") == unit) return text_of(item, "kind");
  return {};
}

std::optional<std::string> World::attribute(const std::string& name, const std::string& unit,
                                            const Period&) const {
  const auto* units = written_.find("attributes");
  const auto* found = units ? units->find(unit) : nullptr;
  const auto* content = found ? found->text(name) : nullptr;
  return content ? std::optional(*content) : std::nullopt;
}

std::optional<std::vector<std::string>> World::group(const std::string& code,
                                                     const Period&) const {
  const auto* groups = written_.find("groups");
  const auto* found = groups ? groups->find(code) : nullptr;
  if (!found) return std::nullopt;
  return texts(found);
}

std::optional<std::vector<Hierarchy::Part>> World::predecessors(const std::string& unit,
                                                                const Period& now,
                                                                const Period& then) const {
  const auto* became = written_.find("became");
  const auto* parts = became ? became->find(unit) : nullptr;
  if (!parts) return std::vector<Part>{{unit}};
  const Period changed = *Period::parse(text_of(written_, "changed"));
  if (now < changed || then >= changed) return std::vector<Part>{{unit}};
  if (!parts->as_array()) return std::nullopt;
  std::vector<Part> found;
  for (const auto& item : *parts->as_array()) {
    const auto weight = Decimal::parse(text_of(item, "weight"));
    found.push_back({text_of(item, "unit"), weight.value_or(Decimal(1)),
                     item.find("estimated") != nullptr});
  }
  return found;
}

}  // namespace girs::formula
