// Lists of changes: one row is one part of an old unit and where it went. Official texts speak of
// "toàn bộ", "một phần" and "phần còn lại" (all, part, rest) of the area and of the people.

#include <algorithm>
#include <array>

#include "unit/unit_lists.h"

namespace girs {
namespace {

constexpr std::string_view kSharePrefix = "share_";
constexpr std::array<std::string_view, 3> kPartColumns = {"area", "population", "main"};

bool is_word(std::string_view word) {
  return word == "all" || word == "part" || word == "rest" || word == "none";
}

/// How often `word` occurs in column `key` of the parts.
template <class Rows>
std::size_t count_of(const Rows& parts, const std::string& key, std::string_view word) {
  return static_cast<std::size_t>(std::ranges::count_if(parts, [&](const auto& part) {
    const auto found = part.words.find(key);
    return found != part.words.end() && found->second == word;
  }));
}

}  // namespace

void ChangeListReader::read_row(const TableRow& row, std::uint32_t table,
                                const std::string& file) {
  const auto before = row.mistake_count();
  Row read{{table, row.line()}, file, {}, row.field("change") == "unchanged", {}};
  read.change.before = row.code("old_code");
  read.change.after = row.code("new_code");
  const auto on = row.field("on").empty() ? options_.changed_on : row.date("on");
  if (!on && row.field("on").empty())
    row.mistake("on", "The day of the change is not given; add a column \"on\" or give the day.",
                "Chưa có ngày thay đổi; hãy thêm cột \"on\" hoặc cho biết ngày.");
  if (row.mistake_count() != before) return;
  read.change.on = *on;
  for (const auto& column : row.header()) {
    const auto value = std::string(row.field(column));
    if (value.empty()) continue;
    const bool is_part_column = std::ranges::find(kPartColumns, column) != kPartColumns.end();
    const bool is_share = column.starts_with(kSharePrefix) || is_part_column;
    if (!is_share) continue;
    const auto key = is_part_column ? column : column.substr(kSharePrefix.size());
    if (const auto share = Decimal::parse_canonical(value); share && !key.empty())
      read.change.shares.emplace(key, *share);
    else if (is_part_column && is_word(value))
      read.words.emplace(key, value);
    else
      row.mistake(column,
                  "\"" + value + "\" is no share; write a number from 0 to 1, or in \"area\" and "
                  "\"population\" all, part, rest or none.",
                  "\"" + value + "\" không phải là tỷ lệ; hãy ghi số từ 0 đến 1, hoặc ở \"area\" "
                  "và \"population\" ghi all, part, rest hoặc none.");
  }
  ++parts_of_new_[{*on, read.change.after}];
  by_unit_[{*on, read.change.before}].push_back(std::move(read));
}

/// What the words of all parts of one old unit say together.
void ChangeListReader::judge(Rows& parts, Mistakes& mistakes) {
  const auto tell = [&](const Row& row, const std::string& column, const std::string& en,
                        const std::string& vi) {
    const auto& code = row.change.before;
    mistakes.add("The old unit " + code + ": " + en, "Đơn vị cũ " + code + ": " + vi,
                 {{"file", row.file},
                  {"line", std::to_string(row.place.line)},
                  {"column", column},
                  {"unit", code}});
  };
  for (const std::string key : {"area", "population"}) {
    const auto all = count_of(parts, key, "all"), part = count_of(parts, key, "part"),
               rest = count_of(parts, key, "rest"), none = count_of(parts, key, "none");
    const auto words = all + part + rest + none;
    if (words == 0) continue;
    if (words != parts.size()) {
      tell(parts.front(), key, "only some parts say how much of it they take.",
           "chỉ một số phần ghi rõ nhận bao nhiêu.");
    } else if (all > 1 || rest > 1 || (all == 1 && part > 0)) {
      tell(parts.back(), key, "its parts together are more than the whole; it is counted twice.",
           "các phần cộng lại nhiều hơn toàn bộ; đơn vị bị tính hai lần.");
    } else if (all == 0 && rest == 0) {
      tell(parts.back(), key, "its parts leave a rest over, which is lost.",
           "các phần không hết đơn vị; phần còn lại bị mất.");
    } else if (part == 0 && parts.size() > 1) {  // one part has everything
      for (auto& row : parts) {
        const auto& word = row.words.at(key);
        const bool takes = word == "all" || (word == "rest" && all == 0);
        row.change.shares.emplace(key, Decimal(takes ? 1 : 0));
      }
    }
  }
  for (const auto& row : parts)
    if (row.is_unchanged &&
        (parts.size() > 1 || parts_of_new_[{row.change.on, row.change.after}] > 1))
      tell(row, "change",
           "it is called unchanged, but " +
               std::string(parts.size() > 1 ? "it is split." : "others join it in " +
                                                                    row.change.after + "."),
           "được ghi là không thay đổi, nhưng " +
               std::string(parts.size() > 1 ? "bị chia tách." : "có đơn vị khác cùng nhập vào " +
                                                                     row.change.after + "."));
}

void ChangeListReader::finish(Mistakes& mistakes) {
  for (auto& entry : by_unit_) {
    auto& parts = entry.second;
    judge(parts, mistakes);
    // "main" is a share when it decides for every part; a whole unit needs no shares.
    const bool decided = std::ranges::all_of(
        parts, [](const Row& row) { return row.change.shares.contains("main"); });
    for (auto& row : parts) {
      row.change.whole = parts.size() == 1;
      if (row.change.whole) row.change.shares.clear();
      else if (!decided) row.change.shares.erase("main");
      lists_.data.changes.push_back(std::move(row.change));
      lists_.changes.push_back(row.place);
    }
  }
}

}  // namespace girs
