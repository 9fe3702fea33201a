#include "store/columns.h"

#include "store/submission_parts.h"

namespace girs::store {

Result<std::int64_t> newest_figure_change(Connection& connection) {
  std::int64_t seq = 0;
  GIRS_CHECK(connection.each("SELECT coalesce(max(seq), 0) FROM figure_change",
                             [&](Statement& row) {
                               seq = row.integer(0);
                               return ok();
                             }));
  return seq;
}

Result<std::vector<FigureChange>> figure_changes(Connection& connection, std::int64_t seq) {
  std::vector<FigureChange> changes;
  // By its number alone: grouped by its index, the whole journal would be read each time.
  GIRS_CHECK(connection.each(
      "SELECT max(seq), regime, period, unit FROM figure_change NOT INDEXED WHERE seq > ? "
      "GROUP BY regime, period, unit ORDER BY 1",
      [&](Statement& row) {
        changes.push_back({row.integer(0), row.text(1), row.text(2), row.text(3)});
        return ok();
      },
      seq));
  return changes;
}

Result<std::vector<std::string>> figure_changes(Connection& connection, std::string_view regime,
                                                std::string_view period, std::int64_t seq) {
  std::vector<std::string> units;
  GIRS_CHECK(connection.each(
      "SELECT DISTINCT unit FROM figure_change WHERE regime = ? AND period = ? AND seq > ? "
      "ORDER BY unit",
      [&](Statement& row) {
        units.push_back(row.text(0));
        return ok();
      },
      regime, period, seq));
  return units;
}

Status put_column_chunk(Connection& connection, const ColumnChunk& chunk) {
  // Every package adds to the journal. The newest row of a unit says all that older ones do, so that
  // nobody who reads from an earlier place misses any; the newest of all always stays.
  GIRS_CHECK(connection.run(
      "DELETE FROM figure_change WHERE regime = ?1 AND period = ?2 AND seq NOT IN "
      "(SELECT max(seq) FROM figure_change WHERE regime = ?1 AND period = ?2 GROUP BY unit)",
      chunk.regime, chunk.period));
  return connection.run(
      "INSERT INTO column_chunk(regime, period, seq, content) VALUES(?,?,?,?) "
      "ON CONFLICT(regime, period) DO UPDATE SET seq = excluded.seq, content = excluded.content",
      chunk.regime, chunk.period, chunk.seq, chunk.content);
}

Result<std::optional<ColumnChunk>> column_chunk(Connection& connection, std::string_view regime,
                                                std::string_view period) {
  std::optional<ColumnChunk> found;
  GIRS_CHECK(connection.each(
      "SELECT seq, content FROM column_chunk WHERE regime = ? AND period = ?",
      [&](Statement& row) {
        found = ColumnChunk{std::string(regime), std::string(period), row.integer(0), row.blob(1)};
        return ok();
      },
      regime, period));
  return found;
}

Result<std::vector<ColumnChunk>> column_chunks(Connection& connection) {
  std::vector<ColumnChunk> chunks;
  GIRS_CHECK(connection.each("SELECT regime, period, seq FROM column_chunk ORDER BY regime, period",
                             [&](Statement& row) {
                               chunks.push_back({row.text(0), row.text(1), row.integer(2), {}});
                               return ok();
                             }));
  return chunks;
}

Status remove_column_chunk(Connection& connection, std::string_view regime,
                           std::string_view period) {
  return connection.run("DELETE FROM column_chunk WHERE regime = ? AND period = ?", regime, period);
}

Result<std::vector<ReportedPeriod>> reported_periods(Connection& connection) {
  std::vector<ReportedPeriod> periods;
  GIRS_CHECK(connection.each(
      "SELECT regime, period FROM submission UNION SELECT regime, period FROM report "
      "ORDER BY regime, period",
      [&](Statement& row) {
        periods.push_back({row.text(0), row.text(1)});
        return ok();
      }));
  return periods;
}

Status each_received_figures(Connection& connection, std::string_view regime,
                             std::string_view period,
                             const std::function<Status(const ReceivedFigures&)>& visit) {
  return connection.each(
      std::string("SELECT s.pid, s.unit, s.scope, s.kind, ") + kStatusOfS +
      ", s.rev, s.figures FROM submission s WHERE s.regime = ? AND s.period = ? AND "
      "s.rev = (SELECT max(t.rev) FROM submission t WHERE t.series = s.series)",
      [&](Statement& row) -> Status {
        ReceivedFigures found{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                              static_cast<int>(row.integer(5)), {}, {}};
        auto figures = unpacked_figures(row.blob(6));
        if (!figures) return unreadable(found.pid);
        if (figures->empty()) return visit(found);
        for (auto& figure : *figures) {
          found.form = std::move(figure.form);
          found.cells = std::move(figure.cells);
          GIRS_CHECK(visit(found));
        }
        return ok();
      },
      regime, period);
}

Result<std::vector<std::string>> units_with_reports(Connection& connection,
                                                    std::string_view regime,
                                                    std::string_view period) {
  std::vector<std::string> units;
  GIRS_CHECK(connection.each(
      "SELECT DISTINCT unit FROM report WHERE regime = ? AND period = ? ORDER BY unit",
      [&](Statement& row) {
        units.push_back(row.text(0));
        return ok();
      },
      regime, period));
  return units;
}

}  // namespace girs::store
