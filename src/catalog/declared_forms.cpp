#include "catalog/declared_forms.h"

#include <algorithm>

#include "formula/check_reference.h"

namespace girs {
namespace {

void add_once(std::vector<std::string>& codes, const std::string& code) {
  if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
}

formula::Type type_of(CellType type) {
  switch (type) {
    case CellType::kNumber: return formula::Type::kNumber;
    case CellType::kText:
    case CellType::kCode: return formula::Type::kText;
    case CellType::kDate: return formula::Type::kDate;
    case CellType::kLogical: return formula::Type::kLogical;
  }
  return formula::Type::kAny;
}

formula::Declared declared(const Column& column) {
  return {type_of(column.type), column.measure, column.unit_of_measure, column.code_list, false};
}

}  // namespace

std::vector<const Form*> DeclaredForms::versions(const std::string& form) const {
  if (form.empty()) return place_.own;
  std::vector<const Form*> found;
  for (const auto& document : documents_.forms)
    if (document.form.code == form) found.push_back(&document.form);
  return found;
}

std::optional<std::string> DeclaredForms::own_form() const {
  if (place_.own.empty()) return std::nullopt;
  return std::string();
}

std::vector<std::string> DeclaredForms::forms() const {
  std::vector<std::string> codes;
  for (const auto& document : documents_.forms) add_once(codes, document.form.code);
  return codes;
}

formula::Declarations::Axis DeclaredForms::rows(const std::string& form) const {
  Axis axis;
  for (const auto* version : versions(form)) {
    for (const auto& row : version->rows.fixed) add_once(axis.codes, row.code);
    if (!version->rows.dynamic) continue;
    axis.dynamic = true;
    const auto* list = documents_.list(version->rows.code_list);
    if (version->rows.code_list.empty()) axis.open = true;
    if (list)
      for (const auto& item : list->items) axis.codes.push_back(item.code);
  }
  return axis;
}

std::vector<std::string> DeclaredForms::columns_where(const std::string& form,
                                                      bool entered) const {
  std::vector<std::string> codes;
  for (const auto* version : versions(form))
    for (const auto& column : version->columns)
      if (column.entered == entered) add_once(codes, column.code);
  return codes;
}

std::vector<std::string> DeclaredForms::columns(const std::string& form) const {
  return columns_where(form, true);
}

std::vector<std::string> DeclaredForms::printed_columns(const std::string& form) const {
  return columns_where(form, false);
}

std::optional<std::vector<std::string>> DeclaredForms::row_group(const std::string& form,
                                                                 const std::string& group) const {
  std::vector<std::string> rows;
  for (const auto* version : versions(form))
    for (const auto& row : version->rows.fixed)
      if (row.group == group) add_once(rows, row.code);
  if (rows.empty()) return std::nullopt;
  return rows;
}

bool DeclaredForms::is_meant(const Column& column, const std::string& code) const {
  if (!code.empty()) return column.entered && column.code == code;
  if (place_.columns.empty()) return column.entered && column.type == CellType::kNumber;
  return std::ranges::find(place_.columns, column.code) != place_.columns.end();
}

formula::Declared DeclaredForms::cell(const std::string& form, const std::string& /*row*/,
                                      const std::string& code) const {
  std::optional<formula::Declared> all;
  for (const auto* version : versions(form))
    for (const auto& column : version->columns)
      if (is_meant(column, code))
        all = all ? formula::common(*all, declared(column)) : declared(column);
  return all.value_or(formula::Declared());
}

std::optional<formula::Declared> DeclaredForms::cell_in_breakdown(
    const std::string& form, const std::string& row, const std::string& code,
    const formula::Breakdown& breakdown) const {
  std::optional<formula::Declared> all;
  for (const auto* version : versions(form))
    for (const auto& column : version->columns) {
      if (!is_meant(column, code)) continue;
      const auto part = part_of(*version, {row, column.code}, breakdown);
      if (!part) return std::nullopt;
      const auto one = declared(*version->column(part->column));
      all = all ? formula::common(*all, one) : one;
    }
  return all;
}

std::vector<std::string> DeclaredForms::breakdowns(const std::string& form) const {
  std::vector<std::string> known;
  for (const auto* version : versions(form))
    for (const auto& declared : version->breakdowns) {
      std::string text;
      for (const auto& [dimension, member] : declared.by)
        text += (text.empty() ? "" : ";") + dimension + "=" + member;
      add_once(known, text);
    }
  return known;
}

std::optional<formula::Declared> DeclaredForms::parameter(const std::string& name) const {
  for (const auto& [node, parameter] : documents_.parameters)
    if (parameter.code == name)
      return formula::Declared{formula::Type::kNumber, std::nullopt, parameter.unit_of_measure};
  return std::nullopt;
}

std::vector<std::string> DeclaredForms::parameters() const {
  std::vector<std::string> names;
  for (const auto& [node, parameter] : documents_.parameters) add_once(names, parameter.code);
  return names;
}

std::optional<formula::Declared> DeclaredForms::indicator(const std::string& code) const {
  for (const auto& [node, indicator, held] : documents_.indicators)
    if (indicator.code == code)
      return formula::Declared{formula::Type::kNumber, indicator.measure,
                               indicator.unit_of_measure.vi};
  return std::nullopt;
}

std::vector<std::string> DeclaredForms::indicators() const {
  std::vector<std::string> codes;
  for (const auto& [node, indicator, held] : documents_.indicators) add_once(codes, indicator.code);
  return codes;
}

std::optional<std::vector<std::string>> DeclaredForms::codes(const std::string& list) const {
  const auto* found = documents_.list(list);
  if (!found) return std::nullopt;
  std::vector<std::string> codes;
  for (const auto& item : found->items) codes.push_back(item.code);
  return codes;
}

}  // namespace girs
