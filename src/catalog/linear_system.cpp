#include "catalog/linear_system.h"

#include <cstdint>
#include <numeric>
#include <utility>

namespace girs {
namespace {

/// A fraction, or what is left of one that did not fit: it stays unfit in whatever it goes into.
class Number {
 public:
  Number() = default;
  explicit Number(const Fraction& fraction) : value_(fraction) {}
  explicit Number(std::int64_t whole) : value_(Fraction{whole, 1}) {}
  Number operator+(const Number& other) const {
    return fits() && other.fits() ? Number(add(*value_, *other.value_)) : Number(std::nullopt);
  }
  Number operator*(const Number& other) const {
    return fits() && other.fits() ? Number(multiply(*value_, *other.value_)) : Number(std::nullopt);
  }
  Number operator-() const { return *this * Number(-1); }
  Number operator-(const Number& other) const { return *this + -other; }
  Number operator/(const Number& other) const {
    if (!fits() || !other.fits()) return Number(std::nullopt);
    const auto inverse = make_fraction(other.value_->bottom, other.value_->top);
    return inverse ? Number(multiply(*value_, *inverse)) : Number(std::nullopt);
  }
  bool fits() const { return value_.has_value(); }
  bool is_zero() const { return fits() && value_->top == 0; }
  bool is_positive() const { return fits() && value_->top > 0; }
  bool is_negative() const { return fits() && value_->top < 0; }
  const std::optional<Fraction>& fraction() const { return value_; }

 private:
  explicit Number(std::optional<Fraction> value) : value_(value) {}
  std::optional<Fraction> value_ = Fraction{};
};

/// A tableau: every figure is u - v with both at least 0, or its smallest value + u where one is
/// given ("-x <= -min"); a slack for each "<=" else, an artificial figure for each row, which the
/// first phase drives to 0.
class Simplex {
 public:
  explicit Simplex(const std::vector<LinearConstraint>& given) {
    const auto constraints = place_figures(given);
    std::size_t slacks = 0;
    for (const auto* constraint : constraints) slacks += constraint->equality ? 0 : 1;
    std::size_t slack = artificial_;
    artificial_ += slacks;
    width_ = artificial_ + constraints.size();
    for (std::size_t i = 0; i < constraints.size(); ++i) {
      const auto& constraint = *constraints[i];
      std::vector<Number> row(width_ + 1);
      row[width_] = Number(constraint.constant);
      for (const auto& [name, factor] : constraint.terms) {
        const auto& place = places_.at(name);
        row[place.plus] = Number(factor);
        if (place.least) row[width_] = row[width_] - Number(factor) * *place.least;
        else row[place.plus + 1] = -Number(factor);
      }
      if (!constraint.equality) row[slack++] = Number(1);
      if (row[width_].is_negative())
        for (auto& number : row) number = -number;
      row[artificial_ + i] = Number(1);
      basis_.push_back(artificial_ + i);
      rows_.push_back(std::move(row));
    }
  }

  Feasible make_feasible() {
    std::vector<Number> goal(width_ + 1);
    for (std::size_t j = artificial_; j < width_; ++j) goal[j] = Number(-1);
    const auto best = maximize(std::move(goal), width_);
    if (is_broken() || !best || !best->fits()) return Feasible::kUnknown;
    return best->is_zero() ? Feasible::kYes : Feasible::kNo;
  }

  /// After make_feasible(); nothing: no bound.
  std::optional<Fraction> largest(const std::string& figure, bool negated) {
    const auto place = places_.find(figure);
    if (place == places_.end()) return std::nullopt;
    drive_out_artificials();
    std::vector<Number> goal(width_ + 1);
    const auto& [plus, least] = place->second;
    goal[plus] = Number(negated ? -1 : 1);
    if (!least) goal[plus + 1] = Number(negated ? 1 : -1);
    const auto best = maximize(std::move(goal), artificial_);
    if (!best || is_broken()) return std::nullopt;
    if (!least) return best->fraction();
    return (negated ? *best - *least : *best + *least).fraction();
  }

 private:
  struct Place {
    std::size_t plus = 0;           // the next is its negative, without a smallest value
    std::optional<Number> least = {};
  };

  /// Whether the constraint is "-x <= -least" and nothing more.
  static bool is_least(const LinearConstraint& constraint) {
    return !constraint.equality && constraint.terms.size() == 1 &&
           constraint.terms.begin()->second == Fraction{-1, 1};
  }

  /// Gives every figure its columns; the constraints that are left to be rows.
  std::vector<const LinearConstraint*> place_figures(const std::vector<LinearConstraint>& given) {
    std::vector<const LinearConstraint*> rows;
    for (const auto& constraint : given) {
      for (const auto& term : constraint.terms) places_.try_emplace(term.first);
      auto* least = is_least(constraint) ? &places_.at(constraint.terms.begin()->first).least : nullptr;
      if (least && !*least) *least = -Number(constraint.constant);
      else rows.push_back(&constraint);
    }
    for (auto& [name, place] : places_) {
      place.plus = artificial_;
      artificial_ += place.least ? 1u : 2u;
    }
    return rows;
  }

