#pragma once
// Delivered and imported values of indicators: one row a vintage of one series, its values a
// compact blob made by indicator/series_blob.h. Rows are never changed: a revision is a new row.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct VintageRow {
  std::int64_t id = 0;
  std::string indicator, unit;
  std::string breakdown;           // "AREA=U;SEX=F", sorted; empty: the total
  std::string vintage;             // when it was published, as the source says it
  std::int64_t published_at = 0;   // the same as a moment
  std::int64_t received_at = 0;    // when this store came to know it
  std::string source;
  std::optional<std::string> pid = {};   // of the signed package that brought it
  Bytes figures;
};

/// Which vintages a reader may see; both bounds included.
struct VintageBounds {
  std::int64_t published_until = INT64_MAX;
  std::int64_t received_until = INT64_MAX;
};

Result<std::int64_t> insert_vintage(Connection& connection, const VintageRow& row);
/// Vintages of all units of an indicator in one breakdown, the oldest first.
Status each_vintage(Connection& connection, std::string_view indicator, std::string_view breakdown,
                    const VintageBounds& bounds,
                    const std::function<Status(const VintageRow&)>& visit);
/// Every vintage, in order of their ids.
Status each_vintage(Connection& connection, const std::function<Status(const VintageRow&)>& visit);

/// A signed series package, as its receiver keeps it.
struct SeriesPackageRow {
  std::string pid, env, origin;
  std::int64_t index = 0;          // leaf in the log of `origin`
  std::int64_t logged_at = 0;
  std::string series;              // indicator, unit and breakdown in one id
  std::int64_t rev = 1;
  std::optional<std::string> prev = {};
  std::string indicator, unit, breakdown, vintage;
  std::string signers;             // JSON: [{"role","keyid","person"}]
  Bytes envelope;
  std::optional<std::string> receipt = {};
};
Status insert_series_package(Connection& connection, const SeriesPackageRow& row);
Result<std::optional<SeriesPackageRow>> series_package(Connection& connection, std::string_view pid);
/// The newest revision of a series; nothing before the first.
Result<std::optional<SeriesPackageRow>> series_package_head(Connection& connection,
                                                            std::string_view series);
/// In order of log and leaf.
Status each_series_package(Connection& connection,
                           const std::function<Status(const SeriesPackageRow&)>& visit);

}  // namespace girs::store
