#pragma once
// What changed between two versions of a form, in sentences that an official can act on.

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/form.h"

namespace girs {

struct FormChange {
  enum class Kind { kAdded, kRemoved, kChanged };
  Kind kind = Kind::kChanged;
  std::string part;      // "field", "section", "part", "column", "row", "rows", "rule",
                         // "attachments", "title"
  std::string code;      // of the column, row, rule...; empty for the form itself
  Message message;
  bool operator==(const FormChange& other) const {
    return kind == other.kind && part == other.part && code == other.code;
  }
};
std::string_view to_text(FormChange::Kind kind);  // "added", "removed", "changed"

/// Fields and parts first, then columns, rows, rules and the whole; within each in the order of `after`, removed
/// ones last. Empty when nothing that concerns the reporter changed.
std::vector<FormChange> difference(const Form& before, const Form& after);

}  // namespace girs
