// Fuzzes packages in one file, and what is posted to a centre: what is read is written and read
// as the same again.

#include "fuzz.h"
#include "package/bundle.h"
#include "package/submission.h"

using namespace girs;
using namespace girs::package;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzzing::text_of(data, size);
  if (const auto bundle = Bundle::parse(text)) {
    const auto written = bundle->text();
    require(static_cast<bool>(written));
    const auto again = Bundle::parse(*written);
    require(again && *again->text() == *written);
  }
  if (const auto submission = Submission::parse(text)) {
    const auto again = Submission::parse(submission->text());
    require(again && again->text() == submission->text());
  }
  return 0;
}
