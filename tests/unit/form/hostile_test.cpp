// Broken files and payloads: an answer always comes, and it is never half a sheet.

#include <doctest/doctest.h>

#include <random>

#include "form/entry.h"
#include "form/sheet_blob.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

/// `text` with a few bytes changed, inserted, doubled or taken out.
std::string broken(std::mt19937& random, std::string text) {
  constexpr std::string_view kBytes = "\",\n\r\t'=-x.:{}[]0129cT\\\xFF\xC3\xA1";
  for (auto changes = random() % 4 + 1; changes > 0 && !text.empty(); --changes) {
    const auto at = random() % text.size();
    const char byte = kBytes[random() % kBytes.size()];
    switch (random() % 4) {
      case 0: text[at] = byte; break;
      case 1: text.insert(at, 1, byte); break;
      case 2: text.erase(at, random() % 8 + 1); break;
      default: text.insert(at, text.substr(at, random() % 40)); break;
    }
  }
  return text;
}

void check_patch(const FormLayout& layout, const Result<Patch>& patch) {
  if (patch)
    CHECK(apply(layout, Sheet::make(layout), *patch));
  else
    CHECK_FALSE(patch.error().mistakes.empty());
}

}  // namespace

TEST_CASE("a broken file gives a whole patch or its mistakes") {
  const auto layout = sample::layout();
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string wide =
      "row,c3,4,truc_tiep,c7,c11\nT,10,-,x,\"a \"\"b\"\"\nc\",1.50\nLV01,1,2,...,'=1,\r\n";
  const std::string cells = "row,column,value\nLV01,c3,5\nT,tong,-\n";
  const std::string json =
      R"({"rows":[{"row":"T","c3":"1","c4":{"absent":"nil"},)"
      R"("c5":{"value":"2","flags":["late"],"note":"x"}},{"row":"LV01","c3":null}]})";
  for (int round = 0; round < 2000; ++round) {
    check_patch(layout, entry_from_csv(layout, broken(random, wide)));
    check_patch(layout, entry_from_csv(layout, broken(random, cells)));
    check_patch(layout, entry_from_json(layout, broken(random, json)));
  }
}

TEST_CASE("a broken blob is refused or is another sheet of the form") {
  const auto layout = sample::layout();
  const auto written = sample::sheet(layout, "row,c3,c4,c7\nT,10,-,a\nLV01,1,x,b\n");
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 4000; ++round) {
    const auto blob = *(round % 2 == 0 ? to_blob(layout, written) : to_json_blob(layout, written));
    const auto sheet = from_blob(layout, view(broken(random, std::string(text_of(blob)))));
    if (sheet) CHECK(*from_blob(layout, *to_blob(layout, *sheet)) == *sheet);
  }
}
