#include "girs/calendar.h"

#include "boundary.h"
#include "calendar/frequency.h"
#include "catalog/catalog.h"
#include "catalog/readers.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"

using namespace girs;
using namespace girs::capi;

/// A working calendar with its code, which a calendar that lies over it names.
struct girs_calendar {
  static constexpr auto kMark = girs::capi::Mark::kCalendar;
  girs::capi::Mark mark = kMark;
  std::string code;
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

json::Value labels_of(const std::vector<Period>& periods) {
  json::Value list = json::Array{};
  for (const auto& one : periods) list.push(one.label());
  return list;
}

/// A text that may be NULL: empty then.
Result<std::string_view> optional_text(const char* data, size_t length, const char* name) {
  if (data == nullptr) return std::string_view();
  return text(data, length, name);
}

Result<DateRange> range_from(const char* from, size_t from_length, const char* to, size_t to_length) {
  DateRange range;
  GIRS_TRY(range.from, day_from(from, from_length, "from"));
  GIRS_TRY(range.to, day_from(to, to_length, "to"));
  return range;
}

/// A calendar document; `over` is the code of the calendar that it must lie over, or empty.
Result<girs_calendar> read_document(const char* content, size_t length, const std::string& over) {
  GIRS_TRY(const auto given, bytes(content, length, "json"));
  GIRS_TRY(const auto document, json::parse(given));
  Mistakes mistakes;
  auto read = read_calendar(json::Node::root(document, "calendar", mistakes), mistakes);
  if (mistakes.empty() && over.empty() && !read.over.empty())
    add_mistake(mistakes, read.node.member("over"),
                {"This calendar lies over \"" + read.over + "\"; read that one and lay this one over it.",
                 "Lịch này đặt trên lịch \"" + read.over + "\"; hãy đọc lịch đó rồi đặt lịch này lên trên."});
  else if (mistakes.empty() && read.over != over)
    add_mistake(mistakes, read.node,
                {"This calendar does not lie over \"" + over + "\"; name that code as \"over\".",
                 "Lịch này không đặt trên lịch \"" + over + "\"; hãy ghi mã đó vào \"over\"."});
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The calendar has mistakes.", "Lịch làm việc có lỗi.");
  return girs_calendar{girs_calendar::kMark, std::move(read.code), std::move(read.calendar)};
}

Status show_due(const Due& due, girs_bytes** json_out) {
  json::Value shown;
  shown.set("due", to_text(due.date));
  shown.set("deadline", to_rfc3339(due.deadline));
  give(json_out, json::compact(shown));
  return ok();
}

}  // namespace

girs_status girs_calendar_read(const char* content, size_t content_length, girs_calendar** calendar_out,
                               girs_error** error_out) noexcept {
  if (calendar_out) *calendar_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar_out, "calendar_out"));
    GIRS_TRY(auto read, read_document(content, content_length, ""));
    *calendar_out = new girs_calendar(std::move(read));
    return ok();
  });
}

girs_status girs_calendar_overlay(const girs_calendar* base, const char* content, size_t content_length,
                                  girs_calendar** calendar_out, girs_error** error_out) noexcept {
  if (calendar_out) *calendar_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(base, "base"));
    GIRS_CHECK(require(calendar_out, "calendar_out"));
    GIRS_TRY(const auto read, read_document(content, content_length, base->code));
    GIRS_TRY(auto both, base->calendar.overlaid(read.calendar));
    *calendar_out = new girs_calendar{girs_calendar::kMark, base->code, std::move(both)};
    return ok();
  });
}

void girs_calendar_free(girs_calendar* calendar) noexcept { free_handle(calendar); }

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
    GIRS_TRY(const auto window, range_from(from, from_length, to, to_length));
    GIRS_TRY(const auto due, due_of(due_rule, when, window, calendar->calendar));
    return show_due(due, json_out);
  });
}

girs_status girs_calendar_due_for(const girs_calendar* calendar, const char* rule, size_t rule_length, const char* from,
                                  size_t from_length, const char* to, size_t to_length, const char* period,
                                  size_t period_length, const char* level, size_t level_length,
                                  const char* members_due, size_t members_due_length, girs_bytes** json_out,
                                  girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar, "calendar"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto given, text(rule, rule_length, "rule"));
    GIRS_TRY(const auto document, json::parse(given));
    GIRS_TRY(const auto rules, parse_due_rules(document));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto window, range_from(from, from_length, to, to_length));
    GIRS_TRY(const auto named, optional_text(level, level_length, "level"));
    GIRS_TRY(const auto due_rule, get_due(rules, named, window.to));
    std::optional<Date> after;
    if (members_due && members_due_length != 0) {
      GIRS_TRY(after, day_from(members_due, members_due_length, "members_due"));
    }
    GIRS_TRY(const auto due, due_of(due_rule, when, window, calendar->calendar, after));
    return show_due(due, json_out);
  });
}

girs_status girs_calendar_periods(const girs_calendar* calendar, const char* frequency, size_t frequency_length,
                                  const char* rule, size_t rule_length, const char* from, size_t from_length,
                                  const char* to, size_t to_length, girs_bytes** json_out,
                                  girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(calendar, "calendar"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto how_often, text(frequency, frequency_length, "frequency"));
    GIRS_TRY(const auto how_often_read, json::parse(how_often));
    GIRS_TRY(const auto wanted, parse_frequency(how_often_read));
    GIRS_TRY(const auto given, text(rule, rule_length, "rule"));
    GIRS_TRY(const auto document, json::parse(given));
    GIRS_TRY(const auto window_rule, parse_window_rule(document));
    GIRS_TRY(const auto range, range_from(from, from_length, to, to_length));
    GIRS_TRY(const auto found,
             periods_between(wanted, window_rule, range.from, range.to, calendar->calendar));
    give(json_out, json::compact(labels_of(found)));
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
    give(json_out, json::compact(labels_of(found)));
    return ok();
  });
}
