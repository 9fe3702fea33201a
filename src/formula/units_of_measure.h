#pragma once
// Units of measure (đơn vị tính) that figures are converted between. A multiplier is part of the
// name: "triệu đồng" is a unit of its own.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decimal/decimal.h"

namespace girs::formula {

struct UnitOfMeasure {
  std::string quantity;   // "money", "area", ...: only within one is converted
  Decimal factor{1};      // in the base unit of the quantity
};

/// The usual ones of Vietnamese reports: the families of đồng, m2, m, kg, lít, người, hộ, giờ.
/// Without regard to case and to the order of accents; "m²" is "m2".
std::optional<UnitOfMeasure> standard_unit_of_measure(std::string_view name);
std::vector<std::string> standard_units_of_measure();

}  // namespace girs::formula
