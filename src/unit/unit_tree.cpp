#include "unit/unit_tree.h"

#include <tuple>
#include <utility>

#include "unit/sorted.h"
#include "unit/unit_tree_checks.h"

namespace girs {
namespace {

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

/// Where each element of the sorted lists stood in the lists that were given.
struct GivenOrder {
  std::vector<std::size_t> units, changes, members, routes;

  std::size_t operator()(const UnitPlace& place) const {
    switch (place.part) {
      case UnitPart::kUnit: return units[place.index];
      case UnitPart::kChange: return changes[place.index];
      case UnitPart::kMember: return members[place.index];
      case UnitPart::kRoute: return routes[place.index];
      case UnitPart::kComplete:
      case UnitPart::kAlias: break;  // not sorted
    }
    return place.index;
  }
};

GivenOrder sort(UnitData& data) {
  GivenOrder given;
  given.units = sort_and_tell(data.units, [](const UnitVersion& unit) {
    return std::tuple(std::string_view(unit.code), unit.from);
  });
  given.changes = sort_and_tell(data.changes, [](const UnitChange& change) {
    return std::tuple(change.on, std::string_view(change.before), std::string_view(change.after));
  });
  given.members = sort_and_tell(data.members, [](const GroupMember& member) {
    return std::tuple(std::string_view(member.unit), std::string_view(member.group),
                      member.days.from);
  });
  given.routes = sort_and_tell(data.routes, [](const ReportRoute& route) {
    return std::tuple(std::string_view(route.unit), std::string_view(route.subject),
                      route.days.from);
  });
  return given;
}

}  // namespace

Result<UnitTree> UnitTree::make(std::vector<UnitVersion> versions,
                                std::vector<UnitChange> changes) {
  UnitData data;
  data.units = std::move(versions);
  data.changes = std::move(changes);
  return make(std::move(data));
}

Result<UnitTree> UnitTree::make(UnitData data, std::vector<UnitMistake>* found) {
  UnitTree tree;
  const auto given = sort(data);
  tree.data_ = std::move(data);
  tree.by_code_ = CodeIndex(tree.data_.units);
  tree.by_parent_ = sorted_indexes(tree.data_.units, [](const UnitVersion& unit) {
    return std::tuple(std::string_view(unit.parent), std::string_view(unit.code), unit.from);
  });
  tree.by_before_ = sorted_indexes(tree.data_.changes, [](const UnitChange& change) {
    return std::tuple(std::string_view(change.before), change.on, std::string_view(change.after));
  });
  tree.by_after_ = sorted_indexes(tree.data_.changes, [](const UnitChange& change) {
    return std::tuple(std::string_view(change.after), change.on, std::string_view(change.before));
  });
  tree.by_aggregator_ = sorted_indexes(tree.data_.routes, [](const ReportRoute& route) {
    return std::string_view(route.aggregator);
  });
  auto mistakes = mistakes_of(tree);
  if (mistakes.empty()) {
    tree.names_ = UnitNames(tree.data_.units, tree.data_.aliases);
    return tree;
  }
  Mistakes sentences;
  for (auto& mistake : mistakes) {
    mistake.place.index = given(mistake.place);
    mistake.cause.index = given(mistake.cause);
    sentences.add(mistake.mistake);
  }
  if (found) *found = std::move(mistakes);
  return std::move(sentences).to_error(Code::kInvalidArgument, "The units have mistakes.",
                                       "Danh mục đơn vị có lỗi.");
}

std::span<const UnitVersion> UnitTree::versions_of(std::string_view code) const {
  const auto range = by_code_.range(code, data_.units);
  return std::span(data_.units).subspan(range.first, range.count);
}

const UnitVersion* UnitTree::find(std::string_view code, Date day) const {
  const auto index = by_code_.find(code, day, data_.units);
  return index ? &data_.units[*index] : nullptr;
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
  const auto parent_of = [&](std::size_t i) { return std::string_view(data_.units[i].parent); };
  for (const auto index : with_code(by_parent_, code, parent_of))
    if (data_.units[index].covers(day)) units.push_back(&data_.units[index]);
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
  for (const auto& unit : data_.units)
    if (unit.covers(day) && (kind.empty() || unit.kind == kind)) units.push_back(&unit);
  return units;
}

const std::string* UnitTree::attribute(std::string_view code, const std::string& name,
                                       Date day) const {
  const auto* unit = find(code, day);
  if (unit == nullptr) return nullptr;
  const auto found = unit->attributes.find(name);
  return found == unit->attributes.end() ? nullptr : &found->second;
}

}  // namespace girs
