#include "package_input.h"

#include "json/parse.h"
#include "package/bundle.h"

namespace girs::capi {

Result<PackageInput> read_package(std::string_view text) {
  GIRS_TRY(const auto document, json::parse(text, {package::kBundleSizeMax}));
  PackageInput input;
  if (document.find("mediaType")) {
    GIRS_TRY(auto bundle, package::Bundle::parse(text));
    input.submission = {std::move(bundle.envelope), std::move(bundle.batches)};
    input.receipts = std::move(bundle.receipts);
  } else if (document.find("envelope")) {
    GIRS_TRY(input.submission, package::Submission::parse(text));
  } else {
    GIRS_TRY(input.submission.envelope, package::Envelope::from_json(document));
  }
  return input;
}

Result<std::string> bundle_of(ByteView stored, const std::optional<std::string>& receipt) {
  GIRS_TRY(auto submission, package::Submission::parse(text_of(stored)));
  package::Bundle bundle{std::move(submission.envelope)};
  bundle.batches = std::move(submission.batches);
  if (receipt) bundle.receipts.push_back(*receipt);
  return bundle.text();
}

}  // namespace girs::capi
