// The fetching half of a round: follows the authority's log and takes what concerns this unit
// (take.cpp). What cannot be taken, because a definition is missing or a signature does not hold,
// is passed by with a note and tried again in later rounds; it never stops what comes after it.

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "json/parse.h"
#include "sync/position.h"

namespace girs::sync {
namespace {

using store::kEvents;
constexpr std::int64_t kPage = 1000;
constexpr std::size_t kRetriesMax = 100;    // in one round; those that fail queue up again

Error malformed(const char* what) {
  return error(Code::kCorrupt, std::string("The authority's list of events is malformed: ") + what + ".",
               "Danh sách sự kiện của cơ quan nhận không hợp lệ.");
}

/// A line of the list. A page that something in between answers with has none.
Result<json::Value> event_of(std::string_view line) {
  auto event = json::parse(line);
  if (event) return event;
  return error(Code::kCorrupt,
               "What came in place of the authority's list of events is not one: something between may have answered "
               "(a proxy, a sign-in page). Nothing is lost; try again on a line that nobody changes.",
               "Nội dung nhận được thay cho danh sách sự kiện không phải của cơ quan nhận: có thể do thiết bị trung gian "
               "(proxy, trang đăng nhập) trả lời. Không mất dữ liệu; hãy thử lại trên đường truyền không bị can thiệp.",
               {{"reason", "intermediary"}});
}

/// The event of the leaf `index`: taken, or passed by.
Status take(Session& session, const json::Value& event, std::int64_t index, Position& position) {
  const auto* leaf_text = event.text("leaf");
  if (!leaf_text) return malformed("a line lacks its leaf");
  GIRS_TRY(const auto leaf, log::Leaf::parse(*leaf_text));
  auto taken = take_event(session, index, leaf, event.find("envelope"));
  return taken ? taken : pass_by(position, session.summary.passed, index, leaf.kind(), taken.error());
}

/// The leaves that a page may hold. A transport without header fields, a folder say, names no next
/// page: it gives all that there is, also what was taken before.
Span leaves_of(const Response& page, std::int64_t since) {
  if (const auto next = next_of(page)) return {since, *next};
  return {0, std::numeric_limits<std::int64_t>::max()};
}

Result<Response> page_at(Session& session, std::int64_t since, std::int64_t limit) {
  GIRS_TRY(auto page, exchange(session, {"GET", "/v1/events?since=" + std::to_string(since) + "&limit=" +
                                                    std::to_string(limit) + "&unit=" + session.options.unit}));
  if (page.status == 401 || page.status == 403) return request_refused(page);  // it says whom to ask
  if (page.status != 200) return malformed("it is refused");
  return page;
}

/// Tries again what earlier rounds passed by, the longest waiting first.
Status retry(Session& session, Position& position) {
  if (position.passed.empty()) return ok();
  const auto waiting = std::move(position.passed);
  const auto count = std::min(waiting.size(), kRetriesMax);
  position.passed.assign(waiting.begin() + static_cast<std::ptrdiff_t>(count), waiting.end());
  for (std::size_t i = 0; i < count; ++i) {
    GIRS_TRY(const auto page, page_at(session, waiting[i], 1));
    for (const auto line : split(page.body, '\n')) {
      if (line.empty()) continue;
      GIRS_TRY(const auto event, event_of(line));
      if (index_of(event, {waiting[i], waiting[i] + 1}))  // or more than was asked for
        GIRS_CHECK(take(session, event, waiting[i], position));
    }
  }
  return keep_position(session, kEvents, position);
}

/// How many leaves are to be looked at, as far as the newest checkpoint tells; 0 when none does.
Result<std::int64_t> leaves_left(Session& session, const Position& position) {
  GIRS_TRY(const auto seen, session.store.read([&](store::Connection& connection) {
    return store::checkpoint_seen(connection, session.options.audience);
  }));
  return seen ? std::max<std::int64_t>(0, seen->size - position.cursor) : 0;
}

}  // namespace

bool is_of_document(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  switch (error.code) {
    case Code::kInvalidArgument:
    case Code::kNotFound:
    case Code::kConflict:
    case Code::kUnsupported: return true;
    case Code::kUntrusted: return !reason || *reason != kForkReason;
    default: return false;
  }
}

Passed note_of(const Error& error, std::int64_t index, std::string_view kind) {
  const auto* reason = detail_of(error.details, "reason");
  return {index, std::string(kind), reason ? *reason : "", error.message};
}

Status pull(Session& session) {
  GIRS_TRY(auto position, position_of(session, kEvents));
  GIRS_CHECK(retry(session, position));
  Progress progress{"pull", 0, 0, "events"};
  GIRS_TRY(progress.total, leaves_left(session, position));
  const auto first = position.cursor;
  for (;;) {
    GIRS_TRY(const auto page, page_at(session, position.cursor, kPage));
    const auto asked = leaves_of(page, position.cursor);
    for (const auto line : split(page.body, '\n')) {
      if (line.empty()) continue;
      GIRS_CHECK(report_progress(session.options.progress, progress));
      GIRS_TRY(const auto event, event_of(line));
      const auto index = index_of(event, asked);
      if (!index) return malformed("a line lacks an index that was asked for");
      GIRS_CHECK(take(session, event, *index, position));
      ++progress.done;
    }
    const auto next = next_of(page);
    if (!next || *next <= position.cursor) return ok();
    progress.done = *next - first;  // with those of other units, which the authority leaves out
    if (progress.total > 0) progress.total = std::max(progress.total, progress.done);
    position.cursor = *next;
    GIRS_CHECK(keep_position(session, kEvents, position));
  }
}

}  // namespace girs::sync
