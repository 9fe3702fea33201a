#include "sync/shared_item.h"

#include "store/series.h"
#include "store/submissions.h"

namespace girs::sync {
namespace {

Error malformed() {
  return error(Code::kCorrupt, "The authority's list of what it shares is malformed.",
               "Danh sách dữ liệu chia sẻ của cơ quan không hợp lệ.");
}

/// The report itself could not be taken yet: what was decided on it later waits for it.
Error no_report() {
  return error(Code::kNotFound, "A decision is on a report that is not here.",
               "Quyết định về một báo cáo chưa có ở đây.", {{"reason", "report"}});
}

/// A decision as the line has it; nothing is believed of it yet.
struct Decided {
  package::Envelope envelope;
  std::string pid;
  std::int64_t index = 0;
  Time logged{};
};

Result<Decided> decided_of(const json::Value& line) {
  const auto* document = line.find("decision");
  const auto* index = line.find("decision_index");
  const auto* seconds = line.find("decision_logged");
  if (!document || !index || !index->as_integer() || !seconds || !seconds->as_integer()) return malformed();
  GIRS_TRY(auto envelope, package::Envelope::from_json(*document));
  auto pid = envelope.pid();
  return Decided{std::move(envelope), std::move(pid), *index->as_integer(), Time{std::chrono::seconds{*seconds->as_integer()}}};
}

/// Signed by a decider for the report's unit and regime.
Result<store::DecisionRow> verified(Session& session, const Decided& decided, const std::string& of,
                                    const SharedReport& report) {
  const auto& audience = session.options.audience;
  GIRS_TRY(const auto found, package::verify_decision(decided.envelope, *session.registry, audience, decided.logged,
                                                      report.unit, report.regime));
  if (found.payload.of != of) return malformed();
  return store::DecisionRow{found.pid, of, audience, decided.index, decided.logged.time_since_epoch().count(),
                            std::string(package::to_text(found.payload.decision)),
                            store::joined_codes(found.payload.codes), found.payload.text,
                            to_bytes(decided.envelope.text())};
}

/// What is here of a report and of a decision on it.
struct Here {
  std::optional<SharedReport> report;
  bool decision = false;
};

Result<Here> here(Session& session, const std::string& pid, const std::string& decision, const SharedReports& page) {
  return session.store.read([&](store::Connection& connection) -> Result<Here> {
    Here found;
    GIRS_TRY(const auto known, store::decision(connection, decision));
    found.decision = known.has_value();
    GIRS_TRY(const auto row, store::submission(connection, pid));
    const auto fresh = page.find(pid);
    if (row) found.report = SharedReport{row->unit, row->regime};
    else if (fresh != page.end()) found.report = fresh->second;
    return found;
  });
}

Status open_series_item(Session& session, const package::Submission& submission, const std::string& receipt,
                        SharedItem& item) {
  if (!session.options.receive_series) return ok();
  GIRS_TRY(const auto known, session.store.read([&](store::Connection& connection) {
    return store::series_package(connection, submission.envelope.pid());
  }));
  if (known) return ok();
  GIRS_TRY(item.series, open_series(session, submission, receipt));
  item.stored = to_bytes(submission.text());
  return ok();
}

Status open_report_item(Session& session, const json::Value& line, const package::Submission& submission,
                        const std::string& receipt, SharedReports& page, SharedItem& item) {
  GIRS_TRY(const auto decided, decided_of(line));
  const auto pid = submission.envelope.pid();
  GIRS_TRY(auto known, here(session, pid, decided.pid, page));
  if (known.report && known.decision) return ok();
  if (!known.report) {
    GIRS_TRY(auto received, open_report(session, submission, receipt));
    known.report = SharedReport{received.report.payload.unit, received.report.payload.regime.code};
    GIRS_TRY(item.decision, verified(session, decided, pid, *known.report));
    // What is shared is what was accepted; that comes first.
    if (item.decision->status != "accepted") return no_report();
    item.report = std::move(received);
    item.stored = to_bytes(submission.text());
    page.emplace(pid, *known.report);
    return ok();
  }
  GIRS_TRY(item.decision, verified(session, decided, pid, *known.report));
  return ok();
}

}  // namespace

Result<SharedItem> open_item(Session& session, const json::Value& line, SharedReports& page) {
  const auto* number = line.find("index");
  const auto* package_json = line.find("package");
  const auto* receipt = line.text("receipt");
  if (!number || !number->as_integer() || !package_json || !receipt) return malformed();
  SharedItem item;
  item.index = *number->as_integer();
  GIRS_TRY(const auto submission, package::Submission::from_json(*package_json));
  if (submission.envelope.payload_type == package::kSeriesType)
    GIRS_CHECK(open_series_item(session, submission, *receipt, item));
  else
    GIRS_CHECK(open_report_item(session, line, submission, *receipt, page, item));
  return item;
}

Status keep_item(store::Connection& connection, const RoundOptions& options, const SharedItem& item) {
  if (item.report)
    GIRS_CHECK(options.receive(connection, item.report->report, item.stored, item.report->place));
  if (item.series)
    GIRS_CHECK(options.receive_series(connection, item.series->series, item.stored, item.series->place));
  if (!item.decision) return ok();
  GIRS_TRY(const auto report, store::submission(connection, item.decision->of));
  if (!report) return no_report();
  GIRS_TRY(const auto known, store::decision(connection, item.decision->pid));
  return known ? ok() : store::insert_decision(connection, *item.decision);
}

}  // namespace girs::sync
