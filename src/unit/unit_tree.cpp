#include "unit/unit_tree.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "unit/unit_tree_checks.h"

namespace girs {
namespace {

using std::chrono::days;

/// The indexes of `values` in the order that `key` gives.
template <class T, class Key>
std::vector<std::size_t> sorted_indexes(const std::vector<T>& values, Key key) {
  std::vector<std::size_t> indexes(values.size());
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  std::ranges::sort(indexes, [&](std::size_t a, std::size_t b) {
    return key(values[a]) < key(values[b]);
  });
  return indexes;
}

/// The part of `values`, sorted by `code_of`, whose code is `wanted`.
template <class T, class Code>
std::span<const T> with_code(const std::vector<T>& values, std::string_view wanted,
                             Code code_of) {
  const auto first = std::ranges::lower_bound(values, wanted, {}, code_of);
  const auto last = std::ranges::upper_bound(first, values.end(), wanted, {}, code_of);
  return {first, last};
}

/// The last day of the unbroken run of versions from `index` on; none: still in force.
std::optional<Date> run_end(std::span<const UnitVersion> versions, std::size_t index) {
  while (index + 1 < versions.size() && versions[index].to &&
         versions[index + 1].from == *versions[index].to + days{1})
    ++index;
  return versions[index].to;
}

/// The first day of the unbroken run of versions up to `index`; none: before the records.
std::optional<Date> run_start(std::span<const UnitVersion> versions, std::size_t index) {
  while (index > 0 && versions[index].from && versions[index - 1].to &&
         *versions[index].from == *versions[index - 1].to + days{1})
    --index;
  return versions[index].from;
}

/// "Tỉnh Bắc Giang (… – 2025-06-30), Tỉnh Bắc Ninh (2025-07-01 – …)", the first few of them.
std::string lives(std::span<const UnitVersion> versions) {
  constexpr std::size_t kShownMax = 5;
  std::string text;
  for (const auto& unit : versions.first(std::min(kShownMax, versions.size()))) {
    if (!text.empty()) text += ", ";
    text += unit.name + " (" + (unit.from ? to_text(*unit.from) : "…") + " – " +
            (unit.to ? to_text(*unit.to) : "…") + ")";
  }
  return versions.size() > kShownMax ? text + ", …" : text;
}

}  // namespace

Result<UnitTree> UnitTree::make(std::vector<UnitVersion> versions,
                                std::vector<UnitChange> changes) {
  UnitTree tree;
  tree.versions_ = std::move(versions);
  std::ranges::sort(tree.versions_, {}, [](const UnitVersion& unit) {
    return std::tuple(std::string_view(unit.code), unit.from);
  });
  tree.changes_ = std::move(changes);
  std::ranges::sort(tree.changes_, {}, [](const UnitChange& change) {
    return std::tuple(change.on, std::string_view(change.before), std::string_view(change.after));
  });
  tree.by_parent_ = sorted_indexes(tree.versions_, [](const UnitVersion& unit) {
    return std::tuple(std::string_view(unit.parent), std::string_view(unit.code), unit.from);
  });
  tree.by_before_ = sorted_indexes(tree.changes_, [](const UnitChange& change) {
    return std::tuple(std::string_view(change.before), change.on, std::string_view(change.after));
  });
  tree.by_after_ = sorted_indexes(tree.changes_, [](const UnitChange& change) {
    return std::tuple(std::string_view(change.after), change.on, std::string_view(change.before));
  });
  auto mistakes = mistakes_of(tree);
  if (mistakes.empty()) return tree;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The units have mistakes.",
                                      "Danh mục đơn vị có lỗi.");
}

std::span<const UnitVersion> UnitTree::versions_of(std::string_view code) const {
  return with_code(versions_, code,
                   [](const UnitVersion& unit) { return std::string_view(unit.code); });
}

const UnitVersion* UnitTree::find(std::string_view code, Date day) const {
  const auto versions = versions_of(code);
  const auto later = std::ranges::upper_bound(versions, std::optional<Date>(day), {},
                                              &UnitVersion::from);
  if (later == versions.begin()) return nullptr;
  const UnitVersion& unit = *(later - 1);
  return unit.covers(day) ? &unit : nullptr;
}

