// Lists of versions: one row is what a code meant between two days.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "unit/unit_lists.h"

namespace girs {
namespace {

struct TypeOfUnit {
  std::string_view word;   // with which names of this type begin
  std::string_view kind;
};
/// Vietnam's types of unit; "Thành phố" without more is one of a province. Longest words first.
constexpr std::array<TypeOfUnit, 9> kTypes = {{{"Thành phố trực thuộc", "province"},
                                               {"Thị trấn", "commune"},
                                               {"Đặc khu", "commune"},
                                               {"Thành phố", "district"},
                                               {"Thị xã", "district"},
                                               {"Phường", "commune"},
                                               {"Huyện", "district"},
                                               {"Quận", "district"},
                                               {"Tỉnh", "province"}}};
constexpr TypeOfUnit kCommune{"Xã", "commune"};

const TypeOfUnit* built_in(std::string_view type) {
  const auto begins_with = [&](std::string_view word) {   // as a word, not as letters of one
    return type.starts_with(word) && (type.size() == word.size() || type[word.size()] == ' ');
  };
  for (const auto& known : kTypes)
    if (begins_with(known.word)) return &known;
  return begins_with(kCommune.word) ? &kCommune : nullptr;
}

/// The word for the kind that a name begins with: names of both sorts of city begin alike.
std::string_view word_in_name(const TypeOfUnit& type) {
  constexpr std::string_view kCity = "Thành phố";
  return type.word.starts_with(kCity) ? kCity : type.word;
}

std::string kind_of(const TableRow& row, const UnitImportOptions& options) {
  if (const auto kind = row.field("kind"); !kind.empty()) return row.code("kind");
  const auto type = row.field("type");
  if (const auto own = options.kinds.find(std::string(type)); own != options.kinds.end())
    return own->second;
  const auto* known = built_in(type);
  if (known != nullptr) {
    const auto name = row.field("name");
    if (!name.empty() && !name.starts_with(word_in_name(*known)))
      row.mistake("type",
                  "The unit " + std::string(row.field("code")) + " is called \"" +
                      std::string(name) + "\", but its type is \"" + std::string(type) + "\".",
                  "Đơn vị " + std::string(row.field("code")) + " có tên \"" + std::string(name) +
                      "\" nhưng loại là \"" + std::string(type) + "\".");
    return std::string(known->kind);
  }
  row.mistake("type",
              "The kind of the unit is not known from its type \"" + std::string(type) +
                  "\"; add a column \"kind\".",
              "Không biết loại đơn vị từ \"" + std::string(type) + "\"; hãy thêm cột \"kind\".");
  return {};
}

/// A level, where the list has one, is one of the three that there are or were.
void check_level(const TableRow& row) {
  const auto level = std::string(row.field("level"));
  if (level.empty() || level == "1" || level == "2" || level == "3") return;
  row.mistake("level",
              "\"" + level + "\" is no level of units; write 1 (province), 2 (district or commune) or "
              "3 (commune).",
              "\"" + level + "\" không phải là cấp đơn vị; hãy ghi 1 (tỉnh), 2 (huyện hoặc xã) hoặc 3 "
              "(xã).");
}

bool is_known_column(std::string_view column) {
  constexpr std::array<std::string_view, 7> kKnown = {"code",   "name",       "kind",    "level",
                                                      "parent", "valid_from", "valid_to"};
  return std::ranges::find(kKnown, column) != kKnown.end();
}

}  // namespace

void read_version_row(const TableRow& row, std::uint32_t table, const UnitTable& given,
                      const UnitImportOptions& options, UnitLists& lists) {
  const auto before = row.mistake_count();
  UnitVersion unit;
  unit.code = row.code("code");
  unit.name = row.field("name");
  if (unit.name.empty() || !is_nfc(unit.name))
    row.mistake("name", "The name is empty or not in Unicode normal form C.",
                "Tên để trống hoặc chưa ở dạng Unicode dựng sẵn.");
  const auto readable = row.mistake_count();
  unit.kind = kind_of(row, options);
  check_level(row);
  // A name that does not fit its type, or a strange level, is told, but the unit is there all the same.
  const auto doubtful_type = unit.kind.empty() ? 0 : row.mistake_count() - readable;
  if (!row.field("parent").empty()) unit.parent = row.code("parent");
  else if (unit.code != options.top) unit.parent = options.top;
  unit.from = row.date("valid_from");
  unit.to = row.date("valid_to");
  if (!unit.from && std::ranges::find(row.header(), "valid_from") == row.header().end())
    unit.from = given.days.from;
  if (!unit.to && std::ranges::find(row.header(), "valid_to") == row.header().end())
    unit.to = given.days.to;
  for (const auto& column : row.header())
    if (const auto value = row.field(column); !is_known_column(column) && !value.empty())
      unit.attributes.emplace(column, value);
  if (row.mistake_count() != before + doubtful_type) return;
  lists.data.units.push_back(std::move(unit));
  lists.units.push_back({table, row.line()});
}

}  // namespace girs
