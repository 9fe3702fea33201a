#pragma once
// What an expert would say of a definition that loads without mistakes: identities that can never
// hold together, rules that contradict each other, cells that can hold one value only, a flow
// added to a stock. (What no definition may do at all, such as text in a sum or a missing
// Vietnamese label, is a mistake of loading.)

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"

namespace girs {

struct Remark {
  std::string kind;      // "contradiction", "unreachable", "duplicate-rule", "no-rows",
                         // "flow-and-stock"
  bool grave = false;    // no report could be right under such a definition
  std::string form;
  int version = 1;
  std::string part;      // "rules", "columns/3"...
  Message message;
};

/// Of all forms, in their order; linear rules of class "error" are decided exactly, others are
/// passed over.
std::vector<Remark> review_definitions(const Catalog& catalog);

}  // namespace girs
