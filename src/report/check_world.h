#pragma once
// What the checks of a report see: its own sheets, and beyond them other periods and units from the
// store, and indicators computed by the module above.

#include <vector>

#include "form/check.h"
#include "form/sheet_source.h"
#include "report/cells.h"
#include "report/unit_hierarchy.h"
#include "report/workspace.h"

namespace girs::report {

/// The store's cells, with indicators: one of the report's own unit and period is computed from
/// the sheets at hand, not from what was sent before.
class CellsAndIndicators final : public StoredCells {
 public:
  CellsAndIndicators(const Workspace& workspace, const Subject& subject,
                     const UnitHierarchy& hierarchy)
      : StoredCells(workspace, subject.regime->code), subject_(subject), hierarchy_(hierarchy) {}
  /// The sheets at hand with all that lies beyond them; must outlive the rules' evaluation.
  void set_at_hand(const formula::CellSource& sheets) { at_hand_ = &sheets; }

  formula::Value indicator(const formula::CellAddress& address) const override;

 private:
  // The catalogue has no circles but over periods named by their label; those end here.
  static constexpr int kNestedMax = 16;

  const Subject& subject_;
  const UnitHierarchy& hierarchy_;
  const formula::CellSource* at_hand_ = nullptr;
  mutable int nested_ = 0;
};

/// Borrows the subject and the sheets. Reads the store when asked: not inside a transaction.
class CheckWorld {
 public:
  CheckWorld(const Workspace& workspace, const Subject& subject, const std::vector<Sheet>& sheets);
  CheckWorld(const CheckWorld&) = delete;
  CheckWorld& operator=(const CheckWorld&) = delete;

  CheckContext context() const {
    return {subject_.period, subject_.unit->code, subject_.day(), &source_, &hierarchy_, subject_.is_sum};
  }
  /// The first failure of the store, which the checks saw as missing cells.
  Status status() const { return others_.status(); }

 private:
  const Subject& subject_;
  UnitHierarchy hierarchy_;
  CellsAndIndicators others_;
  SheetSource source_;
};

}  // namespace girs::report
