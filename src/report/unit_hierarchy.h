#pragma once
// The tree of units as formulas see it: on the last day of a period's window, of the calendar's
// period where there is no regime, or always on one chosen day.

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "formula/source.h"

namespace girs::report {

/// Both must outlive the hierarchy.
class UnitHierarchy final : public formula::Hierarchy {
 public:
  UnitHierarchy(const Catalog& catalog, const Regime& regime)
      : catalog_(catalog), regime_(&regime) {}
  /// Without `always`, on the last calendar day of each period.
  explicit UnitHierarchy(const Catalog& catalog, std::optional<Date> always = {})
      : catalog_(catalog), always_(always) {}

  std::vector<std::string> children(const std::string& unit, const Period& period) const override;
  std::vector<std::string> leaves(const std::string& unit, const Period& period) const override;
  std::string parent(const std::string& unit, const Period& period) const override;
  std::string kind(const std::string& unit, const Period& period) const override;
  std::optional<std::string> attribute(const std::string& name, const std::string& unit,
                                       const Period& period) const override;
  std::optional<std::vector<std::string>> group(const std::string& code,
                                                const Period& period) const override;
  /// By the recorded changes between the two periods: a whole unit counts whole, of a split one
  /// the declared share, estimated. Nothing when a unit was there in neither way.
  std::optional<std::vector<Part>> predecessors(const std::string& unit, const Period& now,
                                                const Period& then) const override;

 private:
  std::optional<Date> day(const Period& period) const;
  const UnitVersion* find(const std::string& unit, const Period& period) const;

  const Catalog& catalog_;
  const Regime* regime_ = nullptr;
  std::optional<Date> always_ = {};
};

}  // namespace girs::report
