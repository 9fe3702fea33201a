#pragma once
// All of Vietnam's units as CSV: the national tables where they are, else a made-up country of the
// same size.

#include <string>

#include "unit/unit_import.h"

namespace bench {

struct Country {
  std::string versions, changes;   // CSV
  std::string data;                // "reference" or "synthetic"
};

Country country();
/// CSV to checked tree; ends the program when that is not possible.
girs::UnitTree load(const Country& country);

}  // namespace bench
