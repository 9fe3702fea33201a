// fsck of stored columns: what they say must be what the reports say, cell by cell.

#include <map>

#include "central/fsck_parts.h"
#include "report/column_store.h"
#include "store/columns.h"

namespace girs::central {
namespace {

void check_chunk(FsckRun& run, store::Connection& connection, report::UnitOrders& orders,
                 const store::ColumnChunk& chunk) {
  const auto& catalog = *run.workspace.catalog;
  const std::string key = chunk.regime + " " + chunk.period;
  const auto period = Period::parse(chunk.period);
  const auto subject = period ? report::subject_of_period(catalog, chunk.regime, *period)
                              : Result<report::Subject>(period.error());
  const auto units = subject ? report::column_units(orders.on(subject->day()))
                             : Result<report::ColumnUnits>(subject.error());
  if (!units) {
    run.fault("column_chunk", key, "The catalogue knows no such regime or period.",
              "Danh mục không có chế độ hoặc kỳ này.");
    return;
  }
  const auto stored = report::columns_of_chunk(connection, catalog, *units, *subject);
  if (!stored) {
    run.fault("column_chunk", key, stored.error().message.en, stored.error().message.in("vi"));
    return;
  }
  if (!*stored) return;   // of other forms or units: nobody reads it
  const auto reports = report::columns_of_reports(connection, catalog, *units, *subject);
  if (!reports) return;   // the figures themselves are damaged, which their own check says
  const auto difference = (*stored)->difference(*reports);
  if (!difference.empty())
    run.fault("column_chunk", key,
              "The stored columns are not what the reports say: " + difference +
                  ". Make them anew with `girs indicator columns --anew`.",
              "Các cột đã lưu không khớp với báo cáo: " + difference +
                  ". Hãy lập lại bằng `girs indicator columns --anew`.");
}

}  // namespace

Status check_columns(FsckRun& run, store::Connection& connection) {
  report::UnitOrders orders(run.workspace.catalog->units());
  GIRS_TRY(const auto chunks, store::column_chunks(connection));
  for (const auto& chunk : chunks) check_chunk(run, connection, orders, chunk);
  return ok();
}

}  // namespace girs::central
