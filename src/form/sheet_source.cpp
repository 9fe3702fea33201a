#include "form/sheet_source.h"

#include <algorithm>

namespace girs {

using formula::Absent;
using formula::Fault;
using formula::Value;

const SheetSource::Entry* SheetSource::find(const std::string& form) const {
  if (form.empty() && sheets_.size() == 1) return &sheets_.front();
  for (const auto& entry : sheets_)
    if (entry.first->form().code == form) return &entry;
  return nullptr;
}

Value SheetSource::cell(const formula::CellAddress& address) const {
  const auto* entry = find(address.form);
  const auto* column = entry ? entry->first->column(address.column) : nullptr;
  if (entry && !column) return Fault::kReference;
  if (entry && is_here(address.period, address.unit))
    return as_formula_value(*column, entry->second->get({address.row, address.column}).value);
  if (fallback_) return fallback_->cell(address);
  return entry ? Value(Absent::kMissing) : Value(Fault::kReference);
}

std::vector<formula::CellSource::Row> SheetSource::rows(const std::string& form,
                                                        const Period& period,
                                                        const std::string& unit) const {
  const auto* entry = find(form);
  if (!entry || !is_here(period, unit))
    return fallback_ ? fallback_->rows(form, period, unit) : std::vector<Row>();
  std::vector<Row> rows;
  for (const auto& row : entry->second->rows())
    rows.push_back({row.code, row.dynamic, entry->first->is_total_row(row.code)});
  return rows;
}

std::vector<std::string> SheetSource::columns(const std::string& form) const {
  const auto* entry = find(form);
  if (!entry) return fallback_ ? fallback_->columns(form) : std::vector<std::string>();
  std::vector<std::string> columns;
  for (const auto& column : entry->first->form().columns)
    if (column.entered) columns.push_back(column.code);
  return columns;
}

Value SheetSource::cell_in_breakdown(const formula::CellAddress& address) const {
  if (const auto* entry = find(address.form); entry && is_here(address.period, address.unit)) {
    const auto part =
        part_of(entry->first->form(), {address.row, address.column}, address.breakdown);
    if (!part) return Fault::kReference;
    return cell({address.form, part->row, part->column, address.period, address.unit});
  }
  return fallback_ ? fallback_->cell_in_breakdown(address) : CellSource::cell_in_breakdown(address);
}

// What a sheet alone does not tell is asked of the fallback, which knows the store; without one
// it is as a source gives that knows no better.

Value SheetSource::indicator(const formula::CellAddress& address) const {
  return fallback_ ? fallback_->indicator(address) : CellSource::indicator(address);
}

formula::Measure SheetSource::measure_of(const formula::CellAddress& address) const {
  const auto* entry = address.indicator.empty() ? find(address.form) : nullptr;
  if (const auto* column = entry ? entry->first->column(address.column) : nullptr)
    return column->measure;
  return fallback_ ? fallback_->measure_of(address) : CellSource::measure_of(address);
}

std::optional<std::vector<std::string>> SheetSource::row_group(const std::string& form,
                                                               const std::string& group) const {
  if (const auto* entry = find(form)) return rows_of_group(entry->first->form(), group);
  return fallback_ ? fallback_->row_group(form, group) : CellSource::row_group(form, group);
}

std::optional<PeriodKind> SheetSource::frequency(const std::string& form) const {
  if (find(form)) return period_.kind;
  return fallback_ ? fallback_->frequency(form) : CellSource::frequency(form);
}

std::optional<DateRange> SheetSource::window(const Period& period) const {
  return fallback_ ? fallback_->window(period) : CellSource::window(period);
}

formula::ReportState SheetSource::report_state(const std::string& form, const Period& period,
                                               const std::string& unit) const {
  const auto known = fallback_ ? fallback_->report_state(form, period, unit)
                               : CellSource::report_state(form, period, unit);
  const bool here = find(form) && is_here(period, unit);
  return here ? std::max(known, formula::ReportState::kDraft) : known;
}

Value SheetSource::parameter(const std::string& name, const Period& period) const {
  return fallback_ ? fallback_->parameter(name, period) : Value(Absent::kMissing);
}

Value as_formula_value(const Column& column, const Value& value) {
  const auto* text = column.type == CellType::kDate ? std::get_if<std::string>(&value) : nullptr;
  const auto date = text ? parse_date(*text) : std::nullopt;
  return date ? Value(*date) : value;
}

std::optional<std::vector<std::string>> rows_of_group(const Form& form, const std::string& group) {
  std::vector<std::string> rows;
  for (const auto& row : form.rows.fixed)
    if (row.group == group) rows.push_back(row.code);
  if (rows.empty()) return std::nullopt;
  return rows;
}

}  // namespace girs
