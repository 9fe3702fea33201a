#pragma once
// A package in whichever form a caller has it: a bundle, a submission, or a bare envelope.

#include <string>
#include <string_view>
#include <vector>

#include "package/bundle.h"
#include "package/submission.h"

namespace girs::capi {

struct PackageInput {
  package::Submission submission;
  std::vector<std::string> receipts = {};  // of a bundle
  std::vector<package::BundledAttachment> attachments = {};
  bool is_bare = false;                    // it came as an envelope alone

  /// As it came, but for a bundle, which becomes a submission.
  std::string text() const { return is_bare ? submission.envelope.text() : submission.text(); }
};

/// With kAwaited, one that nobody has signed yet is taken as well.
Result<PackageInput> read_package(std::string_view text,
                                  package::Envelope::Signing signing = package::Envelope::kSigned);

/// A JSON array of packages, signed or not, and back.
Result<std::vector<package::Submission>> read_packages(std::string_view text);
std::string write_packages(const std::vector<package::Submission>& packages);

}  // namespace girs::capi
