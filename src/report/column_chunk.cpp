#include "report/column_chunk.h"

#include <algorithm>
#include <bit>

#include "base/packed.h"

namespace girs::report {
namespace {

using engine::Column;
using engine::ColumnKey;
using formula::Absent;
using formula::Value;
using packed::Input;
using packed::Output;

// Raised when the layout changes, or what counts of a report (stored_report.h): chunks of an older
// one are made anew. 2: reports that were refused or rejected do not count.
constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kText = 0;   // instead of a width: figures as text
constexpr const char* kListRow = "*";
constexpr std::size_t kTextMax = 1 << 16;
constexpr std::size_t kRowsMax = 1 << 28;

std::uint8_t width_of(std::int64_t least, std::int64_t most) {
  for (const int width : {1, 2, 4}) {
    const std::int64_t limit = std::int64_t{1} << (8 * width - 1);
    if (least >= -limit && most < limit) return static_cast<std::uint8_t>(width);
  }
  return 8;
}

void put_integer(Output& out, std::int64_t value, std::uint8_t width) {
  for (std::uint8_t i = 0; i < width; ++i)
    out.byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i)));
}

/// The cells of a column at some places, in their order.
void put_cells(Output& out, const Column& column, const std::vector<std::uint32_t>& places) {
  std::vector<std::int64_t> figures;
  std::vector<std::uint8_t> absent;
  Bytes present((places.size() + 7) / 8);
  bool narrow = true;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto value = column.value(places[i]);
    const auto* number = std::get_if<Decimal>(&value);
    if (!number) {
      const auto* why = std::get_if<Absent>(&value);
      absent.push_back(static_cast<std::uint8_t>(why ? *why : Absent::kMissing));
      continue;
    }
    present[i / 8] = static_cast<std::uint8_t>(present[i / 8] | (1U << (i % 8)));
    std::int64_t figure = 0;
    narrow = fixed::from_decimal(*number, column.scale(), figure) && narrow;
    figures.push_back(figure);
    texts.push_back(number->text());
  }
  out.byte(static_cast<std::uint8_t>(column.scale()));
  const auto [least, most] = std::minmax_element(figures.begin(), figures.end());
  const std::uint8_t width = !narrow ? kText : figures.empty() ? std::uint8_t{1}
                                                               : width_of(*least, *most);
  out.byte(width);
  out.byte(absent.empty() ? 1 : 0);
  if (!absent.empty()) {
    for (const auto bits : present) out.byte(bits);
    for (const auto why : absent) out.byte(why);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (width == kText) out.text(texts[i]);
    else put_integer(out, figures[i], width);
  }
}

std::int64_t integer_at(const std::uint8_t* from, std::uint8_t width) {
  std::uint64_t bits = 0;
  for (std::uint8_t i = 0; i < width; ++i) bits |= static_cast<std::uint64_t>(from[i]) << (8 * i);
  const int unused = 64 - 8 * width;
  return static_cast<std::int64_t>(bits << unused) >> unused;   // the sign comes down again
}

