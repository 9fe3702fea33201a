#pragma once
// Loops that do nothing but read and write memory, as fast as this machine can.

#include <cstddef>
#include <cstdint>

namespace bench {

/// Reads four columns.
std::int64_t read_four(const std::int64_t* const* from, std::size_t rows);
/// Reads four columns and writes one.
void add_four(const std::int64_t* const* from, std::int64_t* to, std::size_t rows);

}  // namespace bench
