// All of Vietnam's history from CSV to a checked tree, beside the bare reading of its bytes.

#include "base/csv.h"
#include "bench/bench.h"
#include "bench/country.h"

namespace bench {
namespace {

/// The records of a file, read and forgotten: nobody can load the lists faster than that.
std::size_t fields_of(const std::string& text) {
  auto reader = girs::CsvReader::open(text);
  girs::CsvRecord record;
  std::size_t fields = 0;
  while (reader && *reader->next(record)) fields += record.fields.size();
  return fields;
}

}  // namespace

void unit_load(Report& report) {
  const auto given = country();
  const double loading = best_of(5, [&] { keep(load(given)); });
  const double reading = best_of(5, [&] { keep(fields_of(given.versions) + fields_of(given.changes)); });
  report.push_back({"unit-load", loading, "s", 1, "CSV fields alone", reading, given.data});
}

}  // namespace bench
