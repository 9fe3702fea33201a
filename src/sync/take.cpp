// What one event of the authority's log means to this unit: decisions on its own packages,
// packages, time series and decisions of the units below, requests to report. Each is verified before it is
// kept, and is kept once however often it comes.

#include "log/leaf.h"
#include "store/outbox.h"
#include "store/requests.h"
#include "store/series.h"
#include "sync/received.h"
#include "sync/succession.h"

namespace girs::sync {
namespace {

/// An event that is not what its leaf says.
Error unlike(const char* en, const char* vi) {
  return error(Code::kUntrusted, std::string("The authority's log and its documents differ: ") + en + ".",
               std::string("Nhật ký và tài liệu của cơ quan nhận không khớp: ") + vi + ".",
               {{"reason", "event"}});
}

/// A package of a unit below with its receipt, as they came.
struct Fetched {
  package::Submission package;
  std::string receipt;
};

Result<Fetched> fetch(Session& session, const std::string& pid) {
  GIRS_TRY(const auto body, exchange(session, {"GET", "/v1/submissions/" + pid}));
  GIRS_TRY(const auto receipt, exchange(session, {"GET", "/v1/submissions/" + pid + "/receipt"}));
  if (body.status != 200 || receipt.status != 200) return unlike("a package is not there", "thiếu gói báo cáo");
  GIRS_TRY(auto package, package::Submission::parse(body.body));
  if (package.envelope.pid() != pid) return unlike("a package is another", "gói báo cáo là gói khác");
  return Fetched{std::move(package), receipt.body};
}

/// Whether the store has the package `pid`, as one that came or as one that it sent. One that it
/// takes for refused, though the log holds it, is queued again: the refusal was not the authority's,
/// and the receipt is still to come.
Result<bool> is_here(Session& session, const std::string& pid) {
  bool refused = false;
  GIRS_TRY(const bool here, session.store.read([&](store::Connection& connection) -> Result<bool> {
    GIRS_TRY(const auto report, store::submission(connection, pid));
    GIRS_TRY(const auto series, store::series_package(connection, pid));
    if (report || series) return true;
    GIRS_TRY(const auto sent, store::outbox_row(connection, pid));
    refused = sent && store::is_set_aside(*sent);
    return sent.has_value();
  }));
  if (refused)
    GIRS_CHECK(session.store.write([&](store::Connection& connection) { return store::requeue(connection, pid); }));
  return here;
}

/// A report of a unit below, or of this unit that another computer of it sent: fetched, verified
/// with its receipt, and taken into the store. A person who settles a conflict has both.
Status take_submission(Session& session, const log::SubmissionEntry& entry) {
  GIRS_TRY(const bool known, is_here(session, entry.pid));
  if (known) return ok();
  GIRS_TRY(const auto fetched, fetch(session, entry.pid));
  GIRS_TRY(const auto received, open_report(session, fetched.package, fetched.receipt));
  return session.store.write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto taken, store::submission(connection, entry.pid));
    if (taken) return ok();  // by another round on this store, meanwhile
    GIRS_CHECK(session.options.receive(connection, received.report, to_bytes(fetched.package.text()), received.place));
    ++session.summary.reports;
    return ok();
  });
}

/// The same of a time series.
Status take_series(Session& session, const log::SeriesEntry& entry) {
  GIRS_TRY(const bool known, is_here(session, entry.pid));
  if (known || !session.options.receive_series) return ok();
  GIRS_TRY(const auto fetched, fetch(session, entry.pid));
  GIRS_TRY(const auto received, open_series(session, fetched.package, fetched.receipt));
  return session.store.write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto taken, store::series_package(connection, entry.pid));
    if (taken) return ok();  // by another round on this store, meanwhile
    GIRS_CHECK(session.options.receive_series(connection, received.series, to_bytes(fetched.package.text()),
                                              received.place));
    ++session.summary.series;
    return ok();
  });
}

