// Runs every bench, or the one that is named: one JSON object a line with --json, else a table. The
// exit code is 1 when a limit is passed.

#include <cstdio>
#include <cstring>
#include <utility>

#include "bench/bench.h"

namespace {

void print_json(const bench::Result& result) {
  std::printf("{\"bench\":\"%s\",\"value\":%.6g,\"unit\":\"%s\",\"limit\":%.6g,\"ratio\":%.4g,"
              "\"peer\":\"%s\",\"peer_value\":%.6g,\"data\":\"%s\"}\n",
              result.name.c_str(), result.value, result.unit.c_str(), result.limit,
              result.value / result.limit, result.peer.c_str(), result.peer_value,
              result.data.c_str());
}

void print_line(const bench::Result& result) {
  std::printf("%-22s %10.4g %-3s  limit %8.4g  %5.2f of it   %s: %.4g %s   (%s data)\n",
              result.name.c_str(), result.value, result.unit.c_str(), result.limit,
              result.value / result.limit, result.peer.c_str(), result.peer_value,
              result.unit.c_str(), result.data.c_str());
}

}  // namespace

int main(int count, char** words) {
  const bool json = count > 1 && std::strcmp(words[1], "--json") == 0;
  const char* const wanted = count > 1 && words[count - 1][0] != '-' ? words[count - 1] : "";
  bool kept = true, found = false;
  const std::pair<const char*, void (*)(bench::Report&)> benches[] = {
      {"unit-load", bench::unit_load}, {"unit-lookup", bench::unit_lookup},
      {"obligations", bench::obligations}, {"sync-load", bench::sync_load},
      {"pull", bench::pull}, {"engine", bench::engine}, {"engine-change", bench::engine_change},
      {"form-check", bench::form_check}, {"form-country", bench::form_country},
      {"evidence", bench::evidence},
      {"fsck", bench::fsck}, {"service", bench::service},
      {"indicators", bench::indicators}, {"series", bench::series}};
  for (const auto& [name, run] : benches) {
    if (*wanted && std::strcmp(name, wanted) != 0) continue;
    found = true;
    bench::Report report;
    run(report);
    for (const auto& result : report) {
      json ? print_json(result) : print_line(result);
      std::fflush(stdout);  // what is known stays known when the next bench cannot run
      kept = kept && result.value <= result.limit;
    }
  }
  if (!found) {
    std::fprintf(stderr, "There is no bench \"%s\"; there are:", wanted);
    for (const auto& bench : benches) std::fprintf(stderr, " %s", bench.first);
    std::fputc('\n', stderr);
    return 2;
  }
  return kept ? 0 : 1;
}
