#include "base/csv.h"

#include <doctest/doctest.h>

using namespace girs;

namespace {

using Records = std::vector<std::vector<std::string>>;

Result<Records> read(std::string_view text, const CsvLimits& limits = {}) {
  GIRS_TRY(auto reader, CsvReader::open(text, limits));
  Records records;
  CsvRecord record;
  while (true) {
    GIRS_TRY(const bool more, reader.next(record));
    if (!more) return records;
    records.push_back(record.fields);
  }
}

/// "line:column" of the mistake; empty when there is none.
std::string place(std::string_view text, const CsvLimits& limits = {}) {
  const auto records = read(text, limits);
  if (records) return "";
  CHECK(records.error().code == Code::kInvalidArgument);
  CHECK_FALSE(records.error().message.vi.empty());
  const auto& details = records.error().details;
  return *detail_of(details, "line") + ":" + *detail_of(details, "column");
}

}  // namespace

TEST_CASE("CSV is read as RFC 4180 writes it") {
  CHECK(*read("a,b\nc,d\n") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(*read("a,b\r\nc,d") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(*read("\"a,\"\"b\"\"\r\nx\",\n") == Records{{"a,\"b\"\r\nx", ""}});
  CHECK(*read("\"\"\n") == Records{{""}});
  CHECK(*read(",\n") == Records{{"", ""}});
  CHECK(*read("") == Records{});
  CHECK(*read("\n\r\n\na\n\n") == Records{{"a"}});
  CHECK(*read("\xEF\xBB\xBF" "a") == Records{{"a"}});
  CHECK(*read("dòng,cột\n") == Records{{"dòng", "cột"}});
}

TEST_CASE("a record knows the line on which it begins") {
  auto reader = CsvReader::open("a\n\n\"x\ny\"\nb\n");
  REQUIRE(reader);
  CsvRecord record;
  std::vector<std::size_t> lines;
  while (*reader->next(record)) lines.push_back(record.line);
  CHECK(lines == std::vector<std::size_t>{1, 3, 5});
}

TEST_CASE("what is no CSV is refused with line and character") {
  CHECK(place("a\n\"b\nc\nd") == "2:1");          // a quote that is never closed
  CHECK(place("ố,\"b\"c\n") == "1:6");            // text after a closing quote
  CHECK(place("a\nđ\"b\n") == "2:2");             // a quote inside
  CHECK(place("a\rb\n") == "1:2");                // a lone carriage return
  CHECK(place("a\n\xC3\xA1\xFFz\n") == "2:2");    // not UTF-8
  CHECK(place(std::string_view("a\nb\0c", 5)) == "2:2");
  CHECK(place("\xFF\xFE" "a") == "1:1");          // UTF-16
  CHECK(place("\xFE\xFF") == "1:1");
  CHECK(place("\"") == "1:1");
  CHECK(place("\"a\"\"") == "1:1");
}

TEST_CASE("the limits hold") {
  CHECK(place("a\nb\nc\n", {1024, 2, 10}) == "3:1");
  CHECK(place("a\nb,c,d\n", {1024, 10, 2}) == "2:1");
  const auto large = read("0123456789", {9, 10, 10});
  REQUIRE_FALSE(large);
  CHECK(*detail_of(large.error().details, "limit") == "9");
}

TEST_CASE("fields are written so that they read back") {
  const Records records{{"a", "b,c", "\"", "x\ny", ""}, {""}, {"đ", "\r"}};
  std::string text;
  for (const auto& record : records) text += csv_line(record);
  CHECK(text.starts_with("a,\"b,c\",\"\"\"\",\"x\ny\",\n\"\"\n"));
  CHECK(*read(text) == records);
}

TEST_CASE("a text that a spreadsheet would run or that means an absence comes back as a text") {
  for (const auto* text : {"=1+1", "+84", "-", "@SUM(A1)", "\tx", "\rx", "'=1", "''-x", "x", "'x",
                           "...", "…", "  ", " x "}) {
    CAPTURE(text);
    CHECK(csv_text(text) == "'" + std::string(text));
    CHECK(csv_text_back(csv_text(text)) == text);
  }
  for (const auto* text : {"", "a", "1=1", "'a", "'", "it's", "x1", "đ"}) {
    CAPTURE(text);
    CHECK(csv_text(text) == text);
    CHECK(csv_text_back(text) == text);
  }
}
