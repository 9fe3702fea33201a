// One typed text as a cell.

#include <algorithm>

#include "base/suggestion.h"
#include "base/text.h"
#include "form/entry.h"
#include "form/thousands.h"

namespace girs {
namespace {

using formula::Absent;

Error refused(std::string en, std::string vi) {
  return error(Code::kInvalidArgument, std::move(en), std::move(vi));
}

/// Texts that say why there is no value.
std::optional<Absent> absence(std::string_view text) {
  if (text.empty()) return Absent::kMissing;
  if (text == "-") return Absent::kNil;
  if (text == "x") return Absent::kNotApplicable;
  if (text == "..." || text == "…") return Absent::kNotAvailable;
  return std::nullopt;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1.234,50" as "1234.50"; nothing when points and comma do not stand where they belong.
std::optional<std::string> from_vietnamese(std::string_view text) {
  std::string plain;
  if (text.starts_with('-')) {
    plain = "-";
    text.remove_prefix(1);
  }
  const auto comma = text.find(',');
  const auto groups = split(text.substr(0, comma), '.');
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool whole = groups.size() == 1;
    if (!is_digits(groups[i])) return std::nullopt;
    if (!whole && (i == 0 ? groups[i].size() > 3 : groups[i].size() != 3)) return std::nullopt;
    plain += groups[i];
  }
  if (comma == std::string_view::npos) return plain;
  const auto decimals = text.substr(comma + 1);
  if (!is_digits(decimals)) return std::nullopt;
  return plain + "." + std::string(decimals);
}

}  // namespace

bool looks_like_thousands(std::string_view text, char separator) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto groups = split(text, separator);
  return groups.size() >= 2 && groups[0].size() <= 3 && groups[0] != "0" &&
         std::ranges::all_of(groups, is_digits) &&
         std::all_of(groups.begin() + 1, groups.end(),
                     [](std::string_view group) { return group.size() == 3; });
}

namespace {

/// Why `text` is no number in the plain style.
Error not_plain(const std::string& text) {
  if (text.find(',') != std::string::npos || std::ranges::count(text, '.') > 1)
    return refused("\"" + text + "\" could be read in two ways; write 1234.5, or declare that the "
                   "numbers are in the Vietnamese style (1.234,5).",
                   "\"" + text + "\" có thể hiểu theo hai cách; hãy viết 1234.5, hoặc khai báo số "
                   "viết theo kiểu Việt Nam (1.234,5).");
  const auto number = Decimal::parse(text);
  if (number && number->is_zero() && text.starts_with('-'))
    return refused("\"" + text + "\" is zero; write 0 (or - where nothing occurred).",
                   "\"" + text + "\" là số không; hãy viết 0 (hoặc - nếu không phát sinh).");
  if (number)
    return refused("Write \"" + text + "\" as " + number->text() + ".",
                   "Hãy viết \"" + text + "\" là " + number->text() + ".");
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits > 34)
    return refused("A number has at most 34 digits, decimals included.",
                   "Số có nhiều nhất 34 chữ số, kể cả phần thập phân.");
  return refused("\"" + text + "\" is no number.", "\"" + text + "\" không phải là số.");
}

Result<Decimal> read_number(const Column& column, std::string_view text, NumberStyle style) {
  const std::string typed(text);
  auto plain = typed;
  if (style == NumberStyle::kVietnamese) {
    const auto converted = from_vietnamese(text);
    if (!converted)
      return refused("\"" + typed + "\" is no number in the Vietnamese style; write it as "
                     "1.234,5.",
                     "\"" + typed + "\" không đúng cách viết số kiểu Việt Nam; hãy viết như "
                     "1.234,5.");
    plain = *converted;
  }
  const char point = style == NumberStyle::kVietnamese ? ',' : '.';
  if (column.scale < 3 && typed.find(point) != std::string::npos &&
      looks_like_thousands(typed, point))
    return refused("\"" + typed + "\" could mean thousands; write the number without separators "
                   "or declare its style.",
                   "\"" + typed + "\" có thể là số hàng nghìn; hãy viết số không có dấu phân cách "
                   "hoặc khai báo cách viết số.");
  const auto number = Decimal::parse_canonical(plain);
  if (!number || (number->is_zero() && plain.starts_with('-'))) return not_plain(plain);
  return *number;
}

Result<formula::Value> read_value(const FormLayout& layout, const Column& column,
                                  std::string_view text, NumberStyle style) {
  switch (column.type) {
    case CellType::kNumber: {
      GIRS_TRY(auto number, read_number(column, text, style));
      return formula::Value(number);
    }
    case CellType::kLogical:
      if (text == "true" || text == "false") return formula::Value(text == "true");
      return refused("\"" + std::string(text) + "\" is neither true nor false.",
                     "\"" + std::string(text) + "\" phải là true hoặc false.");
    case CellType::kCode:
      if (const auto* list = layout.code_list(column); list && !list->find(text)) {
        std::vector<std::string> codes;
        for (const auto& item : list->items) codes.push_back(item.code);
        const auto hint = did_you_mean(text, codes);
        return refused("\"" + std::string(text) + "\" is not on the list " + list->code + hint.en,
                       "\"" + std::string(text) + "\" không có trong danh mục " + list->code +
                           hint.vi);
      }
      return formula::Value(std::string(text));
    case CellType::kDate:
    case CellType::kText:
      break;
  }
  return formula::Value(std::string(text));
}

}  // namespace

Result<Cell> read_cell(const FormLayout& layout, const Column& column, std::string_view text,
                       NumberStyle style) {
  const auto word = trim(text);
  if (const auto absent = absence(word)) {
    const Cell without{*absent};
    if (const auto problem = problem_of(column, without))
      return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
    return without;
  }
  const bool free_text = column.type == CellType::kText;
  GIRS_TRY(auto value, read_value(layout, column, free_text ? text : word, style));
  Cell cell{std::move(value)};
  if (const auto problem = problem_of(column, cell))
    return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
  if (auto* number = std::get_if<Decimal>(&cell.value))
    *number = quantize(*number, column.scale).value_or(*number);
  return cell;
}

Result<std::string> read_field(const FormLayout& layout, const Field& field, std::string_view text,
                               NumberStyle style) {
  if (!field.automatic.empty())
    return refused("\"" + field.value.title.en + "\" is filled in by the software.",
                   "\"" + field.value.title.vi + "\" do phần mềm tự điền.");
  const auto& column = field.value;
  const auto word = trim(text);
  if (word.empty()) return std::string();
  GIRS_TRY(auto value, read_value(layout, column, column.type == CellType::kText ? text : word, style));
  const Cell cell{std::move(value)};
  if (const auto problem = problem_of(column, cell))
    return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
  return printed(column, cell.value).value_or(std::string());
}

}  // namespace girs
