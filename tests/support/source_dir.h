#pragma once
// Where the checkout stands. The path is compiled into one file only, so that every other object
// of the tests is the same in each clone and a compiler cache can serve it.

#include <string>

/// The root of the checkout, without a final slash.
std::string source_dir();
/// The root with `path` after it, which begins with a slash.
inline std::string source_path(const char* path) { return source_dir() + path; }
