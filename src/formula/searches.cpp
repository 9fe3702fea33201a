// Looking for one text in another.

#include "base/letter_case.h"
#include "base/text.h"
#include "formula/characters.h"
#include "formula/functions.h"
#include "formula/pattern.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

/// FIND and SEARCH: `find(what, rest)` gives the byte in `rest` where it begins; #VALUE! when it
/// is not there, as in Excel.
template <class Find>
Value position(const Evaluator& evaluator, const Arguments& arguments, Find find) {
  Taken taken(evaluator, arguments);
  const std::string what = taken.text(0);
  const std::string within = taken.text(1);
  const auto from = taken.whole(2, 1);
  if (const auto other = taken.other()) return *other;
  if (from < 1 || from > static_cast<std::int64_t>(code_points(within)) + 1)
    return Fault::kValue;
  const auto begin = byte_of(within, static_cast<std::size_t>(from - 1));
  const std::string_view rest = std::string_view(within).substr(begin);
  const std::optional<std::size_t> found = find(what, rest);
  if (!found) return Fault::kValue;
  return Decimal(from + static_cast<std::int64_t>(code_points(rest.substr(0, *found))));
}

/// Minds case, knows no wildcards.
Value find(const Evaluator& evaluator, const Arguments& arguments) {
  return position(evaluator, arguments,
                  [](std::string_view what, std::string_view rest) -> std::optional<std::size_t> {
                    const auto found = rest.find(what);
                    if (found == std::string_view::npos) return std::nullopt;
                    return found;
                  });
}

/// Minds no case, knows wildcards.
Value search(const Evaluator& evaluator, const Arguments& arguments) {
  return position(evaluator, arguments,
                  [](std::string_view what, std::string_view rest) -> std::optional<std::size_t> {
                    const auto pattern = Pattern::wildcards(what, true);
                    return pattern ? pattern->found_in(rest) : std::nullopt;
                  });
}

/// MATCHES(x;pattern): the whole text, so that a forgotten ^ or $ lets nothing through.
Value matches(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string text = taken.text(0);
  const auto pattern = Pattern::regular(taken.text(1));
  if (const auto other = taken.other()) return *other;
  if (!pattern) return Fault::kValue;
  return pattern->matches(text);
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"FIND", {kText, kText, optional(kNumber)}, kNumber, find},
    {"MATCHES", {kText, written(kText, Accepts::Written::kPattern)}, kLogical, matches},
    {"SEARCH", {kText, kText, optional(kNumber)}, kNumber, search},
};

}  // namespace

std::span<const Function> search_functions() { return kFunctions; }

}  // namespace girs::formula