/// Reads a column of `size` cells, of which those at `places` were stored.
Column take_cells(Input& in, std::size_t size, const std::vector<std::uint32_t>& places) {
  const int scale = in.byte();
  const std::uint8_t width = in.byte();
  const bool all = in.flag();
  if (scale > Column::kScaleMax || (width != kText && width != 1 && width != 2 && width != 4 &&
                                    width != 8))
    in.fail();
  const auto* bits = all ? nullptr : in.take((places.size() + 7) / 8);
  if (in.failed()) return Column(size);
  std::size_t figures = places.size();
  if (bits) {
    figures = 0;
    for (std::size_t i = 0; i < places.size(); ++i) figures += bits[i / 8] >> (i % 8) & 1U;
  }
  const auto* whys = in.take(places.size() - figures);
  const auto* from = width == kText ? nullptr : in.take(figures * width);
  if (in.failed()) return Column(size);
  std::vector<std::int64_t> mantissas(size);
  std::vector<std::uint64_t> present((size + 63) / 64);
  std::vector<std::pair<std::uint32_t, Value>> others;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto at = places[i];
    if (bits && (bits[i / 8] >> (i % 8) & 1U) == 0) {
      const auto why = *whys++;
      if (why > static_cast<std::uint8_t>(Absent::kNotApplicable)) in.fail();
      else if (why != static_cast<std::uint8_t>(Absent::kMissing))
        others.emplace_back(at, static_cast<Absent>(why));
      continue;
    }
    if (width == kText) {
      const auto number = Decimal::parse(in.text(kTextMax));
      if (!number) in.fail();
      else others.emplace_back(at, *number);
      continue;
    }
    mantissas[at] = integer_at(from, width);
    from += width;
    present[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  auto column = Column::of(std::move(mantissas), scale, present);
  for (const auto& [at, value] : others) column.set(at, value);
  return column;
}

std::vector<std::uint32_t> counted_up(std::size_t size) {
  std::vector<std::uint32_t> places(size);
  for (std::size_t i = 0; i < size; ++i) places[i] = static_cast<std::uint32_t>(i);
  return places;
}

void put_list(Output& out, const PeriodColumns& columns, const std::string& form,
              const PeriodColumns::List& list, const std::vector<std::uint32_t>& reported) {
  for (const auto unit : reported) out.number(list.offsets[unit + 1] - list.offsets[unit]);
  std::vector<std::string> codes = list.rows;
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  out.number(codes.size());
  for (const auto& code : codes) out.text(code);
  for (const auto& row : list.rows)
    out.number(static_cast<std::size_t>(std::lower_bound(codes.begin(), codes.end(), row) -
                                        codes.begin()));
  const auto places = counted_up(list.rows.size());
  std::vector<std::pair<std::string, const Column*>> cells;
  for (const auto& column : columns.subject().form(form)->form().columns)
    if (const auto* open = columns.table()->find_open(
            {form, kListRow, column.code, columns.subject().period}))
      cells.emplace_back(column.code, &open->cells);
  out.number(cells.size());
  for (const auto& [code, column] : cells) {
    out.text(code);
    put_cells(out, *column, places);
  }
}

bool is_number(const FormLayout& layout, const std::string& code) {
  const auto* column = layout.column(code);
  return column && column->entered && column->type == CellType::kNumber;
}

void take_list(Input& in, PeriodColumns& columns, const FormLayout& layout,
               const std::vector<std::uint32_t>& reported) {
  const auto& form = layout.form().code;
  std::vector<std::size_t> counts(columns.order().size());
  std::size_t rows = 0;
  for (const auto unit : reported) {
    counts[unit] = static_cast<std::size_t>(in.number(kRowsMax));
    rows += counts[unit];
    if (rows > kRowsMax) in.fail();
  }
  PeriodColumns::List list;
  list.offsets.push_back(0);
  for (const auto count : counts) list.offsets.push_back(list.offsets.back() + count);
  std::vector<std::string> codes(in.count());
  for (auto& code : codes) {
    code = in.text(kTextMax);
    if (&code != codes.data() && code <= *(&code - 1)) in.fail();   // in order, each once
  }
  for (std::size_t i = 0; i < rows && !in.failed(); ++i) {
    const auto at = static_cast<std::size_t>(in.number(kRowsMax));
    if (at >= codes.size()) in.fail();
    else list.rows.push_back(codes[at]);
  }
  std::map<std::string, Column> cells;
  const auto places = counted_up(list.rows.size());
  for (auto count = in.count(); count > 0 && !in.failed(); --count) {
    const auto code = in.text(kTextMax);
    if (cells.contains(code) || !is_number(layout, code)) in.fail();
    else cells.emplace(code, take_cells(in, list.rows.size(), places));
  }
  if (!in.failed()) columns.add(form, std::move(list), std::move(cells));
}

/// The fixed columns of a form, in order of their keys. A cell that the form does not have is
/// damage: a column is as long as the tree, whatever the bytes that ask for it.
void take_fixed(Input& in, PeriodColumns& columns, const FormLayout& layout,
                const std::vector<std::uint32_t>& reported) {
  ColumnKey before;
  for (auto count = in.count(); count > 0 && !in.failed(); --count) {
    ColumnKey key{layout.form().code, in.text(kTextMax), {}, columns.subject().period};
    key.column = in.text(kTextMax);
    if (!(before < key) || !layout.is_fixed_row(key.row) || !is_number(layout, key.column))
      in.fail();
    if (in.failed()) return;
    before = key;
    columns.add(std::move(key), take_cells(in, columns.order().size(), reported));
  }
}

Error corrupt() {
  return error(Code::kCorrupt, "The stored columns of a period are damaged.",
               "Các cột số liệu đã lưu của một kỳ bị hỏng.");
}

Error outdated() {
  return error(Code::kConflict, "The stored columns of a period are of other forms or units, or of an older version.",
               "Các cột số liệu đã lưu thuộc biểu mẫu hoặc đơn vị khác, hoặc do phiên bản cũ ghi.");
}

}  // namespace

