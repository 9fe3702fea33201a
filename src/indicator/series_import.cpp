#include "indicator/series_import.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/csv.h"
#include "form/thousands.h"
#include "indicator/import_columns.h"
#include "indicator/series_check.h"

namespace girs::indicator {
namespace {

using formula::Absent;
using formula::Value;

/// A series of the file: vintage, indicator, unit, breakdown; in this order older vintages come
/// first, so that each is held against what was known before it.
using SeriesKey = std::tuple<std::string, std::string, std::string, Breakdown>;
using Found = std::map<SeriesKey, std::map<Period, SeriesValue>>;

class Reading {
 public:
  Reading(const report::Workspace& workspace, const Import& import, const ImportColumns& columns)
      : catalog_(*workspace.catalog), import_(import), columns_(columns) {}

  void read(const CsvRecord& record) {
    line_ = record.line;
    if (record.fields.size() != columns_.count())
      return mistake("", "The line has " + std::to_string(record.fields.size()) + " fields, the heading " +
                             std::to_string(columns_.count()) + ".",
                     "Dòng có " + std::to_string(record.fields.size()) + " trường, tiêu đề có " +
                         std::to_string(columns_.count()) + ".");
    const auto line = columns_.line(record);
    if (!line.action_known)
      return mistake("ACTION", "Only the actions I, A, M and R are taken; nothing is ever deleted.",
                     "Chỉ nhận các thao tác I, A, M, R; số liệu không bao giờ bị xóa.");
    if (line.derived)
      return mistake("derivation", "What is derived from values is not taken, only values.",
                     "Không nhận số liệu suy ra, chỉ nhận giá trị gốc.");
    const auto* indicator = find_indicator(line.indicator);
    const auto period = Period::parse(line.period);
    if (!period) mistake("period", period.error().message.en, period.error().message.vi);
    if (!indicator || !period) return;
    check(*indicator, line, *period);
  }

  const Found& found() const { return found_; }
  Mistakes& mistakes() { return mistakes_; }

 private:
  void mistake(const std::string& column, std::string en, std::string vi) {
    Details details{{"line", std::to_string(line_)}};
    if (!column.empty()) details.emplace_back("column", columns_.name_of(column));
    mistakes_.add(std::move(en), std::move(vi), std::move(details));
  }
  void mistake(const std::string& column, const std::optional<Message>& wrong) {
    if (wrong) mistake(column, wrong->en, wrong->vi);
  }

  const Indicator* find_indicator(const std::string& code) {
    const auto found = delivered_indicator(catalog_, code);
    if (found) return *found;
    mistake("indicator", found.error().message.en, found.error().message.vi);
    return nullptr;
  }

  void check(const Indicator& indicator, const ImportLine& line, const Period& period) {
    const auto before = mistakes_.count();
    mistake("period", wrong_period(indicator, period));
    mistake("unit", wrong_unit(catalog_, indicator, line.unit, period));
    for (const auto& [dimension, member] : line.breakdown)   // each has a column of its own
      mistake(dimension, wrong_breakdown(catalog_, indicator, {{dimension, member}}));
    mistake("flags", wrong_flags(line.flags));
    const auto value = read_value(indicator, line);
    if (value) mistake("value", wrong_value(indicator, *value));
    const auto status = read_import_status(line.status);
    if (!status)
      mistake("status", "\"" + line.status + "\" is no status of a value.",
              "\"" + line.status + "\" không phải là trạng thái của giá trị.");
    const auto& vintage = line.vintage.empty() ? import_.vintage : line.vintage;
    if (!published_at(vintage))
      mistake("vintage",
              "A vintage is the day or moment of publication (2017-06-30); \"" + vintage + "\" is not.",
              "Phiên bản công bố phải là ngày hoặc thời điểm (2017-06-30); \"" + vintage + "\" không đúng.");
    if (mistakes_.count() != before) return;
    auto& series = found_[{vintage, line.indicator, line.unit, line.breakdown}];
    if (!series.emplace(period, SeriesValue{period, *value, *status, line.flags}).second)
      mistake("period", "The value of this unit, period and breakdown stands here twice.",
              "Giá trị của đơn vị, kỳ và phân tổ này có hai lần.");
  }

