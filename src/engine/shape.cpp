#include "engine/shape.h"

namespace girs::engine {

const FormShape* ShapeSource::shape(const std::string& form) const {
  const auto found = shapes_.find(form);
  return found == shapes_.end() ? nullptr : &found->second;
}

formula::Value ShapeSource::cell(const formula::CellAddress&) const {
  return formula::Absent::kMissing;
}

formula::Measure ShapeSource::measure_of(const formula::CellAddress& address) const {
  const auto* known = shape(address.form);
  if (!known) return formula::Measure::kFlow;
  const auto found = known->measures.find(address.column);
  return found == known->measures.end() ? formula::Measure::kFlow : found->second;
}

std::vector<formula::CellSource::Row> ShapeSource::rows(const std::string& form, const Period&,
                                                        const std::string&) const {
  const auto* known = shape(form);
  return known ? known->rows : std::vector<Row>();
}

std::vector<std::string> ShapeSource::columns(const std::string& form) const {
  const auto* known = shape(form);
  return known ? known->columns : std::vector<std::string>();
}

std::optional<std::vector<std::string>> ShapeSource::row_group(const std::string& form,
                                                               const std::string& group) const {
  const auto* known = shape(form);
  if (!known) return std::nullopt;
  const auto found = known->groups.find(group);
  if (found == known->groups.end()) return std::nullopt;
  return found->second;
}

std::optional<PeriodKind> ShapeSource::frequency(const std::string& form) const {
  const auto* known = shape(form);
  return known ? known->frequency : std::nullopt;
}

formula::Value ShapeSource::parameter(const std::string&, const Period&) const {
  return formula::Absent::kMissing;
}

}  // namespace girs::engine
