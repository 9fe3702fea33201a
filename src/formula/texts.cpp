// Functions of texts, as in Excel; positions count characters from 1.

#include <algorithm>

#include "base/letter_case.h"
#include "base/text.h"
#include "formula/characters.h"
#include "formula/date_text.h"
#include "formula/functions.h"
#include "formula/number_text.h"
#include "formula/taken.h"
#include "formula/text_format.h"

namespace girs::formula {
namespace {

/// `compute` of one text.
template <std::string (*compute)(std::string_view)>
Value of_one(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  if (const auto other = taken.other()) return *other;
  return text_or_fault(to_nfc(compute(text)));
}

/// Outer spaces gone, inner runs of them made one.
std::string trimmed(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != ' ' || (!result.empty() && result.back() != ' ')) result += c;
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

Value length(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  if (const auto other = taken.other()) return *other;
  return Decimal(static_cast<std::int64_t>(code_points(text)));
}

/// Section 3: byte for byte after NFC.
Value is_exactly(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string a = taken.text(0);
  const std::string b = taken.text(1);
  if (const auto other = taken.other()) return *other;
  return a == b;
}

/// Characters `from` (counted from 0) to `from + count`.
std::string cut(const std::string& text, std::int64_t from, std::int64_t count) {
  const std::size_t begin = byte_of(text, static_cast<std::size_t>(from));
  const std::string_view rest = std::string_view(text).substr(begin);
  return std::string(rest.substr(0, byte_of(rest, static_cast<std::size_t>(count))));
}

Value left(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto count = taken.whole(1, 1);
  if (const auto other = taken.other()) return *other;
  if (count < 0) return Fault::kValue;
  return cut(text, 0, count);
}

Value right(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto count = taken.whole(1, 1);
  if (const auto other = taken.other()) return *other;
  if (count < 0) return Fault::kValue;
  const auto all = static_cast<std::int64_t>(code_points(text));
  return cut(text, std::max<std::int64_t>(all - count, 0), all);
}

Value middle(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto from = taken.whole(1);
  const auto count = taken.whole(2);
  if (const auto other = taken.other()) return *other;
  if (from < 1 || count < 0) return Fault::kValue;
  return cut(text, from - 1, count);
}

/// REPLACE(text;from;count;new).
Value replaced_at(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto from = taken.whole(1);
  const auto count = taken.whole(2);
  const std::string with = taken.text(3);
  if (const auto other = taken.other()) return *other;
  if (from < 1 || count < 0) return Fault::kValue;
  const std::string before = cut(text, 0, from - 1);
  const std::string gone = cut(text, from - 1, count);
  return text_or_fault(before + with + text.substr(before.size() + gone.size()));
}

/// SUBSTITUTE(text;old;new;[which]): every occurrence, or only the one of that number.
Value substituted(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const std::string old = taken.text(1);
  const std::string with = taken.text(2);
  const auto which = taken.whole(3, 0);
  if (const auto other = taken.other()) return *other;
  if (taken.has(3) && which < 1) return Fault::kValue;
  if (old.empty()) return text;
  std::string result;
  std::size_t at = 0;
  std::int64_t number = 0;
  for (auto found = text.find(old); found != std::string::npos && result.size() <= kTextBytesMax;
       found = text.find(old, found + old.size())) {
    if (++number != which && which != 0) continue;
    result += text.substr(at, found - at) + with;
    at = found + old.size();
  }
  return text_or_fault(result + text.substr(at));
}

Value repeated(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto count = taken.whole(1);
  if (const auto other = taken.other()) return *other;
  if (count < 0 || static_cast<std::size_t>(count) > kTextBytesMax) return Fault::kValue;
  if (text.size() * static_cast<std::size_t>(count) > kTextBytesMax) return Fault::kValue;
  std::string result;
  for (std::int64_t i = 0; i < count; ++i) result += text;
  return result;
}

/// The values of arguments from `first` on as `&` would join them; missing cells are passed over,
/// as in all aggregates.
struct Joined {
  std::string text;
  bool any = false;
  std::optional<Value> other;

