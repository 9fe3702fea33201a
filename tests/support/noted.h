#pragma once
// How many cases of a conformance table ran in C++: tests/conformance/counts.py compares the number
// with those of C, Python and Java.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/source_dir.h"

inline void noted(const std::string& table, std::size_t count) {
  const auto folder = source_path("/build/conformance/cpp");
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/" + table) << count << '\n';
}
