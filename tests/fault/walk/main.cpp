// Walks at random and prints the seed; GIRS_SEED chooses another, the first word the number of steps.

#include <cstdio>
#include <cstdlib>

#include "walker.h"

int main(int count, char** words) {
  const char* const chosen = std::getenv("GIRS_SEED");
  const auto seed = chosen ? std::strtoull(chosen, nullptr, 10) : 20251215ull;
  const int steps = count > 1 ? std::atoi(words[1]) : 300;
  std::printf("seed %llu, %d steps\n", static_cast<unsigned long long>(seed), steps);
  std::fflush(stdout);
  walk::Walker walker(seed);
  int status = 0;
  try {
    walker.go(steps);
    walker.end();
  } catch (const std::exception& found) {
    for (const auto& line : walker.trace()) std::printf("%s\n", line.c_str());
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), found.what());
    status = 1;
  }
  if (std::getenv("GIRS_WALK_SAY"))
    for (const auto& [what, times] : walker.refusals()) std::printf("%5d %s\n", times, what.c_str());
  return status;
}
