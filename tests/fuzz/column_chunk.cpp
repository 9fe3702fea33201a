// Fuzzes stored columns of a period: what is read is written as bytes that read the same, and
// nothing is kept of cells that the form does not have.

#include "fuzz.h"
#include "report/column_chunk.h"
#include "support/column_world.h"
#include "support/sample_catalog.h"

using namespace girs;
using namespace girs::testing;
using fuzzing::require;

namespace {

constexpr MonthlyShape kShape{2, 4, true, false};
constexpr std::size_t kCellsMax = 2 * 4;

std::vector<Document> documents() {
  auto all = sample::all();
  all.push_back(monthly_form(kShape));
  all.push_back(monthly_regime(kShape));
  return all;
}

struct Month {
  Catalog catalog = *Catalog::load(documents());
  report::UnitOrders orders{catalog.units()};
  report::Subject subject =
      *report::subject_of_period(catalog, kMonthly, *Period::parse("2025-M09"));
  report::ColumnUnits units = *report::column_units(orders.on(subject.day()));
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Month month;
  const auto read = report::decode_columns(month.units, month.subject, {data, size});
  if (!read) {
    require(!read.error().message.vi.empty());
    return 0;
  }
  require(read->keys().size() <= kCellsMax);
  const auto written = report::encode_columns(*read);
  const auto again = report::decode_columns(month.units, month.subject, written);
  require(again && again->difference(*read).empty());
  require(report::encode_columns(*again) == written);
  return 0;
}
