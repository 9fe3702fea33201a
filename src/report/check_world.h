#pragma once
// What the checks and computed cells of a report's forms see: its own sheets, then other periods
// and units from the store.

#include <vector>

#include "form/check.h"
#include "form/sheet_source.h"
#include "report/cells.h"
#include "report/unit_hierarchy.h"
#include "report/workspace.h"

namespace girs::report {

/// Borrows the subject and the sheets. Reads the store when asked: not inside a transaction.
class CheckWorld {
 public:
  CheckWorld(const Workspace& workspace, const Subject& subject, const std::vector<Sheet>& sheets)
      : subject_(subject), others_(workspace, subject.regime->code),
        hierarchy_(*workspace.catalog, *subject.regime),
        source_(subject.period, subject.unit->code, &others_) {
    for (const auto& sheet : sheets)
      if (const auto* layout = subject.form(sheet.form())) source_.add(*layout, sheet);
  }
  CheckWorld(const CheckWorld&) = delete;
  CheckWorld& operator=(const CheckWorld&) = delete;

  CheckContext context() const {
    return {subject_.period, subject_.unit->code, subject_.day(), &source_, &hierarchy_};
  }
  /// The first failure of the store, which the checks saw as missing cells.
  Status status() const { return others_.status(); }

 private:
  const Subject& subject_;
  StoredCells others_;
  UnitHierarchy hierarchy_;
  SheetSource source_;
};

}  // namespace girs::report
