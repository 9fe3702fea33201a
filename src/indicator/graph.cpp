#include "indicator/graph.h"

#include <deque>

namespace girs::indicator {
namespace {

using json::Value;

constexpr std::size_t kNodesMax = 400;
constexpr std::size_t kPidShown = 12;   // digits of a pid that people compare

std::string text_of_member(const Value& value, const char* name) {
  const auto* member = value.find(name);
  if (!member || member->is_null()) return {};
  if (const auto* text = member->as_string()) return *text;
  if (const auto* number = member->as_number()) return number->text;
  // {"absent":..} or {"error":..} in the place of a value
  for (const auto* word : {"absent", "error"})
    if (const auto* text = member->text(word)) return *text;
  return {};
}

/// The value of a figure, or why there is none.
std::string shown_value(const Value& value) {
  for (const auto* name : {"value", "absent", "error"})
    if (const auto text = text_of_member(value, name); !text.empty()) return text;
  return "?";
}

/// Members of an object that are there, in one line.
std::string words(const Value& value, std::initializer_list<const char*> names) {
  std::string line;
  for (const auto* name : names)
    if (const auto text = text_of_member(value, name); !text.empty())
      line += (line.empty() ? "" : " ") + text;
  return line;
}

/// The breakdown, derivation and boundaries in which a figure is asked for.
std::string words_of_question(const Value& value) {
  std::string line;
  const auto* breakdown = value.find("breakdown");
  if (breakdown && breakdown->as_object())
    for (const auto& [dimension, member] : *breakdown->as_object())
      line += (line.empty() ? "" : " ") + dimension + "=" + *member.as_string();
  const auto rest = words(value, {"derivation", "boundaries"});
  return line.empty() || rest.empty() ? line + rest : line + " " + rest;
}

/// An explanation with its value and what stands behind it in one place.
Value root_of(const Value& explained) {
  if (const auto* lineage = explained.find("lineage")) return *lineage;
  Value root = explained;
  if (const auto* figure = explained.find("figure")) {
    root.set("unit", text_of_member(*figure, "unit"));
    root.set("unit_name", text_of_member(*figure, "name"));
    root.set("value", shown_value(*figure));
    if (const auto* flags = figure->find("flags")) root.set("flags", *flags);
  }
  return root;
}

/// Level by level, so that what does not fit any more is the lowest.
class Building {
 public:
  explicit Building(const Value& explained) {
    figure(kept(root_of(explained)), std::nullopt, text_of_member(explained, "indicator"));
    for (; !waiting_.empty(); waiting_.pop_front()) draw(waiting_.front());
    if (left_out_ > 0) put(GraphNode::Kind::kFigure, {"… +" + std::to_string(left_out_)}, 0);
  }
  std::vector<GraphNode> take() && { return std::move(nodes_); }

 private:
  struct Waiting {
    const Value* value = nullptr;
    std::optional<std::size_t> above;
    std::string label;
  };

  /// Adds a node below `above` (none for the first); nothing when there are too many.
  std::optional<std::size_t> add(GraphNode::Kind kind, std::vector<std::string> lines,
                                 std::optional<std::size_t> above) {
    if (nodes_.size() + 1 < kNodesMax) return put(kind, std::move(lines), above);
    ++left_out_;   // the last place is of the node that says so
    return std::nullopt;
  }
  std::size_t put(GraphNode::Kind kind, std::vector<std::string> lines,
                  std::optional<std::size_t> above) {
    const auto at = nodes_.size();
    nodes_.push_back({kind, std::move(lines), above ? nodes_[*above].depth + 1 : 0});
    if (above) nodes_[*above].below.push_back(at);
    return at;
  }
  void figure(const Value& value, std::optional<std::size_t> above, std::string label) {
    waiting_.push_back({&value, above, std::move(label)});
  }
  const Value& kept(Value value) { return kept_.emplace_back(std::move(value)); }

