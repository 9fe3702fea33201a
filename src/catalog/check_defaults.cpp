// What a new row or field begins with must be something that its column takes.

#include <algorithm>

#include "base/text.h"
#include "catalog/document.h"
#include "catalog/references.h"

namespace girs {
namespace {

using formula::Absent;

std::optional<Absent> absence(std::string_view text) {
  if (text == "-") return Absent::kNil;
  if (text == "x") return Absent::kNotApplicable;
  if (text == "..." || text == "…") return Absent::kNotAvailable;
  return std::nullopt;
}

Message not_allowed(const std::string& text, const char* en, const char* vi) {
  return {"The default \"" + text + "\" does not fit: " + en + ".",
          "Giá trị mặc định \"" + text + "\" không hợp lệ: " + vi + "."};
}

/// What is wrong with the default of a number; figures are written plainly, as everywhere in the
/// catalogue.
std::optional<Message> wrong_number(const Column& column, const std::string& text) {
  const auto number = Decimal::parse_canonical(text);
  if (!number) return not_allowed(text, "write a number such as 1234.5", "hãy viết số như 1234.5");
  if (!quantize(*number, column.scale))
    return not_allowed(text, "it has more decimals than the column",
                       "có nhiều chữ số thập phân hơn cột cho phép");
  if ((column.min && *number < *column.min) || (column.max && *column.max < *number))
    return not_allowed(text, "it is outside the range of the column", "nằm ngoài khoảng cho phép");
  return std::nullopt;
}

std::optional<Message> wrong_default(const Column& column, const CodeList* list) {
  const auto& text = column.default_text;
  if (const auto absent = absence(text)) {
    if (std::ranges::find(column.states, *absent) != column.states.end()) return std::nullopt;
    return not_allowed(text, "the column does not allow it", "cột không cho phép ghi như vậy");
  }
  switch (column.type) {
    case CellType::kNumber: return wrong_number(column, text);
    case CellType::kLogical:
      if (text == "true" || text == "false") return std::nullopt;
      return not_allowed(text, "it is true or false", "phải là true hoặc false");
    case CellType::kDate:
      if (parse_date(text)) return std::nullopt;
      return not_allowed(text, "write a day such as 2025-12-31", "hãy viết ngày như 2025-12-31");
    case CellType::kCode:
      if (!list || list->find(text)) return std::nullopt;  // a missing list is a mistake of its own
      return not_allowed(text, "it is not on the list", "không có trong danh mục");
    case CellType::kText:
      if (column.length_max == 0 ||
          code_points(text) <= static_cast<std::size_t>(column.length_max))
        return std::nullopt;
      return not_allowed(text, "it is longer than the column allows", "dài hơn mức cho phép");
  }
  return std::nullopt;
}

}  // namespace

void check_defaults(const FormDocument& document, const CatalogDocuments& documents,
                    Mistakes& mistakes) {
  const auto check = [&](const Column& column, const std::string& pointer) {
    if (column.default_text.empty()) return;
    auto wrong = wrong_default(column, documents.list(column.code_list));
    if (!wrong) return;
    mistakes.add(std::move(wrong->en), std::move(wrong->vi),
                 {{"file", document.node.file()}, {"pointer", pointer + "/default"}});
  };
  const auto& form = document.form;
  for (std::size_t i = 0; i < form.columns.size(); ++i)
    check(form.columns[i], "/columns/" + std::to_string(i));
  for (std::size_t i = 0; i < form.fields.size(); ++i)
    check(form.fields[i].value, "/header/" + std::to_string(i));
}

}  // namespace girs
