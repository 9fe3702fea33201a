// The engine against the reference evaluator: random typed formulas over random cells in every
// state. GIRS_FUZZ_SECONDS lets it run longer than the few seconds of an ordinary test, and
// GIRS_FUZZ_SEED begins elsewhere.

#include <chrono>
#include <cstdlib>

#include "random_world.h"
#include "doctest/doctest.h"

namespace {

using namespace girs::engine;

double seconds() {
  const char* given = std::getenv("GIRS_FUZZ_SECONDS");
  return given ? std::atof(given) : 4;
}

std::uint64_t first_seed() {
  const char* given = std::getenv("GIRS_FUZZ_SEED");
  return given ? std::strtoull(given, nullptr, 10) : 1;
}

struct Case {
  std::uint64_t seed = 0;
  std::size_t units = 0;
  std::size_t formulas = 0;
  int depth = 0;
};

struct Counted {
  std::size_t cells = 0;     // compared
  std::size_t covered = 0;   // of these, of formulas that kernels cover
};

/// What is wrong with a case; empty when nothing is.
std::string failure(const Case& one, const Kernels* kernels, Counted& counted) {
  random_world::Random random(one.seed);
  const auto size = static_cast<random_world::Size>(one.seed % 4);
  auto world = random_world::made(random, one.units, size);
  auto definitions = random_world::definitions(random, one.formulas, one.depth);
  auto plan = Plan::compile(std::move(definitions), world.shapes);
  if (!plan) return plan.error().message.en;
  auto run = Run::prepare(*plan, world.table, world.periods, {true, kernels});
  if (!run) return run.error().message.en;
  for (std::size_t part = 3; part-- > 0;)
    if (auto done = (*run)->run_part(part, 3); !done) return done.error().message.en;
  const std::size_t each = world.periods.size() * world.units->size();
  for (std::size_t d = 0; d < (*plan)->definitions().size(); ++d) {
    counted.cells += each;
    counted.covered += (*plan)->is_covered(d) ? each : 0;
  }
  return random_world::difference(**run);
}

/// The smallest case like `one` that still fails.
Case minimised(Case one, const Kernels* kernels) {
  Counted counted;
  const auto try_smaller = [&](auto change) {
    Case smaller = one;
    change(smaller);
    if (smaller.units == 0 || smaller.formulas == 0 || smaller.depth == 0) return false;
    if (failure(smaller, kernels, counted).empty()) return false;
    one = smaller;
    return true;
  };
  while (try_smaller([](Case& c) { c.units /= 2; }) ||
         try_smaller([](Case& c) { c.formulas /= 2; }) || try_smaller([](Case& c) { --c.depth; }))
    continue;
  return one;
}

}  // namespace

TEST_CASE("random formulas over random cells give what the reference evaluator gives") {
  const auto levels = kernel_levels();
  const auto start = std::chrono::steady_clock::now();
  Counted counted;
  std::uint64_t seed = first_seed();
  const auto spent = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (; spent() < seconds(); ++seed) {
    const Case one{seed, seed % 25 == 0 ? std::size_t{1100} : 1 + seed % 90, 12,
                   2 + static_cast<int>(seed % 3)};
    const auto* kernels = levels[seed % levels.size()];
    const std::string wrong = failure(one, kernels, counted);
    if (wrong.empty()) continue;
    const Case least = minimised(one, kernels);
    FAIL("seed " << seed << " at level " << std::string(kernels->level) << ": " << wrong << "; least case: "
                 << least.units << " units, " << least.formulas << " formulas of depth "
                 << least.depth << ": " << failure(least, kernels, counted));
  }
  MESSAGE("seeds " << first_seed() << " to " << seed - 1 << ", " << counted.cells
                   << " cells compared, " << counted.covered << " of them by kernels");
  CHECK(counted.covered * 3 > counted.cells);
}
