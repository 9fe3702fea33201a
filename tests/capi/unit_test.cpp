// Units through the public header: names, changes, imports, figures in other boundaries, agencies.

#include <filesystem>
#include <fstream>

#include "exchange.h"

using namespace capi;

namespace {

constexpr const char* kVersions =
    "code,name,type,parent,valid_from,valid_to\n"
    "95,Tỉnh Bạc Liêu,Tỉnh,,,2025-06-30\n"
    "96,Tỉnh Cà Mau,Tỉnh,,,2025-06-30\n"
    "96,Tỉnh Cà Mau,Tỉnh,,2025-07-01,\n";
constexpr const char* kChanges = "old_code,new_code,area\n95,96,all\n96,96,all\n";

girs_unit_table table(const char* name, const std::string& data) {
  girs_unit_table made = GIRS_UNIT_TABLE;
  made.name = name;
  made.data = data.data();
  made.size = data.size();
  return made;
}

girs_unit_import_options options(std::uint32_t flags = 0) {
  girs_unit_import_options made = GIRS_UNIT_IMPORT_OPTIONS;
  made.flags = flags;
  made.top = "VN";
  made.top_name = "Việt Nam";
  made.changed_on = "2025-07-01";
  made.complete_kinds = "province";
  return made;
}

/// A store that holds the catalogue of the examples.
Store example_store(const TemporaryFolder& folder) {
  Store store;
  MUST(girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), error));
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
  return store;
}

}  // namespace

TEST_CASE("a unit is found by name, and its changes are told") {
  const TemporaryFolder folder;
  const auto store = example_store(folder);
  Given found, before, after, members;
  MUST(girs_unit_find(store, "ca mau", GIRS_NUL, "2025-07-01", GIRS_NUL, "", 0, found.out(), error));
  CHECK(member(found.text(), "code") == "96");
  MUST(girs_unit_successors(store, "95", GIRS_NUL, "2025-06-30", GIRS_NUL, after.out(), error));
  CHECK(member(after.text(), "after") == "96");
  MUST(girs_unit_predecessors(store, "96", GIRS_NUL, "2025-07-01", GIRS_NUL, before.out(), error));
  CHECK(before.text().find("\"before\":\"95\"") != std::string::npos);
  MUST(girs_unit_members(store, "96", GIRS_NUL, "KSTTHC", GIRS_NUL, "2025-12-14", GIRS_NUL,
                         members.out(), error));
  CHECK(members.text().find("\"31825\"") != std::string::npos);
  Failure failure;
  CHECK(girs_unit_successors(store, "95", GIRS_NUL, "2025-07-01", GIRS_NUL, after.out(),
                             failure.out()) == GIRS_NOT_FOUND);
  CHECK(failure.message("vi").find("không có hiệu lực") != std::string::npos);
}

TEST_CASE("figures of merged provinces are added, and a missing part leaves no figure") {
  const TemporaryFolder folder;
  const auto store = example_store(folder);
  Given converted, incomplete;
  MUST(girs_unit_convert(store,
                         R"({"on":"2025-07-01","addition":"stock","figures":[
                             {"unit":"95","period":"2016","on":"2016-12-31","value":"886.2"},
                             {"unit":"96","period":"2016","on":"2016-12-31","value":"1222.6"}]})",
                         GIRS_NUL, converted.out(), error));
  CHECK(converted.text() == R"([{"unit":"96","period":"2016","value":"2108.8","estimated":false,)"
                            R"("missing":[],"not_comparable":null}])");
  MUST(girs_unit_convert(store,
                         R"({"on":"2025-07-01","addition":"stock","figures":[
                             {"unit":"95","period":"2016","on":"2016-12-31","value":"886.2"}]})",
                         GIRS_NUL, incomplete.out(), error));
  CHECK(member(incomplete.text(), "value") == "null");
  Failure failure;
  CHECK(girs_unit_convert(store, R"({"on":"yesterday","addition":"sum","figures":[{"value":1.5}]})",
                          GIRS_NUL, incomplete.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() >= 4);
}

TEST_CASE("imported lists become a document that the catalogue loads") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "units");
  const std::string versions = kVersions, changes = kChanges;
  const girs_unit_table tables[] = {table("v.csv", versions), table("c.csv", changes)};
  const auto how = options();
  Given document, told, shown;
  MUST(girs_unit_import(tables, 2, &how, document.out(), told.out(), error));
  CHECK(told.text() == "[]");
  std::ofstream(folder / "units/units.json") << document.text();
  Store store;
  MUST(girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), error));
  MUST(girs_catalog_load(store, (folder / "units").c_str(), GIRS_NUL, error));
  MUST(girs_unit_show(store, "96", GIRS_NUL, "2025-07-01", GIRS_NUL, shown.out(), error));
  CHECK(member(shown.text(), "parent") == "VN");
}

TEST_CASE("an inconsistent list is refused with every place, or imported as far as it is right") {
  const std::string versions = kVersions, changes = "old_code,new_code\n96,96\n94,96\n";
  const girs_unit_table tables[] = {table("v.csv", versions), table("c.csv", changes)};
  const auto strict = options(), lenient = options(GIRS_UNIT_IMPORT_LENIENT);
  Given document, told;
  Failure failure;
  CHECK(girs_unit_import(tables, 2, &strict, document.out(), told.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  REQUIRE(failure.mistakes() == 2);
  CHECK(failure.mistake(0, "file") == "c.csv");
  CHECK(failure.mistake(0, "line") == "3");
  CHECK(failure.mistake(1, "unit") == "95");
  MUST(girs_unit_import(tables, 2, &lenient, document.out(), told.out(), error));
  CHECK(member(told.text(), "line") == "3");
  CHECK(document.text().find("\"doubtful\"") != std::string::npos);
}

TEST_CASE("options of another version are told apart") {
  auto how = options();
  how.reserved = 1;
  Given document;
  Failure failure;
  CHECK(girs_unit_import(nullptr, 0, &how, document.out(), nullptr, failure.out()) ==
        GIRS_UNSUPPORTED);
  how = options(0x80);
  CHECK(girs_unit_import(nullptr, 0, &how, document.out(), nullptr, failure.out()) ==
        GIRS_UNSUPPORTED);
}

TEST_CASE("an agency's identifier is read in both notations") {
  Given code;
  Failure failure;
  MUST(girs_agency_read("000.00.04.G14", GIRS_NUL, code.out(), error));
  CHECK(code.text() == R"({"code":"G14.04","older":"000.00.04.G14","level":2,"parent":"G14"})");
  CHECK(girs_agency_read("g14", GIRS_NUL, code.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.message("vi").find("mã định danh điện tử") != std::string::npos);
}
