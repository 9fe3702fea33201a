#pragma once
// Random formulas over random cells in every state, for comparing the engine with the reference
// evaluator. Everything follows from one seed.

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/run.h"

namespace random_world {

using Random = std::mt19937_64;
/// 0 to below - 1.
std::size_t pick(Random& random, std::size_t below);

/// How large the figures of a world are.
enum class Size { kSmall, kLarge, kHuge, kMixed };

struct World {
  girs::engine::Shapes shapes;
  std::shared_ptr<girs::engine::Units> units;
  std::shared_ptr<girs::engine::Table> table;
  std::vector<girs::Period> periods;
  std::vector<girs::engine::ColumnKey> columns;   // of form F
};

/// A form F of two rows and five columns over `units` units in a tree of three levels, with the
/// months of a year, and a form L whose rows are a list.
World made(Random& random, std::size_t units, Size size);

/// A formula over F and L, typed: a logical or a number.
std::string formula(Random& random, bool logical, int depth);

/// Definitions of random formulas; those that do not compile are left out.
std::vector<girs::engine::Definition> definitions(Random& random, std::size_t count, int depth);

/// The first difference between a run and the reference evaluator; empty when there is none.
std::string difference(const girs::engine::Run& run);

}  // namespace random_world
