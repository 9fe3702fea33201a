// Runs the sweeps and prints how many faults were tried and survived. With a number N only each
// N-th point is taken.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "faulty_disk.h"
#include "scene.h"

int main(int count, char** words) {
  const int step = count > 1 ? std::atoi(words[1]) : 1;
  const char* const only = count > 2 ? words[2] : "";
  fault::install_disk();
  fault::Scene scene;
  const std::pair<const char*, fault::Tally (*)(fault::Scene&, int)> sweeps[] = {
      {"disk", fault::disk_sweep}, {"kill", fault::kill_sweep},
      {"seal", fault::seal_sweep}, {"lie", fault::lie_sweep}, {"line", fault::line_sweep}, {"page", fault::page_sweep}, {"crowd", fault::crowd}};
  bool all = true;
  for (const auto& [name, sweep] : sweeps) {
    if (*only && std::strcmp(only, name) != 0) continue;
    const auto tally = sweep(scene, step < 1 ? 1 : step);
    std::printf("%-6s %6lld faults tried, %6lld survived\n", name, static_cast<long long>(tally.tried),
                static_cast<long long>(tally.survived));
    std::fflush(stdout);
    all = all && tally.tried > 0 && tally.tried == tally.survived;
  }
  return all ? 0 : 1;
}