  /// Whether a number did not fit on the way: nothing is known then.
  bool is_broken() const {
    for (const auto& row : rows_)
      for (const auto& number : row)
        if (!number.fits()) return true;
    return false;
  }

  void pivot(std::size_t row, std::size_t column) {
    const auto by = rows_[row][column];
    for (auto& number : rows_[row]) number = number / by;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (i != row) subtract_row(rows_[i], rows_[row], column);
    basis_[row] = column;
  }

  static void subtract_row(std::vector<Number>& from, const std::vector<Number>& row,
                           std::size_t column) {
    const auto factor = from[column];
    if (factor.is_zero()) return;
    for (std::size_t j = 0; j < from.size(); ++j)
      if (!row[j].is_zero()) from[j] = from[j] - factor * row[j];
  }

  /// An artificial figure that stayed in the basis at 0 leaves it, where its row has anything.
  void drive_out_artificials() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (basis_[i] < artificial_) continue;
      for (std::size_t j = 0; j < artificial_; ++j)
        if (rows_[i][j].is_positive() || rows_[i][j].is_negative()) {
          pivot(i, j);
          break;
        }
    }
  }

  /// The largest value of `goal` over the first `columns`; nothing when there is none.
  std::optional<Number> maximize(std::vector<Number> goal, std::size_t columns) {
    for (std::size_t i = 0; i < rows_.size(); ++i) subtract_row(goal, rows_[i], basis_[i]);
    for (;;) {
      std::size_t enter = 0;
      while (enter < columns && !goal[enter].is_positive()) ++enter;
      if (enter == columns) return -goal[width_];
      std::optional<std::size_t> leave;
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!rows_[i][enter].is_positive()) continue;
        if (!leave) {
          leave = i;
          continue;
        }
        const auto here = rows_[i][width_] / rows_[i][enter];
        const auto there = rows_[*leave][width_] / rows_[*leave][enter];
        const auto less = here - there;
        if (less.is_negative() || (less.is_zero() && basis_[i] < basis_[*leave])) leave = i;
      }
      if (!leave) return std::nullopt;  // without end
      pivot(*leave, enter);
      subtract_row(goal, rows_[*leave], enter);
    }
  }

  std::map<std::string, Place> places_;
  std::size_t artificial_ = 0;   // first artificial figure
  std::size_t width_ = 0;
  std::vector<std::vector<Number>> rows_;
  std::vector<std::size_t> basis_;
};

std::optional<Fraction> bound(const std::vector<LinearConstraint>& constraints,
                              const std::string& figure, bool negated) {
  Simplex simplex(constraints);
  if (simplex.make_feasible() != Feasible::kYes) return std::nullopt;
  return simplex.largest(figure, negated);
}

}  // namespace

std::optional<Fraction> make_fraction(std::int64_t top, std::int64_t bottom) {
  if (bottom == 0 || top == INT64_MIN || bottom == INT64_MIN) return std::nullopt;
  if (bottom < 0) {
    top = -top;
    bottom = -bottom;
  }
  const auto common = std::gcd(top, bottom);
  return common > 1 ? Fraction{top / common, bottom / common} : Fraction{top, bottom};
}

std::optional<Fraction> add(const Fraction& a, const Fraction& b) {
  const auto common = std::gcd(a.bottom, b.bottom);
  std::int64_t left = 0, right = 0, top = 0, bottom = 0;
  if (__builtin_mul_overflow(a.top, b.bottom / common, &left) ||
      __builtin_mul_overflow(b.top, a.bottom / common, &right) ||
      __builtin_add_overflow(left, right, &top) ||
      __builtin_mul_overflow(a.bottom, b.bottom / common, &bottom))
    return std::nullopt;
  return make_fraction(top, bottom);
}

std::optional<Fraction> multiply(const Fraction& a, const Fraction& b) {
  const auto first = std::gcd(a.top, b.bottom);
  const auto second = std::gcd(b.top, a.bottom);
  if (first == 0 || second == 0) return Fraction{};
  std::int64_t top = 0, bottom = 0;
  if (__builtin_mul_overflow(a.top / first, b.top / second, &top) ||
      __builtin_mul_overflow(a.bottom / second, b.bottom / first, &bottom))
    return std::nullopt;
  return make_fraction(top, bottom);
}

Feasible is_feasible(const std::vector<LinearConstraint>& constraints) {
  return Simplex(constraints).make_feasible();
}

std::optional<Fraction> largest(const std::vector<LinearConstraint>& constraints,
                                const std::string& figure) {
  return bound(constraints, figure, false);
}

std::optional<Fraction> smallest(const std::vector<LinearConstraint>& constraints,
                                 const std::string& figure) {
  const auto found = bound(constraints, figure, true);
  return found ? multiply(*found, Fraction{-1, 1}) : std::nullopt;
}

}  // namespace girs
