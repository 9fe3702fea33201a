#pragma once
// How rules of forms come to figures of indicators. They are computed by a module above, which
// implements this.

#include "base/result.h"
#include "formula/source.h"

namespace girs::report {

struct Workspace;

class Figures {
 public:
  virtual ~Figures() = default;
  /// The indicator address.indicator. `at_hand`: the sheets under review, when it is asked of
  /// their own unit and period; null: as the store has it. #REF! for what there is not.
  virtual Result<formula::Value> figure(const Workspace& workspace,
                                        const formula::CellAddress& address,
                                        const formula::CellSource* at_hand,
                                        const formula::Hierarchy& hierarchy) const = 0;
};

}  // namespace girs::report
