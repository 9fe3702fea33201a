// Cells out of CSV, and back into it.

#include <map>
#include <set>

#include "base/csv.h"
#include "base/text.h"
#include "form/entry.h"
#include "form/entry_mistakes.h"

namespace girs {
namespace {

/// Whether csv_text() is used for the cells of a column.
bool is_text(const Column& column) {
  return column.type == CellType::kText || column.type == CellType::kCode;
}

/// A text from which csv_text_back() has taken an apostrophe: it means nothing but itself.
Result<Cell> literal_cell(const Column& column, std::string_view text) {
  Cell cell{std::string(text)};
  if (const auto problem = problem_of(column, cell))
    return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
  return cell;
}

/// Why the first line names no columns.
Message wrong_heading(std::string_view first) {
  if (first.find(';') != std::string_view::npos)
    return {"Separate the fields by commas, not semicolons.",
            "Hãy phân tách các ô bằng dấu phẩy, không dùng dấu chấm phẩy."};
  if (first.find('\t') != std::string_view::npos)
    return {"Separate the fields by commas, not tabs.",
            "Hãy phân tách các ô bằng dấu phẩy, không dùng dấu tab."};
  return {"The first column is headed \"row\".", "Cột đầu tiên phải có tiêu đề \"row\"."};
}

/// Reads records of either layout into a patch.
class CsvEntry {
 public:
  CsvEntry(const FormLayout& layout, const EntryOptions& options)
      : layout_(layout), options_(options), mistakes_(options.file, options.mistakes_max) {}

  Status read(CsvReader& reader) {
    CsvRecord record;
    GIRS_TRY(const bool any, reader.next(record));
    if (!any) {
      mistakes_.add({}, {"The file is empty; its first line names the columns.",
                         "Tệp trống; dòng đầu tiên phải là tên các cột."});
      return ok();
    }
    if (!read_heading(record)) return ok();
    while (!mistakes_.is_full()) {
      GIRS_TRY(const bool more, reader.next(record));
      if (!more) return ok();
      if (record.fields.size() != width_) {
        mistakes_.add({record.line},
                      {"The line has " + std::to_string(record.fields.size()) +
                           " fields, the heading " + std::to_string(width_) + ".",
                       "Dòng có " + std::to_string(record.fields.size()) +
                           " ô, còn dòng tiêu đề có " + std::to_string(width_) + " ô."});
      } else if (long_layout_) {
        read_long(record);
      } else {
        read_wide(record);
      }
      if (patch_.changes.size() > options_.cells_max) return too_many();
    }
    return ok();
  }

  Result<Patch> result() && {
    if (!mistakes_.empty()) return std::move(mistakes_).to_error();
    return std::move(patch_);
  }

 private:
  Status too_many() const {
    const auto limit = std::to_string(options_.cells_max);
    return error(Code::kInvalidArgument, "The file has more than " + limit + " cells; split it.",
                 "Tệp có hơn " + limit + " ô; hãy chia nhỏ.", {{"limit", limit}});
  }

  bool read_heading(const CsvRecord& record) {
    std::vector<std::string> names;
    for (const auto& field : record.fields) names.emplace_back(trim(field));
    width_ = names.size();
    long_layout_ = names == std::vector<std::string>{"row", "column", "value"};
    if (long_layout_) return true;
    if (names.front() != "row") {
      mistakes_.add({record.line}, wrong_heading(record.fields.front()));
      return false;
    }
    std::map<const Column*, std::string> seen;
    for (std::size_t i = 1; i < names.size() && !mistakes_.is_full(); ++i) {
      const auto* column = named_column({record.line, {}, {}, names[i]}, names[i]);
      if (column && !seen.emplace(column, names[i]).second)
        mistakes_.add({record.line, {}, {}, names[i]}, {"The column stands here twice.",
                                                        "Cột xuất hiện hai lần."});
      columns_.push_back(column);
    }
    return true;
  }

  /// nullptr when it is unknown, which is reported, or only printed, which is fine.
  const Column* named_column(const EntryPlace& place, const std::string& name) {
    const auto found = layout_.find_column(name);
    if (found) return *found;
    for (const auto& column : layout_.form().columns)
      if (!column.entered && (name == column.code || name == "c" + column.code ||
                              (!column.key.empty() && name == column.key)))
        return nullptr;
    mistakes_.add(place, found.error().message);
    return nullptr;
  }

