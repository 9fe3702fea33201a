// A disk that gives back other bytes than it was given: each page of a centre's file in turn is
// damaged, and a process of its own opens it and checks it. Either something is said, or nothing
// of the evidence has changed (the page was free, or holds working data alone).

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

#include "scene.h"

namespace fault {
namespace {

constexpr std::size_t kPage = 4096;
constexpr unsigned kSecondsMax = 60;  // then it hangs
// Without log_checkpoint: a checkpoint that is gone is signed anew over the same tree, by the same key.
constexpr const char* kEvidence[] = {"submission", "decision", "registry", "log_leaf", "log_node", "request"};
enum class Damage { kZeroed, kRandom, kOneBit, kOtherPage };

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Every row of evidence, as SQLite reads it; empty when it cannot.
std::string evidence(const std::string& path) {
  sqlite3* database = nullptr;
  std::string rows;
  const auto keep = [](void* to, int count, char** values, char**) {
    for (int i = 0; i < count; ++i) *static_cast<std::string*>(to) += std::string(values[i] ? values[i] : "NULL") + "|";
    return 0;
  };
  bool right = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK;
  for (const std::string table : kEvidence) {
    std::string columns;
    const auto asked = "SELECT group_concat('quote(' || name || ')') FROM pragma_table_info('" + table + "')";
    right = right && sqlite3_exec(database, asked.c_str(), keep, &columns, nullptr) == SQLITE_OK && columns.size() > 1;
    if (!right) break;
    columns.pop_back();
    right = sqlite3_exec(database, ("SELECT " + columns + " FROM " + table + " ORDER BY 1, 2").c_str(), keep, &rows, nullptr) == SQLITE_OK;
  }
  sqlite3_close(database);
  return right ? rows : std::string();
}

std::string damaged(std::string file, std::size_t page, Damage damage, std::mt19937_64& random) {
  const auto at = page * kPage;
  switch (damage) {
    case Damage::kZeroed: file.replace(at, kPage, kPage, '\0'); break;
    case Damage::kRandom:
      for (std::size_t i = 0; i < kPage; ++i) file[at + i] = static_cast<char>(random());
      break;
    case Damage::kOneBit: file[at + random() % kPage] ^= static_cast<char>(1u << random() % 8); break;
    case Damage::kOtherPage: file.replace(at, kPage, file.substr((page + 1) * kPage % file.size(), kPage)); break;
  }
  return file;
}

enum Outcome { kNoticed, kHarmless, kMissed, kCrashed };

/// What a process that opens and checks the file makes of it.
Outcome outcome(Scene& scene, const std::string& name, const std::string& before) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(kSecondsMax);
    std::freopen("/dev/null", "w", stderr);
    _exit(scene.notices(name) ? kNoticed : evidence(scene.centre_file(name)) == before ? kHarmless : kMissed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? static_cast<Outcome>(WEXITSTATUS(status)) : kCrashed;
}

}  // namespace

Tally page_sweep(Scene& scene, int step) {
  constexpr std::uint64_t kSeed = 20261127;
  std::mt19937_64 random(kSeed);
  Tally tally;
  std::array<std::int64_t, 4> seen{};
  scene.copy("page");
  (void)scene.round("page");
  const auto path = scene.centre_file("page");
  const auto file = read_file(path), before = evidence(path);
  if (before.empty() || file.size() % kPage != 0 || scene.notices("page")) return {1, 0};  // it must be whole at first
  for (std::size_t page = 0; page < file.size() / kPage; page += static_cast<std::size_t>(step)) {
    for (const auto damage : {Damage::kZeroed, Damage::kRandom, Damage::kOneBit, Damage::kOtherPage}) {
      for (const std::string end : {"-wal", "-shm"}) std::remove((path + end).c_str());
      std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged(file, page, damage, random);
      const auto found = outcome(scene, "page", before);
      ++seen.at(found);
      if (found > kHarmless)
        std::fprintf(stderr, "page %zu, damage %d (seed %llu): %s\n", page, static_cast<int>(damage),
                     static_cast<unsigned long long>(kSeed), found == kMissed ? "not noticed" : "crashed or hung");
      tally.count(found <= kHarmless);
    }
  }
  scene.remove("page");
  tally.count(seen[kNoticed] > 0 && seen[kHarmless] > 0);  // both kinds of pages were met
  return tally;
}

}  // namespace fault
