#pragma once
// Cells as people and programs send them: CSV and JSON files, or one typed text. Either the
// whole file is good and gives a patch, or every mistake is reported with its place; a sheet is
// touched only by apply(), and only as a whole.
//
// CSV (RFC 4180, UTF-8, LF or CRLF, a header line) has two layouts:
//   wide   row,c3,c4,...        a column is named "c3", "3" or by its key
//   long   row,column,value
// JSON likewise: {"rows":[{"row":"LV01","c3":"12","c4":{"absent":"nil"}}]} or
//   {"cells":[{"row":"LV01","column":"3","value":"12"}]}; a bare array is read as either. Beside
// or instead of them, "fields":{"nguoi_lap":"..."} gives header fields, or sections of an outline.
// Texts with a meaning: "-" nothing occurred, "" blank, "x" not applicable, "..." not available.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "form/cell.h"
#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

/// How numbers are written in a file: nothing is guessed (FORMULA.md section 11).
enum class NumberStyle {
  kPlain,      // 1234.50
  kVietnamese  // 1.234,50
};

struct EntryOptions {
  NumberStyle style = NumberStyle::kPlain;
  std::string file = {};                // named in mistakes
  std::size_t size_max = 64u << 20;
  std::size_t rows_max = 1'000'000;
  std::size_t columns_max = 10'000;
  std::size_t cells_max = 2'000'000;    // a cell costs more memory than its text
  std::size_t mistakes_max = 1'000;     // reading stops there
};

/// Cells to put into a sheet, a blank one to erase; rows in order of the file.
struct Patch {
  struct Change {
    CellKey key;
    Cell cell;
    bool operator==(const Change&) const = default;
  };
  std::vector<std::string> rows;   // every row of the file, also one whose cells are all blank
  std::vector<Change> changes;
  std::map<std::string, std::string> fields = {};  // of the header, or sections of an outline
  std::vector<std::string> removed = {};   // dynamic rows to take away, fixed ones to blank; first
};

/// kInvalidArgument with every mistake; details of each: "file", "line", "row", "column" as far
/// as they are known, and one sentence that says them too. Columns that are only printed
/// (ordinals, labels) may stand in the file and are passed over.
Result<Patch> entry_from_csv(const FormLayout& layout, std::string_view text,
                             const EntryOptions& options = {});
/// kInvalidArgument with every mistake; details of each: "file", "pointer", "row", "column".
Result<Patch> entry_from_json(const FormLayout& layout, std::string_view text,
                              const EntryOptions& options = {});

/// One cell of a column batch, as a program hands it over; all three are UTF-8.
struct CellText {
  std::string_view row;
  std::string_view column;
  std::string_view value;
};
/// kInvalidArgument with every mistake; details of each: "index" (from 0), "row", "column".
Result<Patch> entry_from_cells(const FormLayout& layout, const std::vector<CellText>& cells,
                               const EntryOptions& options = {});

/// The sheet with the patch applied; `sheet` is left alone.
Result<Sheet> apply(const FormLayout& layout, const Sheet& sheet, const Patch& patch);

/// One typed text as the cell of a column; kInvalidArgument says how to write it.
Result<Cell> read_cell(const FormLayout& layout, const Column& column, std::string_view text,
                       NumberStyle style = NumberStyle::kPlain);

/// One typed text as the content of a header field or section, in the form that sheets hold
/// ("1234.50", "true"); empty stays empty. kInvalidArgument says how to write it, or that the
/// field is filled in by the software.
Result<std::string> read_field(const FormLayout& layout, const Field& field, std::string_view text,
                               NumberStyle style = NumberStyle::kPlain);

/// The sheet as wide CSV that entry_from_csv reads back (flags and notes are not in it).
std::string to_csv(const FormLayout& layout, const Sheet& sheet);

}  // namespace girs
