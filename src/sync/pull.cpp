// The fetching half of a round: follows the authority's log and takes what concerns this unit
// (take.cpp). What cannot be taken, because a definition is missing or a signature does not hold,
// is passed by with a note and tried again in later rounds; it never stops what comes after it.

#include <algorithm>

#include "base/text.h"
#include "json/parse.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

constexpr std::int64_t kPage = 1000;
constexpr std::size_t kPassedMax = 10'000;  // more than that and something else is wrong
constexpr std::size_t kRetriesMax = 100;    // in one round; those that fail queue up again

std::string cursor_key(const Session& session) { return "events-cursor " + session.options.audience; }
std::string passed_key(const Session& session) { return "events-passed " + session.options.audience; }

Error malformed(const char* what) {
  return error(Code::kCorrupt, std::string("The authority's list of events is malformed: ") + what + ".",
               "Danh sách sự kiện của cơ quan nhận không hợp lệ.");
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  return json::Value(json::Number{std::string(digits)}).as_integer();
}

Result<std::optional<std::string>> setting(Session& session, const std::string& key) {
  return session.store.read([&](store::Connection& connection) { return store::setting(connection, key); });
}

/// Where the pull stands: the next leaf to ask for, and leaves that were passed by before it.
struct Position {
  std::int64_t cursor = 0;
  std::vector<std::int64_t> passed;
};

Result<Position> position_of(Session& session) {
  Position position;
  GIRS_TRY(const auto cursor, setting(session, cursor_key(session)));
  if (cursor) position.cursor = number_of(*cursor).value_or(0);
  GIRS_TRY(const auto passed, setting(session, passed_key(session)));
  if (!passed) return position;
  for (const auto word : split(*passed, ' '))
    if (const auto index = number_of(word)) position.passed.push_back(*index);
  return position;
}

Status keep(Session& session, const Position& position) {
  std::vector<std::string> passed;
  for (const auto index : position.passed) passed.push_back(std::to_string(index));
  return session.store.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(store::set_setting(connection, passed_key(session), join(passed, " ")));
    return store::set_setting(connection, cursor_key(session), std::to_string(position.cursor));
  });
}

/// A line of the list: taken, or passed by.
Status take_line(Session& session, std::string_view line, Position& position) {
  GIRS_TRY(const auto event, json::parse(line));
  const auto* number = event.find("index");
  const auto index = number ? number->as_integer() : std::nullopt;
  const auto* leaf_text = event.text("leaf");
  if (!index || !leaf_text) return malformed("a line lacks its index or leaf");
  GIRS_TRY(const auto leaf, log::Leaf::parse(*leaf_text));
  auto taken = take_event(session, *index, leaf, event.find("envelope"));
  if (taken || !is_of_document(taken.error()) || position.passed.size() >= kPassedMax) return taken;
  position.passed.push_back(*index);
  session.summary.passed.push_back(note_of(taken.error(), *index, leaf.kind()));
  return ok();
}

Result<Response> page_at(Session& session, std::int64_t since, std::int64_t limit) {
  GIRS_TRY(auto page, exchange(session, {"GET", "/v1/events?since=" + std::to_string(since) + "&limit=" +
                                                    std::to_string(limit) + "&unit=" + session.options.unit}));
  if (page.status == 401 || page.status == 403) {  // the sentence says what is wanting and whom to ask
    auto refused = refusal_of(page, "");
    return error(Code::kUntrusted, std::move(refused.message.en), std::move(refused.message.vi), {{"reason", std::move(refused.reason)}});
  }
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
    for (const auto line : split(page.body, '\n'))
      if (!line.empty()) GIRS_CHECK(take_line(session, line, position));
  }
  return keep(session, position);
}

/// The leaf at which the next page begins, from the header `Link: </v1/events?since=17&...>;
/// rel="next"` (RFC 8288); nothing at the end.
std::optional<std::int64_t> next_of(const Response& response) {
  const auto* link = response.header("link");
  constexpr std::string_view kSince = "since=";
  const auto at = link ? link->find(kSince) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const auto digits = std::string_view(*link).substr(at + kSince.size());
  return number_of(digits.substr(0, digits.find_first_not_of("0123456789")));
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
  GIRS_TRY(auto position, position_of(session));
  GIRS_CHECK(retry(session, position));
  Progress progress{"pull", 0, 0, "events"};
  GIRS_TRY(progress.total, leaves_left(session, position));
  const auto first = position.cursor;
  for (;;) {
    GIRS_TRY(const auto page, page_at(session, position.cursor, kPage));
    for (const auto line : split(page.body, '\n')) {
      if (line.empty()) continue;
      GIRS_CHECK(report_progress(session.options.progress, progress));
      GIRS_CHECK(take_line(session, line, position));
      ++progress.done;
    }
    const auto next = next_of(page);
    if (!next || *next <= position.cursor) return ok();
    progress.done = *next - first;  // with those of other units, which the authority leaves out
    if (progress.total > 0) progress.total = std::max(progress.total, progress.done);
    position.cursor = *next;
    GIRS_CHECK(keep(session, position));
  }
}

}  // namespace girs::sync
