// Walking through time: what a unit became, and what it was made of.

#include "unit/sorted.h"
#include "unit/unit_tree.h"

namespace girs {
namespace {

using std::chrono::days;

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

}  // namespace

std::vector<UnitChange> UnitTree::successors(std::string_view code, Date day) const {
  const auto* unit = find(code, day);
  if (unit == nullptr) return {};
  const auto versions = versions_of(code);
  const auto end = run_end(versions, static_cast<std::size_t>(unit - versions.data()));
  std::vector<UnitChange> found;
  const auto before_of = [&](std::size_t i) { return std::string_view(data_.changes[i].before); };
  for (const auto index : with_code(by_before_, code, before_of)) {
    const auto& change = data_.changes[index];
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
  const auto after_of = [&](std::size_t i) { return std::string_view(data_.changes[i].after); };
  for (const auto index : with_code(by_after_, code, after_of)) {
    const auto& change = data_.changes[index];
    if (start && change.on < *start) continue;
    if (change.on > day) break;
    if (!found.empty() && found.front().on != change.on) found.clear();  // a later change
    found.push_back(change);
  }
  return found;
}

std::vector<UnitChange> UnitTree::changes_naming(std::string_view code) const {
  std::vector<UnitChange> found;
  const auto before_of = [&](std::size_t i) { return std::string_view(data_.changes[i].before); };
  const auto after_of = [&](std::size_t i) { return std::string_view(data_.changes[i].after); };
  for (const auto index : with_code(by_before_, code, before_of))
    found.push_back(data_.changes[index]);
  for (const auto index : with_code(by_after_, code, after_of))
    found.push_back(data_.changes[index]);
  return found;
}

}  // namespace girs