  std::optional<Value> read_value(const Indicator& indicator, const ImportLine& line) {
    if (line.absent) return Value(*line.absent);
    if (import_.format == Import::Format::kCsv && indicator.round < 3 &&
        looks_like_thousands(line.value, '.')) {
      mistake("value", "\"" + line.value + "\" could mean thousands; write the number without separators.",
              "\"" + line.value + "\" có thể là số hàng nghìn; hãy viết số không có dấu phân cách.");
      return std::nullopt;
    }
    if (const auto number = Decimal::parse_canonical(line.value)) return Value(*number);
    mistake("value", "\"" + line.value + "\" is no figure; write it like 1234.5, without separators.",
            "\"" + line.value + "\" không phải là số liệu; ghi như 1234.5, không có dấu phân cách nhóm.");
    return std::nullopt;
  }

  const Catalog& catalog_;
  const Import& import_;
  const ImportColumns& columns_;
  std::size_t line_ = 0;
  Found found_;
  Mistakes mistakes_;
};

/// Whether the vintages known so far say the same already.
bool says_nothing_new(const KnownSeries& known, const Vintage& vintage) {
  return std::ranges::all_of(vintage.values, [&](const SeriesValue& value) {
    const auto* before = known.find(vintage.unit, value.period);
    return before && before->value == value.value && before->status == value.status &&
           before->flags == value.flags;
  });
}

Result<ImportResult> put_all(const report::Workspace& workspace, const Import& import,
                             const Found& found) {
  return workspace.store->write([&](store::Connection& connection) -> Result<ImportResult> {
    ImportResult result;
    std::map<std::tuple<std::string, Breakdown, std::string>, KnownSeries> known;
    for (const auto& [key, values] : found) {
      const auto& [code, indicator, unit, breakdown] = key;
      Vintage vintage{indicator, unit, breakdown, code, *published_at(code), import.source, {}, {}};
      for (const auto& [period, value] : values) vintage.values.push_back(value);
      const auto [series, added] = known.try_emplace({indicator, breakdown, code});
      if (added) {
        GIRS_TRY(series->second, read_series(connection, indicator, breakdown, {vintage.published, {}}));
      }
      result.values += values.size();
      ++result.series;
      if (says_nothing_new(series->second, vintage)) {
        ++result.unchanged;
        continue;
      }
      GIRS_CHECK(put_vintage(connection, *workspace.catalog->indicator(indicator), vintage,
                             workspace.store->now()));
    }
    return result;
  });
}

}  // namespace

json::Value to_json(const ImportResult& result) {
  json::Value shown;
  shown.set("values", static_cast<std::int64_t>(result.values));
  shown.set("series", static_cast<std::int64_t>(result.series));
  shown.set("unchanged", static_cast<std::int64_t>(result.unchanged));
  return shown;
}

Result<ImportResult> import_series(const report::Workspace& workspace, const Import& import,
                                   std::string_view text) {
  GIRS_TRY(auto reader, CsvReader::open(text));
  CsvRecord record;
  GIRS_TRY(const bool heading, reader.next(record));
  if (!heading)
    return error(Code::kInvalidArgument, "The file is empty; its first line names the columns.",
                 "Tệp rỗng; dòng đầu phải nêu tên các cột.");
  GIRS_TRY(const auto columns, ImportColumns::read(record, import.format));
  Reading reading(workspace, import, columns);
  for (;;) {
    GIRS_TRY(const bool more, reader.next(record));
    if (!more) break;
    reading.read(record);
  }
  if (!reading.mistakes().empty())
    return std::move(reading.mistakes())
        .to_error(Code::kInvalidArgument, "The file of values has mistakes; nothing was taken.",
                  "Tệp số liệu có lỗi; chưa nhận giá trị nào.");
  return put_all(workspace, import, reading.found());
}

}  // namespace girs::indicator
