#include "crypto/guarded.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

using namespace girs;

TEST_CASE("guarded memory keeps its bytes between accesses") {
  GuardedMemory memory(32);
  std::fill_n(memory.writing().data(), 32, std::uint8_t{7});
  const auto access = memory.access();
  CHECK(std::all_of(access.data(), access.data() + 32, [](std::uint8_t b) { return b == 7; }));
}

TEST_CASE("threads that write one secret take turns, and those that read it read together") {
  GuardedMemory memory(8);
  std::fill_n(memory.writing().data(), 8, std::uint8_t{0});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 50; ++k) ++memory.writing().data()[0];
    });
  for (auto& thread : threads) thread.join();
  const auto held = memory.access();
  CHECK(memory.access().data()[0] == 200);
  std::thread([&] { CHECK(memory.access().data()[0] == 200); }).join();   // while it is held here
  CHECK(held.data()[0] == 200);
}
