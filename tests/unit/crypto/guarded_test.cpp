#include "crypto/guarded.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

using namespace girs;

TEST_CASE("guarded memory keeps its bytes between accesses") {
  const GuardedMemory memory(32);
  std::fill_n(memory.access().data(), 32, std::uint8_t{7});
  const auto access = memory.access();
  CHECK(std::all_of(access.data(), access.data() + 32, [](std::uint8_t b) { return b == 7; }));
}

TEST_CASE("threads that use one secret take turns") {
  const GuardedMemory memory(8);
  std::fill_n(memory.access().data(), 8, std::uint8_t{0});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 50; ++k) ++memory.access().data()[0];
    });
  for (auto& thread : threads) thread.join();
  CHECK(memory.access().data()[0] == 200);
}
