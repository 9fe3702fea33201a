#pragma once
// The national tables, which are too large for this repository: in the folder that the environment
// variable GIRS_REFERENCE_DATA names, else in ../shared/data beside the checkout. Tests that need
// them say loudly that they skip when they are not there.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/source_dir.h"

namespace reference {

/// The folder with its final slash; empty when there is none.
inline std::string folder() {
  const char* named = std::getenv("GIRS_REFERENCE_DATA");
  const std::string path = named ? named : source_path("/../shared/data");
  return std::filesystem::exists(path + "/vn-units-history.csv") ? path + "/" : std::string();
}

/// As folder(); says what is skipped when it is empty.
inline std::string folder_or_say(const char* skipped) {
  auto found = folder();
  if (found.empty())
    std::fprintf(stderr,
                 "SKIPPED: %s: neither GIRS_REFERENCE_DATA nor ../shared/data has the national "
                 "tables\n",
                 skipped);
  return found;
}

inline std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace reference
