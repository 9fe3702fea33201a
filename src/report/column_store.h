#pragma once
// Columns of periods out of the store, and into it: chunks of closed periods, which follow from
// the reports and can be made anew at any time.

#include <optional>
#include <string>

#include "json/value.h"
#include "report/period_columns.h"

namespace girs::report {

/// The columns of a period, read from the reports themselves.
Result<PeriodColumns> columns_of_reports(store::Connection& connection, const Catalog& catalog,
                                         const ColumnUnits& units, const Subject& subject);
/// From the stored chunk, with the reports that have changed since; nothing where there is none,
/// or it is of other forms or units or of an older version. `changed` is how many there were.
/// kCorrupt for a damaged one.
Result<std::optional<PeriodColumns>> columns_of_chunk(store::Connection& connection,
                                                      const Catalog& catalog,
                                                      const ColumnUnits& units,
                                                      const Subject& subject,
                                                      std::size_t* changed = nullptr);
/// Whether the period's window is over at `now`, by Vietnam's days: what is stored of it lasts.
bool is_over(const Subject& subject, Time now);
/// Reads the reports of some units again.
Status reread(store::Connection& connection, const Catalog& catalog, PeriodColumns& columns,
              const std::vector<std::string>& units);

/// What write_chunks() did, in periods.
struct ChunksWritten {
  std::size_t written = 0;   // stored now
  std::size_t kept = 0;      // stored before, and still as they were
  std::size_t removed = 0;   // of periods that the catalogue does not know any more
};
/// {"written","kept","removed"}
json::Value to_json(const ChunksWritten& done);

/// Stores the columns of every closed period (its window is over) of which the store holds
/// reports, where they are not stored as they are now; with `anew`, all, from the reports.
Result<ChunksWritten> write_chunks(const Workspace& workspace, bool anew);

}  // namespace girs::report
