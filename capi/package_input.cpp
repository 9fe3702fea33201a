#include "package_input.h"

#include "json/canonical.h"
#include "json/parse.h"

namespace girs::capi {

Result<PackageInput> read_package(std::string_view text, package::Envelope::Signing signing) {
  GIRS_TRY(const auto document, json::parse(text, {package::kBundleSizeMax}));
  PackageInput input;
  if (document.find("mediaType")) {
    GIRS_TRY(auto bundle, package::Bundle::parse(text));
    input.submission = {std::move(bundle.envelope), std::move(bundle.batches)};
    input.receipts = std::move(bundle.receipts);
    input.attachments = std::move(bundle.attachments);
  } else if (document.find("envelope")) {
    GIRS_TRY(input.submission, package::Submission::parse(text, signing));
  } else {
    input.is_bare = true;
    GIRS_TRY(input.submission.envelope, package::Envelope::from_json(document, signing));
  }
  return input;
}

Result<std::vector<package::Submission>> read_packages(std::string_view text) {
  GIRS_TRY(const auto document, json::parse(text, {package::kBundleSizeMax}));
  std::vector<package::Submission> packages;
  const auto* array = document.as_array();
  if (!array)
    return error(Code::kInvalidArgument, "The packages must be a JSON array.", "Các gói phải là một mảng JSON.");
  for (const auto& one : *array) {
    GIRS_TRY(auto input, read_package(json::compact(one), package::Envelope::kAwaited));
    packages.push_back(std::move(input.submission));
  }
  return packages;
}

std::string write_packages(const std::vector<package::Submission>& packages) {
  std::string text = "[";
  for (const auto& package : packages) text += (text.size() > 1 ? "," : "") + package.text();
  return text + "]";
}

}  // namespace girs::capi
