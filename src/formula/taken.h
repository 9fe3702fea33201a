#pragma once
// The arguments of a function of single values, taken one after another in the type that is
// wanted. What is no such value (an error, not applicable, missing) is remembered and, by
// FORMULA.md section 4 rule 7, prevails over the result whatever the order.

#include <cstdint>
#include <optional>
#include <string>

#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {

class Taken {
 public:
  Taken(const Evaluator& evaluator, const Arguments& arguments)
      : evaluator_(evaluator), arguments_(arguments) {}

  /// Whether the argument is there and not left out.
  bool has(std::size_t index) const;

  // Each gives a stand-in when the value is of another kind: ask other() before using it.
  Decimal number(std::size_t index);
  Decimal number(std::size_t index, const Decimal& otherwise);
  /// The number cut to a whole one, as Excel does, and held within +-10^12.
  std::int64_t whole(std::size_t index);
  std::int64_t whole(std::size_t index, std::int64_t otherwise);
  /// In form NFC. A missing text is missing under every policy.
  std::string text(std::size_t index);
  std::string text(std::size_t index, std::string otherwise);
  bool logical(std::size_t index, bool otherwise);
  Date date(std::size_t index);
  /// The current period when left out.
  Period period(std::size_t index);

  /// Remembers `value` when it is no figure, text, logical, day or period but prevails over one.
  void judge(const Value& value);

  /// What prevails over the result, if anything does.
  std::optional<Value> other() const;
  /// The same beside an aggregate among the arguments, for which something may stand `instead`:
  /// what prevails of both.
  std::optional<Value> other(const std::optional<Value>& instead) const;

 private:
  template <class T>
  T of_kind(std::size_t index);

  const Evaluator& evaluator_;
  const Arguments& arguments_;
  std::optional<Fault> fault_;    // the lowest
  bool not_applicable_ = false;
  bool missing_ = false;
};

/// Cut to a whole number, held within +-10^12.
std::int64_t whole_of(const Decimal& number);

}  // namespace girs::formula