  void draw(const Waiting& one) {
    const auto at = add(GraphNode::Kind::kFigure, lines_of(one), one.above);
    if (!at) return;
    const auto& value = *one.value;
    for (const auto* name : {"operands", "parts"}) figures(value.find(name), *at);
    each(value.find("revisions"), [&](const Value& revision) { vintage(revision, *at); });
    for (const auto* name : {"numerator_cells", "denominator_cells"})
      each(value.find(name), [&](const Value& operand) { cell(operand, *at); });
    if (const auto* signed_by = value.find("package")) package(*signed_by, *at);
  }
  static std::vector<std::string> lines_of(const Waiting& one) {
    const auto& value = *one.value;
    std::vector<std::string> lines = {
        one.label + " = " + shown_value(value),
        words(value, {"unit", "unit_name", "period"})};
    if (const auto asked = words_of_question(value); !asked.empty()) lines.push_back(asked);
    if (const auto* formula = value.find("formula")) {
      auto text = text_of_member(*formula, "numerator");
      if (const auto below = text_of_member(*formula, "denominator"); !below.empty())
        text += " / " + below;
      lines.push_back(text);
    }
    std::string flags;
    each(value.find("flags"), [&](const Value& flag) {
      if (flag.as_string()) flags += (flags.empty() ? "" : " ") + *flag.as_string();
    });
    if (!flags.empty()) lines.push_back(flags);
    if (const auto* now = value.find("now")) lines.push_back("→ " + shown_value(*now));
    return lines;
  }
  template <class Visit>
  static void each(const Value* list, const Visit& visit) {
    if (list && list->as_array())
      for (const auto& one : *list->as_array()) visit(one);
  }
  void figures(const Value* list, std::size_t above) {
    each(list, [&](const Value& one) {
      auto label = text_of_member(one, "indicator");
      if (label.empty()) label = text_of_member(one, "name");
      figure(one, above, std::move(label));
    });
  }
  void cell(const Value& value, std::size_t above) {
    const auto code = text_of_member(value, "indicator");
    if (const auto* behind = value.find("behind")) return figure(kept(root_of(*behind)), above, code);
    const auto place = code.empty() ? text_of_member(value, "form") + " r" +
                                          text_of_member(value, "row") + ".c" +
                                          text_of_member(value, "column")
                                    : code;
    add(GraphNode::Kind::kCell,
        {place + " = " + shown_value(value),
         text_of_member(value, "unit") + " " + text_of_member(value, "period")},
        above);
  }
  void vintage(const Value& value, std::size_t above) {
    const auto at = add(GraphNode::Kind::kVintage,
                        {text_of_member(value, "vintage") + ": " + shown_value(value),
                         text_of_member(value, "status") + " " + text_of_member(value, "source")}, above);
    const auto* brought = value.find("package");
    if (at && brought) package(*brought, *at);
  }
  void package(const Value& value, std::size_t above) {
    std::vector<std::string> lines = {"pid " + text_of_member(value, "pid").substr(0, kPidShown)};
    if (const auto rev = text_of_member(value, "rev"); !rev.empty()) lines.push_back("rev " + rev);
    if (const auto index = text_of_member(value, "index"); !index.empty())
      lines.push_back("leaf " + index + " " + text_of_member(value, "origin"));
    each(value.find("signers"), [&](const Value& one) {
      lines.push_back(text_of_member(one, "role") + " " + text_of_member(one, "person"));
    });
    const auto at = add(GraphNode::Kind::kPackage, std::move(lines), above);
    if (!at) return;
    each(value.find("members"), [&](const Value& one) {
      std::vector<std::string> member = {
          text_of_member(one, "unit"),
          "pid " + text_of_member(one, "pid").substr(0, kPidShown)};
      if (const auto* newer = one.find("corrected"))
        member.push_back("→ rev " + text_of_member(*newer, "rev"));
      add(GraphNode::Kind::kPackage, std::move(member), *at);
    });
  }

  std::vector<GraphNode> nodes_;
  std::deque<Value> kept_;
  std::deque<Waiting> waiting_;
  std::size_t left_out_ = 0;
};

}  // namespace

std::vector<GraphNode> graph_of(const Value& explained) { return Building(explained).take(); }

}  // namespace girs::indicator
