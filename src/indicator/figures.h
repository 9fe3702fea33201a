#pragma once
// Indicators as the rules of forms see them: [#0501] in a form's rule.

#include "report/figures.h"

namespace girs::indicator {

/// Of the sheets at hand, an indicator is what their cells make of it; else what compute() finds
/// in the store.
class Figures final : public report::Figures {
 public:
  Result<formula::Value> figure(const report::Workspace& workspace,
                                const formula::CellAddress& address,
                                const formula::CellSource* at_hand,
                                const formula::Hierarchy& hierarchy) const override;
};

}  // namespace girs::indicator
