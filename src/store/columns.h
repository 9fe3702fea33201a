#pragma once
// Figures of reports by column: chunks of whole periods, which can be made anew from the reports
// at any time, and the journal of what reports have changed since. Triggers write the journal
// (schema.cpp), so that no way of storing a report or a decision can forget it.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

/// A unit of whose figures for a period something was stored: a report, a package, a decision.
struct FigureChange {
  std::int64_t seq = 0;   // grows with every change
  std::string regime, period, unit;
};
/// The place of the newest change; 0: there is none yet.
Result<std::int64_t> newest_figure_change(Connection& connection);
/// Changes after `seq`, the oldest first.
Result<std::vector<FigureChange>> figure_changes(Connection& connection, std::int64_t seq);
/// The same of one regime and period; units alone, in order of code.
Result<std::vector<std::string>> figure_changes(Connection& connection, std::string_view regime,
                                                std::string_view period, std::int64_t seq);

/// All figures of one regime and period, as they were at `seq` of the journal.
struct ColumnChunk {
  std::string regime, period;
  std::int64_t seq = 0;
  Bytes content;          // made by report/column_chunk.h
};
Status put_column_chunk(Connection& connection, const ColumnChunk& chunk);
Result<std::optional<ColumnChunk>> column_chunk(Connection& connection, std::string_view regime,
                                                std::string_view period);
/// Regime, period and place of every chunk, without content.
Result<std::vector<ColumnChunk>> column_chunks(Connection& connection);
Status remove_column_chunk(Connection& connection, std::string_view regime,
                           std::string_view period);

/// Regimes and periods of which the store holds reports of its own or received ones.
struct ReportedPeriod {
  std::string regime, period;
};
Result<std::vector<ReportedPeriod>> reported_periods(Connection& connection);

/// Figures of the newest revisions that were received of a regime and period, one row a form, those
/// of a revision one after the other; of a revision without figures one row without a form.
struct ReceivedFigures {
  std::string pid, unit, scope, kind, status;
  int rev = 1;
  std::string form;
  Bytes cells;
};
Status each_received_figures(Connection& connection, std::string_view regime,
                             std::string_view period,
                             const std::function<Status(const ReceivedFigures&)>& visit);
/// Units that have reports of their own in this store, for a regime and period.
Result<std::vector<std::string>> units_with_reports(Connection& connection,
                                                    std::string_view regime,
                                                    std::string_view period);

}  // namespace girs::store
