#pragma once
// The member "batches" of uploads and bundles: a list of envelopes.

#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "package/envelope.h"

namespace girs::package {

/// At most 16 envelopes; an absent list is an empty one.
Result<std::vector<Envelope>> read_batches(const json::Value* list);
json::Value write_batches(const std::vector<Envelope>& batches);

}  // namespace girs::package
