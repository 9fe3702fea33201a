#pragma once
// What a plan is made of as one text: equal texts make equal plans.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/plan.h"

namespace girs::engine {

std::string identity_of(const std::vector<Definition>& definitions, const Shapes& shapes);
std::uint64_t hash_of(std::string_view text);

}  // namespace girs::engine
