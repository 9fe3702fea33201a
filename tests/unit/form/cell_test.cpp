#include "form/cell.h"

#include <doctest/doctest.h>

#include "unit/form/sample_form.h"

using namespace girs;
using sample::decimal;

namespace {

std::string problem(const char* column, const Cell& cell) {
  const auto layout = sample::layout();
  const auto found = problem_of(*layout.column(column), cell);
  if (found) CHECK_FALSE(found->message.vi.empty());
  return found ? found->rule : "";
}

}  // namespace

TEST_CASE("every flag has a word and comes back from it") {
  for (const auto flag : kAllFlags) CHECK(parse_flag(to_text(flag)) == flag);
  CHECK_FALSE(parse_flag("Estimated"));
  const auto flags = Flags(Flag::kLate) | Flag::kEstimated;
  CHECK(flags.has(Flag::kLate));
  CHECK_FALSE(flags.has(Flag::kRevised));
  CHECK(flags.list() == std::vector<Flag>{Flag::kEstimated, Flag::kLate});
}

TEST_CASE("a value fits its column or the problem has a name") {
  CHECK(problem("3", {decimal("12")}) == "");
  CHECK(problem("3", {decimal("12.0")}) == "");
  CHECK(problem("3", {decimal("12.5")}) == "scale");
  CHECK(problem("3", {decimal("-1")}) == "range");
  CHECK(problem("3", {decimal("1000000000")}) == "range");
  CHECK(problem("11", {decimal("9999999999999999999999999999999999")}) == "digits");
  CHECK(problem("3", {std::string("12")}) == "type");
  CHECK(problem("3", {formula::Fault::kNumber}) == "type");
  CHECK(problem("7", {std::string("Giải trình,\ndòng hai")}) == "");
  CHECK(problem("7", {std::string("")}) == "type");
  CHECK(problem("7", {std::string("a\x01")}) == "text");
  CHECK(problem("7", {std::string("o\xCC\x82")}) == "text");
  CHECK(problem("7", {std::string("\xFF")}) == "text");
  CHECK(problem("7", {std::string(70000, 'a')}) == "text");
  CHECK(problem("7", {decimal("1")}) == "type");
  CHECK(problem("8", {std::string("2025-02-28")}) == "");
  CHECK(problem("8", {std::string("2025-02-29")}) == "type");
  CHECK(problem("9", {true}) == "");
  CHECK(problem("9", {std::string("true")}) == "type");
  CHECK(problem("10", {std::string("LV09")}) == "");  // lists are looked at elsewhere
  CHECK(problem("3", {formula::Absent::kNil}) == "");
  CHECK(problem("3", {formula::Absent::kNil, Flag::kLate}) == "type");
  CHECK(problem("3", {decimal("1"), Flag::kLate, "ước tính"}) == "");
}

TEST_CASE("a value is printed as payloads have it") {
  const auto layout = sample::layout();
  CHECK(printed(*layout.column("11"), decimal("12.5")) == "12.50");
  CHECK(printed(*layout.column("3"), decimal("12.00")) == "12");
  CHECK(printed(*layout.column("3"), decimal("12.5")) == std::nullopt);
  CHECK(printed(*layout.column("9"), false) == "false");
  CHECK(printed(*layout.column("8"), std::string("2025-01-01")) == "2025-01-01");
  CHECK(printed(*layout.column("3"), formula::Absent::kNil) == std::nullopt);
  CHECK(printed(*layout.column("7"), decimal("1")) == std::nullopt);
}
