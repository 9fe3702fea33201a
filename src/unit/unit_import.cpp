#include "unit/unit_import.h"

#include <algorithm>
#include <map>
#include <set>

#include "unit/leave_out.h"
#include "unit/unit_lists.h"

namespace girs {
namespace {

/// Reads tables one after the other; what they say is checked when all have been read.
class Import {
 public:
  Import(const std::vector<UnitTable>& tables, const UnitImportOptions& options)
      : tables_(tables), options_(options), changes_(options, lists_) {}

  Status read_all() {
    for (std::uint32_t i = 0; i < tables_.size(); ++i) GIRS_CHECK(read(i));
    changes_.finish(mistakes_);
    add_top();
    claim_completeness();
    return ok();
  }

  Result<UnitImport> strict() && {
    std::vector<UnitMistake> found;
    auto tree = UnitTree::make(std::move(lists_.data), &found);
    place_all(found);
    if (tree && mistakes_.empty()) return UnitImport{*std::move(tree), {}};
    const auto count = std::to_string(mistakes_.count());
    return std::move(mistakes_).to_error(
        Code::kInvalidArgument,
        "Nothing was imported: the lists have " + count + (count == "1" ? " mistake." : " mistakes."),
        "Chưa nhập đơn vị nào: các danh sách có " + count + " lỗi.", {{"mistakes", count}});
  }

  UnitImport lenient() && {
    auto right = leave_out_mistakes(std::move(lists_.data));
    place_all(right.mistakes);
    return {std::move(right.tree), mistakes_.take()};
  }

 private:
  /// A file that is no CSV at all is refused; mistakes in its rows are collected.
  Status read(std::uint32_t index) {
    const auto& table = tables_[index];
    auto reader = CsvReader::open(table.bytes);
    if (!reader) return in_file(table, std::move(reader).error());
    CsvRecord record;
    std::vector<std::string> header;
    while (true) {
      auto more = reader->next(record);
      if (!more) return in_file(table, std::move(more).error());
      if (!*more) break;
      if (header.empty()) {
        header = record.fields;
        if (!check_header(table, header)) return ok();
        continue;
      }
      read_row(index, header, record);
      if (mistakes_.count() >= kImportMistakesMax) return too_many(table);
    }
    if (header.empty())
      mistakes_.add("The file is empty.", "Tệp không có nội dung.", {{"file", table.name}});
    return ok();
  }

  static bool has(const std::vector<std::string>& header, std::string_view column) {
    return std::ranges::find(header, column) != header.end();
  }

  bool check_header(const UnitTable& table, const std::vector<std::string>& header) {
    const auto tell = [&](const std::string& en, const std::string& vi) {
      mistakes_.add(en, vi, {{"file", table.name}, {"line", "1"}});
      return false;
    };
    std::set<std::string> once;
    for (const auto& column : header)
      if (!once.insert(column).second)
        return tell("The column \"" + column + "\" stands twice in the header.",
                    "Cột \"" + column + "\" xuất hiện hai lần trong dòng tiêu đề.");
    if (has(header, "old_code") && has(header, "new_code")) return true;
    if (has(header, "code") && has(header, "name")) return true;
    return tell("The header has neither \"code\" and \"name\" nor \"old_code\" and \"new_code\".",
                "Dòng tiêu đề không có \"code\" và \"name\", cũng không có \"old_code\" và "
                "\"new_code\".");
  }

  void read_row(std::uint32_t index, const std::vector<std::string>& header,
                const CsvRecord& record) {
    const auto& table = tables_[index];
    if (record.fields.size() != header.size()) {
      const auto is = std::to_string(record.fields.size());
      const auto should = std::to_string(header.size());
      mistakes_.add("The row has " + is + " fields where the header has " + should + ".",
                    "Dòng có " + is + " cột trong khi tiêu đề có " + should + " cột.",
                    {{"file", table.name}, {"line", std::to_string(record.line)}});
      return;
    }
    const TableRow row(table.name, header, record, mistakes_);
    if (has(header, "old_code")) changes_.read_row(row, index, table.name);
    else read_version_row(row, index, table, options_, lists_);
  }

  static Error in_file(const UnitTable& table, Error error) {
    error.message.en = table.name + ": " + error.message.en;
    error.message.vi = table.name + ": " + error.message.vi;
    error.details.emplace_back("file", table.name);
    return error;
  }

  Status too_many(const UnitTable& table) {
    return std::move(mistakes_).to_error(
        Code::kInvalidArgument,
        table.name + " has more than " + std::to_string(kImportMistakesMax) +
            " mistakes; is it the right file?",
        table.name + " có hơn " + std::to_string(kImportMistakesMax) +
            " lỗi; có đúng tệp cần nhập không?",
        {{"file", table.name}});
  }

  void add_top() {
    const auto is_top = [&](const UnitVersion& unit) { return unit.code == options_.top; };
    if (options_.top.empty() || options_.top_name.empty() ||
        std::ranges::any_of(lists_.data.units, is_top))
      return;
    lists_.data.units.push_back(
        {options_.top, options_.top_name, "country", "", std::nullopt, std::nullopt});
  }

  void claim_completeness() {
    if (options_.complete_kinds.empty()) return;
    const auto& changes = lists_.data.changes;
    std::map<Date, RowPlace> on;
    for (std::size_t i = 0; i < changes.size(); ++i) on.emplace(changes[i].on, lists_.changes[i]);
    for (const auto& [day, first_row] : on) {
      lists_.data.complete.push_back({day, options_.complete_kinds});
      lists_.claims.push_back(first_row);
    }
  }

  /// Adds mistakes of the tree with the rows that they are about.
  void place_all(const std::vector<UnitMistake>& found) {
    for (const auto& [place, cause, mistake] : found) {
      auto placed = mistake;
      const auto* rows = place.part == UnitPart::kUnit       ? &lists_.units
                         : place.part == UnitPart::kChange   ? &lists_.changes
                         : place.part == UnitPart::kComplete ? &lists_.claims
                                                             : nullptr;
      if (rows && place.index < rows->size()) {
        const auto& row = (*rows)[place.index];
        placed.details.insert(placed.details.begin(), {{"file", tables_[row.table].name},
                                                       {"line", std::to_string(row.line)}});
      }
      mistakes_.add(std::move(placed));
    }
  }

  const std::vector<UnitTable>& tables_;
  const UnitImportOptions& options_;
  Mistakes mistakes_;
  UnitLists lists_;
  ChangeListReader changes_;
};

}  // namespace

Result<UnitImport> import_units(const std::vector<UnitTable>& tables,
                                const UnitImportOptions& options) {
  Import import(tables, options);
  GIRS_CHECK(import.read_all());
  if (options.lenient) return std::move(import).lenient();
  return std::move(import).strict();
}

}  // namespace girs
