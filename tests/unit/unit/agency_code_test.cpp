#include "unit/agency_code.h"

#include <doctest/doctest.h>

#include "base/csv.h"
#include "support/reference_data.h"

namespace girs {

TEST_CASE("both notations mean the same agency") {
  const auto canonical = [](std::string_view text) {
    const auto code = AgencyCode::parse(text);
    REQUIRE(code);
    return code->text();
  };
  CHECK(canonical("G14.04") == "G14.04");
  CHECK(canonical("000.00.04.G14") == "G14.04");
  CHECK(canonical("000.00.00.G12") == "G12");
  CHECK(canonical("000.00.12.G18") == "G18.12");
  CHECK(canonical("005.12.04.H56") == "H56.04.12.005");
  CHECK(*AgencyCode::parse("000.00.04.G14") == *AgencyCode::parse("G14.04"));
  CHECK(canonical("G12.18.02.H01") == "G12.18.02.H01");  // level 1 leads: the form in force
}

TEST_CASE("the older notation is given back where the code fits it") {
  CHECK(AgencyCode::parse("G14.04")->older_text() == "000.00.04.G14");
  CHECK(AgencyCode::parse("H56.04.12.005")->older_text() == "005.12.04.H56");
  CHECK(AgencyCode::parse("G14.4")->older_text() == std::nullopt);
  CHECK(AgencyCode::parse("G14.04.12.005.01")->older_text() == std::nullopt);
  CHECK(AgencyCode::parse("G14.00")->older_text() == std::nullopt);
}

TEST_CASE("an agency knows its level and the one above") {
  const auto code = *AgencyCode::parse("H56.04.12");
  CHECK(code.level() == 3);
  CHECK(code.parent()->text() == "H56.04");
  CHECK(code.is_below(*AgencyCode::parse("H56")));
  CHECK_FALSE(code.is_below(code));
  CHECK_FALSE(code.is_below(*AgencyCode::parse("H55")));
  CHECK_FALSE(AgencyCode::parse("H56")->parent());
}

TEST_CASE("what is no identifier is refused with the reason") {
  const auto refusal = [](std::string_view text) {
    const auto code = AgencyCode::parse(text);
    REQUIRE_FALSE(code);
    CHECK_FALSE(code.error().message.vi.empty());
    return code.error().message.en;
  };
  const auto mentions = [](const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(mentions(refusal(""), "1 to 35 characters"));
  CHECK(mentions(refusal("G14." + std::string(40, '1')), "1 to 35 characters"));
  CHECK(mentions(refusal("g14.04"), "capital letters"));
  CHECK(mentions(refusal("G14 04"), "capital letters"));
  CHECK(mentions(refusal("Đ14"), "capital letters"));
  CHECK(mentions(refusal("G14..04"), "empty"));
  CHECK(mentions(refusal("G14."), "empty"));
  CHECK(mentions(refusal("000.00.04"), "level 1"));
  CHECK(mentions(refusal("000.00.00.000"), "level 1"));
  CHECK(mentions(refusal("005.00.04.G14"), "while the one above it is not"));
}

TEST_CASE("every published pair of codes is one agency") {
  const auto folder = reference::folder_or_say("published agency codes");
  if (folder.empty()) return;
  const auto text = reference::content(folder + "vn-agency-codes.csv");
  auto reader = CsvReader::open(text);
  REQUIRE(reader);
  CsvRecord record;
  std::size_t pairs = 0;
  while (true) {
    const auto more = reader->next(record);
    REQUIRE(more);
    if (!*more) break;
    if (record.fields[0] == "code") continue;
    ++pairs;
    const auto code = AgencyCode::parse(record.fields[0]);
    const auto full = AgencyCode::parse(record.fields[1]);
    CAPTURE(record.fields[1]);
    REQUIRE(code);
    REQUIRE(full);
    CHECK(*code == *full);
    CHECK(code->older_text() == record.fields[1]);
  }
  CHECK(pairs == 109);
}

}  // namespace girs
