// Calls in bulk: cells in columns and as Arrow streams; findings, reports and indicators as
// Arrow streams that outlive what they came from.

#include <limits>

#include "exchange.h"

using namespace capi;

namespace {

/// Texts in a row as columns have them.
struct Column {
  std::vector<std::int32_t> offsets{0};
  std::string data;
  explicit Column(const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
      data += text;
      offsets.push_back(static_cast<std::int32_t>(data.size()));
    }
  }
};

struct Columns {
  Column rows, columns, values;
  girs_cell_columns view() const {
    girs_cell_columns cells = GIRS_CELL_COLUMNS;
    cells.count = rows.offsets.size() - 1;
    cells.row_offsets = rows.offsets.data();
    cells.row_data = rows.data.data();
    cells.column_offsets = columns.offsets.data();
    cells.column_data = columns.data.data();
    cells.value_offsets = values.offsets.data();
    cells.value_data = values.data.data();
    return cells;
  }
};

std::string shown(const Report& report) {
  Given json;
  MUST(girs_report_show(report, json.out(), error));
  return json.text();
}

struct Read {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> texts;  // by column, "" without a value
  std::int64_t rows = 0;
};

std::string text_at(const ArrowArray& array, std::int64_t row) {
  const auto* validity = static_cast<const unsigned char*>(array.buffers[0]);
  if (validity && !(validity[row / 8] >> (row % 8) & 1)) return "";
  const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
  if (array.n_buffers == 2) return std::to_string(offsets[row]);
  return {static_cast<const char*>(array.buffers[2]) + offsets[row],
          static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}

/// Reads a stream as a consumer does: children are moved out and outlive their parent.
Read read(ArrowArrayStream& stream) {
  Read result;
  ArrowSchema schema;
  REQUIRE(stream.get_schema(&stream, &schema) == 0);
  for (std::int64_t i = 0; i < schema.n_children; ++i) result.names.push_back(schema.children[i]->name);
  schema.release(&schema);
  ArrowArray batch, end;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  REQUIRE(stream.get_next(&stream, &end) == 0);
  CHECK(!end.release);
  stream.release(&stream);
  CHECK(!stream.release);
  result.rows = batch.length;
  std::vector<ArrowArray> moved;
  for (std::int64_t i = 0; i < batch.n_children; ++i) {
    moved.push_back(*batch.children[i]);
    batch.children[i]->release = nullptr;
  }
  batch.release(&batch);
  for (auto& column : moved) {
    result.texts.emplace_back();
    for (std::int64_t row = 0; row < column.length; ++row) result.texts.back().push_back(text_at(column, row));
    column.release(&column);
  }
  return result;
}

}  // namespace

TEST_CASE("cells in columns are entered as cells by hand are") {
  Exchange exchange;
  const Report by_columns = exchange.draft("row,3\nLV01,1\n");
  const Columns cells{Column({"LV01", "LV01", "T"}), Column({"3", "4", "3"}), Column({"1250", "-", ""})};
  const auto view = cells.view();
  MUST(girs_report_set_cells(by_columns, "", 0, &view, error));
  // The number of edits before it differs: columns are one, cells by hand three.
  const auto forms = [&] { return shown(by_columns).substr(shown(by_columns).find("\"forms\":")); };
  const auto sheet = forms();
  for (const auto& [row, column, text] : {std::tuple("LV01", "3", "1250"), {"LV01", "4", "-"}, {"T", "3", ""}})
    MUST(girs_report_set_cell(by_columns, "", 0, row, GIRS_NUL, column, GIRS_NUL, text, GIRS_NUL,
                              GIRS_NUMBERS_PLAIN, error));
  CHECK(forms() == sheet);
  CHECK(sheet.find("1250") != std::string::npos);
}

