// A graph in the DOT language, and drawn as SVG without any program: a row for each depth.

#include <algorithm>

#include "indicator/graph.h"
#include "json/canonical.h"

namespace girs::indicator {
namespace {

constexpr std::size_t kCharacterWidth = 8;   // of the font, in user units
constexpr std::size_t kLineHeight = 16;
constexpr std::size_t kMargin = 10;
constexpr std::size_t kRowGap = 40;
constexpr std::size_t kColumnGap = 16;

const char* colour_of(GraphNode::Kind kind) {
  switch (kind) {
    case GraphNode::Kind::kFigure: return "#dbeafe";
    case GraphNode::Kind::kCell: return "#fef3c7";
    case GraphNode::Kind::kPackage: return "#dcfce7";
    case GraphNode::Kind::kVintage: break;
  }
  return "#f3e8ff";
}

/// Characters of UTF-8 text.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out.push_back(c);
  }
  return out;
}

struct Box { std::size_t x = 0, y = 0, width = 0, height = 0; };

struct Layout {
  std::vector<Box> boxes;
  std::size_t width = 0, height = 0;
};

Layout layout_of(const std::vector<GraphNode>& graph) {
  Layout layout{std::vector<Box>(graph.size()), 0, 0};
  std::size_t depth_max = 0;
  for (const auto& node : graph) depth_max = std::max(depth_max, node.depth);
  std::size_t y = kMargin;
  for (std::size_t depth = 0; depth <= depth_max; ++depth) {
    std::size_t x = kMargin, height = 0;
    for (std::size_t i = 0; i < graph.size(); ++i) {
      if (graph[i].depth != depth) continue;
      std::size_t widest = 0;
      for (const auto& line : graph[i].lines) widest = std::max(widest, width_of(line));
      layout.boxes[i] = {x, y, widest * kCharacterWidth + 2 * kMargin,
                         graph[i].lines.size() * kLineHeight + kMargin};
      x += layout.boxes[i].width + kColumnGap;
      height = std::max(height, layout.boxes[i].height);
    }
    layout.width = std::max(layout.width, x);
    y += height + kRowGap;
  }
  layout.height = y;
  return layout;
}

std::string number(std::size_t value) { return std::to_string(value); }

}  // namespace

std::string to_dot(const std::vector<GraphNode>& graph) {
  std::string out = "digraph figure {\n  node [shape=box, style=filled, fontname=\"sans-serif\"];\n";
  for (std::size_t i = 0; i < graph.size(); ++i) {
    std::string label;
    for (const auto& line : graph[i].lines) label += (label.empty() ? "" : "\\n") + quoted(line);
    out += "  n" + number(i) + " [label=\"" + label + "\", fillcolor=\"" + colour_of(graph[i].kind) + "\"];\n";
    for (const auto below : graph[i].below) out += "  n" + number(i) + " -> n" + number(below) + ";\n";
  }
  return out + "}\n";
}

std::string to_svg(const std::vector<GraphNode>& graph) {
  const auto layout = layout_of(graph);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(layout.width) + "\" height=\"" +
                    number(layout.height) + "\" font-family=\"sans-serif\" font-size=\"12\">\n";
  for (std::size_t i = 0; i < graph.size(); ++i)
    for (const auto below : graph[i].below) {
      const auto& from = layout.boxes[i];
      const auto& to = layout.boxes[below];
      out += "<line x1=\"" + number(from.x + from.width / 2) + "\" y1=\"" + number(from.y + from.height) +
             "\" x2=\"" + number(to.x + to.width / 2) + "\" y2=\"" + number(to.y) + "\" stroke=\"#64748b\"/>\n";
    }
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto& box = layout.boxes[i];
    out += "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
           "\" height=\"" + number(box.height) + "\" rx=\"4\" fill=\"" + colour_of(graph[i].kind) +
           "\" stroke=\"#64748b\"/>\n";
    for (std::size_t line = 0; line < graph[i].lines.size(); ++line)
      out += "<text x=\"" + number(box.x + kMargin) + "\" y=\"" + number(box.y + (line + 1) * kLineHeight) + "\">" +
             escaped(graph[i].lines[line]) + "</text>\n";
  }
  return out + "</svg>\n";
}

Result<std::string> drawn(const json::Value& explained, std::string_view format) {
  if (format == "dot") return to_dot(graph_of(explained));
  if (format == "svg") return to_svg(graph_of(explained));
  return error(Code::kInvalidArgument, "A picture is \"dot\" or \"svg\", not \"" + std::string(format) + "\".",
               "Hình vẽ có định dạng \"dot\" hoặc \"svg\", không phải \"" + std::string(format) + "\".");
}

Result<std::string> written(const json::Value& explained, std::string_view format) {
  return format == "json" ? json::compact(explained) : drawn(explained, format);
}

}  // namespace girs::indicator
