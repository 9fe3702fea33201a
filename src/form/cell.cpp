#include "form/cell.h"

#include <algorithm>

#include "base/text.h"
#include "formula/characters.h"

namespace girs {
namespace {

using formula::Value;

/// What one cell of text or one note may hold, in bytes.
constexpr std::size_t kTextMax = 64u << 10;

CellProblem wrong_type(const char* en, const char* vi) {
  return {"type", {std::string("The cell must hold ") + en + ".",
                   std::string("Ô phải là ") + vi + "."}};
}

std::optional<Message> problem_of_text(std::string_view text) {
  if (text.size() > kTextMax)
    return Message{"The text is longer than 65536 bytes; attach it as a file.",
                   "Văn bản dài quá 65536 byte; hãy gửi kèm dưới dạng tệp."};
  if (first_invalid_utf8(text))
    return Message{"The text is not UTF-8.", "Văn bản không phải UTF-8."};
  if (!is_nfc(text))
    return Message{"The text must be in composed Unicode (NFC).",
                   "Văn bản phải dùng Unicode dựng sẵn (NFC)."};
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  };
  if (std::ranges::any_of(text, is_control))
    return Message{"The text holds a control character; delete it.",
                   "Văn bản có ký tự điều khiển; hãy xóa đi."};
  return std::nullopt;
}

std::optional<CellProblem> problem_of_number(const Column& column, const Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (!number) return wrong_type("a number", "số");
  if (!quantize(*number, column.scale)) {
    const auto rounded = round_half_away(*number, column.scale);
    if (!rounded || *rounded == *number)
      return CellProblem{"digits", {"A number has at most 34 digits, decimals included.",
                                    "Số có nhiều nhất 34 chữ số, kể cả phần thập phân."}};
    const auto places = std::to_string(column.scale);
    return CellProblem{"scale", {"The column takes " + places + " decimals; " + number->text() +
                                     " has more.",
                                 "Cột này có " + places + " chữ số thập phân; " +
                                     number->text() + " có nhiều hơn."}};
  }
  if (column.min && *number < *column.min)
    return CellProblem{"range", {number->text() + " is below the smallest value allowed, " +
                                     column.min->text() + ".",
                                 number->text() + " nhỏ hơn giá trị nhỏ nhất cho phép là " +
                                     column.min->text() + "."}};
  if (column.max && *column.max < *number)
    return CellProblem{"range", {number->text() + " is above the largest value allowed, " +
                                     column.max->text() + ".",
                                 number->text() + " lớn hơn giá trị lớn nhất cho phép là " +
                                     column.max->text() + "."}};
  return std::nullopt;
}

std::optional<CellProblem> problem_of_string(const Column& column, const std::string& text) {
  if (column.type == CellType::kDate && !parse_date(text))
    return wrong_type("a day such as 2025-12-31", "ngày, viết như 2025-12-31");
  if (column.type == CellType::kCode && !is_code(text))
    return wrong_type("a code", "mã");
  if (text.empty()) return wrong_type("a text that is not empty", "văn bản không trống");
  if (auto message = problem_of_text(text)) return CellProblem{"text", *std::move(message)};
  const auto length = column.length_max == 0 ? 0 : formula::character_count(text);
  if (length > static_cast<std::size_t>(column.length_max)) {
    const auto limit = std::to_string(column.length_max);
    const auto given = std::to_string(length);
    return CellProblem{"length", {"The text has " + given + " characters; at most " + limit +
                                      " are allowed.",
                                  "Văn bản có " + given + " ký tự; chỉ được tối đa " + limit + "."}};
  }
  return std::nullopt;
}

std::optional<CellProblem> problem_of_absence(const Column& column, const Cell& cell) {
  if (!cell.flags.empty() || !cell.note.empty())
    return CellProblem{"type", {"Flags and a note go with a value only.",
                                "Cờ và ghi chú chỉ đi kèm một giá trị."}};
  const auto state = std::get<formula::Absent>(cell.value);
  if (state == formula::Absent::kMissing ||
      std::ranges::find(column.states, state) != column.states.end())
    return std::nullopt;
  const auto word = formula::shown(cell.value);
  return CellProblem{"state", {"\"" + word + "\" is not allowed in this cell.",
                               "Ô này không được ghi \"" + word + "\"."}};
}

}  // namespace

std::string_view to_text(Flag flag) {
  switch (flag) {
    case Flag::kEstimated: return "estimated";
    case Flag::kPreliminary: return "preliminary";
    case Flag::kRevised: return "revised";
    case Flag::kLate: return "late";
    case Flag::kConfidential: return "confidential";
  }
  return "estimated";
}

std::optional<Flag> parse_flag(std::string_view word) {
  const auto found = std::ranges::find_if(
      kAllFlags, [&](Flag flag) { return to_text(flag) == word; });
  return found == std::end(kAllFlags) ? std::nullopt : std::optional(*found);
}

std::vector<Flag> Flags::list() const {
  std::vector<Flag> flags;
  for (const auto flag : kAllFlags)
    if (has(flag)) flags.push_back(flag);
  return flags;
}

std::optional<std::string> printed(const Column& column, const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value))
    return column.type == CellType::kNumber ? number->text_at(column.scale) : std::nullopt;
  if (const auto* logical = std::get_if<bool>(&value)) {
    if (column.type != CellType::kLogical) return std::nullopt;
    return *logical ? "true" : "false";
  }
  if (const auto* text = std::get_if<std::string>(&value))
    return column.type != CellType::kNumber && column.type != CellType::kLogical
               ? std::optional(*text)
               : std::nullopt;
  return std::nullopt;
}

std::optional<CellProblem> problem_of(const Column& column, const Cell& cell) {
  if (std::holds_alternative<formula::Fault>(cell.value))
    return wrong_type("a value, not an error", "giá trị, không phải lỗi");
  if (cell.is_absent()) return problem_of_absence(column, cell);
  if (auto message = problem_of_text(cell.note)) return CellProblem{"text", *std::move(message)};
  if (column.type == CellType::kNumber) return problem_of_number(column, cell.value);
  if (column.type == CellType::kLogical)
    return std::holds_alternative<bool>(cell.value)
               ? std::nullopt
               : std::optional(wrong_type("true or false", "true hoặc false"));
  const auto* text = std::get_if<std::string>(&cell.value);
  if (!text) return wrong_type("text", "văn bản");
  return problem_of_string(column, *text);
}

}  // namespace girs
