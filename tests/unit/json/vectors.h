#pragma once
// Reading the line-by-line vector files of tests/conformance/vectors.

#include <fstream>
#include <string>
#include <vector>

#include "support/source_dir.h"

/// The lines of a vector file, split at single spaces; comments and empty lines left out.
inline std::vector<std::vector<std::string>> vector_lines(const std::string& name) {
  std::ifstream file(source_path("/tests/conformance/vectors/") + name);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    auto& fields = lines.emplace_back();
    std::size_t start = 0;
    for (std::size_t end; (end = line.find(' ', start)) != std::string::npos; start = end + 1)
      fields.push_back(line.substr(start, end - start));
    fields.push_back(line.substr(start));
  }
  return lines;
}
