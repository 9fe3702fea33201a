#include "sync/shared.h"

#include <set>

#include "base/text.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "package/submission.h"
#include "store/submissions.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

std::string cursor_key(const Session& session) { return "shared-cursor " + session.options.audience; }

Error malformed() {
  return error(Code::kCorrupt, "The authority's list of what it shares is malformed.",
               "Danh sách dữ liệu chia sẻ của cơ quan không hợp lệ.");
}

Result<std::int64_t> cursor_of(Session& session) {
  GIRS_TRY(const auto text, session.store.read([&](store::Connection& connection) {
    return store::setting(connection, cursor_key(session));
  }));
  if (!text) return std::int64_t{0};
  return json::Value(json::Number{*text}).as_integer().value_or(0);
}

/// The acceptance that makes a report one to share: signed by a decider for its unit and regime.
Result<store::DecisionRow> acceptance_of(Session& session, const json::Value& line,
                                         const package::VerifiedReport& report) {
  const auto* document = line.find("decision");
  const auto* index = line.find("decision_index");
  const auto* seconds = line.find("decision_logged");
  if (!document || !index || !index->as_integer() || !seconds || !seconds->as_integer()) return malformed();
  const Time logged{std::chrono::seconds{*seconds->as_integer()}};
  GIRS_TRY(const auto envelope, package::Envelope::from_json(*document));
  const auto& payload = report.payload;
  GIRS_TRY(const auto decided, package::verify_decision(envelope, *session.registry, session.options.audience, logged,
                                                        payload.unit, payload.regime.code));
  if (decided.payload.of != report.pid || decided.payload.decision != package::DecisionKind::kAccepted) return malformed();
  return store::DecisionRow{decided.pid, report.pid, session.options.audience, *index->as_integer(),
                            logged.time_since_epoch().count(), "accepted", store::joined_codes(decided.payload.codes),
                            decided.payload.text, to_bytes(envelope.text())};
}

/// A report that may be kept: everything about it has been verified.
struct Verified {
  std::int64_t index = kNoLeaf;
  package::VerifiedReport report;
  Bytes stored;
  Place place;
  store::DecisionRow accepted;
};

/// What one line of the page brings; nothing when the report is here already.
Result<std::optional<Verified>> verified(Session& session, const json::Value& line) {
  const auto* package_json = line.find("package");
  const auto* receipt = line.text("receipt");
  if (!package_json || !receipt) return malformed();
  GIRS_TRY(const auto submission, package::Submission::parse(json::compact(*package_json)));
  GIRS_TRY(const auto known, session.store.read([&](store::Connection& connection) {
    return store::submission(connection, submission.envelope.pid());
  }));
  if (known) return std::optional<Verified>();
  Verified found;
  GIRS_TRY(found.place, check_receipt(session, submission, *receipt));
  GIRS_TRY(found.report, package::verify_report(submission.envelope, *session.registry, session.options.audience,
                                                found.place.time, submission.batches));
  GIRS_TRY(found.accepted, acceptance_of(session, line, found.report));
  found.stored = to_bytes(submission.text());
  return std::optional(std::move(found));
}

/// Keeps a page's reports in one transaction; one that does not fit leaves the others as they are.
Status keep(Session& session, const std::vector<Verified>& page, SharedSummary& summary) {
  std::int64_t reports = 0;
  std::vector<Passed> passed;
  GIRS_CHECK(session.store.write([&](store::Connection& connection) -> Status {
    for (const auto& one : page) {
      const auto kept = connection.in_savepoint([&]() -> Status {
        GIRS_CHECK(session.options.receive(connection, one.report, one.stored, one.place));
        return store::insert_decision(connection, one.accepted);
      });
      if (kept) {
        ++reports;
        continue;
      }
      if (!is_of_document(kept.error())) return kept;
      passed.push_back(note_of(kept.error(), one.index, "submission"));
    }
    return ok();
  }));
  summary.reports += reports;
  summary.passed.insert(summary.passed.end(), passed.begin(), passed.end());
  return ok();
}

Status take_page(Session& session, const Response& page, SharedSummary& summary) {
  std::vector<Verified> reports;
  std::set<std::string> pids;  // accepted twice: one report
  for (const auto text : split(page.body, '\n')) {
    if (text.empty()) continue;
    GIRS_TRY(const auto line, json::parse(text));
    const auto* number = line.find("index");
    const auto index = number ? number->as_integer().value_or(kNoLeaf) : kNoLeaf;
    auto found = verified(session, line);
    if (!found) {
      if (!is_of_document(found.error())) return std::move(found).error();
      summary.passed.push_back(note_of(found.error(), index, "submission"));
    } else if (!*found || !pids.insert((**found).report.pid).second) {
      ++summary.known;
    } else {
      (**found).index = index;
      reports.push_back(**std::move(found));
    }
  }
  return reports.empty() ? ok() : keep(session, reports, summary);
}

Result<Response> page_at(Session& session, std::int64_t since) {
  GIRS_TRY(auto page, exchange(session, {"GET", "/v1/shared?since=" + std::to_string(since) + "&recipient=" + session.options.unit}));
  if (page.status == 200) return page;
  auto refused = refusal_of(page, "");
  return error(Code::kUntrusted, std::move(refused.message.en), std::move(refused.message.vi), {{"reason", refused.reason}});
}

/// Where the next page begins, from its Link (RFC 8288).
std::int64_t next_of(const Response& page, std::int64_t since) {
  const auto* link = page.header("link");
  const auto at = link ? link->find("since=") : std::string::npos;
  if (at == std::string::npos) return since;
  const auto digits = std::string_view(*link).substr(at + 6);
  const auto end = std::min(digits.find_first_not_of("0123456789"), digits.size());
  return json::Value(json::Number{std::string(digits.substr(0, end))}).as_integer().value_or(since);
}

Status steps(Session& session, SharedSummary& summary) {
  GIRS_CHECK(refresh_registry(session));
  GIRS_TRY(auto cursor, cursor_of(session));
  Progress progress{"shared", 0, 0, "reports"};
  for (;;) {
    GIRS_TRY(const auto page, page_at(session, cursor));
    GIRS_CHECK(take_page(session, page, summary));
    progress.done = summary.reports;
    GIRS_CHECK(report_progress(session.options.progress, progress));
    const auto next = next_of(page, cursor);
    if (next <= cursor) return prove_growth(session);
    cursor = next;
    GIRS_CHECK(session.store.write([&](store::Connection& connection) {
      return store::set_setting(connection, cursor_key(session), std::to_string(cursor));
    }));
  }
}

}  // namespace

Status pull_shared(store::Store& store, Transport& transport, const RoundOptions& options, SharedSummary& summary) {
  RoundSummary unused;
  Session session{store, transport, options, unused};
  return steps(session, summary);
}

}  // namespace girs::sync
