#pragma once
// The columns of a file of values, in plain CSV and in SDMX-CSV 2.0, and one line by its columns.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "indicator/series_import.h"

namespace girs::indicator {

struct ImportLine {
  std::string indicator, unit, period, value, status, vintage;
  Breakdown breakdown = {};
  std::vector<std::string> flags = {};
  std::optional<formula::Absent> absent = {};
  bool action_known = true;   // SDMX: not a deletion
  bool derived = false;       // a growth, a share: no delivered value
};

class ImportColumns {
 public:
  /// From the heading; every column that is missing or stands twice is a mistake.
  static Result<ImportColumns> read(const CsvRecord& heading, Import::Format format);

  ImportLine line(const CsvRecord& record) const;
  std::size_t count() const { return names_.size(); }
  /// How the file calls a column ("unit" is "REF_AREA" in SDMX).
  std::string name_of(const std::string& column) const;

 private:
  std::string field(const CsvRecord& record, const std::string& column) const;

  Import::Format format_ = Import::Format::kCsv;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> at_;          // by the plain name
  std::map<std::string, std::size_t> breakdowns_;  // by dimension
};

/// "estimate", "preliminary", "official" or empty; SDMX: E, P, A and those of absent values.
std::optional<ValueStatus> read_import_status(const std::string& word);

}  // namespace girs::indicator
