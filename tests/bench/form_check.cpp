// A form of 40 rows and 13 columns with 200 rules (five identities a row), checked whole and after
// one cell has changed, beside the same identities written by hand over 64-bit integers.

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/bench.h"
#include "form/check.h"
#include "form/entry.h"
#include "form/live_check.h"

namespace bench {
namespace {

constexpr int kRows = 40;
constexpr int kColumns = 13;
constexpr double kMicroseconds = 1e6;

/// Left and right sides, by column: the identities of II.06a, and two bounds.
constexpr const char* kIdentities[] = {"[r%.c3]=[r%.c4]+[r%.c5]+[r%.c6]", "[r%.c7]=[r%.c8]+[r%.c9]+[r%.c10]",
                                       "[r%.c11]=[r%.c12]+[r%.c13]", "[r%.c3]=[r%.c7]+[r%.c11]",
                                       "[r%.c1]<=[r%.c2]"};

std::string replaced(std::string text, const std::string& with) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%')) text.replace(at, 1, with);
  return text;
}

girs::Catalog catalog() {
  std::string columns, rows, rules;
  for (int c = 1; c <= kColumns; ++c)
    columns += (c > 1 ? "," : "") + std::string(R"({"code":")") + std::to_string(c) +
               R"(","title":{"vi":"c"},"type":"number","measure":"flow"})";
  for (int r = 1; r <= kRows; ++r) {
    const auto code = std::to_string(r);
    rows += (r > 1 ? "," : "") + std::string(R"({"code":")") + code + R"(","title":{"vi":"r"}})";
    int number = 0;
    for (const auto* identity : kIdentities)
      rules += (rules.empty() ? "" : ",") + std::string(R"({"id":"r)") + code + "-" + std::to_string(++number) +
               R"(","scope":"form","expr":")" + replaced(identity, code) +
               R"(","missing":"blank_zero","severity":"error","message":{"vi":"x"}})";
  }
  const std::vector<girs::Document> documents = {
      {"calendar.json", R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"Lịch"},"first_year":2025,
        "last_year":2026,"weekly_rest":[6,7],"days":[],"source":"bench"})"},
      {"form.json", R"({"schema":"girs.form/1","code":"F","version":1,"title":{"vi":"F"},"columns":[)" + columns +
                        R"(],"rows":{"fixed":[)" + rows + R"(]},"rules":[)" + rules + "]}"}};
  auto loaded = girs::Catalog::load(documents);
  if (!loaded)
    throw std::runtime_error(loaded.error().mistakes.empty() ? loaded.error().message.en
                                                             : loaded.error().mistakes[0].message.en);
  return *std::move(loaded);
}

using Figures = std::array<std::array<std::int64_t, kColumns + 1>, kRows>;

Figures figures() {
  Figures all{};
  for (std::size_t r = 0; r < kRows; ++r) {
    const auto n = static_cast<std::int64_t>(100 + r);
    all[r] = {0, n, n, 3 * n, n, n, n, 2 * n, n, n, 0, n, n, 0};
  }
  return all;
}

girs::Sheet sheet_of(const girs::FormLayout& layout, const Figures& all) {
  auto sheet = girs::Sheet::make(layout);
  for (std::size_t r = 0; r < kRows; ++r)
    for (std::size_t c = 1; c <= kColumns; ++c)
      (void)sheet.set(layout, {std::to_string(r + 1), std::to_string(c)}, {girs::Decimal(all[r][c])});
  return sheet;
}

std::size_t by_hand(const Figures& all) {
  std::size_t failed = 0;
  for (const auto& f : all) {
    failed += f[3] != f[4] + f[5] + f[6];
    failed += f[7] != f[8] + f[9] + f[10];
    failed += f[11] != f[12] + f[13];
    failed += f[3] != f[7] + f[11];
    failed += f[1] > f[2];
  }
  return failed;
}

}  // namespace

void form_check(Report& report) {
  constexpr int kRuns = 200;
  const auto definitions = catalog();
  const girs::FormLayout layout(*definitions.form_version("F", 1), definitions);
  const auto all = figures();
  const auto sheet = sheet_of(layout, all);
  const girs::CheckContext context{*girs::Period::parse("2025-Q4"), "96", girs::make_date(2025, 12, 14)};
  const girs::Checker checker(layout);
  if (!checker.check(sheet, context).empty()) throw std::runtime_error("the bench's sheet has findings");
  const double whole = best_cpu_of(kRuns, [&] { keep(checker.check(sheet, context).size()); });
  const girs::LiveRules live(layout);
  const double cell = best_cpu_of(kRuns, [&] { keep(live.check_cell(sheet, context, {"20", "3"}).size()); });
  const double hand = best_of(kRuns, [&] { keep(by_hand(all)); });
  report.push_back({"form-check", whole * kMicroseconds, "us", 30, "int64 by hand", hand * kMicroseconds, "synthetic"});
  report.push_back({"form-cell", cell * kMicroseconds, "us", 5, "int64 by hand, whole form", hand * kMicroseconds, "synthetic"});
}

}  // namespace bench
