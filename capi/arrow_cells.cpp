#include "arrow_cells.h"

#include <array>
#include <cstring>
#include <string>

#include "base/text.h"
#include "boundary.h"

namespace girs::capi {
namespace {

constexpr std::array<const char*, 3> kColumns = {"row", "column", "value"};

Error wrong(const std::string& column, const std::string& what) {
  return Error{Code::kInvalidArgument, {"Column \"" + column + "\": " + what, {}}, {{"column", column}}, {}};
}

/// Texts [first, first + count) of offsets of either width.
template <class Offset>
Status add_texts(const char* name, const Offset* offsets, const char* data, std::size_t first,
                 std::size_t count, const std::uint8_t* validity, std::vector<std::string_view>& out) {
  if (count > 0 && !offsets) return wrong(name, "there are no offsets.");
  for (std::size_t i = first; i < first + count; ++i) {
    if (validity && !(validity[i / 8] >> (i % 8) & 1)) {
      out.emplace_back();
      continue;
    }
    if (offsets[i] < 0 || offsets[i + 1] < offsets[i])
      return wrong(name, "the offsets fall at index " + std::to_string(i - first) + ".");
    if (!data && offsets[i + 1] > offsets[i]) return wrong(name, "there are offsets without data.");
    const std::string_view text =
        data ? std::string_view(data + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i]))
             : std::string_view();
    if (first_invalid_utf8(text))
      return wrong(name, "the text at index " + std::to_string(i - first) + " is not UTF-8.");
    out.push_back(text);
  }
  return ok();
}

std::vector<CellText> zipped(const std::array<std::vector<std::string_view>, 3>& columns) {
  std::vector<CellText> cells;
  cells.reserve(columns[0].size());
  for (std::size_t i = 0; i < columns[0].size(); ++i)
    cells.push_back({columns[0][i], columns[1][i], columns[2][i]});
  return cells;
}

/// Something with a release function, released at the end of its scope.
template <class Struct>
struct Held {
  Struct item = {};
  Held() = default;
  Held(Held&& other) noexcept : item(other.item) { other.item.release = nullptr; }
  Held& operator=(Held&&) = delete;
  ~Held() {
    if (item.release) item.release(&item);
  }
};

struct Place {
  std::size_t child = 0;
  bool wide = false;  // "U": 64-bit offsets
};

Result<std::array<Place, 3>> places_in(const ArrowSchema& schema) {
  std::array<Place, 3> places;
  if (!schema.format || std::strcmp(schema.format, "+s") != 0)
    return error(Code::kInvalidArgument, "The stream is no table: its schema is not a struct.");
  for (std::size_t wanted = 0; wanted < kColumns.size(); ++wanted) {
    bool found = false;
    for (std::int64_t i = 0; i < schema.n_children && !found; ++i) {
      const auto& child = *schema.children[i];
      if (!child.name || std::strcmp(child.name, kColumns[wanted]) != 0) continue;
      const std::string format = child.format ? child.format : "";
      if (child.dictionary || (format != "u" && format != "U"))
        return wrong(kColumns[wanted], "it is not text (Arrow utf8 or large_utf8); figures come as text.");
      places[wanted] = {static_cast<std::size_t>(i), format == "U"};
      found = true;
    }
    if (!found) return wrong(kColumns[wanted], "the stream has no such column.");
  }
  return places;
}

Status add_batch(const ArrowArray& batch, const std::array<Place, 3>& places,
                 std::array<std::vector<std::string_view>, 3>& columns) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (static_cast<std::int64_t>(places[i].child) >= batch.n_children || batch.length < 0 || batch.offset < 0)
      return wrong(kColumns[i], "the batch does not fit the schema.");
    const auto& child = *batch.children[places[i].child];
    if (child.n_buffers != 3 || child.offset < 0 || child.length < batch.length + batch.offset)
      return wrong(kColumns[i], "the batch does not fit the schema.");
    const auto first = static_cast<std::size_t>(child.offset + batch.offset);
    const auto count = static_cast<std::size_t>(batch.length);
    const auto* validity = child.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(child.buffers[0]);
    const auto* data = static_cast<const char*>(child.buffers[2]);
    GIRS_CHECK(places[i].wide
                   ? add_texts(kColumns[i], static_cast<const std::int64_t*>(child.buffers[1]), data, first,
                               count, validity, columns[i])
                   : add_texts(kColumns[i], static_cast<const std::int32_t*>(child.buffers[1]), data, first,
                               count, validity, columns[i]));
  }
  return ok();
}

Error stream_failed(ArrowArrayStream& stream) {
  const char* why = stream.get_last_error ? stream.get_last_error(&stream) : nullptr;
  return Error{Code::kInvalidArgument,
               {std::string("The stream of cells failed: ") + (why ? why : "it does not say why") + ".", {}}, {}, {}};
}

}  // namespace

Result<std::vector<CellText>> cells_from(const girs_cell_columns& columns) {
  std::array<std::vector<std::string_view>, 3> texts;
  const std::array<const std::int32_t*, 3> offsets = {columns.row_offsets, columns.column_offsets,
                                                      columns.value_offsets};
  const std::array<const char*, 3> data = {columns.row_data, columns.column_data, columns.value_data};
  for (std::size_t i = 0; i < kColumns.size(); ++i)
    GIRS_CHECK(add_texts(kColumns[i], offsets[i], data[i], 0, columns.count, nullptr, texts[i]));
  return zipped(texts);
}

Status with_cells(ArrowArrayStream* stream,
                  const std::function<Status(const std::vector<CellText>&)>& take) {
  Held<ArrowArrayStream> held;
  held.item = *stream;
  stream->release = nullptr;  // moved, as the specification has it
  if (!held.item.release) return error(Code::kInvalidArgument, "The stream of cells is released already.");
  Held<ArrowSchema> schema;
  if (held.item.get_schema(&held.item, &schema.item) != 0) return stream_failed(held.item);
  GIRS_TRY(const auto places, places_in(schema.item));
  std::vector<Held<ArrowArray>> batches;  // texts point into them
  std::array<std::vector<std::string_view>, 3> columns;
  while (columns[0].size() <= EntryOptions{}.cells_max) {
    Held<ArrowArray> batch;
    if (held.item.get_next(&held.item, &batch.item) != 0) return stream_failed(held.item);
    if (!batch.item.release) break;
    batches.push_back(std::move(batch));
    GIRS_CHECK(add_batch(batches.back().item, places, columns));
  }
  return take(zipped(columns));
}

}  // namespace girs::capi
