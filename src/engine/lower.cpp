#include <algorithm>

#include "engine/program.h"
#include "engine/ratio_pattern.h"

namespace girs::engine {
namespace {

constexpr std::size_t kFusedTermsMax = 4;   // a shared sum of so few terms is as soon read again

class Lowering {
 public:
  Lowering(const Graph& graph, const std::vector<std::optional<NodeId>>& roots)
      : graph_(graph), terms_(graph.nodes.size()) {
    for (const auto& zero : graph.zeros) program_.zeros.push_back({zero.when, {}});
    program_.roots.resize(roots.size());
    for (std::uint32_t i = 0; i < roots.size(); ++i) {
      if (!roots[i]) continue;
      program_.roots[i] = term(*roots[i]);
      if (program_.roots[i].from == Term::From::kRegister)
        program_.instructions[maker_[program_.roots[i].index]].roots.push_back(i);
    }
    share_registers();
  }

  Program take() { return std::move(program_); }

 private:
  /// Where the value of a node is found; emits what computes it, once.
  Term term(NodeId id) {
    if (terms_[id]) return *terms_[id];
    const auto& node = graph_.nodes[id];
    Term found;
    if (node.op == Op::kInput) found = {Term::From::kInput, node.index};
    else if (node.op == Op::kConstant) found = {Term::From::kConstant, node.index};
    else if (node.op == Op::kParameter) found = {Term::From::kParameter, node.index};
    else found = {Term::From::kRegister, emitted(id)};
    terms_[id] = found;
    return found;
  }

  /// Zero rules are over terms that exist before they are asked.
  std::uint32_t zero(std::uint32_t index) {
    auto& rule = program_.zeros[index];
    if (rule.when == Zero::When::kAnyOf && rule.any_of.empty())
      for (const auto node : graph_.zeros[index].any_of) {
        const Term one = term(node);
        program_.zeros[index].any_of.push_back(one);
      }
    return index;
  }

  std::uint32_t emitted(NodeId id) {
    const auto& node = graph_.nodes[id];
    Instruction next;
    next.zero = zero(node.zero);
    next.relation = node.relation;
    next.rounding = node.rounding;
    next.places = node.places;
    if (const auto ratio = ratio_at(graph_, id)) fill_ratio(*ratio, node.zero, next);
    else fill(node, id, next);
    next.result = static_cast<std::uint32_t>(maker_.size());
    maker_.push_back(program_.instructions.size());
    program_.instructions.push_back(std::move(next));
    return program_.instructions.back().result;
  }

  void fill(const GraphNode& node, NodeId id, Instruction& next) {
    switch (node.op) {
      case Op::kAdd:
        next.code = OpCode::kLinear;
        next.left = linear(id, node.zero, true);
        return;
      case Op::kSum:
        next.code = OpCode::kSum;
        next.left = linear(id, node.zero, true);
        return;
      case Op::kCompare:
        next.code = OpCode::kCompare;
        next.left = linear(node.args[0], node.zero, false);
        next.right = linear(node.args[1], node.zero, false);
        return;
      case Op::kMultiply: next.code = OpCode::kMultiply; break;
      case Op::kDivide: next.code = OpCode::kDivide; break;
      case Op::kRound: next.code = OpCode::kRound; break;
      case Op::kAbsolute: next.code = OpCode::kAbsolute; break;
      case Op::kAnd: next.code = OpCode::kAnd; break;
      case Op::kOr: next.code = OpCode::kOr; break;
      case Op::kNot: next.code = OpCode::kNot; break;
      default: next.code = OpCode::kSelect; break;
    }
    for (const auto arg : node.args) next.args.push_back(term(arg));
  }

  void fill_ratio(const RatioPattern& ratio, std::uint32_t zero, Instruction& next) {
    next.code = OpCode::kRatio;
    next.left = linear(ratio.numerator, zero, false);
    next.right = linear(ratio.denominator, zero, false);
    next.factor = ratio.factor;
    next.shift = ratio.shift;
    next.offset = ratio.offset;
  }

  /// Whether what the node computes may be computed in the loop of the one that needs it.
  bool is_fused(NodeId id, std::uint32_t zero) const {
    const auto& node = graph_.nodes[id];
    return !terms_[id] && node.zero == zero &&
           (node.uses <= 1 || node.args.size() <= kFusedTermsMax);
  }

