#pragma once
// The member "batches" of uploads and bundles: a list of envelopes.

#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "package/envelope.h"

namespace girs::package {

/// A mistake in an envelope, or in what carries one, at the JSON pointer `pointer` (RFC 6901).
Error malformed_envelope(std::string pointer, std::string en, std::string vi);
/// The same failure for a reader further out: its pointers go on below `place`.
Error at(std::string_view place, Error failure);

/// At most 16 envelopes; an absent list is an empty one.
Result<std::vector<Envelope>> read_batches(const json::Value* list);
json::Value write_batches(const std::vector<Envelope>& batches);

}  // namespace girs::package
