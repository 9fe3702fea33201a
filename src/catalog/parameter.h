#pragma once
// A parameter of formulas (định mức, ngưỡng): a number that is set by a decision and changes with
// the next one. A formula names it, [$tran_don_gia], and gets the value of its period.

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "catalog/form.h"
#include "decimal/decimal.h"

namespace girs {

struct Parameter {
  std::string code;              // as formulas write it: a letter, then letters, digits and _
  int version = 1;
  Label name;
  std::string unit_of_measure;   // with its multiplier, "triệu đồng"; may be empty
  struct Value {
    std::optional<Date> from;    // none: from ever; only of the first
    Decimal value;
  };
  std::vector<Value> values;     // in order of time; each until the next begins
  std::string source;            // the decision that sets it
  std::string digest = {};

  /// Its value on `day`; nothing before the first begins.
  std::optional<Decimal> on(Date day) const;
};

}  // namespace girs