  void add(const Value& raw, const std::string& between, bool skip_empty) {
    const Value value = operand(raw, false);
    if (is_missing(value)) return;
    if (const auto prevails = prevailing(value, other.value_or(std::string()))) {
      other = *prevails;
      return;
    }
    const std::string piece = raw == Value(Absent::kNil) ? "0" : as_text(value);
    if (skip_empty && piece.empty()) return;
    if (text.size() <= kTextBytesMax) text += (any ? between : std::string()) + piece;
    any = true;
  }
};

Joined joined(const Evaluator& evaluator, const Arguments& arguments, std::size_t first,
              const std::string& between, bool skip_empty) {
  Joined result;
  for (std::size_t i = first; i < arguments.size(); ++i)
    for (const auto& item : evaluator.items(arguments[i]))
      result.add(item.value, between, skip_empty);
  return result;
}

Value finished(Joined result) {
  if (result.other) return *result.other;
  if (!result.any) return Absent::kMissing;
  return text_or_fault(std::move(result.text));
}

Value concatenation(const Evaluator& evaluator, const Arguments& arguments) {
  return finished(joined(evaluator, arguments, 0, {}, false));
}

/// TEXTJOIN(between;skip empty texts;a;b;...).
Value joined_with(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string between = taken.text(0);
  const bool skip_empty = taken.logical(1, true);
  Joined pieces = joined(evaluator, arguments, 2, between, skip_empty);
  if (const auto other = taken.other(pieces.other)) return *other;
  return finished(std::move(pieces));
}

/// TEXT(x;format) of a number or a date.
Value formatted(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const auto format = TextFormat::make(taken.text(1));
  if (taken.other() || !format) {  // nothing says what the value should be
    taken.judge(evaluator.value(arguments[0]));
    return taken.other().value_or(Fault::kValue);
  }
  if (format->is_of_date()) {
    const Date date = taken.date(0);
    return taken.other().value_or(format->text(date));
  }
  const Decimal number = taken.number(0);
  if (const auto other = taken.other()) return *other;
  auto text = format->text(number);
  return text ? text_or_fault(*std::move(text)) : Fault::kNumber;
}

/// "1234.5", "1E3", "50%" with a point; a comma might separate thousands or decimals, so it is
/// refused (section 11).
Value value_of_text(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  if (const auto other = taken.other()) return *other;
  const auto number = number_of_text(text);
  if (!number) return Fault::kValue;
  return *number;
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"CONCAT", {range(kAny)}, kText, concatenation, 1},
    {"EXACT", {kText, kText}, kLogical, is_exactly},
    {"LEFT", {kText, optional(kNumber)}, kText, left},
    {"LEN", {kText}, kNumber, length},
    {"LOWER", {kText}, kText, of_one<lower_case>},
    {"MID", {kText, kNumber, kNumber}, kText, middle},
    {"PROPER", {kText}, kText, of_one<title_case>},
    {"REPLACE", {kText, kNumber, kNumber, kText}, kText, replaced_at},
    {"REPT", {kText, kNumber}, kText, repeated},
    {"RIGHT", {kText, optional(kNumber)}, kText, right},
    {"SUBSTITUTE", {kText, kText, kText, optional(kNumber)}, kText, substituted},
    {"TEXT", {kAny, written(kText, Accepts::Written::kFormat)}, kText, formatted},
    {"TEXTJOIN", {kText, kLogical, range(kAny)}, kText, joined_with, 1},
    {"TRIM", {kText}, kText, of_one<trimmed>},
    {"UPPER", {kText}, kText, of_one<upper_case>},
    {"VALUE", {kText}, kNumber, value_of_text},
};

}  // namespace

std::span<const Function> text_functions() { return kFunctions; }

}  // namespace girs::formula
