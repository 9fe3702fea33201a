#pragma once
// A monthly regime made for columns: a form of so many rows and columns of numbers, indicators
// over it, and reports that are put into a store as a centre would hold them, without signatures.

#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "form/sheet_blob.h"
#include "package/series_id.h"
#include "report/workspace.h"
#include "store/submissions.h"

namespace girs::testing {

inline constexpr const char* kMonthly = "BC";   // the regime and its form

struct MonthlyShape {
  int rows = 4;
  int columns = 6;          // even ones have two decimals
  bool list = false;        // rows of the units' own besides
  bool provinces = false;   // they sum up their communes in reports of their own
};

inline Document monthly_form(const MonthlyShape& shape) {
  std::string columns, rows;
  for (int c = 1; c <= shape.columns; ++c)
    columns += std::string(c > 1 ? "," : "") + R"({"code":")" + std::to_string(c) +
               R"(","title":{"vi":"Cột"},"type":"number","measure":"flow","scale":)" +
               (c % 2 == 0 ? "2}" : "0}");
  for (int r = 1; r <= shape.rows; ++r)
    rows += std::string(r > 1 ? "," : "") + R"({"code":")" + std::to_string(r) +
            R"(","title":{"vi":"Dòng"})" + (shape.list ? R"(,"total":true})" : "}");
  return {"bc-form.json",
          R"({"schema":"girs.form/1","code":"BC","version":1,"title":{"vi":"Biểu"},)"
          R"("from":"2010-01-01","columns":[)" + columns + R"(],"rows":{"fixed":[)" + rows + "]" +
              (shape.list ? R"(,"dynamic":{})" : "") + R"(},"rules":[],"source":"test"})"};
}

inline Document monthly_regime(const MonthlyShape& shape) {
  return {"bc-regime.json",
          R"({"schema":"girs.regime/1","code":"BC","version":1,"name":{"vi":"Báo cáo tháng"},)"
          R"("kind":"periodic","frequency":"month","window":{"kind":"calendar"},)"
          R"("due":{"levels":{"commune":{"kind":"working-days-after","days":1},)"
          R"("province":{"kind":"working-days-after","days":3}}},)" +
              std::string(shape.provinces ? R"("reporters":["commune","province"],)"
                                            R"("aggregators":["province"],)"
                                          : R"("reporters":["commune"],"aggregators":[],)") +
              R"("recipient":"G22","delivery":{"vi":"Điện tử"},"forms":["BC"],"from":"2010-01-01",)"
              R"("source":"test"})"};
}

/// `more`: members of the document besides, each with a comma before it.
inline Document monthly_indicator(const std::string& code, const std::string& numerator,
                                  const std::string& denominator, const std::string& more = {},
                                  const std::string& missing = "propagate",
                                  const std::string& measure = "flow") {
  std::string text = R"({"schema":"girs.indicator/1","code":")" + code +
                     R"(","version":1,"name":{"vi":"Chỉ tiêu"},"unit_of_measure":{"vi":"%"},)"
                     R"("regime":"BC","numerator":")" + numerator + "\",";
  if (!denominator.empty()) text += R"("denominator":")" + denominator + "\",";
  text += R"("measure":")" + (denominator.empty() ? measure : "rate") + R"(","missing":")" +
          missing + R"(","body":"Test","verified":false,"source":"test")" + more + "}";
  return {code + ".json", std::move(text)};
}

/// Figures below 100,000; `blank_percent` of the cells are blank, as many nil, not applicable or
/// not available together.
inline Sheet random_sheet(const FormLayout& layout, std::mt19937_64& random, int list_rows,
                          unsigned blank_percent) {
  Sheet sheet = Sheet::make(layout);
  std::vector<std::string> rows;
  for (const auto& fixed : layout.form().rows.fixed) rows.push_back(fixed.code);
  for (int i = 0; i < list_rows; ++i) rows.push_back("L" + std::to_string(i));
  for (const auto& row : rows)
    for (const auto& column : layout.form().columns) {
      const auto chance = random() % 100;
      if (chance < blank_percent) continue;
      formula::Value value = *quantize(Decimal(static_cast<std::int64_t>(random() % 100000)),
                                       column.scale);
      if (chance < 2 * blank_percent) {
        constexpr formula::Absent kWhy[] = {formula::Absent::kNil, formula::Absent::kNotApplicable,
                                            formula::Absent::kNotAvailable};
        value = kWhy[random() % 3];
      }
      if (auto done = sheet.set(layout, {row, column.code}, {value}); !done)
        throw std::runtime_error(done.error().message.en);
    }
  return sheet;
}

/// A package with that sheet, as the store of a centre holds it. `leaf` numbers packages.
inline Status put_package(store::Connection& connection, const FormLayout& layout,
                          const std::string& unit, const Period& period, int rev,
                          std::int64_t leaf, const Sheet& sheet, const std::string& scope = "own",
                          const std::string& kind = "original",
                          const std::string& envelope = "{}") {
  const auto digits = std::to_string(leaf);
  store::SubmissionRow row;
  row.pid = std::string(64 - digits.size(), 'a') + digits;
  row.env = row.pid;
  row.origin = "test";
  row.index = leaf;
  row.logged_at = 1'700'000'000 + leaf;
  row.series = package::series_id(unit, kMonthly,
                                  scope == "aggregate" ? package::ReportScope::kAggregate
                                                       : package::ReportScope::kOwn,
                                  period.label());
  row.rev = rev;
  row.regime = kMonthly;
  row.unit = unit;
  row.period = period.label();
  row.scope = scope;
  row.kind = kind;
  row.created_at = "2025-01-01T00:00:00Z";
  row.envelope = to_bytes(envelope);
  GIRS_TRY(auto cells, to_blob(layout, sheet));
  return store::insert_submission(connection, row, {}, {{layout.form().code, 1, std::move(cells)}});
}

}  // namespace girs::testing