  Item item(NodeId id, std::uint32_t zero, bool negative) {
    const auto& node = graph_.nodes[id];
    Item one{{}, false, negative};
    if (node.op != Op::kSum || !is_fused(id, zero)) {
      one.terms.push_back(term(id));
      return one;
    }
    one.sum = true;
    for (const auto arg : node.args) one.terms.push_back(term(arg));
    return one;
  }

  /// The node as a sum of streams; `itself`: it is being emitted, and may not be a register.
  Linear linear(NodeId id, std::uint32_t zero, bool itself) {
    const auto& node = graph_.nodes[id];
    Linear sum{{}, this->zero(zero)};
    if (node.op == Op::kAdd && (itself || is_fused(id, zero))) {
      for (std::size_t i = 0; i < node.args.size(); ++i)
        sum.items.push_back(item(node.args[i], zero, node.signs[i] == '-'));
    } else if (node.op == Op::kSum && itself) {
      Item all{{}, true, false};
      for (const auto arg : node.args) all.terms.push_back(term(arg));
      sum.items.push_back(std::move(all));
    } else {
      sum.items.push_back(item(id, zero, false));
    }
    return sum;
  }

  template <class Take>
  static void each_term(Instruction& one, Take take) {
    for (auto& term : one.args) take(term);
    for (auto* side : {&one.left, &one.right})
      for (auto& item : side->items)
        for (auto& term : item.terms) take(term);
  }

  /// The instructions that must have run before this one.
  void note_needs(Instruction& one) {
    const auto add = [&](const Term& term) {
      if (term.from == Term::From::kRegister)
        one.needs.push_back(static_cast<std::uint32_t>(maker_[term.index]));
    };
    each_term(one, add);
    for (const auto zero : {one.zero, one.left.zero, one.right.zero})
      for (const auto& term : program_.zeros[zero].any_of) add(term);
  }

  /// Registers are used again once nobody needs their figures.
  void share_registers() {
    std::vector<std::size_t> last(maker_.size());
    for (std::size_t i = 0; i < program_.instructions.size(); ++i) {
      auto& one = program_.instructions[i];
      const auto needed = [&](const Term& term) {
        if (term.from == Term::From::kRegister) last[term.index] = i;
      };
      last[one.result] = i;
      each_term(one, needed);
      note_needs(one);
    }
    // A zero rule is asked by whoever has its index: its registers stay to the end.
    for (const auto& rule : program_.zeros)
      for (const auto& term : rule.any_of)
        if (term.from == Term::From::kRegister) last[term.index] = program_.instructions.size();
    std::vector<std::uint32_t> place(maker_.size());
    std::vector<std::uint32_t> free;
    for (std::size_t i = 0; i < program_.instructions.size(); ++i) {
      auto& one = program_.instructions[i];
      const std::uint32_t virtual_result = one.result;
      std::vector<std::uint32_t> ending;
      each_term(one, [&](Term& term) {
        if (term.from != Term::From::kRegister) return;
        if (last[term.index] == i) ending.push_back(term.index);
        term.index = place[term.index];
      });
      place[virtual_result] = free.empty() ? program_.registers++ : free.back();
      if (!free.empty()) free.pop_back();
      one.result = place[virtual_result];
      std::sort(ending.begin(), ending.end());
      ending.erase(std::unique(ending.begin(), ending.end()), ending.end());
      for (const auto done : ending) free.push_back(place[done]);
      if (last[virtual_result] == i) free.push_back(place[virtual_result]);
    }
    for (auto& rule : program_.zeros)
      for (auto& term : rule.any_of)
        if (term.from == Term::From::kRegister) term.index = place[term.index];
    for (auto& root : program_.roots)
      if (root.from == Term::From::kRegister) root.index = place[root.index];
  }

  const Graph& graph_;
  Program program_;
  std::vector<std::optional<Term>> terms_;   // by node
  std::vector<std::size_t> maker_;           // by register: the instruction
};

}  // namespace

Program lowered(const Graph& graph, const std::vector<std::optional<NodeId>>& roots) {
  return Lowering(graph, roots).take();
}

}  // namespace girs::engine
