#pragma once
// A tree in memory, grown leaf by leaf as a log's is, with all of its nodes.

#include <stdexcept>

#include "log/tree.h"

struct GrownTree {
  girs::log::MemoryNodeStore nodes;
  girs::log::GrowingTree edge;

  std::uint64_t size() const { return edge.size(); }
  void add(const girs::Hash& leaf) {
    const auto added = edge.add(leaf, [&](unsigned level, std::uint64_t index, const girs::Hash& hash) {
      return nodes.write(level, index, hash);
    });
    if (!added) throw std::runtime_error(added.error().message.en);
  }
};
