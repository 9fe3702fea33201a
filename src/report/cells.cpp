#include "report/cells.h"

#include <algorithm>

#include "form/sheet_source.h"

namespace girs::report {
Result<std::optional<StoredReport>> StoredCells::load(const Period& period,
                                                            const std::string& unit) const {
  store::ReportKey key{regime_, unit, period.label(), "own"};
  auto subject = subject_of(*workspace_.catalog, key);
  if (!subject) return std::optional<StoredReport>();  // no such unit or form then: nothing reported
  if (subject->regime->aggregates(subject->unit->kind)) key.scope = "aggregate";
  return workspace_.store->read([&](store::Connection& connection) {
    return stored_report(connection, *subject, key, workspace_.as_of);
  });
}

const StoredReport* StoredCells::find(const Period& period, const std::string& unit) const {
  const auto key = std::make_pair(period.label(), unit);
  auto at = cache_.find(key);
  if (at == cache_.end()) {
    auto loaded = load(period, unit);
    if (!loaded) fail(loaded.error());
    at = cache_.emplace(key, loaded ? *std::move(loaded) : std::optional<StoredReport>()).first;
  }
  return at->second ? &*at->second : nullptr;
}

void StoredCells::fail(const Error& error) const {
  if (!failure_) failure_ = error;
}

Status StoredCells::status() const {
  if (failure_) return *failure_;
  return ok();
}

formula::Value StoredCells::cell(const formula::CellAddress& address) const {
  const auto* found = find(address.period, address.unit);
  if (!found) return formula::Absent::kMissing;
  const auto sheet = found->sheets.find(address.form);
  if (sheet == found->sheets.end()) return formula::Absent::kMissing;
  const auto& value = sheet->second.get({address.row, address.column}).value;
  const auto* definition = form(address.form);
  const auto* column = definition ? definition->column(address.column) : nullptr;
  return column ? as_formula_value(*column, value) : value;
}

formula::Value StoredCells::cell_in_breakdown(const formula::CellAddress& address) const {
  const auto* found = find(address.period, address.unit);
  if (!found) return formula::Absent::kMissing;
  const auto sheet = found->sheets.find(address.form);
  if (sheet == found->sheets.end()) return formula::Absent::kMissing;
  const auto* definition =
      workspace_.catalog->form_version(address.form, sheet->second.version());
  const auto part = definition ? part_of(*definition, {address.row, address.column},
                                         address.breakdown)
                               : std::nullopt;
  if (!part) return formula::Fault::kReference;
  return cell({address.form, part->row, part->column, address.period, address.unit});
}

std::vector<formula::CellSource::Row> StoredCells::rows(const std::string& form, const Period& period,
                                                        const std::string& unit) const {
  std::vector<Row> rows;
  const auto* found = find(period, unit);
  if (!found) return rows;
  const auto sheet = found->sheets.find(form);
  if (sheet == found->sheets.end()) return rows;
  const auto* definition = workspace_.catalog->form_version(form, sheet->second.version());
  for (const auto& row : sheet->second.rows()) {
    const auto* fixed = definition ? definition->fixed_row(row.code) : nullptr;
    rows.push_back({row.code, row.dynamic, fixed && fixed->total});
  }
  return rows;
}

const Form* StoredCells::form(const std::string& code) const {
  const Form* newest = nullptr;  // versions stand in order
  for (const auto& definition : workspace_.catalog->forms())
    if (definition.code == code) newest = &definition;
  return newest;
}

const Regime* StoredCells::regime() const {
  const Regime* newest = nullptr;
  for (const auto& definition : workspace_.catalog->regimes())
    if (definition.code == regime_) newest = &definition;
  return newest;
}

std::vector<std::string> StoredCells::columns(const std::string& code) const {
  std::vector<std::string> codes;
  if (const auto* definition = form(code))
    for (const auto& column : definition->columns)
      if (column.entered) codes.push_back(column.code);
  return codes;
}

formula::Measure StoredCells::measure_of(const formula::CellAddress& address) const {
  if (!address.indicator.empty()) {
    const auto* indicator = workspace_.catalog->indicator(address.indicator);
    return indicator ? indicator->measure : CellSource::measure_of(address);
  }
  const auto* definition = form(address.form);
  const auto* column = definition ? definition->column(address.column) : nullptr;
  return column ? column->measure : CellSource::measure_of(address);
}

std::optional<std::vector<std::string>> StoredCells::row_group(const std::string& code,
                                                               const std::string& group) const {
  const auto* definition = form(code);
  return definition ? rows_of_group(*definition, group) : std::nullopt;
}

std::optional<PeriodKind> StoredCells::frequency(const std::string& code) const {
  for (const auto& definition : workspace_.catalog->regimes())
    if (std::ranges::find(definition.forms, code) != definition.forms.end())
      return definition.frequency.kind;
  return std::nullopt;
}

std::optional<DateRange> StoredCells::window(const Period& period) const {
  const auto* definition = regime();
  const auto window = definition ? workspace_.catalog->window(*definition, period)
                                 : Result<DateRange>(Error{});
  return window ? std::optional(*window) : std::nullopt;
}

formula::ReportState StoredCells::report_state(const std::string& code, const Period& period,
                                               const std::string& unit) const {
  const auto* found = find(period, unit);
  return found && found->sheets.contains(code) ? found->state : formula::ReportState::kNone;
}

formula::Value StoredCells::parameter(const std::string& name, const Period& period) const {
  const auto* definition = workspace_.catalog->parameter(name);
  const auto days = definition ? window(period) : std::nullopt;
  const auto value = days ? definition->on(days->to) : std::nullopt;
  return value ? formula::Value(*value) : formula::Value(formula::Absent::kMissing);
}

}  // namespace girs::report
