#include "form/sheet_source.h"

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
  if (entry && !entry->first->column(address.column)) return Fault::kReference;
  if (entry && is_here(address.period, address.unit))
    return entry->second->get({address.row, address.column}).value;
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

Value SheetSource::parameter(const std::string& name) const {
  return fallback_ ? fallback_->parameter(name) : Value(Absent::kMissing);
}

}  // namespace girs
