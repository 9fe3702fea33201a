#pragma once
// Files and standard input as bytes.

#include <string>

namespace cli {

/// The bytes of a file, "-" for standard input. Throws Failure with the path.
std::string read_file(const std::string& path);
/// Everything on standard input.
std::string read_input();
/// Writes a file as a whole (a new file, then renamed over the old one). Throws Failure.
void write_file(const std::string& path, const std::string& bytes);
/// The name of a file without its folders.
std::string name_of_file(const std::string& path);

}  // namespace cli
