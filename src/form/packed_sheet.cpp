#include "form/packed_sheet.h"

#include <array>
#include <bit>

#include "base/packed.h"
#include "decimal/fixed.h"
#include "form/codec.h"

namespace girs {

using formula::Absent;

namespace {

enum class Kind : std::uint8_t {
  kNil, kNotApplicable, kNotAvailable, kText, kFalse, kTrue, kNoted, kEnd
};
constexpr Absent kAbsent[] = {Absent::kNil, Absent::kNotApplicable, Absent::kNotAvailable};

constexpr std::uint64_t kVersionMax = 1'000'000;
constexpr std::size_t kTextMax = std::size_t{1} << 26;   // the cells' own limits come after it
constexpr std::size_t kFlagsMax = 31;

/// Enough of the definition's digest to tell it from any other that a catalogue might have.
std::array<std::uint8_t, 8> mark_of(const FormLayout& layout) {
  constexpr std::string_view kPrefix = "sha256:";
  std::array<std::uint8_t, 8> mark{};
  const std::string_view digest = layout.form().digest;
  if (digest.size() < kPrefix.size() + 2 * mark.size()) return mark;
  if (const auto bytes = from_hex(digest.substr(kPrefix.size(), 2 * mark.size())))
    std::ranges::copy(*bytes, mark.begin());
  return mark;
}

class SheetWriter {
 public:
  SheetWriter(const FormLayout& layout, std::uint8_t lead) : layout_(layout) { out_.byte(lead); }

  Result<Bytes> write(const Sheet& sheet) {
    out_.reserve(32 + 4 * sheet.cell_count());
    out_.number(static_cast<std::uint64_t>(sheet.version()));
    out_.raw(mark_of(layout_));
    out_.number(sheet.header().size());
    for (const auto& [field, text] : sheet.header()) {
      out_.text(field);
      out_.text(text);
    }
    const auto& rows = sheet.rows();
    const auto is_written = [](const SheetRow& row) { return row.dynamic || !row.cells.empty(); };
    std::size_t written = 0;
    for (const auto& row : rows) written += is_written(row) ? 1u : 0u;
    out_.number(written);
    for (std::size_t place = 0; place < rows.size(); ++place)
      if (is_written(rows[place])) GIRS_CHECK(row(rows[place], place));
    return out_.take();
  }

 private:
  /// Fixed rows stand first in a sheet, at their places in the form.
  Status row(const SheetRow& row, std::size_t place) {
    out_.number(row.dynamic ? 0 : place + 1);
    if (row.dynamic) out_.text(row.code);
    const auto& columns = layout_.entered();
    const auto bits = out_.room((columns.size() + 7) / 8);
    std::size_t at = 0;
    for (const auto& [code, cell] : row.cells) {
      while (at < columns.size() && columns[at]->code < code) ++at;
      if (at == columns.size() || columns[at]->code != code || !this->cell(*columns[at], cell))
        return does_not_fit({row.code, code});
      out_.at(bits + at / 8) |= static_cast<std::uint8_t>(1u << (at % 8));
    }
    return ok();
  }

  bool cell(const Column& column, const Cell& cell) {
    if (const auto* absent = std::get_if<Absent>(&cell.value)) {
      const auto state = std::ranges::find(kAbsent, *absent);
      if (state == std::end(kAbsent)) return false;
      kind(static_cast<Kind>(state - std::begin(kAbsent)));
      return true;
    }
    if (!cell.flags.empty() || !cell.note.empty()) {
      kind(Kind::kNoted);
      std::uint8_t flags = 0;
      for (const auto flag : cell.flags.list()) flags |= static_cast<std::uint8_t>(flag);
      out_.byte(flags);
      out_.text(cell.note);
    }
    return value(column, cell.value);
  }

  bool value(const Column& column, const formula::Value& value) {
    if (const auto* number = std::get_if<Decimal>(&value)) {
      fixed::Int128 mantissa = 0;
      if (column.type != CellType::kNumber ||
          !fixed::from_decimal(*number, column.scale, mantissa) || !fixed::fits(mantissa))
        return false;
      out_.wide_number(packed::zigzag(mantissa) << 1);
      return true;
    }
    if (const auto* logical = std::get_if<bool>(&value)) {
      kind(*logical ? Kind::kTrue : Kind::kFalse);
      return column.type == CellType::kLogical;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (!text || column.type == CellType::kNumber || column.type == CellType::kLogical)
      return false;
    kind(Kind::kText);
    out_.text(*text);
    return true;
  }

  void kind(Kind kind) { out_.byte(static_cast<std::uint8_t>(2 * static_cast<int>(kind) + 1)); }

  const FormLayout& layout_;
  packed::Output out_;
};

}  // namespace

class SheetReader {
 public:
  SheetReader(const FormLayout& layout, ByteView packed)
      : layout_(layout), in_(packed), sheet_(Sheet::make(layout)) {}

  Result<Sheet> read() {
    const auto& form = layout_.form();
    const auto version = in_.number(kVersionMax);
    const auto mark = mark_of(layout_);
    const auto* read_mark = in_.take(mark.size());
    if (!read_mark) return damaged();
    if (version != static_cast<std::uint64_t>(form.version) ||
        !std::equal(mark.begin(), mark.end(), read_mark)) {
      auto other = other_definition(layout_);
      return error(Code::kCorrupt, std::move(other.en), std::move(other.vi), {{"form", form.code}});
    }
    if (!header()) return damaged();
    for (auto count = in_.count(); count > 0; --count)
      if (!row()) return damaged();
    if (in_.failed() || !in_.ended()) return damaged();
    return std::move(sheet_);
  }

