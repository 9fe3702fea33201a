#include "report/column_store.h"

#include "report/column_chunk.h"
#include "store/columns.h"

namespace girs::report {
namespace {

/// Vietnam's day, as due dates have it.
Date today(Time now) {
  constexpr std::chrono::hours kVietnam{7};
  return std::chrono::floor<std::chrono::days>(now + kVietnam);
}

}  // namespace

bool is_over(const Subject& subject, Time now) { return subject.window.to < today(now); }

namespace {

/// One period: whether it is stored now that it was not before.
Result<bool> write_chunk(store::Connection& connection, const Catalog& catalog,
                         const ColumnUnits& units, const Subject& subject, bool anew) {
  const auto& regime = subject.regime->code;
  const auto period = subject.period.label();
  GIRS_TRY(const auto seq, store::newest_figure_change(connection));
  if (!anew) {
    GIRS_TRY(const auto before, store::column_chunk(connection, regime, period));
    if (before) {
      GIRS_TRY(const auto changed,
               store::figure_changes(connection, regime, period, before->seq));
      const auto read = decode_columns(units, subject, before->content);
      if (changed.empty() && read) return false;
    }
  }
  GIRS_TRY(const auto columns, columns_of_reports(connection, catalog, units, subject));
  GIRS_CHECK(store::put_column_chunk(connection, {regime, period, seq, encode_columns(columns)}));
  return true;
}

}  // namespace

Result<PeriodColumns> columns_of_reports(store::Connection& connection, const Catalog& catalog,
                                         const ColumnUnits& units, const Subject& subject) {
  PeriodColumns columns(units, subject);
  GIRS_CHECK(each_stored_report(connection, catalog, subject,
                                [&](const std::string& unit, StoredReport report) {
                                  if (const auto position = columns.order().position(unit))
                                    columns.put(*position, &report);
                                  return ok();
                                }));
  columns.settle();
  return columns;
}

Status reread(store::Connection& connection, const Catalog& catalog, PeriodColumns& columns,
              const std::vector<std::string>& units) {
  const auto& subject = columns.subject();
  for (const auto& unit : units) {
    const auto position = columns.order().position(unit);
    if (!position) continue;   // not in force then: its report counts for nothing
    const auto* version = catalog.units().find(unit, subject.day());
    const bool sums = version && subject.regime->aggregates(version->kind);
    GIRS_TRY(const auto report,
             stored_report(connection, subject, {subject.regime->code, unit, subject.period.label(),
                                                 sums ? "aggregate" : "own"}));
    columns.put(*position, report ? &*report : nullptr);
  }
  columns.settle();
  return ok();
}

Result<std::optional<PeriodColumns>> columns_of_chunk(store::Connection& connection,
                                                      const Catalog& catalog,
                                                      const ColumnUnits& units,
                                                      const Subject& subject,
                                                      std::size_t* changed_out) {
  const auto& regime = subject.regime->code;
  const auto period = subject.period.label();
  GIRS_TRY(const auto chunk, store::column_chunk(connection, regime, period));
  if (!chunk) return std::optional<PeriodColumns>();
  auto columns = decode_columns(units, subject, chunk->content);
  if (!columns && columns.error().code == Code::kConflict) return std::optional<PeriodColumns>();
  if (!columns) return std::move(columns).error();
  GIRS_TRY(const auto changed, store::figure_changes(connection, regime, period, chunk->seq));
  GIRS_CHECK(reread(connection, catalog, *columns, changed));
  if (changed_out) *changed_out = changed.size();
  return std::optional(*std::move(columns));
}

json::Value to_json(const ChunksWritten& done) {
  json::Value shown;
  shown.set("written", static_cast<std::int64_t>(done.written));
  shown.set("kept", static_cast<std::int64_t>(done.kept));
  shown.set("removed", static_cast<std::int64_t>(done.removed));
  return shown;
}

Result<ChunksWritten> write_chunks(const Workspace& workspace, bool anew) {
  const auto& catalog = *workspace.catalog;
  UnitOrders orders(catalog.units());
  std::map<const UnitOrder*, ColumnUnits> laid_out;
  ChunksWritten done;
  GIRS_TRY(const auto periods, workspace.store->read([](store::Connection& connection) {
    return store::reported_periods(connection);
  }));
  for (const auto& reported : periods) {
    const auto& regime = reported.regime;
    const auto& label = reported.period;
    const auto period = Period::parse(label);
    const auto subject = period ? subject_of_period(catalog, regime, *period)
                                : Result<Subject>(period.error());
    if (!subject) {
      GIRS_TRY(const auto stored, workspace.store->read([&](store::Connection& connection) {
        return store::column_chunk(connection, regime, label);
      }));
      if (!stored) continue;
      GIRS_CHECK(workspace.store->write([&](store::Connection& connection) {
        return store::remove_column_chunk(connection, regime, label);
      }));
      ++done.removed;
      continue;
    }
    if (!is_over(*subject, workspace.store->now())) continue;
    const auto& order = orders.on(subject->day());
    auto& units = laid_out[&order];
    if (!units.order) {
      GIRS_TRY(units, column_units(order));
    }
    GIRS_TRY(const bool written, workspace.store->write([&](store::Connection& connection) {
      return write_chunk(connection, catalog, units, *subject, anew);
    }));
    ++(written ? done.written : done.kept);
  }
  return done;
}

}  // namespace girs::report