  /// Whether the row exists; remembers it in order of the file.
  bool take_row(std::size_t line, const std::string& row) {
    if (row.empty() || !layout_.knows_row(row)) {
      mistakes_.add({line, {}, row}, row.empty() ? Message{"The line names no row.",
                                                           "Dòng không có mã hàng."}
                                                 : layout_.unknown_row(row).message);
      return false;
    }
    if (lines_.emplace(row, line).second) patch_.rows.push_back(row);
    return true;
  }

  void take_cell(std::size_t line, const std::string& row, const Column& column,
                 const std::string& field) {
    if (!layout_.has_cell(row, column.code) && trim(field).empty()) return;
    const auto text = csv_text_back(field);
    const bool literal = is_text(column) && text.size() != field.size();
    auto cell = literal ? literal_cell(column, text)
                        : read_cell(layout_, column, field, options_.style);
    const EntryPlace place{line, {}, row, column.code};
    if (!cell) return mistakes_.add(place, cell.error().message);
    if (!layout_.has_cell(row, column.code)) return mistakes_.add(place, no_such_cell());
    patch_.changes.push_back({{row, column.code}, *std::move(cell)});
  }

  void read_wide(const CsvRecord& record) {
    const std::string row(trim(csv_text_back(record.fields[0])));
    const auto first = lines_.find(row);
    if (first != lines_.end())
      return mistakes_.add({record.line, {}, row},
                           {"The row stands in line " + std::to_string(first->second) + " too.",
                            "Hàng này đã có ở dòng " + std::to_string(first->second) + "."});
    if (!take_row(record.line, row)) return;
    for (std::size_t i = 1; i < width_ && !mistakes_.is_full(); ++i)
      if (const auto* column = columns_[i - 1])
        take_cell(record.line, row, *column, record.fields[i]);
  }

  void read_long(const CsvRecord& record) {
    const std::string row(trim(csv_text_back(record.fields[0])));
    const std::string name(trim(record.fields[1]));
    const bool row_known = take_row(record.line, row);
    const auto* column = named_column({record.line, {}, row, name}, name);
    if (!row_known || !column) return;
    const auto [first, added] = cells_.emplace(CellKey{row, column->code}, record.line);
    if (!added)
      return mistakes_.add({record.line, {}, row, column->code},
                           {"The cell stands in line " + std::to_string(first->second) + " too.",
                            "Ô này đã có ở dòng " + std::to_string(first->second) + "."});
    take_cell(record.line, row, *column, record.fields[2]);
  }

  const FormLayout& layout_;
  const EntryOptions& options_;
  EntryMistakes mistakes_;
  Patch patch_;
  bool long_layout_ = false;
  std::size_t width_ = 0;
  std::vector<const Column*> columns_;          // wide: of the fields after the first
  std::map<std::string, std::size_t> lines_;    // row -> line in which it stands first
  std::map<CellKey, std::size_t> cells_;        // long: cell -> line
};

std::string csv_value(const Column& column, const Cell& cell) {
  if (const auto* absent = std::get_if<formula::Absent>(&cell.value)) {
    switch (*absent) {
      case formula::Absent::kNil: return "-";
      case formula::Absent::kMissing: return "";
      case formula::Absent::kNotAvailable: return "...";
      case formula::Absent::kNotApplicable: return "x";
    }
  }
  auto text = printed(column, cell.value).value_or(std::string());
  return is_text(column) ? csv_text(text) : text;
}

}  // namespace

Result<Patch> entry_from_csv(const FormLayout& layout, std::string_view text,
                             const EntryOptions& options) {
  const auto located = [&](Error error) {
    if (!options.file.empty()) error.details.emplace_back("file", options.file);
    error.mistakes.push_back({error.message, error.details});
    return error;
  };
  auto reader = CsvReader::open(
      text, {options.size_max, options.rows_max + 1, options.columns_max});
  if (!reader) return located(std::move(reader).error());
  CsvEntry entry(layout, options);
  if (auto read = entry.read(*reader); !read) return located(std::move(read).error());
  return std::move(entry).result();
}

std::string to_csv(const FormLayout& layout, const Sheet& sheet) {
  std::vector<std::string> fields{"row"};
  for (const auto& column : layout.form().columns)
    if (column.entered) fields.push_back("c" + column.code);
  auto text = csv_line(fields);
  for (const auto& row : sheet.rows()) {
    fields.assign(1, csv_text(row.code));
    for (const auto& column : layout.form().columns)
      if (column.entered) fields.push_back(csv_value(column, sheet.get({row.code, column.code})));
    text += csv_line(fields);
  }
  return text;
}

}  // namespace girs
