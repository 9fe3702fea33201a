#include "girs/calendar.h"

#include "boundary.h"
#include "calendar/due.h"
#include "calendar/window.h"
#include "catalog/readers.h"
#include "catalog/catalog.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"

using namespace girs;
using namespace girs::capi;

struct girs_calendar {
  WorkingCalendar calendar;
};

namespace {

Result<std::vector<Period>> related(const Period& period, std::string_view relation) {
  const auto one = [](const std::optional<Period>& found) {
    return found ? std::vector<Period>{*found} : std::vector<Period>{};
  };
  if (relation == "children") return children(period);
  if (relation == "parent") return one(parent(period));
  if (relation == "next") return one(next(period));
  if (relation == "previous") return one(previous(period));
  if (relation == "same-last-year") return one(same_last_year(period));
  return error(Code::kInvalidArgument, "There is no relation \"" + std::string(relation) + "\" between periods.",
               "Không có quan hệ \"" + std::string(relation) + "\" giữa các kỳ.", {{"argument", "relation"}});
}

json::Value view_of(const DateRange& range) {
  json::Value shown;
  shown.set("from", to_text(range.from));
  shown.set("to", to_text(range.to));
  return shown;
}

}  // namespace

girs_status girs_calendar_read(const char* content, size_t content_length, girs_calendar** calendar_out,
                               girs_error** error_out) noexcept {
  if (calendar_out) *calendar_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar_out, "calendar_out"));
    GIRS_TRY(const auto given, bytes(content, content_length, "json"));
    GIRS_TRY(const auto document, json::parse(given));
    Mistakes mistakes;
    auto read = read_calendar(json::Node::root(document, "calendar", mistakes), mistakes);
    if (!mistakes.empty())
      return std::move(mistakes).to_error(Code::kInvalidArgument, "The calendar has mistakes.", "Lịch làm việc có lỗi.");
    *calendar_out = new girs_calendar{std::move(read.calendar)};
    return ok();
  });
}

void girs_calendar_free(girs_calendar* calendar) noexcept { delete calendar; }

girs_status girs_calendar_working(const girs_calendar* calendar, const char* day, size_t day_length,
                                  girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar, "calendar"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto found, calendar->calendar.look_up(on));
    json::Value shown;
    shown.set("working", found.working);
    shown.set("why", found.why.en);
    shown.set("why_vi", found.why.in("vi"));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_calendar_window(const char* rule, size_t rule_length, const char* period, size_t period_length,
                                 girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto given, text(rule, rule_length, "rule"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto document, json::parse(given));
    GIRS_TRY(const auto window_rule, parse_window_rule(document));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto window, window_of(window_rule, when));
    give(json_out, json::compact(view_of(window)));
    return ok();
  });
}

girs_status girs_calendar_due(const girs_calendar* calendar, const char* rule, size_t rule_length, const char* from,
                              size_t from_length, const char* to, size_t to_length, const char* period,
                              size_t period_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar, "calendar"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto given, text(rule, rule_length, "rule"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto document, json::parse(given));
    GIRS_TRY(const auto due_rule, parse_due_rule(document));
    GIRS_TRY(const auto when, Period::parse(label));
    DateRange window;
    GIRS_TRY(window.from, day_from(from, from_length, "from"));
    GIRS_TRY(window.to, day_from(to, to_length, "to"));
    GIRS_TRY(const auto due, due_of(due_rule, when, window, calendar->calendar));
    json::Value shown;
    shown.set("due", to_text(due.date));
    shown.set("deadline", to_rfc3339(due.deadline));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_period_related(const char* period, size_t period_length, const char* relation,
                                size_t relation_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto word, text(relation, relation_length, "relation"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto found, related(when, word));
    json::Value list = json::Array{};
    for (const auto& one : found) list.push(one.label());
    give(json_out, json::compact(list));
    return ok();
  });
}
