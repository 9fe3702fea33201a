#include "catalog/form_difference.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

/// The sample catalogue with a second version of its form, in force from 2025-10-01, in which
/// `from` is replaced by `to`.
Result<Catalog> with_second_version(const std::string& from, const std::string& to,
                                    const std::string& begins = "2025-10-01") {
  auto second = sample::edited(sample::form(), "\"version\":1", "\"version\":2");
  second = sample::edited(second, "\"from\":\"2021-01-01\"", "\"from\":\"" + begins + "\"");
  if (!from.empty()) second = sample::edited(second, from, to);
  second.file = "form-2.json";
  auto documents = sample::all();
  documents.push_back(second);
  return Catalog::load(documents);
}

std::vector<FormChange> changes_of(const Result<Catalog>& catalog) {
  REQUIRE(catalog);
  return difference(*catalog->form_version("B01", 1), *catalog->form_version("B01", 2));
}

}  // namespace

TEST_CASE("two versions with the same content differ in nothing") {
  CHECK(changes_of(with_second_version("", "")).empty());
}

TEST_CASE("a column that is gone, one that is new and one that changed are each named") {
  const auto gone = changes_of(with_second_version(
      R"J({"code":"7","key":"ghi_chu","title":{"vi":"Ghi chú"},"type":"text"},)J", ""));
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].kind == FormChange::Kind::kRemoved);
  CHECK(gone[0].part == "column");
  CHECK(gone[0].code == "7");
  CHECK(gone[0].message.vi == "Cột 7 (Ghi chú) đã bị bỏ.");

  const auto changed = changes_of(with_second_version(R"J("type":"number","scale":2)J", R"J("type":"number","scale":3)J"));
  REQUIRE(changed.size() == 1);
  CHECK(changed[0].kind == FormChange::Kind::kChanged);
  CHECK(changed[0].code == "11");
  CHECK(changed[0].message.en.find("decimals") != std::string::npos);
}

TEST_CASE("a rule that checks something else is named") {
  const auto changes = changes_of(with_second_version("\"expr\":\"[3]=[4]+[5]\"", "\"expr\":\"[3]>=[4]+[5]\""));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].part == "rule");
  CHECK(changes[0].code == "total");
}

TEST_CASE("the newer version counts from its first day, the older one stays acceptable to its end") {
  const auto catalog = with_second_version("", "");
  REQUIRE(catalog);
  const auto before = make_date(2025, 9, 30);
  const auto after = make_date(2025, 10, 1);
  const auto ended = make_date(2026, 2, 15);
  const auto* first = catalog->form_version("B01", 1);
  CHECK(catalog->form("B01", before)->version == 1);
  CHECK(catalog->form("B01", after)->version == 2);
  CHECK(Catalog::is_acceptable(*first, catalog->form("B01", after), after));   // until 2026-02-14
  CHECK(!Catalog::is_acceptable(*first, catalog->form("B01", ended), ended));
}

TEST_CASE("a newer version must begin after the older one began") {
  const auto refused = with_second_version("", "", "2021-01-01");
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 1);
  CHECK(*detail_of(refused.error().mistakes[0].details, "file") == "form-2.json");
}
