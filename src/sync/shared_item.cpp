#include "sync/shared_item.h"

#include "store/series.h"
#include "store/submissions.h"
#include "sync/succession.h"

namespace girs::sync {

Error malformed_share() {
  return error(Code::kCorrupt, "The authority's list of what it shares is malformed.",
               "Danh sách dữ liệu chia sẻ của cơ quan không hợp lệ.");
}

namespace {

/// The report itself could not be taken yet: what was decided on it later waits for it.
Error no_report() {
  return error(Code::kNotFound, "A decision is on a report that is not here.",
               "Quyết định về một báo cáo chưa có ở đây.", {{"reason", "report"}});
}

Error other_decision() {
  return error(Code::kUntrusted, "The proof is of another log entry than the decision that it came with.",
               "Bằng chứng là của mục nhật ký khác, không phải của quyết định kèm theo.", {{"reason", "claim"}});
}

Error no_series() {
  return error(Code::kUnsupported, "Time series are not taken here.", "Nơi này chưa nhận chuỗi số liệu.",
               {{"reason", "series"}});
}

/// A decision as the line has it; nothing is believed of it yet.
struct Decided {
  package::Envelope envelope;
  std::string pid;
  std::string receipt;
};

Result<Decided> decided_of(const json::Value& line) {
  const auto* document = line.find("decision");
  const auto* receipt = line.text("decision_receipt");
  if (!document || !receipt) return malformed_share();
  GIRS_TRY(auto envelope, package::Envelope::from_json(*document));
  auto pid = envelope.pid();
  return Decided{std::move(envelope), std::move(pid), *receipt};
}

/// Signed by a decider for the report's unit and regime, as of the time in the log, which is proved.
Result<store::DecisionRow> verified(Session& session, const Decided& decided, const std::string& of,
                                    const SharedReport& report, std::int64_t index) {
  const auto& audience = session.options.audience;
  GIRS_TRY(const auto proved, open_receipt(session, decided.receipt));
  const auto* entry = std::get_if<log::DecisionEntry>(&proved.leaf.entry);
  if (!entry || entry->pid != decided.pid || entry->of != of || proved.index != static_cast<std::uint64_t>(index))
    return other_decision();
  const Time logged = proved.time_logged;
  GIRS_TRY(const auto found, package::verify_decision(decided.envelope, *session.registry, audience, logged,
                                                      report.unit, report.regime));
  if (found.payload.of != of) return other_decision();
  return store::DecisionRow{found.pid, of, audience, index, logged.time_since_epoch().count(),
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
    if (row) found.report = SharedReport{row->unit, row->regime, row->origin};
    else if (fresh != page.end()) found.report = fresh->second;
    return found;
  });
}

Status open_series_item(Session& session, const package::Submission& submission, const std::string& receipt,
                        SharedItem& item) {
  if (!session.options.receive_series) return no_series();
  GIRS_TRY(const auto known, session.store.read([&](store::Connection& connection) {
    return store::series_package(connection, submission.envelope.pid());
  }));
  if (known) return ok();
  GIRS_TRY(const auto proved, open_receipt_of_any_year(session, receipt));
  GIRS_TRY(auto series, open_series(session, submission, receipt, proved));
  if (series.series.payload.unit == session.options.unit) return ok();
  item.series = std::move(series);
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
    GIRS_TRY(const auto proved, open_receipt_of_any_year(session, receipt));
    GIRS_TRY(auto received, open_report(session, submission, receipt, proved));
    const auto& payload = received.report.payload;
    if (payload.unit == session.options.unit) return ok();
    known.report = SharedReport{payload.unit, payload.regime.code, received.place.origin};
    item.log = received.place.origin;
    GIRS_TRY(item.decision, verified(session, decided, pid, *known.report, item.index));
    // What is shared is what was accepted; that comes first.
    if (item.decision->status != "accepted") return no_report();
    item.report = std::move(received);
    item.stored = to_bytes(submission.text());
    page.emplace(pid, *known.report);
    return ok();
  }
  if (known.report->unit == session.options.unit) return ok();
  GIRS_CHECK(require_own_log(session, known.report->log));
  item.log = known.report->log;
  GIRS_TRY(item.decision, verified(session, decided, pid, *known.report, item.index));
  return ok();
}

}  // namespace

Result<SharedItem> open_item(Session& session, const json::Value& line, std::int64_t index,
                             SharedReports& page) {
  const auto* package_json = line.find("package");
  const auto* receipt = line.text("receipt");
  if (!package_json || !receipt) return malformed_share();
  SharedItem item;
  item.index = index;
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
  if (report->origin != item.log) return other_log(report->origin, item.decision->origin);
  GIRS_TRY(const auto known, store::decision(connection, item.decision->pid));
  return known ? ok() : store::insert_decision(connection, *item.decision);
}

}  // namespace girs::sync
