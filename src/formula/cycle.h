#pragma once
// Definitions that need each other: found on the definitions themselves, once, with offsets in
// time and in the tree of units taken into account (FORMULA.md section 12). [c6] from [c11@P-1]
// and [c11] from [c6] are no cycle: each step leads to an earlier period.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/expression.h"

namespace girs::formula {

/// One definition's need of another.
struct Need {
  std::string name;
  std::int64_t periods = 0;   // below 0: of earlier periods
  int units = 0;              // below 0: of units below; above 0: of units above
};

struct Definition {
  std::string name;
  std::vector<Need> needs;    // names that are not defined count for nothing
};

/// What `expression` needs: indicators as "#code"; cells of which the row and the column are
/// named one by one as "form!r1.c3" (without form as "r1.c3", without a row as "c3"). A year is
/// `periods_in_year` periods.
std::vector<Need> needs_of(const Expression& expression, int periods_in_year);

/// The names around a cycle, the first again at the end; nothing when every definition can be
/// computed. Certain of its "nothing"; a cycle that it names might be avoided by figures that
/// happen to lie in other periods and units.
std::optional<std::vector<std::string>> find_cycle(const std::vector<Definition>& definitions);

}  // namespace girs::formula
