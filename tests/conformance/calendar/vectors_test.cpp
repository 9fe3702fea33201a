// The cases of vectors/calendar.json through the library; command_line_test.py runs the same
// through `girs calendar --lines`.

#include <doctest/doctest.h>

#include "base/file.h"
#include "catalog/catalog.h"
#include "catalog/readers.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/noted.h"
#include "support/source_dir.h"

namespace girs {
namespace {

json::Value document(const std::string& path) {
  const auto bytes = read_file(source_dir() + path, 1 << 20);
  REQUIRE(bytes);
  auto value = json::parse(*bytes);
  REQUIRE(value);
  return *std::move(value);
}

WorkingCalendar vietnam() {
  static const auto kDocument = document("/examples/catalog/vn-calendar.json");
  Mistakes mistakes;
  auto read = read_calendar(json::Node::root(kDocument, "vn-calendar.json", mistakes), mistakes);
  REQUIRE(mistakes.empty());
  return std::move(read.calendar);
}

/// A text of the request; "" when it is not there.
std::string text(const json::Value& request, std::string_view name) {
  const auto* found = request.find(name);
  if (found == nullptr) return {};
  const auto* text = found->as_string();
  return text ? *text : json::compact(*found);
}

const json::Value& part(const json::Value& request, std::string_view name) {
  static const json::Value kNull;
  const auto* found = request.find(name);
  return found ? *found : kNull;
}

Result<Date> day(const json::Value& request, std::string_view name) {
  const auto date = parse_date(text(request, name));
  if (date) return *date;
  return error(Code::kInvalidArgument, "no day");
}

Result<json::Value> labels(const std::vector<Period>& periods) {
  json::Value list = json::Array{};
  for (const auto& period : periods) list.push(period.label());
  json::Value answer;
  answer.set("periods", std::move(list));
  return answer;
}

Result<json::Value> window(const json::Value& request) {
  GIRS_TRY(const auto rule, parse_window_rule(part(request, "rule")));
  GIRS_TRY(const auto period, Period::parse(text(request, "period")));
  GIRS_TRY(const auto days, window_of(rule, period));
  json::Value answer;
  answer.set("from", to_text(days.from));
  answer.set("to", to_text(days.to));
  return answer;
}

Result<json::Value> due(const json::Value& request, const WorkingCalendar& calendar) {
  GIRS_TRY(const auto window_rule, parse_window_rule(part(request, "window")));
  GIRS_TRY(const auto period, Period::parse(text(request, "period")));
  GIRS_TRY(const auto days, window_of(window_rule, period));
  GIRS_TRY(const auto rules, parse_due_rules(part(request, "rule")));
  GIRS_TRY(const auto rule, get_due(rules, text(request, "level"), days.to));
  std::optional<Date> members_due;
  if (request.find("members_due")) {
    GIRS_TRY(members_due, day(request, "members_due"));
  }
  GIRS_TRY(const auto found, due_of(rule, period, days, calendar, members_due));
  json::Value answer;
  answer.set("due", to_text(found.date));
  answer.set("deadline", to_rfc3339(found.deadline));
  return answer;
}

Result<json::Value> working(const json::Value& request, const WorkingCalendar& calendar) {
  GIRS_TRY(const auto date, day(request, "date"));
  GIRS_TRY(const auto found, calendar.look_up(date));
  json::Value answer;
  answer.set("working", found.working);
  return answer;
}

Result<json::Value> periods(const json::Value& request, const WorkingCalendar& calendar) {
  GIRS_TRY(const auto frequency, parse_frequency(part(request, "frequency")));
  GIRS_TRY(const auto rule, parse_window_rule(part(request, "rule")));
  GIRS_TRY(const auto from, day(request, "from"));
  GIRS_TRY(const auto to, day(request, "to"));
  GIRS_TRY(const auto found, periods_between(frequency, rule, from, to, calendar));
  return labels(found);
}

Result<json::Value> related(const std::string& operation, const json::Value& request) {
  const auto one = [](const std::optional<Period>& found) {
    return labels(found ? std::vector{*found} : std::vector<Period>{});
  };
  GIRS_TRY(const auto period, Period::parse(text(request, "period")));
  if (operation == "children") return labels(children(period));
  if (operation == "parent") return one(parent(period));
  if (operation == "next") return one(next(period));
  if (operation == "previous") return one(previous(period));
  if (operation == "same-last-year") return one(same_last_year(period));
  return error(Code::kInvalidArgument, "no such operation");
}

Result<json::Value> answer(const json::Value& request, const WorkingCalendar& calendar) {
  const auto operation = text(request, "op");
  if (operation == "window") return window(request);
  if (operation == "due") return due(request, calendar);
  if (operation == "working") return working(request, calendar);
  if (operation == "periods") return periods(request, calendar);
  return related(operation, request);
}

}  // namespace

TEST_CASE("every case of the calendar table has the answer worked out by hand") {
  const auto calendar = vietnam();
  const auto table = document("/tests/conformance/vectors/calendar.json");
  const auto& cases = *table.find("cases")->as_array();
  CHECK(cases.size() >= 200);
  noted("calendar", cases.size());
  for (const auto& one : cases) {
    const auto name = text(one, "name");
    CAPTURE(name);
    CHECK_FALSE(text(one, "why").empty());
    const auto& expected = *one.find("answer");
    const auto given = answer(*one.find("request"), calendar);
    if (expected.find("error")) {
      CHECK_FALSE(given);
      continue;
    }
    const auto shown = given ? json::compact(*given) : given.error().message.en;
    CAPTURE(shown);
    REQUIRE(given);
    for (const auto& member : *expected.as_object()) {
      const auto* found = given->find(member.first);
      REQUIRE(found);
      CHECK(json::compact(*found) == json::compact(member.second));
    }
  }
}

}  // namespace girs
