#pragma once
// How large a figure of 128 bits is, whatever its sign; also of the smallest one.

#include "decimal/fixed.h"

namespace girs::engine {

constexpr fixed::Unsigned128 size_of(fixed::Int128 value) {
  const auto bits = static_cast<fixed::Unsigned128>(value);
  return value < 0 ? -bits : bits;
}

}  // namespace girs::engine