 private:
  Error damaged() const {
    const auto& code = layout_.form().code;
    const auto offset = std::to_string(in_.position());
    return error(Code::kCorrupt,
                 "The stored sheet of form " + code + " is damaged at byte " + offset + ".",
                 "Số liệu đã lưu của biểu mẫu " + code + " bị hỏng ở byte " + offset + ".",
                 {{"form", code}, {"offset", offset}});
  }

  bool header() {
    std::string before;
    for (auto count = in_.count(); count > 0; --count) {
      const auto field = in_.text(kTextMax);
      const auto text = in_.text(kTextMax);
      if (in_.failed() || field <= before || text.empty() || !sheet_.set_header(field, text))
        return false;
      before = field;
    }
    return !in_.failed();
  }

  bool row() {
    const auto fixed = layout_.form().rows.fixed.size();
    const auto place = static_cast<std::size_t>(in_.number(fixed));
    if (in_.failed()) return false;
    if (place == 0) return open_row() && cells(sheet_.rows_.back());
    if (place <= fixed_before_ || sheet_.rows_.size() > fixed) return false;
    fixed_before_ = place;
    auto& row = sheet_.rows_[place - 1];
    return cells(row) && !row.cells.empty();
  }

  bool open_row() {
    auto code = in_.text(kTextMax);
    if (in_.failed() || !layout_.accepts_row(code) || layout_.is_fixed_row(code)) return false;
    const auto place = layout_.row_place(code);
    if (place < open_before_ || !sheet_.index_.emplace(code, sheet_.rows_.size()).second)
      return false;
    open_before_ = place;
    sheet_.rows_.push_back({std::move(code), true});
    return true;
  }

  bool cells(SheetRow& row) {
    const auto& columns = layout_.entered();
    const auto size = (columns.size() + 7) / 8;
    const auto* bits = in_.take(size);
    if (!bits) return false;
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) count += static_cast<std::size_t>(std::popcount(bits[i]));
    if (count > in_.left()) return false;
    row.cells.reserve(count);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if ((bits[i / 8] >> (i % 8) & 1) == 0) continue;
      const auto& column = *columns[i];
      if (!cell(column, row.cells.append(column.code))) return false;
      if (!layout_.form().parts.empty() && !layout_.has_cell(row.code, column.code)) return false;
    }
    return row.cells.size() == count;   // no bit beyond the columns
  }

  bool cell(const Column& column, Cell& cell) {
    const auto head = in_.wide_number();
    if ((head & 1) == 0) return number(column, head >> 1, cell);
    if (head >= 2 * static_cast<unsigned>(Kind::kEnd)) return false;
    const auto kind = static_cast<Kind>(head >> 1);
    if (kind <= Kind::kNotAvailable) {
      cell.value = kAbsent[static_cast<std::size_t>(kind)];
      return true;
    }
    return kind == Kind::kNoted ? noted(column, cell) : other(column, kind, cell);
  }

  bool noted(const Column& column, Cell& cell) {
    const auto flags = in_.number(kFlagsMax);
    for (const auto flag : kAllFlags)
      if ((flags & static_cast<std::uint8_t>(flag)) != 0) cell.flags = cell.flags | flag;
    cell.note = in_.text(kTextMax);
    if (in_.failed() || (flags == 0 && cell.note.empty())) return false;
    const auto head = in_.wide_number();
    const auto kind = static_cast<Kind>(head >> 1);
    if ((head & 1) == 0) {
      if (!number(column, head >> 1, cell)) return false;
    } else if (head >= 2 * static_cast<unsigned>(Kind::kNoted) || kind <= Kind::kNotAvailable ||
               !other(column, kind, cell)) {
      return false;
    }
    const auto problem = problem_of(column, cell);
    return !problem || problem->is_storable();
  }

  bool number(const Column& column, packed::Unsigned128 zigzag, Cell& cell) const {
    const auto number = column.type == CellType::kNumber && !in_.failed()
                            ? fixed::to_decimal(packed::from_zigzag(zigzag), column.scale)
                            : std::nullopt;
    if (number) cell.value = *number;
    return number.has_value();
  }

  bool other(const Column& column, Kind kind, Cell& cell) {
    if (kind != Kind::kText) {
      cell.value = kind == Kind::kTrue;
      return column.type == CellType::kLogical;
    }
    cell.value = in_.text(kTextMax);
    const auto problem = problem_of(column, cell);
    return !in_.failed() && (!problem || problem->is_storable());
  }

  const FormLayout& layout_;
  packed::Input in_;
  Sheet sheet_;
  std::size_t fixed_before_ = 0;   // place + 1 of the last fixed row
  std::size_t open_before_ = 0;    // place of the last open row
};

Result<Bytes> pack_sheet(const FormLayout& layout, const Sheet& sheet, std::uint8_t lead) {
  GIRS_CHECK(require_form(layout, sheet));
  return SheetWriter(layout, lead).write(sheet);
}

Result<Sheet> unpack_sheet(const FormLayout& layout, ByteView packed) {
  return SheetReader(layout, packed).read();
}

Result<int> version_of_packed(ByteView packed) {
  packed::Input in(packed);
  const auto version = in.number(kVersionMax);
  if (!in.failed() && version > 0) return static_cast<int>(version);
  return error(Code::kCorrupt, "A stored sheet is damaged: it names no version of its form.",
               "Số liệu đã lưu bị hỏng: không ghi phiên bản biểu mẫu.", {{"offset", "1"}});
}

}  // namespace girs
