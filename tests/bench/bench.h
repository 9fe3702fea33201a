#pragma once
// What each bench of this folder is made of: it times some work, and gives one Result a figure. A
// bench is one file with one `void name(Report&)`, listed in CMakeLists.txt and main.cpp.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {

struct Result {
  std::string name;        // "unit-lookup"
  double value = 0;        // what was measured, the best of several runs
  std::string unit;        // "ns", "s"
  double limit = 0;        // what the project promises
  std::string peer;        // what it stands beside, measured in the same run
  double peer_value = 0;   // in the same unit
  std::string data;        // "reference" or "synthetic"
};

using Report = std::vector<Result>;

/// Seconds that `work` takes, the best of `runs`.
template <class Work>
double best_of(int runs, Work work) {
  double best = 1e300;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (took.count() < best) best = took.count();
  }
  return best;
}

/// As best_of, in processor time of this thread: for work in memory on a machine that others use.
template <class Work>
double best_cpu_of(int runs, Work work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  double best = 1e300;
  for (int i = 0; i < runs; ++i) {
    const double start = now();
    work();
    best = std::min(best, now() - start);
  }
  return best;
}

/// Processor time of the whole process so far.
inline double process_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Keeps the optimiser from leaving out work whose result nobody reads.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

void engine(Report& report);
void engine_change(Report& report);
void evidence(Report& report);
void form_check(Report& report);
void form_country(Report& report);
void fsck(Report& report);
void indicators(Report& report);
void series(Report& report);
void obligations(Report& report);
void pull(Report& report);
void service(Report& report);
void sync_load(Report& report);
void unit_load(Report& report);
void unit_lookup(Report& report);

}  // namespace bench
