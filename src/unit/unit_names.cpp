#include "unit/unit_names.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "unit/sorted.h"
#include "unit/unit_tree.h"

namespace girs {
namespace {

using Words = std::vector<std::string>;

/// The words for kinds of unit, folded (Luật Tổ chức chính quyền địa phương 2025 Điều 1, and the
/// district level that ended on 2025-06-30).
constexpr std::array<std::string_view, 9> kKindWords = {
    "tinh", "thanh pho", "quan", "huyen", "thi xa", "xa", "phuong", "thi tran", "dac khu"};

struct Abbreviation {
  std::string_view shorter, longer;
};
constexpr std::array<Abbreviation, 8> kAbbreviations = {{{"tp", "thanh pho"},
                                                         {"tx", "thi xa"},
                                                         {"tt", "thi tran"},
                                                         {"t.", "tinh"},
                                                         {"q.", "quan"},
                                                         {"h.", "huyen"},
                                                         {"x.", "xa"},
                                                         {"p.", "phuong"}}};

bool is_letter_or_digit(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Words of folded text. Apostrophes ("Ea H'leo") are no ends of words.
Words words_of(std::string_view folded) {
  constexpr std::string_view kApostrophe = "\xE2\x80\x99";
  Words words(1);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == '\'') continue;
    if (folded.substr(i).starts_with(kApostrophe)) {
      i += kApostrophe.size() - 1;
    } else if (is_letter_or_digit(folded[i])) {
      if (words.back() == "0" && folded[i] >= '0' && folded[i] <= '9') words.back().clear();
      words.back() += folded[i];
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string joined(const Words& words, std::size_t from = 0) {
  return join({words.begin() + static_cast<std::ptrdiff_t>(from), words.end()}, " ");
}

/// The number of words that say the kind; a name is more than its kind.
std::size_t kind_words(const Words& words) {
  for (const auto kind : kKindWords) {
    const auto count = split(kind, ' ').size();
    if (words.size() > count && joined({words.begin(), words.begin() + std::ptrdiff_t(count)}) == kind)
      return count;
  }
  return 0;
}

/// "thanh pho hue" of "tp. hue", "tp hue" and "tp.hue".
std::string without_abbreviation(std::string folded) {
  for (const auto& [shorter, longer] : kAbbreviations) {
    if (!folded.starts_with(shorter) || folded.size() == shorter.size()) continue;
    if (shorter.ends_with('.') || !is_letter_or_digit(folded[shorter.size()]))
      return std::string(longer) + " " + folded.substr(shorter.size());
  }
  return folded;
}

/// The name's words with their diacritics, without those for the kind.
std::string bare_with_tones(std::string_view name) {
  const auto plain = words_of(without_abbreviation(fold_diacritics(name)));
  const auto kept = words_of(fold_tone_placement(name));
  // An abbreviation is one word there and up to two here, so words are counted from the end.
  const auto bare_count = std::min(plain.size() - kind_words(plain), kept.size());
  return joined(kept, kept.size() - bare_count);
}

}  // namespace

NameKeys name_keys(std::string_view name) {
  const auto words = words_of(without_abbreviation(fold_diacritics(trim(name))));
  return {joined(words), joined(words, kind_words(words))};
}

bool agree_in_diacritics(std::string_view a, std::string_view b) {
  const auto full = [](std::string_view name) { return joined(words_of(fold_tone_placement(name))); };
  const auto bare_a = bare_with_tones(trim(a));
  const auto bare_b = bare_with_tones(trim(b));
  return bare_a == bare_b || full(a) == bare_b || bare_a == full(b) || full(a) == full(b);
}

UnitNames::UnitNames(std::span<const UnitVersion> units, std::span<const UnitAlias> aliases) {
  entries_.reserve(2 * (units.size() + aliases.size()));
  for (std::size_t i = 0; i < units.size(); ++i) add(units[i].name, i, false);
  for (std::size_t i = 0; i < aliases.size(); ++i) add(aliases[i].name, i, true);
  std::ranges::sort(entries_, {}, [](const Entry& entry) {
    return std::tuple(std::string_view(entry.key), entry.is_alias, entry.index);
  });
}

void UnitNames::add(std::string_view name, std::size_t index, bool is_alias) {
  auto keys = name_keys(name);
  const auto at = static_cast<std::uint32_t>(index);
  if (keys.bare != keys.full) entries_.push_back({std::move(keys.bare), at, is_alias});
  entries_.push_back({std::move(keys.full), at, is_alias});
}

std::span<const UnitNames::Entry> UnitNames::with_key(std::string_view key) const {
  return with_code(entries_, key, [](const Entry& entry) { return std::string_view(entry.key); });
}

std::vector<NameMatch> UnitTree::find_by_name(std::string_view name, Date day,
                                              std::string_view below) const {
  std::vector<NameMatch> found;
  const auto collect = [&](const std::string& key) {
    for (const auto& entry : names_.with_key(key)) {
      const auto* alias = entry.is_alias ? &data_.aliases[entry.index] : nullptr;
      if (alias && !alias->days.covers(day)) continue;
      const auto* unit = alias ? find(alias->unit, day) : &data_.units[entry.index];
      if (unit == nullptr || !unit->covers(day)) continue;
      if (!below.empty() && !is_below(unit->code, below, day)) continue;
      const auto& matched = alias ? alias->name : unit->name;
      found.push_back({unit, matched, agree_in_diacritics(matched, name)});
    }
  };
  const auto keys = name_keys(name);
  if (keys.full.empty()) return found;
  collect(keys.full);
  if (found.empty() && keys.bare != keys.full) collect(keys.bare);
  std::ranges::stable_sort(found, {}, [](const NameMatch& match) {
    return std::tuple(!match.exact, std::string_view(match.unit->code));
  });
  // A unit may bear one name and be known by an alias of the same key.
  std::vector<NameMatch> once;
  for (auto& match : found)
    if (std::ranges::none_of(once, [&](const NameMatch& m) { return m.unit == match.unit; }))
      once.push_back(std::move(match));
  return once;
}

}  // namespace girs
