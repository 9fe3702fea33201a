#pragma once
// Packages that an authority's log holds, with their decisions and figures: at the centre its
// own log's ("origin" is itself), at a province those that it pulled as evidence. pid, leaf
// index and signers are plain columns, so that a figure can be explained without reading
// packages.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

/// SQL: the status of the submission `s`, that of its newest decision. A decision may stand in the
/// log of a later year than the report, so that indexes alone do not tell which one is newer.
inline constexpr const char* kStatusOfS =
    "coalesce((SELECT d.status FROM decision d WHERE d.of_id = s.id "
    "ORDER BY d.logged_at DESC, d.rowid DESC LIMIT 1), 'received')";

struct SubmissionRow {
  std::string pid;
  std::string env;
  std::string origin;
  std::int64_t index = 0;        // leaf in the log of `origin`
  std::int64_t logged_at = 0;
  std::string series;
  int rev = 1;
  std::optional<std::string> prev = {};
  std::string regime, unit, period, scope, kind;
  std::string created_at;        // RFC 3339, the sender's claim
  Bytes envelope;                // {"batches":[...],"envelope":{...}} as stored
  std::optional<std::string> receipt = {};
  std::string status = "received";  // of the newest decision: accepted, rejected, excluded...
};

struct SignerRow { std::string role, keyid, person; };
struct FigureRow { std::string form; int version = 1; Bytes cells; };

struct DecisionRow {
  std::string pid;               // of the decision's own envelope
  std::string of;                // the submission decided on
  std::string origin;
  std::int64_t index = 0;
  std::int64_t logged_at = 0;
  std::string status;            // accepted, rejected, reopened, excluded
  std::string codes;             // separated by a space
  std::string text;
  Bytes envelope;
};

/// The codes of a decision as its column holds them.
std::string joined_codes(const std::vector<std::string>& codes);

Status insert_submission(Connection& connection, const SubmissionRow& row,
                         const std::vector<SignerRow>& signers, const std::vector<FigureRow>& figures);
Result<std::optional<SubmissionRow>> submission(Connection& connection, std::string_view pid);
Result<std::optional<SubmissionRow>> submission_at(Connection& connection, std::string_view origin,
                                                   std::int64_t index);
/// The newest revision of a series, whatever its decision.
Result<std::optional<SubmissionRow>> series_head(Connection& connection, std::string_view series);
/// The same without what its row holds besides: the envelope is long.
struct SeriesHead { int rev = 1; std::string pid; };
Result<std::optional<SeriesHead>> head_of_series(Connection& connection, std::string_view series);
/// The newest revision of every series of a regime and period with its status, without its
/// envelope, in order of unit and scope.
Result<std::vector<SubmissionRow>> heads(Connection& connection, std::string_view regime,
                                         std::string_view period);
/// The newest revision of one series, as heads() gives it; `logged_until`: of what was logged by
/// then, in seconds since 1970, with the status that it had.
Result<std::optional<SubmissionRow>> series_head_at(Connection& connection, std::string_view series,
                                                    std::int64_t logged_until = INT64_MAX);
/// Every submission in order of log and leaf.
Status each_submission(Connection& connection,
                       const std::function<Status(const SubmissionRow&)>& visit);
/// The `limit` submissions that came last, newest first.
Status each_newest_submission(Connection& connection, std::int64_t limit,
                              const std::function<Status(const SubmissionRow&)>& visit);
Result<std::vector<SignerRow>> signers(Connection& connection, std::string_view pid);
Result<std::vector<FigureRow>> figures(Connection& connection, std::string_view pid);
/// kCorrupt: what stands beside the envelope of `pid` was not written by this library.
Error unreadable(std::string_view pid);

Status insert_decision(Connection& connection, const DecisionRow& row);
Result<std::vector<DecisionRow>> decisions(Connection& connection, std::string_view of_pid);
/// pids of decisions whose row does not name the row of their package (decision_of.h).
Result<std::vector<std::string>> misplaced_decisions(Connection& connection);
/// Every decision in order of log and leaf.
Status each_decision(Connection& connection, const std::function<Status(const DecisionRow&)>& visit);
Result<std::optional<DecisionRow>> decision(Connection& connection, std::string_view pid);

/// Signed registries of keys; versions only grow.
Status put_registry(Connection& connection, std::int64_t version, ByteView envelope);
struct RegistryRow { std::int64_t version = 0; Bytes envelope; };
Result<std::optional<RegistryRow>> newest_registry(Connection& connection);
/// Its version alone, for who has read it before; 0 when there is none.
Result<std::int64_t> newest_registry_version(Connection& connection);

/// The registries of `audience`: those of another authority than the store's own (the one above a
/// centre, or one below) lie apart from the others.
Status put_registry(Connection& connection, std::string_view audience, std::int64_t version,
                    ByteView envelope);
Result<std::optional<RegistryRow>> newest_registry(Connection& connection, std::string_view audience);

}  // namespace girs::store
