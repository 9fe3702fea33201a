#pragma once
// What an expert would say of a definition that loads without mistakes: identities that can never
// hold together (in a row, a column or the whole form, with what is computed), rules that every
// report would have to explain, that check the same, nothing, or on no day; cells that can hold one
// value only or that the form does not have; what is computed from itself; a flow added to a stock. (What no definition may do at all, such as text in a sum or a missing
// Vietnamese label, is a mistake of loading.)

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"

namespace girs {

struct Remark {
  std::string kind;      // "contradiction", "always-explained", "unreachable", "no-such-cell",
                         // "duplicate-rule", "never-fails", "never-in-force", "circle", "no-rows",
                         // "flow-and-stock"
  bool grave = false;    // no report could be right under such a definition
  std::string form;
  int version = 1;
  std::string part;      // "rules", "columns/3"...
  Message message;
};

/// Of all forms, in their order; linear rules are decided exactly for each time with its rules in
/// force, others are passed over.
std::vector<Remark> review_definitions(const Catalog& catalog);

}  // namespace girs
