#pragma once
// What the roles of one key may not be together, and how a role may contradict itself: found when
// a registry is signed and whenever one is read.

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "key/registry.h"

namespace girs {

/// Calls `mistake(index, sentence)` for every grant that contradicts itself or an earlier one:
/// "*" beside names, a name twice, the same grant twice; one key that prepares and approves, or
/// decides on, reports of the same unit and regime; an auditor of reads who may read.
void check_grants(const std::vector<RoleGrant>& grants,
                  const std::function<void(std::size_t, const Message&)>& mistake);

}  // namespace girs
