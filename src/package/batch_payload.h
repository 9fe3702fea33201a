#pragma once
// A batch: one signature for up to 500 packages, so that a slow token asks for its PIN once at
// the end of a month. A signer of a report is satisfied by a batch that lists the report's pid.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::string_view kBatchType = "application/vnd.girs.batch.v1+json";
inline constexpr std::string_view kBatchSchema = "girs.batch/1";
inline constexpr std::size_t kBatchPidsMax = 500;

struct BatchPayload {
  PayloadHead head;               // signers: in which role the key signs all of them
  std::vector<std::string> pids;  // sorted, each once, 1 to 500
  bool operator==(const BatchPayload&) const = default;
};

/// RFC 8785 bytes to be signed (pids sorted), or every mistake.
Result<std::string> build(const BatchPayload& payload);
Result<BatchPayload> parse_batch(std::string_view bytes);

}  // namespace girs::package