Bytes encode_columns(const PeriodColumns& columns) {
  Output out;
  out.byte(kVersion);
  std::vector<std::uint32_t> reported;
  for (std::uint32_t unit = 0; unit < columns.order().size(); ++unit)
    if (columns.source(unit).is_there()) reported.push_back(unit);
  out.number(reported.size());
  for (const auto unit : reported) {
    const auto& source = columns.source(unit);
    out.text(columns.units().code(unit));
    out.text(source.pid);
    out.byte(source.aggregate ? 1 : 0);
    out.number(static_cast<std::uint64_t>(source.rev));
    out.byte(static_cast<std::uint8_t>(source.state));
  }
  out.number(columns.subject().forms.size());
  for (const auto& layout : columns.subject().forms) {
    const auto& form = layout.form().code;
    out.text(form);
    out.text(layout.form().digest);
    std::vector<ColumnKey> keys;
    for (const auto& key : columns.keys())
      if (key.form == form) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    out.number(keys.size());
    for (const auto& key : keys) {
      out.text(key.row);
      out.text(key.column);
      put_cells(out, *columns.table()->find(key), reported);
    }
    const auto list = columns.lists().find(form);
    out.byte(list == columns.lists().end() ? 0 : 1);
    if (list != columns.lists().end()) put_list(out, columns, form, list->second, reported);
  }
  return out.take();
}

Result<PeriodColumns> decode_columns(ColumnUnits units, Subject subject, ByteView bytes) {
  PeriodColumns columns(std::move(units), std::move(subject));
  Input in(bytes);
  const auto version = in.byte();
  if (!in.failed() && version > 0 && version < kVersion) return outdated();
  if (version != kVersion) return corrupt();
  std::vector<std::uint32_t> reported;
  for (auto count = in.count(); count > 0; --count) {
    const auto position = columns.order().position(in.text(kTextMax));
    PeriodColumns::Source source{in.text(kTextMax)};
    source.aggregate = in.flag();
    source.rev = static_cast<int>(in.number(INT32_MAX));
    source.state = static_cast<formula::ReportState>(in.byte());
    if (in.failed() || source.rev == 0 || source.state > formula::ReportState::kApproved)
      return corrupt();
    if (!position) return outdated();
    if (columns.source(*position).is_there()) return corrupt();   // twice
    reported.push_back(*position);
    columns.set_source(*position, std::move(source));
  }
  if (in.count() != columns.subject().forms.size()) return in.failed() ? corrupt() : outdated();
  for (const auto& layout : columns.subject().forms) {
    const auto form = in.text(kTextMax);
    const auto digest = in.text(kTextMax);
    if (in.failed()) return corrupt();
    if (form != layout.form().code || digest != layout.form().digest) return outdated();
    take_fixed(in, columns, layout, reported);
    if (in.flag()) take_list(in, columns, layout, reported);
    if (in.failed()) return corrupt();
  }
  if (!in.ended()) return corrupt();
  return columns;
}

}  // namespace girs::report
