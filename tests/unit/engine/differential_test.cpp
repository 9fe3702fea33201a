// The engine against the reference evaluator: random typed formulas over random cells in every
// state. GIRS_FUZZ_SECONDS lets it run longer than the few seconds of an ordinary test, and
// GIRS_FUZZ_SEED begins elsewhere.

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "minimised.h"
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

/// Everything of a trial follows from its seed.
random_world::Trial trial_of(std::uint64_t seed, const Kernels* kernels) {
  random_world::Random random(seed);
  const std::size_t units = seed % 25 == 0 ? 1100 : 1 + seed % 90;
  random_world::Trial trial;
  trial.world = random_world::made(random, units, static_cast<random_world::Size>(seed % 4));
  trial.definitions = random_world::definitions(random, 12, 2 + static_cast<int>(seed % 3));
  trial.kernels = kernels;
  return trial;
}

std::size_t cells_of(const random_world::Trial& trial) {
  return trial.definitions.size() * trial.world.periods.size() * trial.world.units->size();
}

std::size_t covered_cells_of(const random_world::Trial& trial) {
  const auto plan = Plan::compile(trial.definitions, trial.world.shapes);
  if (!plan) return 0;
  std::size_t covered = 0;
  for (std::size_t d = 0; d < trial.definitions.size(); ++d) covered += (*plan)->is_covered(d);
  return covered * trial.world.periods.size() * trial.world.units->size();
}

/// ABS that forgets to drop the sign, to see that such a thing is found.
void wrong_absolute(const std::int64_t* a, std::int64_t* out, std::size_t rows, Ahead&) {
  std::copy_n(a, rows, out);
}

}  // namespace

TEST_CASE("random formulas over random cells give what the reference evaluator gives") {
  const auto levels = kernel_levels();
  const auto start = std::chrono::steady_clock::now();
  std::size_t cells = 0;
  std::size_t covered = 0;   // of formulas that kernels cover
  std::uint64_t seed = first_seed();
  const auto spent = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (; spent() < seconds(); ++seed) {
    const auto* kernels = levels[seed % levels.size()];
    const auto trial = trial_of(seed, kernels);
    cells += cells_of(trial);
    covered += covered_cells_of(trial);
    if (random_world::failure(trial).empty()) continue;
    const auto least = random_world::minimised(trial);
    FAIL("seed " << seed << " at level " << std::string(kernels->level) << ": "
                 << random_world::failure(least) << "; least case:\n"
                 << random_world::described(least));
  }
  MESSAGE("seeds " << first_seed() << " to " << seed - 1 << ", " << cells << " cells compared, "
                   << covered << " of them by kernels");
  CHECK(covered * 3 > cells);
}

TEST_CASE("a wrong kernel is found, and the case minimised to one call over one cell") {
  Kernels wrong = *plain_kernels();
  wrong.absolute = wrong_absolute;
  for (std::uint64_t seed = 1;; ++seed) {
    REQUIRE(seed < 1000);
    const auto trial = trial_of(seed, &wrong);
    if (seed % 25 == 0 || random_world::failure(trial).empty()) continue;
    const auto least = random_world::minimised(trial);
    CAPTURE(seed);
    CAPTURE(random_world::described(least));
    REQUIRE(least.definitions.size() == 1);
    CHECK(least.definitions[0].expression.text().starts_with("ABS("));
    const std::string shown = random_world::described(least);
    CHECK(std::count(shown.begin(), shown.end(), '\n') == 2);   // the formula and a cell
    CHECK(!random_world::failure(least).empty());
    return;
  }
}
