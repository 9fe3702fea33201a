#pragma once
// Lists in the order of a key, and the part of one that has a key: what the look-ups of the tree
// are made of.

#include <algorithm>
#include <numeric>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace girs {

/// The indexes of `values` in the order that `key` gives.
template <class T, class Key>
std::vector<std::size_t> sorted_indexes(const std::vector<T>& values, Key key) {
  std::vector<std::size_t> indexes(values.size());
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  std::ranges::stable_sort(indexes, [&](std::size_t a, std::size_t b) {
    return key(values[a]) < key(values[b]);
  });
  return indexes;
}

/// Sorts `values`; gives for each place the place that its value had before.
template <class T, class Key>
std::vector<std::size_t> sort_and_tell(std::vector<T>& values, Key key) {
  auto order = sorted_indexes(values, key);
  std::vector<T> sorted;
  sorted.reserve(values.size());
  for (const auto index : order) sorted.push_back(std::move(values[index]));
  values = std::move(sorted);
  return order;
}

/// The part of `values`, sorted by `code_of`, whose code is `wanted`.
template <class T, class Code>
std::span<const T> with_code(const std::vector<T>& values, std::string_view wanted,
                             Code code_of) {
  const auto first = std::ranges::lower_bound(values, wanted, {}, code_of);
  const auto last = std::ranges::upper_bound(first, values.end(), wanted, {}, code_of);
  return {first, last};
}

}  // namespace girs
