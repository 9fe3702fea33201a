#pragma once
// The units of a table in depth-first order: what lies below a unit is the slice that follows it.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/source.h"

namespace girs::engine {

class Units {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Unit {
    std::string code;
    std::string parent;   // empty at a top
    std::string kind = {};
  };
  /// Every mistake comes at once: a code twice, a parent that is not there or stands later, a
  /// unit that does not stand right after its elder sisters' slices.
  static Result<Units> in_order(std::vector<Unit> units);

  std::size_t size() const { return units_.size(); }
  const std::string& code(std::size_t unit) const { return units_[unit].code; }
  const std::string& kind(std::size_t unit) const { return units_[unit].kind; }
  std::uint32_t find(std::string_view code) const;   // kNone: there is no such unit
  std::uint32_t parent(std::size_t unit) const { return parents_[unit]; }
  /// One past the last unit below.
  std::uint32_t end(std::size_t unit) const { return ends_[unit]; }
  bool is_leaf(std::size_t unit) const { return ends_[unit] == unit + 1; }
  /// The units that have others below them, in order.
  const std::vector<std::uint32_t>& inner() const { return inner_; }
  /// The same units under the same parents have the same fingerprint.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  std::vector<Unit> units_;
  std::vector<std::uint32_t> parents_, ends_, inner_;
  std::map<std::string, std::uint32_t, std::less<>> places_;
  std::uint64_t fingerprint_ = 0;
};

/// kInvalidArgument when the tree `given` is not that of `held`: what came, went, moved or stands
/// elsewhere, each as a mistake with detail "unit".
Status check_same(const Units& held, const Units& given);

/// The same tree for the reference evaluator; the boundaries of every period are those of `units`.
class UnitsAsHierarchy : public formula::Hierarchy {
 public:
  explicit UnitsAsHierarchy(const Units& units) : units_(units) {}
  std::vector<std::string> children(const std::string& unit, const Period& period) const override;
  std::vector<std::string> leaves(const std::string& unit, const Period& period) const override;
  std::string parent(const std::string& unit, const Period& period) const override;
  std::string kind(const std::string& unit, const Period& period) const override;

 private:
  const Units& units_;
};

}  // namespace girs::engine
