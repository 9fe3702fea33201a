#include "store/series.h"

namespace girs::store {
namespace {

constexpr std::string_view kVintageColumns =
    "id, indicator, unit, breakdown, vintage, published_at, received_at, source, pid, figures";

VintageRow read_vintage(const Statement& row) {
  VintageRow read;
  read.id = row.integer(0);
  read.indicator = row.text(1);
  read.unit = row.text(2);
  read.breakdown = row.text(3);
  read.vintage = row.text(4);
  read.published_at = row.integer(5);
  read.received_at = row.integer(6);
  read.source = row.text(7);
  read.pid = row.optional_text(8);
  read.figures = row.blob(9);
  return read;
}

constexpr std::string_view kPackageColumns =
    "pid, env, origin, idx, logged_at, series, rev, prev, indicator, unit, breakdown, vintage, "
    "signers, envelope, receipt";

SeriesPackageRow read_package(const Statement& row) {
  SeriesPackageRow read;
  read.pid = row.text(0);
  read.env = row.text(1);
  read.origin = row.text(2);
  read.index = row.integer(3);
  read.logged_at = row.integer(4);
  read.series = row.text(5);
  read.rev = row.integer(6);
  read.prev = row.optional_text(7);
  read.indicator = row.text(8);
  read.unit = row.text(9);
  read.breakdown = row.text(10);
  read.vintage = row.text(11);
  read.signers = row.text(12);
  read.envelope = row.blob(13);
  read.receipt = row.optional_text(14);
  return read;
}

std::string select(std::string_view columns, std::string_view rest) {
  return "SELECT " + std::string(columns) + " FROM " + std::string(rest);
}

/// The first row of a query, read by `read`.
template <class Row, class... Values>
Result<std::optional<Row>> first(Connection& connection, const std::string& sql,
                                 Row (*read)(const Statement&), const Values&... values) {
  std::optional<Row> found;
  GIRS_CHECK(connection.each(
      sql,
      [&](Statement& row) {
        if (!found) found = read(row);
        return ok();
      },
      values...));
  return found;
}

}  // namespace

Result<std::int64_t> insert_vintage(Connection& connection, const VintageRow& row) {
  GIRS_CHECK(connection.run(
      "INSERT INTO series_vintage(indicator, unit, breakdown, vintage, published_at, received_at, "
      "source, pid, figures) VALUES(?,?,?,?,?,?,?,?,?)",
      row.indicator, row.unit, row.breakdown, row.vintage, row.published_at, row.received_at,
      row.source, row.pid, row.figures));
  return connection.last_row_id();
}

Status each_vintage(Connection& connection, std::string_view indicator, std::string_view breakdown,
                    const VintageBounds& bounds,
                    const std::function<Status(const VintageRow&)>& visit) {
  return connection.each(
      select(kVintageColumns,
             "series_vintage WHERE indicator = ? AND breakdown = ? AND published_at <= ? AND "
             "received_at <= ? ORDER BY published_at, received_at, id"),
      [&](Statement& row) { return visit(read_vintage(row)); }, indicator, breakdown,
      bounds.published_until, bounds.received_until);
}

Status each_vintage(Connection& connection, const std::function<Status(const VintageRow&)>& visit) {
  return connection.each(select(kVintageColumns, "series_vintage ORDER BY id"),
                         [&](Statement& row) { return visit(read_vintage(row)); });
}

Status insert_series_package(Connection& connection, const SeriesPackageRow& row) {
  return connection.run(
      "INSERT INTO series_package(pid, env, origin, idx, logged_at, series, rev, prev, indicator, "
      "unit, breakdown, vintage, signers, envelope, receipt) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      row.pid, row.env, row.origin, row.index, row.logged_at, row.series, row.rev, row.prev,
      row.indicator, row.unit, row.breakdown, row.vintage, row.signers, row.envelope, row.receipt);
}

Result<std::optional<SeriesPackageRow>> series_package(Connection& connection, std::string_view pid) {
  return first(connection, select(kPackageColumns, "series_package WHERE pid = ?"), read_package,
               pid);
}

Result<std::optional<SeriesPackageRow>> series_package_head(Connection& connection,
                                                            std::string_view series) {
  return first(connection,
               select(kPackageColumns, "series_package WHERE series = ? ORDER BY rev DESC LIMIT 1"),
               read_package, series);
}

Status each_series_package(Connection& connection,
                           const std::function<Status(const SeriesPackageRow&)>& visit) {
  return connection.each(select(kPackageColumns, "series_package ORDER BY origin, idx"),
                         [&](Statement& row) { return visit(read_package(row)); });
}

}  // namespace girs::store