TEST_CASE("columns with mistakes change nothing and name each with its index") {
  Exchange exchange;
  const Report report = exchange.draft();
  const auto before = shown(report);
  const Columns cells{Column({"LV01", "LV99", "LV01", "LV02", "LV02"}), Column({"3", "3", "77", "3", "3"}),
                      Column({"abc", "1", "1", "1", "2"})};
  const auto view = cells.view();
  Failure failure;
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
  INFO(failure.all());
  REQUIRE(failure.mistakes() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(failure.mistake(i, "index") == std::to_string(i < 3 ? i : 4));
  CHECK(failure.mistake(0, "row") == "LV01");
  CHECK(failure.mistake(0, "column") == "3");
  CHECK(shown(report) == before);
}

TEST_CASE("columns that are broken themselves are refused") {
  Exchange exchange;
  const Report report = exchange.draft();
  Failure failure;
  const Columns good{Column({"LV01"}), Column({"3"}), Column({"1"})};
  auto view = good.view();
  const std::int32_t falling[] = {2, 1};
  view.value_offsets = falling;
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.detail("column") == "value");
  view = good.view();
  view.row_offsets = nullptr;
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
  view = good.view();
  view.row_data = nullptr;
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
  const Columns foreign{Column({"LV01"}), Column({"3"}), Column({"1\xff"})};
  view = foreign.view();
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.message().find("UTF-8") != std::string::npos);
  view = girs_cell_columns GIRS_CELL_COLUMNS;
  view.count = std::numeric_limits<std::size_t>::max() / 2;
  CHECK(girs_report_set_cells(report, "", 0, &view, failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("findings in columns say what the getters say, and outlive everything") {
  Exchange exchange;
  const Report report = exchange.draft("row,3,4,5,6\nLV01,1250,830,400,12\nT,1250,830,400,12\n");
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  REQUIRE(girs_findings_count(findings) > 0);
  ArrowArrayStream stream;
  MUST(girs_findings_stream(findings, &stream, error));
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < girs_findings_count(findings); ++i)
    messages.emplace_back(girs_findings_message(findings, i, "vi"));
  findings.free();
  const auto table = read(stream);
  CHECK(table.names.front() == "severity");
  CHECK(table.names.back() == "message_vi");
  CHECK(table.texts.back() == messages);
}

TEST_CASE("a stream that the library gave enters it again as cells, and is always released") {
  Exchange exchange;
  const Report report = exchange.draft();
  ArrowArrayStream stream;
  MUST(girs_report_list_stream(exchange.commune, &stream, error));
  Failure failure;
  CHECK(girs_report_set_cells_stream(report, "", 0, &stream, GIRS_NUMBERS_PLAIN, failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  CHECK(failure.detail("column") == "row");
  CHECK(!stream.release);
  CHECK(girs_report_set_cells_stream(report, "", 0, &stream, GIRS_NUMBERS_PLAIN, failure.out()) ==
        GIRS_INVALID_ARGUMENT);  // released already
}

TEST_CASE("reports and indicators come in columns too") {
  Exchange exchange;
  const auto pid = exchange.seal_quarter();
  ArrowArrayStream stream;
  MUST(girs_report_list_stream(exchange.commune, &stream, error));
  const auto reports = read(stream);
  REQUIRE(reports.rows == 1);
  CHECK(reports.texts[1][0] == kUnit);
  CHECK(reports.texts[7][0] == pid);
  MUST(girs_indicator_compute_stream(exchange.commune, "KSTT.01", GIRS_NUL, kUnit, GIRS_NUL, "2025-Q4",
                                     GIRS_NUL, &stream, error));
  const auto figures = read(stream);
  REQUIRE(figures.rows >= 1);
  CHECK(figures.names[3] == "value");
  CHECK(figures.texts[0][0] == kUnit);
  Failure failure;
  CHECK(girs_indicator_compute_stream(exchange.commune, "NONE", GIRS_NUL, kUnit, GIRS_NUL, "2025-Q4",
                                      GIRS_NUL, &stream, failure.out()) == GIRS_NOT_FOUND);
  CHECK(!stream.release);
}

namespace {

/// The word of a dictionary-encoded column.
std::string word_at(const ArrowArray& column, std::int64_t row) {
  REQUIRE(column.dictionary);
  return text_at(*column.dictionary, static_cast<const std::int32_t*>(column.buffers[1])[row]);
}

/// A decimal128 of few digits.
std::int64_t decimal_at(const ArrowArray& column, std::int64_t row) {
  return static_cast<const std::int64_t*>(column.buffers[1])[2 * row];
}

}  // namespace

TEST_CASE("figures of a question come in columns: words by dictionary, values as decimals") {
  Exchange exchange;
  (void)exchange.seal_quarter();
  constexpr const char* kRequest =
      R"({"indicators":["KSTT.01","KSTT.04"],"units":["31825","96"],"from":"2025-Q3","to":"2025-Q4"})";
  for (const bool stored : {false, true}) {
    CAPTURE(stored);
    if (stored) {
      Given done;
      exchange.now += 86400;   // the quarter's window is over
      MUST(girs_indicator_columns(exchange.commune, GIRS_COLUMNS_ANEW, done.out(), error));
      CHECK(member(done.text(), "written") == "1");
    }
    ArrowArrayStream stream;
    MUST(girs_indicator_query_stream(exchange.commune, kRequest, GIRS_NUL, &stream, error));
    ArrowSchema schema;
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    REQUIRE(schema.n_children == 12);
    CHECK(std::string(schema.children[0]->name) == "indicator");
    CHECK(std::string(schema.children[0]->dictionary->format) == "u");
    CHECK(std::string(schema.children[8]->format) == "d:38,1");
    schema.release(&schema);
    std::vector<std::string> lines;
    for (;;) {
      ArrowArray batch;
      REQUIRE(stream.get_next(&stream, &batch) == 0);
      if (!batch.release) break;
      for (std::int64_t row = 0; row < batch.length; ++row) {
        std::string line;
        for (const int column : {0, 1, 2, 5})
          line += word_at(*batch.children[column], row) + " ";
        lines.push_back(line + std::to_string(decimal_at(*batch.children[8], row)));
      }
      batch.release(&batch);
    }
    stream.release(&stream);
    REQUIRE(lines.size() == 8);
    CHECK(lines[0] == "KSTT.01 31825 2025-Q3 missing 0");
    CHECK(lines[4] == "KSTT.01 31825 2025-Q4  992");
    CHECK(lines[5] == "KSTT.01 96 2025-Q4 missing 0");
    CHECK(lines[6] == "KSTT.04 31825 2025-Q4  12300");
  }
  ArrowArrayStream stream;
  Failure failure;
  CHECK(girs_indicator_query_stream(exchange.commune, "{}", GIRS_NUL, &stream, failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  CHECK(!stream.release);
  CHECK(girs_indicator_columns(exchange.commune, 8, nullptr, failure.out()) ==
        GIRS_UNSUPPORTED);
}

TEST_CASE("a stream of figures outlives the handle of its store, and says when the store is closed") {
  Exchange exchange;
  (void)exchange.seal_quarter();
  const std::string request =
      R"({"indicators":["KSTT.01"],"units":["31825"],"from":"2025-Q3","to":"2025-Q4"})";
  ArrowArrayStream stream;
  {
    const Store again = exchange.open("commune.girs");
    MUST(girs_indicator_query_stream(again, request.data(), request.size(), &stream, error));
  }
  ArrowArray batch;
  REQUIRE(stream.get_next(&stream, &batch) == 0);
  CHECK(batch.length == 1);
  batch.release(&batch);
  stream.release(&stream);
  MUST(girs_indicator_query_stream(exchange.commune, request.data(), request.size(), &stream, error));
  MUST(girs_store_close(exchange.commune, error));
  CHECK(stream.get_next(&stream, &batch) != 0);
  CHECK(!batch.release);
  CHECK(std::string(stream.get_last_error(&stream)).find("closed") != std::string::npos);
  stream.release(&stream);
}
