#include "engine/plan.h"

#include <algorithm>
#include <set>

#include "engine/fnv.h"
#include "engine/identity.h"
#include "formula/cycle.h"

namespace girs::engine {
namespace {

Status check_names(const std::vector<Definition>& definitions) {
  std::set<std::string> names;
  Mistakes mistakes;
  for (const auto& one : definitions) {
    if (!names.insert(one.name).second)
      mistakes.add("Two definitions are called " + one.name + "; give each its own name.",
                   "Có hai định nghĩa cùng tên " + one.name + "; hãy đặt tên khác nhau.",
                   {{"rule", one.name}});
    if (one.expression.empty())
      mistakes.add("The definition " + one.name + " has no formula; write one.",
                   "Định nghĩa " + one.name + " chưa có công thức.", {{"rule", one.name}});
  }
  if (mistakes.empty()) return ok();
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The definitions cannot be planned.",
                                      "Không lập được kế hoạch tính cho các định nghĩa.");
}

Status check_cycles(const std::vector<Definition>& definitions) {
  constexpr int kPeriodsInYear = 12;
  std::vector<formula::Definition> nodes;
  for (const auto& one : definitions)
    nodes.push_back({"#" + one.name, formula::needs_of(one.expression, kPeriodsInYear)});
  const auto cycle = formula::find_cycle(nodes);
  if (!cycle) return ok();
  std::string path;
  for (const auto& name : *cycle) path += (path.empty() ? "" : " -> ") + name;
  return error(Code::kInvalidArgument, "Definitions need each other: " + path + ".",
               "Các định nghĩa phụ thuộc vòng tròn: " + path + ".", {{"rule", cycle->front()}});
}

/// What a node and all below it read.
Plan::Reads reads_of(const Graph& graph, NodeId root) {
  Plan::Reads reads;
  std::vector<NodeId> open{root};
  std::set<NodeId> seen;
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    const auto& node = graph.nodes[id];
    if (node.op == Op::kInput) reads.inputs.push_back(node.index);
    if (node.op == Op::kParameter) reads.parameters.push_back(node.index);
    open.insert(open.end(), node.args.begin(), node.args.end());
    const auto& zero = graph.zeros[node.zero].any_of;
    open.insert(open.end(), zero.begin(), zero.end());
  }
  return reads;
}

}  // namespace

Result<std::shared_ptr<const Plan>> Plan::compile(std::vector<Definition> definitions,
                                                  Shapes shapes) {
  GIRS_CHECK(check_names(definitions));
  GIRS_CHECK(check_cycles(definitions));
  std::shared_ptr<Plan> plan(new Plan);
  plan->identity_ = identity_of(definitions, shapes);
  plan->hash_ = fnv1a(plan->identity_);
  plan->definitions_ = std::move(definitions);
  plan->shapes_ = std::move(shapes);
  GraphBuilder builder(plan->shapes_, plan->graph_);
  for (const auto& one : plan->definitions_) {
    auto added = builder.add(one.expression, one.site);
    if (added.root) builder.define_indicator(one.name, *added.root);
    plan->places_.emplace(one.name, plan->roots_.size());
    plan->roots_.push_back(added.root);
    plan->reads_.push_back(added.root ? reads_of(plan->graph_, *added.root) : Reads());
    plan->why_not_.push_back(added.root ? std::string() : std::move(added.why));
  }
  plan->program_ = lowered(plan->graph_, plan->roots_);
  return std::shared_ptr<const Plan>(std::move(plan));
}

std::optional<std::size_t> Plan::find(std::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Plan::memory_bytes() const {
  // The trees of formulas are shared with whoever compiled them.
  std::size_t bytes = sizeof(Plan) + identity_.capacity() +
                      definitions_.size() * sizeof(Definition);
  for (const auto& node : graph_.nodes)
    bytes += sizeof(GraphNode) + node.args.capacity() * sizeof(NodeId) + node.signs.capacity();
  for (const auto& one : program_.instructions) {
    bytes += sizeof(Instruction) + one.args.capacity() * sizeof(Term);
    for (const auto* side : {&one.left, &one.right})
      for (const auto& item : side->items)
        bytes += sizeof(Item) + item.terms.capacity() * sizeof(Term);
  }
  return bytes + graph_.inputs.size() * sizeof(Input);
}

}  // namespace girs::engine
