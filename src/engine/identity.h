#pragma once
// What a plan is made of as one text: equal texts make equal plans.

#include <string>
#include <vector>

#include "engine/plan.h"

namespace girs::engine {

std::string identity_of(const std::vector<Definition>& definitions, const Shapes& shapes);

}  // namespace girs::engine
