// The fetching half of a round: follows the authority's log and takes what concerns this unit:
// decisions on its own packages, packages and decisions of the units below.

#include "base/text.h"
#include "json/parse.h"
#include "log/leaf.h"
#include "package/submission.h"
#include "store/outbox.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

constexpr std::int64_t kPage = 1000;

std::string cursor_key(const Session& session) { return "events-cursor " + session.options.audience; }

Error malformed(const char* what) {
  return error(Code::kCorrupt, std::string("The authority's list of events is malformed: ") + what + ".",
               "Danh sách sự kiện của cơ quan nhận không hợp lệ.");
}

/// A package of a unit below: fetched, verified with its receipt, and taken into the store.
Status take_submission(Session& session, const log::SubmissionEntry& entry, Time logged) {
  GIRS_TRY(const auto known, session.store.read([&](store::Connection& connection) {
    return store::submission(connection, entry.pid);
  }));
  if (known || entry.unit == session.options.unit) return ok();
  GIRS_TRY(const auto body, exchange(session, {"GET", "/v1/submissions/" + entry.pid}));
  GIRS_TRY(const auto receipt, exchange(session, {"GET", "/v1/submissions/" + entry.pid + "/receipt"}));
  if (body.status != 200 || receipt.status != 200) return malformed("a package that it names is not there");
  GIRS_TRY(const auto submission, package::Submission::parse(body.body));
  if (submission.envelope.pid() != entry.pid) return malformed("a package is not the one that was named");
  GIRS_TRY(const auto report, package::verify_report(submission.envelope, *session.registry,
                                                     session.options.audience, logged, submission.batches));
  GIRS_TRY(const auto place, check_receipt(session, submission, receipt.body));
  GIRS_CHECK(session.store.write([&](store::Connection& connection) {
    return session.options.receive(connection, report, to_bytes(submission.text()), place);
  }));
  ++session.summary.reports;
  return ok();
}

/// A decision: its signature must be that of a decider for the unit and regime it is about.
Status take_decision(Session& session, const log::DecisionEntry& entry, std::int64_t index, Time logged,
                     const json::Value& envelope_json) {
  GIRS_TRY(const auto envelope, package::Envelope::from_json(envelope_json));
  GIRS_TRY(const auto decision, package::verify_decision(envelope, *session.registry, session.options.audience,
                                                         logged, entry.unit, entry.regime));
  if (decision.pid != entry.pid || decision.payload.of != entry.of) return malformed("a decision is not the one that was logged");
  const std::string status(package::to_text(decision.payload.decision));
  GIRS_TRY(const bool fresh, session.store.write([&](store::Connection& connection) -> Result<bool> {
    GIRS_TRY(const auto known, store::decision(connection, decision.pid));
    if (known) return false;
    GIRS_CHECK(store::insert_decision(connection, {decision.pid, entry.of, session.options.audience, index,
                                                   logged.time_since_epoch().count(), status,
                                                   store::joined_codes(decision.payload.codes),
                                                   decision.payload.text, to_bytes(envelope.text())}));
    GIRS_TRY(const auto own, store::outbox_row(connection, entry.of));
    if (own) GIRS_CHECK(store::set_outbox_state(connection, entry.of, status, decision.payload.text));
    return true;
  }));
  if (fresh) ++session.summary.decisions;
  return ok();
}

Status take_event(Session& session, const json::Value& event) {
  const auto* index = event.find("index");
  const auto* leaf_value = event.find("leaf");
  const auto* leaf_text = leaf_value ? leaf_value->as_string() : nullptr;
  if (!index || !index->as_integer() || !leaf_text) return malformed("a line lacks its index or leaf");
  GIRS_TRY(const auto leaf, log::Leaf::parse(*leaf_text));
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry))
    return take_submission(session, *entry, leaf.time);
  if (const auto* entry = std::get_if<log::DecisionEntry>(&leaf.entry)) {
    const auto* envelope = event.find("envelope");
    if (!envelope) return malformed("a decision lacks its envelope");
    return take_decision(session, *entry, *index->as_integer(), leaf.time, *envelope);
  }
  return ok();
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  return json::Value(json::Number{std::string(digits)}).as_integer();
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

}  // namespace

Status pull(Session& session) {
  GIRS_TRY(const auto stored, session.store.read([&](store::Connection& connection) {
    return store::setting(connection, cursor_key(session));
  }));
  std::int64_t cursor = stored ? number_of(*stored).value_or(0) : 0;
  Progress progress{"pull", 0, 0, "events"};
  for (;;) {
    const std::string path = "/v1/events?since=" + std::to_string(cursor) + "&limit=" + std::to_string(kPage) +
                             "&unit=" + session.options.unit;
    GIRS_TRY(const auto page, exchange(session, {"GET", path}));
    if (page.status != 200) return malformed("it is refused");
    for (const auto line : split(page.body, '\n')) {
      if (line.empty()) continue;
      GIRS_CHECK(report_progress(session.options.progress, progress));
      GIRS_TRY(const auto event, json::parse(line));
      GIRS_CHECK(take_event(session, event));
      ++progress.done;
    }
    const auto next = next_of(page);
    if (!next || *next <= cursor) return ok();
    cursor = *next;
    GIRS_CHECK(session.store.write([&](store::Connection& connection) {
      return store::set_setting(connection, cursor_key(session), std::to_string(cursor));
    }));
  }
}

}  // namespace girs::sync
