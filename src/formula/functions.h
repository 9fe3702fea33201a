#pragma once
// Every function of FORMULA.md section 6 by name, with what the checker, the evaluator and the
// reader of a help page must know of it. Each family's file holds the rows of its functions.

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/syntax.h"
#include "formula/type.h"

namespace girs::formula {

class Evaluator;  // evaluator.h
using Arguments = std::vector<Node>;

/// How many values an argument is.
enum class Shape {
  kOne,        // one value
  kRange,      // one value or a range of cells
  kCell,       // a reference in brackets to one cell
  kReference,  // a reference in brackets, to one cell or many
  kRows        // a reference that names rows
};

/// What one argument must be, or what a function gives.
struct Accepts {
  Type type = Type::kAny;
  Shape shape = Shape::kOne;
  bool optional = false;
  /// Figures of one call that are `measured` have one unit of measure, and values of any type
  /// that are `measured` have one type, unless one of them is the result; a `measured` result has
  /// theirs.
  bool measured = false;
  /// A text that, written in the formula, must be right when it is compiled.
  enum class Written { kFreely, kFormat, kPattern, kUnitOfMeasure } written = Written::kFreely;
};

/// The words in which tables of functions are written.
namespace words {
inline constexpr Accepts kNumber{Type::kNumber};
inline constexpr Accepts kAmount{Type::kNumber, Shape::kOne, false, true};
inline constexpr Accepts kText{Type::kText};
inline constexpr Accepts kLogical{Type::kLogical};
inline constexpr Accepts kDate{Type::kDate};
inline constexpr Accepts kPeriod{Type::kPeriod};
inline constexpr Accepts kAny{Type::kAny};
inline constexpr Accepts kAlike{Type::kAny, Shape::kOne, false, true};
constexpr Accepts optional(Accepts accepts) {
  accepts.optional = true;
  return accepts;
}
constexpr Accepts shaped(Accepts accepts, Shape shape) {
  accepts.shape = shape;
  return accepts;
}
constexpr Accepts range(Accepts accepts) { return shaped(accepts, Shape::kRange); }
constexpr Accepts reference(Accepts accepts) { return shaped(accepts, Shape::kReference); }
constexpr Accepts written(Accepts accepts, Accepts::Written form) {
  accepts.written = form;
  return accepts;
}

}  // namespace words

/// What an aggregate does with the figures of several units; a rate bears no adding.
enum class Adds { kNo, kYes };

struct Function {
  using Evaluate = Value (*)(const Evaluator&, const Arguments&);
  static constexpr std::size_t kListedMax = 5;

  constexpr Function(std::string_view function, std::initializer_list<Accepts> arguments,
                     Accepts result, Evaluate body, std::size_t last_repeating = 0,
                     Adds adding = Adds::kNo)
      : name(function), listed(arguments.size()), repeating(last_repeating), gives(result),
        adds(adding), evaluate(body) {
    std::size_t i = 0;
    for (const auto& argument : arguments) accepts[i++] = argument;
  }

  std::string_view name;
  std::array<Accepts, kListedMax> accepts = {};
  std::size_t listed;      // of `accepts`
  std::size_t repeating;   // how many of the last listed repeat, as a group
  Accepts gives;
  Adds adds;
  Evaluate evaluate;

  bool is_variadic() const { return repeating > 0; }
  std::size_t arguments_min() const;
  std::size_t arguments_max() const { return is_variadic() ? kArgumentsMax : listed; }
  /// Whether so many arguments make whole groups; SWITCH may close with one more.
  bool takes(std::size_t count) const;
  /// What argument `index` of `count` must be.
  const Accepts& argument(std::size_t index, std::size_t count) const;
};

/// The function of this upper-case name, or nullptr.
const Function* find_function(std::string_view name);
std::vector<std::string> function_names();
/// "ROUND(number; [number]) number": for help pages.
std::string signature(const Function& function);

/// What to use instead of a function that other languages have and this one refuses (TODAY,
/// RAND, INDIRECT...); nullptr for any other name.
const Message* refused_function(std::string_view name);

// The families, each in the file of its name.
std::span<const Function> aggregate_functions();
std::span<const Function> statistical_functions();
std::span<const Function> conditional_functions();
std::span<const Function> logical_functions();
std::span<const Function> information_functions();
std::span<const Function> rounding_functions();
std::span<const Function> power_functions();
std::span<const Function> text_functions();
std::span<const Function> search_functions();
std::span<const Function> date_functions();
std::span<const Function> period_functions();
std::span<const Function> unit_functions();
std::span<const Function> row_functions();
std::span<const Function> report_functions();
std::span<const Function> conversion_functions();

}  // namespace girs::formula
