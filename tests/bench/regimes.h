#pragma once
// A made-up country under many regimes: 4,000 units, 26 regimes by the month and 4 by the week.

#include <string>

#include "catalog/catalog.h"

namespace bench {

inline constexpr int kYear = 2026;

/// What a call gave; the bench ends with its sentences where it gave an error.
[[noreturn]] void give_up(const std::string& why);
template <class T>
T made(girs::Result<T> result) {
  if (result) return *std::move(result);
  std::string why = result.error().message.en;
  for (const auto& mistake : result.error().mistakes) why += "\n" + mistake.message.en;
  give_up(why);
}

girs::Catalog country_under_regimes();

}  // namespace bench
