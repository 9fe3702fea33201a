#pragma once
// Evidence from centres below: the packages of members that an aggregate names, with the receipts
// of the logs that took them, and what was found against such a log. Never admissions.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct MemberEvidenceRow {
  std::string pid;         // of the member's package
  std::string aggregate;   // pid of the report that names it
  std::string unit;
  std::string origin;      // the log that took it
  std::int64_t index = 0;  // its leaf there
  std::int64_t logged_at = 0;
  Bytes envelope;          // {"batches":[..],"envelope":{..}}
  std::string receipt;     // tlog-proof
  std::int64_t fetched_at = 0;
};

/// What a centre below has said that cannot be true, with both documents that show it.
struct MemberFaultRow {
  std::int64_t at = 0;
  std::string origin;
  std::string aggregate;      // pid; empty when the log itself is at fault
  std::string unit;           // the member; empty likewise
  std::string reason;         // "fork", "missing", "other-unit", "unverified", ...
  std::string message_en, message_vi;
  std::string theirs;         // what was signed: the aggregate, or a checkpoint
  std::string contradicting;  // what contradicts it: a checkpoint, proof or answer
};

/// A member as an aggregate names it.
struct MemberClaim {
  std::string aggregate;        // pid of the report that names it
  std::string aggregate_text;   // as it was sent: what its signers have said
  std::string regime, period;
  std::string unit;
  std::string pid;
  std::int64_t index = 0;       // leaf in the log below
};

Status insert_member_evidence(Connection& connection, const MemberEvidenceRow& row);
Result<std::optional<MemberEvidenceRow>> member_evidence(Connection& connection, std::string_view pid);
Status each_member_evidence(Connection& connection,
                            const std::function<Status(const MemberEvidenceRow&)>& visit);

Status insert_member_fault(Connection& connection, const MemberFaultRow& row);
/// Faults found of an aggregate (empty: of all), oldest first.
Result<std::vector<MemberFaultRow>> member_faults(Connection& connection, std::string_view aggregate);

/// The newest pair of notes of `origin` that contradict each other; nothing when there is none.
struct ForkRow { std::string known, contradicting; };
Result<std::optional<ForkRow>> newest_fork(Connection& connection, std::string_view origin);

}  // namespace girs::store
