#pragma once
// Linear constraints over named figures, decided exactly: can they hold together, and between
// which values may one figure lie? By the simplex method over fractions, with Bland's rule, which
// ends always. Forms are small: some dozen figures and rules.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace girs {

/// A fraction of 64-bit integers in lowest terms; an operation that would not fit gives nothing.
struct Fraction {
  std::int64_t top = 0;
  std::int64_t bottom = 1;   // above 0
  bool operator==(const Fraction&) const = default;
};
std::optional<Fraction> make_fraction(std::int64_t top, std::int64_t bottom);
std::optional<Fraction> add(const Fraction& a, const Fraction& b);
std::optional<Fraction> multiply(const Fraction& a, const Fraction& b);

/// terms = constant, or terms <= constant.
struct LinearConstraint {
  std::map<std::string, Fraction> terms;
  Fraction constant;
  bool equality = true;
};

enum class Feasible { kYes, kNo, kUnknown };   // unknown: the numbers grew beyond 64 bits
Feasible is_feasible(const std::vector<LinearConstraint>& constraints);

/// The largest value that a figure may have where all constraints hold; nothing when there is no
/// largest, or it is not known. Only for constraints that are feasible.
std::optional<Fraction> largest(const std::vector<LinearConstraint>& constraints,
                                const std::string& figure);
/// Likewise.
std::optional<Fraction> smallest(const std::vector<LinearConstraint>& constraints,
                                 const std::string& figure);

}  // namespace girs
