#include "report/check_world.h"

namespace girs::report {

formula::Value CellsAndIndicators::indicator(const formula::CellAddress& address) const {
  if (!workspace().figures || nested_ >= kNestedMax) return formula::Fault::kReference;
  const auto* definition = workspace().catalog->indicator(address.indicator);
  const bool own = definition && definition->regime == subject_.regime->code &&
                   address.period == subject_.period && address.unit == subject_.unit->code &&
                   !address.boundaries;
  ++nested_;
  auto value = workspace().figures->figure(workspace(), address, own ? at_hand_ : nullptr, hierarchy_);
  --nested_;
  if (value) return *std::move(value);
  fail(value.error());
  return formula::Absent::kMissing;
}

CheckWorld::CheckWorld(const Workspace& workspace, const Subject& subject,
                       const std::vector<Sheet>& sheets)
    : subject_(subject), hierarchy_(*workspace.catalog, *subject.regime),
      others_(workspace, subject, hierarchy_),
      source_(subject.period, subject.unit->code, &others_) {
  others_.set_at_hand(source_);
  for (const auto& sheet : sheets)
    if (const auto* layout = subject.form(sheet.form())) source_.add(*layout, sheet);
}

}  // namespace girs::report
