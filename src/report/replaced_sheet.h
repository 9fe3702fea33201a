#pragma once
// A sheet that is put in the place of another as a whole: by a nil return, by summing up.

#include <string_view>

#include "form/sheet.h"
#include "report/actor.h"
#include "report/workspace.h"

namespace girs::report {

inline constexpr std::string_view kNilForm = "nil-form";
/// An edit that ends what can be taken back: members may have changed since what was before.
inline constexpr std::string_view kSummedForm = "summed-form";

struct Replacement {
  std::int64_t report = 0;
  std::int64_t edit = 0;       // the report's `edit` after it
  std::string_view action;     // kNilForm, kSummedForm
  Actor actor;
};

/// Stores `after`; where it differs from `before`, as an edit with its line of the history, so that
/// it can be seen cell by cell and other editors meet it.
Status put_replaced_sheet(const Workspace& workspace, store::Connection& connection,
                          const Replacement& how, const FormLayout& layout, const Sheet& before,
                          const Sheet& after);

}  // namespace girs::report
