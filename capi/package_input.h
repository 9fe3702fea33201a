#pragma once
// A package in whichever form a caller has it: a bundle, a submission, or a bare envelope.

#include <string>
#include <string_view>
#include <vector>

#include "package/submission.h"

namespace girs::capi {

struct PackageInput {
  package::Submission submission;
  std::vector<std::string> receipts;   // of a bundle
};

Result<PackageInput> read_package(std::string_view text);

/// The submission that a store's row holds, as a bundle with its receipt.
Result<std::string> bundle_of(ByteView stored, const std::optional<std::string>& receipt);

}  // namespace girs::capi