/// A decision: its signature must be that of a decider for the unit and regime it is about.
Status take_decision(Session& session, const log::DecisionEntry& entry, std::int64_t index, Time logged,
                     const json::Value& envelope_json) {
  GIRS_TRY(const auto envelope, package::Envelope::from_json(envelope_json));
  GIRS_TRY(const auto decision, package::verify_decision(envelope, *session.registry, session.options.audience,
                                                         logged, entry.unit, entry.regime));
  if (decision.pid != entry.pid || decision.payload.of != entry.of) return unlike("a decision is another", "quyết định là quyết định khác");
  GIRS_TRY(const auto report, session.store.read([&](store::Connection& connection) {
    return store::submission(connection, entry.of);
  }));
  if (report) GIRS_CHECK(require_own_log(session, report->origin));
  const std::string status(package::to_text(decision.payload.decision));
  GIRS_TRY(const bool fresh, session.store.write([&](store::Connection& connection) -> Result<bool> {
    GIRS_TRY(const auto known, store::decision(connection, decision.pid));
    if (known) return false;
    GIRS_CHECK(store::insert_decision(connection, {decision.pid, entry.of, session.options.audience, index,
                                                   logged.time_since_epoch().count(), status,
                                                   store::joined_codes(decision.payload.codes),
                                                   decision.payload.text, to_bytes(envelope.text())}));
    GIRS_TRY(const auto own, store::outbox_row(connection, entry.of));
    // Without its receipt the package stays where it is: push.cpp asks for that first.
    if (own && own->receipt)
      GIRS_CHECK(store::set_outbox_state(connection, entry.of, status, decision.payload.text));
    return true;
  }));
  if (fresh) ++session.summary.decisions;
  return ok();
}

/// A request to report: signed by a requester as of its time in the log, which proves that time.
/// What it brings joins the catalogue in the same transaction.
Status take_request(Session& session, const log::RequestEntry& entry, std::int64_t index,
                    const log::Leaf& leaf, const json::Value& envelope_json) {
  GIRS_TRY(const auto known, session.store.read([&](store::Connection& connection) {
    return store::request(connection, entry.pid);
  }));
  if (known) return ok();
  GIRS_TRY(const auto envelope, package::Envelope::from_json(envelope_json));
  GIRS_TRY(const auto request, package::verify_request(envelope, *session.registry,
                                                       session.options.audience, leaf.time));
  const auto& payload = request.payload;
  if (request.pid != entry.pid || request.env != entry.env || payload.regime.code != entry.regime ||
      payload.period != entry.period)
    return unlike("a request is another", "yêu cầu là yêu cầu khác");
  GIRS_TRY(const auto receipt, exchange(session, {"GET", "/v1/submissions/" + entry.pid + "/receipt"}));
  if (receipt.status != 200) return unlike("a request has no proof", "yêu cầu không có bằng chứng");
  GIRS_CHECK(check_inclusion(session, leaf, index, receipt.body));
  return session.store.write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto taken, store::request(connection, entry.pid));
    if (taken) return ok();  // by another round on this store, meanwhile
    GIRS_CHECK(store::insert_request(
        connection, {request.pid, session.options.audience, index, leaf.time.time_since_epoch().count(),
                     payload.regime.code, payload.period, payload.due, payload.text,
                     to_bytes(envelope.text()), payload.units}));
    if (session.options.adopt) GIRS_CHECK(session.options.adopt(connection, payload));
    ++session.summary.requests;
    return ok();
  });
}

}  // namespace

Status take_event(Session& session, std::int64_t index, const log::Leaf& leaf,
                  const json::Value* envelope) {
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry))
    return take_submission(session, *entry);
  if (const auto* entry = std::get_if<log::SeriesEntry>(&leaf.entry))
    return take_series(session, *entry);
  const auto* decision = std::get_if<log::DecisionEntry>(&leaf.entry);
  const auto* request = std::get_if<log::RequestEntry>(&leaf.entry);
  if (!decision && !request) return ok();
  if (!envelope) return unlike("an envelope is missing", "thiếu phong bì");
  return decision ? take_decision(session, *decision, index, leaf.time, *envelope)
                  : take_request(session, *request, index, leaf, *envelope);
}

}  // namespace girs::sync
