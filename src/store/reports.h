#pragma once
// Drafts and sealed reports of this unit: rows without knowledge of what a form is. Sheets are
// blobs made by form/sheet_blob.h.

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "store/connection.h"

namespace girs::store {

/// Which report: one regime, unit, period and scope ("own" or "aggregate").
struct ReportKey {
  std::string regime;
  std::string unit;
  std::string period;
  std::string scope = "own";
  bool operator==(const ReportKey&) const = default;
};

struct ReportRow {
  std::int64_t id = 0;
  ReportKey key;
  int rev = 1;
  std::string kind = "original";   // original, correction, withdrawal, nil-return
  std::string state = "draft";
  std::int64_t edit = 0;           // counts changes: the optimistic version of a draft
  std::string salt;                // 32 hex
  std::optional<std::string> pid = {};
  std::optional<std::string> prev = {};
  std::optional<std::string> reason_code = {};
  std::optional<std::string> reason_text = {};
  std::optional<std::string> on_behalf = {};
  std::optional<std::string> otherwise_channel = {};
  std::optional<std::string> otherwise_time = {};
  std::optional<std::string> authorization = {};   // pid of a reopen decision
  std::int64_t created_at = 0;     // seconds since 1970, UTC
};

struct SheetRow { std::string form; Bytes cells; };
struct ExplanationRow { std::string form, row, rule, text; };
struct MemberRow {
  std::string unit;
  std::optional<std::string> pid = {};
  std::optional<std::string> origin = {};
  std::optional<std::int64_t> index = {};
  std::optional<std::string> excluded_code = {};
  std::optional<std::string> excluded_text = {};
};
struct HistoryRow {
  std::int64_t at = 0;
  std::string actor, action, detail;
  std::int64_t id = 0;
};

/// Stores a new report and gives its id; kConflict when that revision exists.
Result<std::int64_t> insert_report(Connection& connection, const ReportRow& row);
/// The revision asked for, or the newest when `rev` is 0; nothing when there is none.
Result<std::optional<ReportRow>> find_report(Connection& connection, const ReportKey& key, int rev = 0);
Result<std::vector<ReportRow>> list_reports(Connection& connection);
/// Changes state, pid and the like of a report whose `edit` is still `row.edit`, and raises it;
/// kConflict when somebody else changed the report in between.
Status update_report(Connection& connection, const ReportRow& row);

Result<std::vector<SheetRow>> sheets(Connection& connection, std::int64_t report);
Status put_sheet(Connection& connection, std::int64_t report, const SheetRow& sheet);
Result<std::vector<ExplanationRow>> explanations(Connection& connection, std::int64_t report);
Status put_explanation(Connection& connection, std::int64_t report, const ExplanationRow& row);
Result<std::vector<MemberRow>> members(Connection& connection, std::int64_t report);
/// Replaces the whole list.
Status put_members(Connection& connection, std::int64_t report, const std::vector<MemberRow>& rows);
Result<std::vector<HistoryRow>> history(Connection& connection, std::int64_t report);
Status add_history(Connection& connection, std::int64_t report, const HistoryRow& row);

}  // namespace girs::store
