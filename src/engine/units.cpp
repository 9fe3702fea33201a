#include "engine/units.h"

#include "engine/fnv.h"

namespace girs::engine {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  return fnv1a("\xff", fnv1a(text, hash));  // a byte that is in no UTF-8 ends each text
}

void add_mistake(Mistakes& mistakes, std::size_t row, const std::string& code, const char* en,
                 const char* vi) {
  mistakes.add("Unit " + code + " " + en, "Đơn vị " + code + " " + vi,
               {{"row", std::to_string(row)}, {"unit", code}});
}

}  // namespace

Result<Units> Units::in_order(std::vector<Unit> list) {
  Units units;
  units.units_ = std::move(list);
  Mistakes mistakes;
  std::vector<std::uint32_t> open;   // the units above the next one
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units.units_[i];
    if (!units.places_.emplace(unit.code, i).second)
      add_mistake(mistakes, i, unit.code, "occurs twice; leave one out.",
                  "xuất hiện hai lần; hãy bỏ bớt một.");
    while (!open.empty() && units.units_[open.back()].code != unit.parent) {
      units.ends_[open.back()] = i;
      open.pop_back();
    }
    if (open.empty() && !unit.parent.empty())
      add_mistake(mistakes, i, unit.code,
                  "does not follow its parent; list units depth first.",
                  "không đứng sau đơn vị cấp trên; hãy liệt kê theo thứ tự từ trên xuống.");
    units.parents_.push_back(open.empty() ? kNone : open.back());
    units.ends_.push_back(i + 1);
    open.push_back(i);
    units.fingerprint_ = mixed(mixed(units.fingerprint_, unit.code), unit.parent);
  }
  for (const auto unit : open) units.ends_[unit] = static_cast<std::uint32_t>(units.size());
  for (std::uint32_t i = 0; i < units.size(); ++i)
    if (!units.is_leaf(i)) units.inner_.push_back(i);
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument,
                                        "The units are not listed depth first.",
                                        "Danh sách đơn vị không theo thứ tự từ trên xuống.");
  return units;
}

std::uint32_t Units::find(std::string_view code) const {
  const auto found = places_.find(code);
  return found == places_.end() ? kNone : found->second;
}

Status check_same(const Units& held, const Units& given) {
  if (held.fingerprint() == given.fingerprint()) return ok();
  Mistakes mistakes;
  const auto tell = [&](const std::string& unit, const char* en, const char* vi) {
    mistakes.add("Unit " + unit + " " + en, "Đơn vị " + unit + " " + vi, {{"unit", unit}});
  };
  const auto parent_of = [](const Units& units, std::uint32_t unit) {
    return units.parent(unit) == Units::kNone ? std::string() : units.code(units.parent(unit));
  };
  for (std::uint32_t i = 0; i < held.size(); ++i) {
    const auto now = given.find(held.code(i));
    if (now == Units::kNone) tell(held.code(i), "is no longer there.", "không còn nữa.");
    else if (parent_of(held, i) != parent_of(given, now))
      tell(held.code(i), "has another parent.", "đã đổi đơn vị cấp trên.");
    else if (now != i && held.size() == given.size())
      tell(held.code(i), "stands in another place.", "đã đổi vị trí.");
  }
  for (std::uint32_t i = 0; i < given.size(); ++i)
    if (held.find(given.code(i)) == Units::kNone)
      tell(given.code(i), "is new.", "là đơn vị mới.");
  return std::move(mistakes).to_error(
      Code::kInvalidArgument,
      "The tree of units is not the one that the columns were laid out over; lay them out anew.",
      "Cây đơn vị không phải cây đã dùng để sắp xếp các cột; hãy sắp xếp lại.");
}

std::vector<std::string> UnitsAsHierarchy::children(const std::string& unit, const Period&) const {
  std::vector<std::string> codes;
  const auto above = units_.find(unit);
  if (above == Units::kNone) return codes;
  for (auto i = above + 1; i < units_.end(above); i = units_.end(i)) codes.push_back(units_.code(i));
  return codes;
}

std::vector<std::string> UnitsAsHierarchy::leaves(const std::string& unit, const Period&) const {
  std::vector<std::string> codes;
  const auto above = units_.find(unit);
  if (above == Units::kNone) return codes;
  for (auto i = above + 1; i < units_.end(above); ++i)
    if (units_.is_leaf(i)) codes.push_back(units_.code(i));
  return codes;
}

std::string UnitsAsHierarchy::parent(const std::string& unit, const Period&) const {
  const auto below = units_.find(unit);
  if (below == Units::kNone || units_.parent(below) == Units::kNone) return {};
  return units_.code(units_.parent(below));
}

std::string UnitsAsHierarchy::kind(const std::string& unit, const Period&) const {
  const auto found = units_.find(unit);
  return found == Units::kNone ? std::string() : units_.kind(found);
}

}  // namespace girs::engine
