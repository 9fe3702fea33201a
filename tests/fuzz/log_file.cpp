// Fuzzes what a follower of a log reads: leaves, bundles of leaves and names of files. What is read
// is written as it was read.

#include <algorithm>

#include "fuzz.h"
#include "log/leaf.h"
#include "log/tile.h"

using namespace girs;
using namespace girs::log;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  if (const auto leaf = Leaf::parse(bytes)) {
    const auto written = leaf->to_bytes();
    require(written && *written == bytes);
  } else {
    require(!leaf.error().message.vi.empty());
  }
  if (const auto name = TileName::parse(bytes)) require(name->path() == bytes);
  if (size == 0) return 0;
  const unsigned width = 1u + data[0];  // of a whole bundle: 256
  const ByteView file{data + 1, size - 1};
  const auto leaves = read_bundle(file, width);
  if (!leaves) return 0;
  require(leaves->size() == width);
  const auto again = make_bundle(*leaves);
  require(again && std::ranges::equal(*again, file));
  return 0;
}
