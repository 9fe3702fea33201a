#pragma once
// Many figures as rows in batches: texts as places in lists of words, values as integers of one
// scale.

#include <array>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "decimal/fixed.h"
#include "formula/value.h"
#include "base/result.h"

namespace girs::indicator {

/// The texts of a row.
enum class Word : std::size_t {
  kIndicator, kUnit, kPeriod, kBreakdown, kDerivation, kWhy, kStatus, kFlags
};
inline constexpr std::array kWordNames = {"indicator", "unit", "period", "breakdown", "derivation",
                                          "why", "status", "flags"};
inline constexpr std::size_t kWordCount = kWordNames.size();

/// Numbers of a column, which batches of the same units share.
using Numbers = std::shared_ptr<const std::vector<std::int32_t>>;
inline Numbers numbers(std::vector<std::int32_t> list) {
  return std::make_shared<const std::vector<std::int32_t>>(std::move(list));
}

struct FigureRows {
  std::array<Numbers, kWordCount> words;   // places in FigureWords
  std::vector<fixed::Int128> values;       // at one scale; 0 where there is none
  Numbers counted, expected, decimals;
  std::size_t size() const { return values.size(); }
  const Numbers& places(Word column) const { return words[static_cast<std::size_t>(column)]; }
  Numbers& places(Word column) { return words[static_cast<std::size_t>(column)]; }
  bool has_value(std::size_t row) const { return (*places(Word::kWhy))[row] == 0; }
};

/// The words of each column so far; the first of each is the empty text.
class FigureWords {
 public:
  std::int32_t place(Word column, const std::string& word);
  /// The place of flags with a space between them.
  std::int32_t place(const std::set<std::string>& flags);
  /// The place of the word that says why a figure has no value; 0 when it has one.
  std::int32_t place_of_why(const formula::Value& value);

  const std::deque<std::string>& list(Word column) const {
    return lists_[static_cast<std::size_t>(column)].words;
  }

 private:
  struct List {
    std::deque<std::string> words{{}};   // grows, and what stands stays where it is
    std::unordered_map<std::string, std::int32_t> places{{{}, 0}};
  };
  std::array<List, kWordCount> lists_;
};

/// A value at `scale`; 0 when it is no number. kUnsupported: it has more than 38 digits there.
Result<fixed::Int128> figure_at(const formula::Value& value, int scale);

}  // namespace girs::indicator
