#pragma once
// The smallest case that still shows a difference between the engine and the reference evaluator:
// one formula of few parts over few cells.

#include <string>

#include "random_world.h"

namespace random_world {

/// A world with what is computed over it, at one level of CPU.
struct Trial {
  World world;
  std::vector<girs::engine::Definition> definitions;
  const girs::engine::Kernels* kernels = nullptr;
};

/// What is wrong with a trial; empty when nothing is.
std::string failure(const Trial& trial);

/// Leaves out definitions, parts of formulas and cells for as long as something is wrong.
Trial minimised(Trial trial);

/// Its formulas and the cells that are not blank, a line each.
std::string described(const Trial& trial);

}  // namespace random_world
