#include "form/sheet_blob.h"

#include <doctest/doctest.h>

#include <random>

#include "unit/form/any_sheet.h"

using namespace girs;

namespace {

Sheet example() { return sample::example("-3", "x", "Huế"); }

}  // namespace

TEST_CASE("a sheet is kept in exactly the bytes that its format says") {
  const auto layout = sample::layout();
  const auto hex = [](std::string_view text) { return to_hex(view(text)); };
  // The form's columns in order of code: 10 11 12 3 4 5 6 7 8 9.
  CHECK(to_hex(*to_blob(layout, example())) ==
        "0201" + layout.form().digest.substr(7, 16) + "0107" + hex("noi_lap") + "05" +
            hex("Huế") + "02" +
            "0004" + hex("LV01") + "ba02" + "8827" + "8827" + "0d0101780a" + "03" + "0706" +
            hex("Đất") + "0b" +
            "0004" + hex("LV02") + "2800" + "01" + "05");
}

TEST_CASE("any sheet comes back from its blob, and from the JSON of earlier versions as the same") {
  const auto layout = sample::layout();
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    const auto sheet = sample::any_sheet(layout, random);
    const auto blob = to_blob(layout, sheet);
    const auto old = to_json_blob(layout, sheet);
    REQUIRE(blob);
    REQUIRE(old);
    CHECK(blob->at(0) == kPackedSheet);
    CHECK(old->at(0) == kJsonSheet);
    CHECK(blob->size() < old->size());
    const auto read = from_blob(layout, *blob);
    const auto from_old = from_blob(layout, *old);
    REQUIRE(read);
    REQUIRE(from_old);
    CHECK(*read == sheet);
    CHECK(*from_old == *read);
    // Not only the same numbers: written with the same decimals.
    CHECK(*to_json_blob(layout, *read) == *old);
    CHECK(*to_blob(layout, *from_old) == *blob);
    CHECK(*version_of_blob(*blob) == layout.form().version);
    CHECK(*is_blob_of(layout, sheet, *blob));
    CHECK(*is_blob_of(layout, sheet, *old));
  }
}

TEST_CASE("figures of any size come back exactly, up to 34 digits on either side of zero") {
  const auto layout = sample::layout();
  const std::string nines(34, '9');
  for (const std::string text : {"0", "1", "-1", "31", "32", "-32", "-33", "9223372036854775807",
                                 "-9223372036854775808", "9223372036854775808", nines.c_str()}) {
    for (const auto& signed_text : {text, text[0] == '-' ? text.substr(1) : "-" + text}) {
      CAPTURE(signed_text);
      auto sheet = Sheet::make(layout);
      REQUIRE(sheet.set(layout, {"T", "12"}, sample::number(signed_text)));
      const auto read = from_blob(layout, *to_blob(layout, sheet));
      REQUIRE(read);
      CHECK(*read == sheet);
    }
  }
}

TEST_CASE("a blob that is cut off, changed or of a newer version is told apart") {
  const auto layout = sample::layout();
  const auto blob = *to_blob(layout, example());
  CHECK(from_blob(layout, Bytes{}).error().code == Code::kCorrupt);
  CHECK(from_blob(layout, Bytes{3, '{', '}'}).error().code == Code::kUnsupported);
  CHECK(from_blob(layout, Bytes{kJsonSheet, '{', '}'}).error().code == Code::kCorrupt);
  CHECK(from_blob(layout, Bytes{kPackedSheet}).error().code == Code::kCorrupt);
  CHECK(version_of_blob(Bytes{kPackedSheet, 0}).error().code == Code::kCorrupt);
  for (std::size_t size = 0; size < blob.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(from_blob(layout, ByteView(blob).first(size)));
  }
  for (std::size_t place = 1; place < blob.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = blob;
      changed[place] ^= static_cast<std::uint8_t>(1 << bit);
      CAPTURE(place);
      CAPTURE(bit);
      CHECK_FALSE(*is_blob_of(layout, example(), changed));
      const auto sheet = from_blob(layout, changed);
      if (!sheet) {
        CHECK(sheet.error().code == Code::kCorrupt);
        CHECK_FALSE(sheet.error().message.vi.empty());
      } else {
        CHECK(*to_blob(layout, *sheet) == changed);   // another sheet, and written in one way
      }
    }
  }
  auto longer = blob;
  longer.push_back(0);
  CHECK(from_blob(layout, longer).error().code == Code::kCorrupt);
}

TEST_CASE("JSON that says the same in other bytes is not what was kept") {
  const auto layout = sample::layout();
  auto old = *to_json_blob(layout, example());
  old.push_back(' ');
  REQUIRE(from_blob(layout, old));
  CHECK_FALSE(*is_blob_of(layout, example(), old));
}

TEST_CASE("a sheet of another definition is neither written nor read as this one") {
  const auto documents = sample::all_with(sample::edited(sample::form(), "Biểu 01", "Biểu khác"));
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  const FormLayout other(*catalog->form_version("B01", 1), *catalog);
  CHECK(to_blob(other, example()).error().code == Code::kConflict);
  const auto sheet = from_blob(other, *to_blob(sample::layout(), example()));
  REQUIRE_FALSE(sheet);
  CHECK(sheet.error().code == Code::kCorrupt);
  CHECK(sheet.error().message.en.find("not of version 1 of form B01") != std::string::npos);
}
