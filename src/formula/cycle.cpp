#include "formula/cycle.h"

#include <algorithm>
#include <map>

namespace girs::formula {
namespace {

struct Edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t away = 0;  // periods first, then units, in one number
};

/// Definitions as a graph. A walk from a definition back to itself is a cycle when it ends in the
/// period and unit in which it began. Where all closed walks of a part lead to the past (or all to
/// the future, or down the tree within one period) there is none; where one leads back or stays
/// and another leads forth or stays, they can be joined to one that ends where it began.
class Graph {
 public:
  explicit Graph(const std::vector<Definition>& definitions) : definitions_(definitions) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < definitions.size(); ++i)
      places.emplace(definitions[i].name, i);
    // More than any sum of steps up or down on a walk without repetition.
    const auto period = 2 * static_cast<std::int64_t>(definitions.size()) + 2;
    for (std::size_t i = 0; i < definitions.size(); ++i)
      for (const auto& need : definitions[i].needs)
        if (const auto found = places.find(need.name); found != places.end())
          edges_.push_back({i, found->second, need.periods * period + need.units});
  }

  std::optional<std::vector<std::string>> cycle() const {
    const auto parts = strong_parts();
    for (std::size_t part = 0; part < definitions_.size(); ++part) {
      std::vector<Edge> inside;
      for (const auto& edge : edges_)
        if (parts[edge.from] == part && parts[edge.to] == part) inside.push_back(edge);
      if (inside.empty()) continue;
      const auto forth = walk(inside, 1);
      if (!forth || !walk(inside, -1)) continue;
      return forth;
    }
    return std::nullopt;
  }

 private:
  /// A closed walk whose steps, taken in `direction`, lead nowhere or forth; by Bellman and Ford
  /// on weights that tell 0 from below 0.
  std::optional<std::vector<std::string>> walk(const std::vector<Edge>& edges,
                                               std::int64_t direction) const {
    const std::size_t count = definitions_.size();
    const auto scale = static_cast<std::int64_t>(count) + 1;
    std::vector<std::int64_t> longest(count, 0);
    std::vector<std::size_t> before(count, count);
    std::size_t last = count;
    for (std::size_t round = 0; round <= count; ++round) {
      last = count;
      for (const auto& edge : edges) {
        const std::int64_t length = longest[edge.from] + direction * edge.away * scale + 1;
        if (length <= longest[edge.to]) continue;
        longest[edge.to] = length;
        before[edge.to] = edge.from;
        last = edge.to;
      }
      if (last == count) return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) last = before[last];  // into the closed walk
    std::vector<std::string> names = {definitions_[last].name};
    for (std::size_t at = before[last]; at != last; at = before[at])
      names.push_back(definitions_[at].name);
    names.push_back(definitions_[last].name);
    std::reverse(names.begin(), names.end());
    return names;
  }

  /// The strong component of each definition, named by its first member (Kosaraju, without
  /// recursion).
  std::vector<std::size_t> strong_parts() const {
    const std::size_t count = definitions_.size();
    std::vector<std::vector<std::size_t>> ahead(count);
    std::vector<std::vector<std::size_t>> behind(count);
    for (const auto& edge : edges_) {
      ahead[edge.from].push_back(edge.to);
      behind[edge.to].push_back(edge.from);
    }
    std::vector<std::size_t> order;
    std::vector<std::size_t> seen(count, count);
    for (std::size_t i = 0; i < count; ++i) visit(i, i, ahead, seen, order);
    std::vector<std::size_t> parts(count, count);
    std::vector<std::size_t> ignored;
    for (auto at = order.rbegin(); at != order.rend(); ++at)
      visit(*at, *at, behind, parts, ignored);
    return parts;
  }

  /// Marks all that is reached from `start`; `order` gets each once all beyond it is marked.
  static void visit(std::size_t start, std::size_t mark,
                    const std::vector<std::vector<std::size_t>>& next,
                    std::vector<std::size_t>& marks, std::vector<std::size_t>& order) {
    if (marks[start] != next.size()) return;
    std::vector<std::pair<std::size_t, std::size_t>> path = {{start, 0}};
    marks[start] = mark;
    while (!path.empty()) {
      auto& [at, taken] = path.back();
      if (taken == next[at].size()) {
        order.push_back(at);
        path.pop_back();
        continue;
      }
      const std::size_t to = next[at][taken++];
      if (marks[to] != next.size()) continue;
      marks[to] = mark;
      path.emplace_back(to, 0);
    }
  }

  const std::vector<Definition>& definitions_;
  std::vector<Edge> edges_;
};

}  // namespace

std::optional<std::vector<std::string>> find_cycle(const std::vector<Definition>& definitions) {
  return Graph(definitions).cycle();
}

}  // namespace girs::formula
