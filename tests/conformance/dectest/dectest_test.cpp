// Runs the General Decimal Arithmetic test suite over the operations of src/decimal. What cannot
// apply is counted with its reason: this library has no NaN, no Infinity, no negative zero and no
// exponent above 0, and it rounds its inexact arithmetic half-even only.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "decimal/functions.h"
#include "reader.h"

using namespace girs;
using dectest::Case;
using dectest::Number;

namespace {

const std::filesystem::path kFolder = GIRS_DECTEST_FOLDER;

using Answer = std::optional<Decimal>;

struct Outcome {
  enum class Kind { kAgrees, kDiffers, kSkipped } kind = Kind::kSkipped;
  std::string reason;  // why skipped, or what came instead
};
Outcome skipped(std::string reason) { return {Outcome::Kind::kSkipped, std::move(reason)}; }
Outcome judged(bool agrees, const Answer& answer) {
  if (agrees) return {Outcome::Kind::kAgrees, {}};
  return {Outcome::Kind::kDiffers, answer ? answer->text() : "no number"};
}

std::optional<Rounding> rounding_named(const std::string& name) {
  if (name == "half_even") return Rounding::kHalfEven;
  if (name == "half_up") return Rounding::kHalfAway;  // their "up" is away from zero
  if (name == "down") return Rounding::kTowardZero;
  if (name == "up") return Rounding::kAwayFromZero;
  if (name == "floor") return Rounding::kFloor;
  return std::nullopt;
}

/// Half-even to so many significant digits.
Answer at_precision(const Answer& value, int precision) {
  if (!value) return value;
  const int adjusted = value->digits() - 1 - value->scale();
  return round(*value, precision - 1 - adjusted, Rounding::kHalfEven);
}

/// Ours has the sign of the divisor; theirs that of the dividend.
Answer floored(const Answer& theirs, const Decimal& divisor) {
  if (!theirs || theirs->is_zero() || theirs->is_negative() == divisor.is_negative())
    return theirs;
  return add(*theirs, divisor);
}

struct Operands {
  std::vector<Decimal> values;
  bool whole_power = false;  // one has an exponent above 0, so its scale is not ours
};

/// ROUND and quantize to the exponent of the second operand.
Outcome quantized(const Case& item, const Operands& operands, const Number& wanted) {
  const auto mode = rounding_named(item.rounding);
  if (!mode) return skipped("rounding mode that does not exist here");
  const std::string& pattern = item.operands[1];
  const auto mark = pattern.find_first_of("eE");
  int places = dectest::number(pattern.substr(0, mark)).value.scale();
  if (mark != std::string::npos) places -= std::stoi(pattern.substr(mark + 1));
  const Answer exact = quantize(operands.values[0], places);
  if (wanted.kind == Number::Kind::kSpecial) return judged(!exact, exact);
  if (item.has("inexact") && exact) return judged(false, exact);
  const Answer answer = round(operands.values[0], places, *mode);
  return judged(answer && answer->text() == wanted.value.text(), answer);
}

Answer computed(const Case& item, const std::vector<Decimal>& x) {
  const std::string& op = item.operation;
  if (op == "add") return add(x[0], x[1]);
  if (op == "subtract") return subtract(x[0], x[1]);
  if (op == "multiply") return multiply(x[0], x[1]);
  if (op == "divide") return divide(x[0], x[1]);
  if (op == "remainder") return modulo(x[0], x[1]);
  if (op == "compare") return Decimal(x[0] < x[1] ? -1 : x[0] == x[1] ? 0 : 1);
  if (op == "abs") return x[0].abs();
  if (op == "minus") return -x[0];
  if (op == "plus") return x[0];
  if (op == "squareroot") return sqrt(x[0]);
  if (op == "reduce") return x[0];
  if (op == "tointegralx" || op == "tointegral")
    return x[0].scale() == 0 ? x[0] : round(x[0], 0, *rounding_named(item.rounding));
  if (op == "exp") return exp(x[0]);
  if (op == "ln") return ln(x[0]);
  if (op == "log10") return log10(x[0]);
  if (op == "power") return power(x[0], x[1]);
  return std::nullopt;
}

bool is_used(const std::string& op) {
  static const std::set<std::string> kUsed = {
      "add",  "subtract", "multiply",   "divide", "remainder",   "compare",    "quantize", "abs",
      "minus", "plus",    "squareroot", "reduce", "tointegralx", "tointegral", "exp",      "ln",
      "log10", "power"};
  return kUsed.count(op) != 0;
}

bool is_transcendental(const std::string& op) {
  return op == "exp" || op == "ln" || op == "log10" || op == "power";
}

/// Why an arithmetic case does not apply to a precision of 34, or of 30, half-even.
std::string inapplicable(const Case& item) {
  const bool inexact = item.has("inexact");
  if (item.operation.substr(0, 10) == "tointegral")
    return rounding_named(item.rounding) ? "" : "rounding mode that does not exist here";
  if (item.has("invalid_context")) return "limits that do not exist here";
  if (item.has("division_impossible")) return "a quotient of more digits is no obstacle here";
  if (item.has("subnormal") || item.has("underflow")) return "subnormal";
  if (is_transcendental(item.operation)) {
    if (!inexact) return {};
    if (item.rounding != "half_even") return "rounding other than half-even";
    return item.precision <= 26 ? "" : "inexact beyond the 26th digit";
  }
  if (item.precision == 34) {
    return inexact && item.rounding != "half_even" ? "rounding other than half-even" : "";
  }
  if (item.has("rounded") || inexact || item.has("overflow") || item.has("clamped"))
    return "other precision";
  return {};
}

Outcome run(const Case& item) {
  if (!is_used(item.operation)) return skipped("operation not used here");
  Operands operands;
  for (const auto& text : item.operands) {
    const Number operand = dectest::number(text);
    if (operand.kind == Number::Kind::kSpecial) return skipped("NaN, Infinity or encoding");
    if (operand.kind != Number::Kind::kNumber) return skipped("operand beyond 34 digits");
    operands.values.push_back(operand.value);
    operands.whole_power = operands.whole_power || operand.whole_power;
  }
  const Number wanted = dectest::number(item.result);
  if (item.operation == "quantize") {
    if (item.precision != 34) return skipped("other precision");
    return quantized(item, operands, wanted);
  }
  if (auto reason = inapplicable(item); !reason.empty()) return skipped(std::move(reason));
  if (wanted.kind == Number::Kind::kTooSmall) return skipped("subnormal");
  if (wanted.kind == Number::Kind::kTooLong) return skipped("result beyond 34 digits");
  Answer answer = computed(item, operands.values);
  // Infinity, NaN and more than 34 digits before the point are all "no number" (#NUM!, #DIV/0!).
  if (wanted.kind != Number::Kind::kNumber) return judged(!answer, answer);
  Answer theirs = wanted.value;
  if (item.operation == "remainder") theirs = floored(theirs, operands.values[1]);
  if (is_transcendental(item.operation) && item.has("inexact"))
    answer = at_precision(answer, item.precision);
  if (!answer || *answer != *theirs) return judged(false, answer);
  const bool keeps_scale = item.operation == "add" || item.operation == "subtract" ||
                           item.operation == "multiply" || item.operation == "abs" ||
                           item.operation == "minus" || item.operation == "plus";
  if (keeps_scale && !operands.whole_power)
    return judged(answer->text() == theirs->text(), answer);
  return judged(true, answer);
}

/// One file, its table line and its differences.
int run_file(const std::string& name) {
  std::ifstream stream(kFolder / name, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  CAPTURE(name);
  REQUIRE_MESSAGE(stream.good(), "the suite has lost this file");
  const auto file = dectest::read(content.str());
  CHECK(file.odd.empty());
  std::map<std::string, int> reasons;
  int agreed = 0;
  int all = 0;
  for (const auto& item : file.cases) {
    const Outcome outcome = run(item);
    ++all;
    if (outcome.kind == Outcome::Kind::kSkipped) ++reasons[outcome.reason];
    if (outcome.kind == Outcome::Kind::kAgrees) ++agreed;
    if (outcome.kind == Outcome::Kind::kDiffers)
      FAIL_CHECK(item.id << " " << item.operation << " " << item.operands[0] << " ... -> "
                         << item.result << ", but here " << outcome.reason);
  }
  std::cout << name << ": " << agreed << " of " << all << " agree";
  for (const auto& [reason, count] : reasons) std::cout << "; " << count << " " << reason;
  std::cout << "\n";
  CHECK(agreed > 0);
  return agreed;
}

}  // namespace

TEST_CASE("the operations of the library pass the General Decimal Arithmetic suite") {
  if (kFolder.empty()) {
    std::cout << "SKIPPED: the suite (package libpython3.11-testsuite) is not to be had on this "
                 "system; nothing was checked.\n";
    return;
  }
  REQUIRE_MESSAGE(std::filesystem::exists(kFolder / "dqAdd.decTest"),
                  "install the suite: sh examples/dependencies.sh tests");
  int agreed = 0;
  for (const char* name :
       {"dqAdd.decTest", "dqSubtract.decTest", "dqMultiply.decTest", "dqDivide.decTest",
        "dqCompare.decTest", "dqQuantize.decTest", "dqAbs.decTest", "dqMinus.decTest",
        "dqPlus.decTest", "dqRemainder.decTest", "dqReduce.decTest", "dqToIntegral.decTest"})
    agreed += run_file(name);
  CHECK(agreed > 3500);
}

TEST_CASE("exact results of the base suite and its logarithms at fewer digits agree") {
  if (kFolder.empty()) return;
  int agreed = 0;
  for (const char* name :
       {"add.decTest", "subtract.decTest", "multiply.decTest", "divide.decTest",
        "compare.decTest", "abs.decTest", "minus.decTest", "plus.decTest", "remainder.decTest",
        "squareroot.decTest", "exp.decTest", "ln.decTest", "log10.decTest", "power.decTest",
        "powersqrt.decTest", "randoms.decTest", "tointegral.decTest", "tointegralx.decTest"})
    agreed += run_file(name);
  CHECK(agreed > 8000);
}
