// Fuzzes the stored values of a vintage: what is read can be written, and reads the same again.

#include "decimal/fixed.h"
#include "fuzz.h"
#include "indicator/series_value.h"

using namespace girs;
using namespace girs::indicator;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto values = decode({data, size});
  if (!values) {
    require(!values.error().message.vi.empty());
    return 0;
  }
  require(values->size() <= size);
  const int scale = data[2];
  const auto written = encode(*values, scale);
  require(static_cast<bool>(written));
  const auto again = decode(*written);
  require(again && *again == *values);
  return 0;
}
