#pragma once
// Files of the General Decimal Arithmetic test suite (.decTest, Mike Cowlishaw, version 2): their
// directives, their cases, and their numbers as far as this library has such numbers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decimal/decimal.h"

namespace girs::dectest {

/// One line "dqadd001 add 1 1 -> 2 Inexact" with the directives in force there.
struct Case {
  std::string id;
  std::string operation;               // lower case
  std::vector<std::string> operands;
  std::string result;
  std::vector<std::string> conditions; // lower case: "inexact", "rounded"...
  int precision = 9;
  std::string rounding = "half_up";

  bool has(std::string_view condition) const;
};

/// Every case of a file's text; lines that are neither case, directive nor comment are `odd`.
struct File {
  std::vector<Case> cases;
  std::vector<std::string> odd;
};
File read(std::string_view text);

/// What an operand or a result is to us.
struct Number {
  enum class Kind { kNumber, kSpecial, kTooLarge, kTooLong, kTooSmall } kind = Kind::kSpecial;
  Decimal value;              // kNumber; a negative zero is zero here
  bool whole_power = false;   // written with an exponent above 0: we have no such scale
};
/// kSpecial: NaN, Infinity, an encoding (#...) or "?"; kTooLarge: more than 34 digits before the
/// point; kTooLong: more than 34 significant digits; kTooSmall: more than 6,176 decimals.
Number number(std::string_view text);

}  // namespace girs::dectest
