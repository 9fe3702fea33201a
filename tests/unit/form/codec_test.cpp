#include "form/codec.h"

#include <doctest/doctest.h>

#include <random>

#include "json/canonical.h"
#include "json/parse.h"
#include "unit/form/any_sheet.h"

using namespace girs;
using formula::Absent;

namespace {

Sheet example() { return sample::example("1100", "ước tính", "Cà Mau"); }

std::string encoded(const Sheet& sheet) {
  return *json::canonical(*encode_sheet(sample::layout(), sheet));
}

/// The first mistake in the example's payload after replacing a piece of it.
std::string mistake_after(std::string_view from, std::string_view to) {
  auto text = encoded(example());
  const auto at = text.find(from);
  if (at == std::string::npos) return "the piece to replace does not occur";
  text.replace(at, from.size(), to);
  const auto value = json::parse(text);
  if (!value) return value.error().message.en;
  const auto sheet = decode_sheet(sample::layout(), *value);
  if (sheet) return "";
  CHECK(sheet.error().code == Code::kCorrupt);
  const auto& mistake = sheet.error().mistakes.at(0);
  return *detail_of(mistake.details, "pointer") + " " + mistake.message.en;
}

}  // namespace

TEST_CASE("a sheet is encoded exactly as payloads have it") {
  CHECK(encoded(example()) ==
        R"({"digest":")" + sample::layout().form().digest +
            R"(","header":{"noi_lap":"Cà Mau"},"parts":{"main":[{"cells":{"c11":"12.50",)"
            R"("c3":"1250","c4":{"flags":["estimated"],"note":"ước tính","value":"1100"},)"
            R"("c5":{"absent":"not-applicable"},"c7":"Đất","c9":"true"},"key":"LV01"},)"
            R"({"cells":{"c3":{"absent":"nil"},"c5":{"absent":"not-available"}},"key":"LV02"}]},)"
            R"("version":1})");
}

TEST_CASE("any sheet comes back from its payload") {
  const auto layout = sample::layout();
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const auto sheet = sample::any_sheet(layout, random);
    const auto value = encode_sheet(layout, sheet);
    REQUIRE(value);
    const auto decoded = decode_sheet(layout, *json::parse(*json::canonical(*value)));
    REQUIRE(decoded);
    CHECK(*decoded == sheet);
    CHECK(encoded(*decoded) == *json::canonical(*value));
  }
}

TEST_CASE("whatever is not exactly a payload's sheet is refused with its place") {
  CHECK(mistake_after("\"version\":1", "\"version\":1") == "");
  CHECK(mistake_after("\"version\":1", "\"version\":2").find("not of version 1") !=
        std::string::npos);
  CHECK(mistake_after("sha256:", "sha512:").find("not of version") != std::string::npos);
  CHECK(mistake_after("\"header\"", "\"head\"").starts_with("/head "));
  CHECK(mistake_after("\"main\"", "\"part\"").starts_with("/parts/part "));
  CHECK(mistake_after("\"key\":\"LV01\"", "\"key\":\"LV02\"").starts_with("/parts/main/1/key "));
  CHECK(mistake_after("\"key\":\"LV01\"", "\"key\":\"LV03\"").find("order") != std::string::npos);
  CHECK(mistake_after("\"key\":\"LV01\"", "\"key\":\"\"").starts_with("/parts/main/0/key "));
  CHECK(mistake_after("\"c3\"", "\"3\"").starts_with("/parts/main/0/cells/3 "));
  CHECK(mistake_after("\"c3\"", "\"c2\"").starts_with("/parts/main/0/cells/c2 "));
  CHECK(mistake_after("\"12.50\"", "\"12.5\"").find("exactly 2 decimals") != std::string::npos);
  CHECK(mistake_after("\"12.50\"", "\"12.500\"") != "");
  CHECK(mistake_after("\"12.50\"", "12.50") != "");
  CHECK(mistake_after("\"1250\"", "\"01250\"") != "");
  CHECK(mistake_after("\"1250\"", "\"-0\"") != "");
  CHECK(mistake_after("\"1250\"", "\"1e3\"") != "");
  CHECK(mistake_after("\"1250\"", "\"\"") != "");
  CHECK(mistake_after("\"1250\"", "{}") != "");
  CHECK(mistake_after("\"1250\"", "null") != "");
  CHECK(mistake_after("\"1250\"", "[]") != "");
  CHECK(mistake_after("\"nil\"", "\"missing\"") != "");
  CHECK(mistake_after("{\"absent\":\"nil\"}", "{\"absent\":\"nil\",\"note\":\"\"}") != "");
  CHECK(mistake_after("[\"estimated\"]", "[\"late\",\"estimated\"]").find("not in order") !=
        std::string::npos);
  CHECK(mistake_after("[\"estimated\"]", "[\"estimated\",\"estimated\"]") != "");
  CHECK(mistake_after("[\"estimated\"]", "[\"guessed\"]") != "");
  CHECK(mistake_after("[\"estimated\"],\"note\":\"ước tính\"", "[],\"note\":null")
            .find("value alone") != std::string::npos);
  CHECK(mistake_after("\"note\":\"ước tính\",", "").find("note is missing") != std::string::npos);
  CHECK(mistake_after("\"true\"", "\"True\"") != "");
  CHECK(mistake_after("Đất", "a\\u0300").find("NFC") != std::string::npos);
}

TEST_CASE("all mistakes of a payload are reported, also as part of a larger document") {
  const auto document = *json::parse(
      R"({"forms":{"B01":{"digest":"x","header":{},"version":1,
          "parts":{"main":[{"cells":{"c3":"a","c99":"1"},"key":"T"}]}}}})");
  Mistakes mistakes;
  const auto root = json::Node::root(document, "report.json", mistakes);
  decode_sheet(sample::layout(), root.member("forms").member("B01"));
  REQUIRE(mistakes.count() == 3);
  CHECK(*detail_of(mistakes.list()[1].details, "pointer") == "/forms/B01/parts/main/0/cells/c3");
}

TEST_CASE("a sheet of another version of the form is not encoded as this one") {
  const auto documents = sample::all_with(sample::edited(sample::form(), "Biểu 01", "Biểu khác"));
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  const FormLayout other(*catalog->form_version("B01", 1), *catalog);
  const auto value = encode_sheet(other, example());
  REQUIRE_FALSE(value);
  CHECK(value.error().code == Code::kConflict);
}
