// Cells out of columns that a program hands over: long entry without a file.

#include <set>

#include "form/entry.h"
#include "form/entry_mistakes.h"

namespace girs {
namespace {

class CellEntry {
 public:
  CellEntry(const FormLayout& layout, const EntryOptions& options)
      : layout_(layout), options_(options), mistakes_(options.file, options.mistakes_max) {}

  void read(const std::vector<CellText>& cells) {
    for (std::size_t i = 0; i < cells.size() && !mistakes_.is_full(); ++i) read_cell_at(i, cells[i]);
  }

  Result<Patch> result() && {
    if (!mistakes_.empty()) return std::move(mistakes_).to_error();
    return std::move(patch_);
  }

 private:
  void read_cell_at(std::size_t index, const CellText& cell) {
    const std::string row(cell.row);
    const std::string name(cell.column);
    if (!layout_.knows_row(row))
      return mistakes_.add({0, {}, row, {}, index}, layout_.unknown_row(row).message);
    const auto column = layout_.find_column(name);
    if (!column) return mistakes_.add({0, {}, row, name, index}, column.error().message);
    const EntryPlace place{0, {}, row, (*column)->code, index};
    CellKey key{row, (*column)->code};
    if (!cells_.insert(key).second)
      return mistakes_.add(place, {"The cell stands here twice.", "Ô xuất hiện hai lần."});
    auto value = read_cell(layout_, **column, cell.value, options_.style);
    if (!value) return mistakes_.add(place, value.error().message);
    if (rows_.insert(row).second) patch_.rows.push_back(row);
    patch_.changes.push_back({std::move(key), *std::move(value)});
  }

  const FormLayout& layout_;
  const EntryOptions& options_;
  EntryMistakes mistakes_;
  Patch patch_;
  std::set<std::string> rows_;
  std::set<CellKey> cells_;
};

}  // namespace

Result<Patch> entry_from_cells(const FormLayout& layout, const std::vector<CellText>& cells,
                               const EntryOptions& options) {
  if (cells.size() > options.cells_max)
    return error(Code::kInvalidArgument,
                 "A batch holds at most " + std::to_string(options.cells_max) + " cells.",
                 "Mỗi lần nhận tối đa " + std::to_string(options.cells_max) + " ô.");
  CellEntry entry(layout, options);
  entry.read(cells);
  return std::move(entry).result();
}

}  // namespace girs
