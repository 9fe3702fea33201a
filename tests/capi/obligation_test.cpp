// What is due and when, extensions and exclusions, through the public headers alone.

#include <cstring>

#include "exchange.h"

using namespace capi;

namespace {

girs_due_options december(const char* unit = kUnit) {
  girs_due_options options = GIRS_DUE_OPTIONS;
  options.unit = unit;
  options.from = "2025-12-01";
  options.to = "2025-12-31";
  return options;
}

std::string due(const Store& store, const girs_due_options& options) {
  Given json;
  MUST(girs_due(store, &options, json.out(), error));
  return json.text();
}

girs_obligation_change about_quarter() {
  girs_obligation_change change = GIRS_OBLIGATION_CHANGE;
  change.regime = "KSTTHC";
  change.unit = kUnit;
  change.period = "2025-Q4";
  change.reason = "Bão số 12";
  change.author = "Chánh Văn phòng";
  return change;
}

}  // namespace

TEST_CASE("what a unit owes comes with its due date, its state and the days left") {
  Exchange exchange;
  const auto before = due(exchange.commune, december(nullptr));  // the store's own unit
  CHECK(member(before, "unit") == kUnit);
  CHECK(member(before, "due") == "2025-12-15");
  CHECK(member(before, "deadline") == "2025-12-15T17:00:00Z");
  CHECK(member(before, "state") == "not-begun");
  const Report draft = exchange.draft();
  CHECK(member(due(exchange.commune, december()), "state") == "draft");
}

TEST_CASE("an extension and an exclusion are seen at once, and not before they were made") {
  Exchange exchange;
  auto change = about_quarter();
  change.due = "2025-12-22";
  MUST(girs_obligation_extend(exchange.centre, &change, error));
  auto asked = december();
  CHECK(member(due(exchange.centre, asked), "due") == "2025-12-22");
  MUST(girs_obligation_exclude(exchange.centre, &change, error));
  CHECK(member(due(exchange.centre, asked), "state") == "excluded");
  asked.time = 1765000000;  // 2025-12-06
  CHECK(member(due(exchange.centre, asked), "due") == "2025-12-15");
  MUST(girs_obligation_restore(exchange.centre, &change, error));
  CHECK(member(due(exchange.centre, december()), "state") == "not-begun");
}

TEST_CASE("a change without reason or author, for nobody's report, or backwards is refused") {
  Exchange exchange;
  Failure failure;
  auto change = about_quarter();
  change.due = "2025-12-22";
  change.reason = "";
  CHECK(girs_obligation_extend(exchange.centre, &change, failure.out()) == GIRS_INVALID_ARGUMENT);
  change = about_quarter();
  change.author = nullptr;
  CHECK(girs_obligation_exclude(exchange.centre, &change, failure.out()) == GIRS_INVALID_ARGUMENT);
  change = about_quarter();
  change.due = "2025-12-01";
  CHECK(girs_obligation_extend(exchange.centre, &change, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.detail("due") == "2025-12-15");
  change.due = "tomorrow";
  CHECK(girs_obligation_extend(exchange.centre, &change, failure.out()) == GIRS_INVALID_ARGUMENT);
  change = about_quarter();
  change.unit = "G22";
  CHECK(girs_obligation_exclude(exchange.centre, &change, failure.out()) == GIRS_NOT_FOUND);
  CHECK(girs_obligation_restore(exchange.centre, &change, failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("reminders are polled by day") {
  Exchange exchange;
  auto poll = december();
  poll.from = "2025-12-07";
  poll.to = "2025-12-08";
  Given json;
  MUST(girs_reminders(exchange.commune, &poll, json.out(), error));
  CHECK(member(json.text(), "reminder") == "2025-12-08");
  CHECK(member(json.text(), "days") == "-7");
  poll.from = "2025-12-08";
  MUST(girs_reminders(exchange.commune, &poll, json.out(), error));
  CHECK(json.text() == "[]");
}

TEST_CASE("the example catalogue asks for nothing twice, and its form differs from itself in nothing") {
  Exchange exchange;
  Given json;
  MUST(girs_catalog_overlaps(exchange.centre, 2025, json.out(), error));
  CHECK(json.text() == "[]");
  MUST(girs_form_difference(exchange.centre, "II.06a/VPCP/KSTT", GIRS_NUL, 1, 1, json.out(), error));
  CHECK(json.text() == "[]");
  Failure failure;
  CHECK(girs_form_difference(exchange.centre, "II.06a/VPCP/KSTT", GIRS_NUL, 1, 2, json.out(), failure.out()) ==
        GIRS_NOT_FOUND);
  CHECK(girs_catalog_overlaps(exchange.centre, 0, json.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}
