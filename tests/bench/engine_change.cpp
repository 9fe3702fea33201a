// Corrections after a run: a cell, and a commune that sends its whole form again. The form has 40
// rows and 13 columns over a country and the months of a year, with 200 rules and 200 indicators:
// rates of the unit, of all communes below it, of the year to date and of the month before.

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/bench.h"
#include "bench/engine_country.h"
#include "engine/change.h"

namespace bench {
namespace {

using namespace girs;
using namespace girs::engine;

constexpr int kRows = 40;
constexpr int kColumns = 13;
constexpr const char* kIdentities[] = {"[3]=[4]+[5]+[6]", "[7]=[8]+[9]+[10]", "[11]=[12]+[13]",
                                       "[3]=[7]+[11]", "[1]<=[2]"};
constexpr const char* kRates[] = {"ROUND(([8]+[9])/[7]*100;1)",
                                  "ROUND(SUM([c8:c9^LEAVES])/SUM([7^LEAVES])*100;1)",
                                  "ROUND([7@YTD]/[3@YTD]*100;1)", "ROUND(GROWTH([3];[3@P-1]);1)",
                                  "[4]+[5]+[6]"};

std::shared_ptr<const Plan> plan() {
  FormShape form;
  form.frequency = PeriodKind::kMonth;
  for (int c = 1; c <= kColumns; ++c) form.columns.push_back(std::to_string(c));
  std::vector<Definition> definitions;
  for (int r = 1; r <= kRows; ++r) {
    form.rows.push_back({std::to_string(r), false, false});
    for (const auto* list : {kIdentities, kRates})
      for (int i = 0; i < 5; ++i)
        definitions.push_back({"d" + std::to_string(definitions.size()),
                               *formula::Expression::compile(list[i]),
                               {"F", std::to_string(r)}});
  }
  return *Plan::compile(std::move(definitions), {{"F", form}});
}

struct World {
  std::shared_ptr<Table> table = std::make_shared<Table>(engine_country());
  std::vector<Period> months;
  std::unique_ptr<Run> run;
};

World world() {
  World made;
  for (Period month = *Period::parse("2025-M01"); made.months.size() < 12; month = *next(month))
    made.months.push_back(month);
  std::vector<std::uint64_t> present((kEngineUnits + 63) / 64, ~std::uint64_t{0});
  for (const auto& month : made.months)
    for (int r = 1; r <= kRows; ++r)
      for (int c = 1; c <= kColumns; ++c) {
        std::vector<std::int64_t> figures(kEngineUnits);
        for (std::size_t i = 0; i < kEngineUnits; ++i)
          figures[i] =
              static_cast<std::int64_t>((i * 31 + static_cast<std::size_t>(r * c)) % 1000 + 1);
        if (!made.table->add({"F", std::to_string(r), std::to_string(c), month},
                             Column::of(std::move(figures), 0, present)))
          throw std::runtime_error("the bench's table is wrong");
      }
  auto run = Run::prepare(plan(), made.table, made.months, {.blank_where_missing = true});
  if (!run || !(*run)->run_part(0, 1)) throw std::runtime_error("the bench's run failed");
  made.run = *std::move(run);
  return made;
}

/// Changes of `count` cells of one commune in December, other figures each round. The first is
/// resolved dossiers, which identities, rates and sums over the country and the year read.
Changes changes(const World& world, int count, int round) {
  Changes list;
  for (int i = 6; i < 6 + count; ++i)
    list.cells.push_back({{"F", std::to_string(i / kColumns + 1), std::to_string(i % kColumns + 1),
                           world.months.back()},
                          world.table->units().code(1500), Decimal(1000 + (round + i) % 7)});
  return list;
}

double best_us(World& world, int count, int rounds) {
  std::vector<Changes> lists;
  for (int round = 0; round < rounds; ++round) lists.push_back(changes(world, count, round));
  std::size_t round = 0;
  return 1e6 * best_cpu_of(rounds, [&] {
           if (!apply_changes(*world.run, *world.table, lists[round++]))
             throw std::runtime_error("the bench's change failed");
         });
}

double ms_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Milliseconds of processor time that a part still takes after the call to cancel, at worst of
/// `times`: figures of 34 digits and formulas for the reference evaluator, where a batch takes
/// longest.
double cancel_ms(int times) {
  const auto table = std::make_shared<Table>(engine_country());
  const Period period = *Period::parse("2025");
  const auto figure = *Decimal::parse("1234567890123456789012345678901234");
  const std::vector<formula::Value> cells(kEngineUnits, figure);
  FormShape form;
  for (int c = 1; c <= 6; ++c) {
    form.columns.push_back(std::to_string(c));
    (void)table->add({"F", "", std::to_string(c), period}, Column::of(cells));
  }
  std::vector<Definition> definitions;
  for (int i = 0; i < 400; ++i)
    definitions.push_back({"d" + std::to_string(i),
                           *formula::Expression::compile(
                               (i % 2 ? "MEDIAN([c1:c6])+" : "ROUND(SUM([c1:c4])/[5]*100;2)+") +
                               std::to_string(i)),
                           {"F"}});
  const auto compiled = *Plan::compile(std::move(definitions), {{"F", form}});
  double worst = 0;
  for (int i = 0; i < times; ++i) {
    auto run = *Run::prepare(compiled, table, {period});
    CancelToken cancel;
    double ended = 0;
    std::thread worker([&] {
      (void)run->run_part(0, 1, &cancel);
      ended = ms_of(CLOCK_THREAD_CPUTIME_ID);
    });
    clockid_t clock{};
    pthread_getcpuclockid(worker.native_handle(), &clock);
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + 7 * i));
    const double called = ms_of(clock);
    cancel.set();
    worker.join();
    worst = std::max(worst, ended - called);
  }
  return worst;
}

}  // namespace

void engine_change(Report& report) {
  report.push_back({"engine-cancel", cancel_ms(10), "ms", 10, "none", 0, "synthetic"});
  World made = world();
  const double whole = 1e6 * best_cpu_of(2, [&] { (void)made.run->run_part(0, 1); });
  report.push_back({"engine-cell", best_us(made, 1, 200), "us", 20, "all 400 definitions of a year",
                    whole, "synthetic"});
  report.push_back({"engine-commune", best_us(made, 500, 100), "us", 2000,
                    "all 400 definitions of a year", whole, "synthetic"});
}

}  // namespace bench