Result<const UnitVersion*> UnitTree::get(std::string_view code, Date day) const {
  if (const auto* unit = find(code, day)) return unit;
  const std::string shown(code);
  const auto date = to_text(day);
  const Details details{{"unit", shown}, {"date", date}};
  const auto versions = versions_of(code);
  if (versions.empty())
    return error(Code::kNotFound, "There is no unit with the code \"" + shown + "\".",
                 "Không có đơn vị nào có mã \"" + shown + "\".", details);
  return error(Code::kNotFound,
               "The unit " + shown + " is not in force on " + date + "; known: " +
                   lives(versions) + ".",
               "Đơn vị " + shown + " không có hiệu lực vào ngày " + date + "; đã biết: " +
                   lives(versions) + ".",
               details);
}

std::vector<const UnitVersion*> UnitTree::children(std::string_view code, Date day) const {
  std::vector<const UnitVersion*> units;
  if (code.empty()) return units;  // units at the top have no parent, not a nameless one
  const auto parent_of = [&](std::size_t i) { return std::string_view(versions_[i].parent); };
  for (const auto index : with_code(by_parent_, code, parent_of))
    if (versions_[index].covers(day)) units.push_back(&versions_[index]);
  return units;
}

std::vector<const UnitVersion*> UnitTree::descendants(std::string_view code, Date day) const {
  std::vector<const UnitVersion*> units;
  std::vector<const UnitVersion*> waiting;  // the next unit is the last; a stack, no recursion
  const auto wait_for_children = [&](std::string_view parent) {
    const auto below = children(parent, day);
    waiting.insert(waiting.end(), below.rbegin(), below.rend());
  };
  wait_for_children(code);
  while (!waiting.empty()) {
    const auto* unit = waiting.back();
    waiting.pop_back();
    units.push_back(unit);
    wait_for_children(unit->code);
  }
  return units;
}

std::vector<const UnitVersion*> UnitTree::ancestors(std::string_view code, Date day) const {
  std::vector<const UnitVersion*> units;
  const auto* unit = find(code, day);
  while (unit != nullptr && !unit->parent.empty()) {
    unit = find(unit->parent, day);
    if (unit != nullptr) units.push_back(unit);
  }
  return units;
}

bool UnitTree::is_below(std::string_view code, std::string_view ancestor, Date day) const {
  for (const auto* unit = find(code, day); unit != nullptr; unit = find(unit->parent, day))
    if (!unit->parent.empty() && unit->parent == ancestor) return true;
  return false;
}

std::vector<const UnitVersion*> UnitTree::in_force(Date day, std::string_view kind) const {
  std::vector<const UnitVersion*> units;
  for (const auto& unit : versions_)
    if (unit.covers(day) && (kind.empty() || unit.kind == kind)) units.push_back(&unit);
  return units;
}

std::vector<UnitChange> UnitTree::successors(std::string_view code, Date day) const {
  const auto* unit = find(code, day);
  if (unit == nullptr) return {};
  const auto versions = versions_of(code);
  const auto end = run_end(versions, static_cast<std::size_t>(unit - versions.data()));
  std::vector<UnitChange> found;
  const auto before_of = [&](std::size_t i) { return std::string_view(changes_[i].before); };
  for (const auto index : with_code(by_before_, code, before_of)) {
    const auto& change = changes_[index];
    if (change.on <= day) continue;
    if (end && change.on > *end + days{1}) break;
    if (!found.empty() && found.front().on != change.on) break;
    found.push_back(change);
  }
  return found;
}

std::vector<UnitChange> UnitTree::predecessors(std::string_view code, Date day) const {
  const auto* unit = find(code, day);
  if (unit == nullptr) return {};
  const auto versions = versions_of(code);
  const auto start = run_start(versions, static_cast<std::size_t>(unit - versions.data()));
  std::vector<UnitChange> found;
  const auto after_of = [&](std::size_t i) { return std::string_view(changes_[i].after); };
  for (const auto index : with_code(by_after_, code, after_of)) {
    const auto& change = changes_[index];
    if (start && change.on < *start) continue;
    if (change.on > day) break;
    if (!found.empty() && found.front().on != change.on) found.clear();  // a later change
    found.push_back(change);
  }
  return found;
}

}  // namespace girs
