#pragma once
// An explanation as a picture: a graph of figures, cells, packages and vintages, written for
// Graphviz or drawn as SVG.

#include <string>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace girs::indicator {

struct GraphNode {
  enum class Kind { kFigure, kCell, kPackage, kVintage };
  Kind kind = Kind::kFigure;
  std::vector<std::string> lines;
  std::size_t depth = 0;           // from the figure that is explained
  std::vector<std::size_t> below = {};
};

/// The first is the figure that is explained; at most 400 nodes. When there are more, the last is
/// "… +N": so many that stand directly below what is shown were left out, each with whatever is
/// below it, which N does not count.
std::vector<GraphNode> graph_of(const json::Value& explained);

/// The DOT language of Graphviz.
std::string to_dot(const std::vector<GraphNode>& graph);
/// A picture of its own: a row for each depth, lines between.
std::string to_svg(const std::vector<GraphNode>& graph);

/// In the format of that name, "dot" or "svg", what explain() gives.
Result<std::string> drawn(const json::Value& explained, std::string_view format);
/// The same, or as "json".
Result<std::string> written(const json::Value& explained, std::string_view format);

}  // namespace girs::indicator
