// Catalogues with mistakes: all of them are named at once, and nothing is loaded.

#include <filesystem>
#include <fstream>

#include "exchange.h"

using namespace capi;

namespace {

void write(const std::string& path, const std::string& content) { std::ofstream(path) << content; }

/// A document of the catalogue with `from` replaced by `to`.
void copy_changed(const std::string& name, const std::string& target, const std::string& from,
                  const std::string& to) {
  std::ifstream file(kCatalogue + "/" + name);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  write(target, text.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("every mistake of every file is reported at once, and nothing is loaded") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "bad");
  write(folder / "bad/1-broken.json", "{\"schema\":");
  write(folder / "bad/2-unknown.json", R"({"schema":"girs.poem/1","code":"x","version":1})");
  write(folder / "bad/3-list.json",
        R"({"schema":"girs.code-list/1","code":"l","version":0,"title":{"vi":"a","en":"a"},"items":7})");
  Store store;
  Failure failure;
  MUST(girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), error));
  CHECK(girs_catalog_load(store, (folder / "bad").c_str(), GIRS_NUL, failure.out()) == GIRS_INVALID_ARGUMENT);
  REQUIRE(failure.mistakes() >= 4);
  bool pointer_seen = false;
  std::string files;
  for (std::size_t i = 0; i < failure.mistakes(); ++i) {
    files += failure.mistake(i, "file") + " ";
    pointer_seen = pointer_seen || failure.mistake(i, "pointer") == "/version";
  }
  CHECK(pointer_seen);
  for (const char* name : {"1-broken.json", "2-unknown.json", "3-list.json"})
    CHECK(files.find(name) != std::string::npos);
  Given list;
  CHECK(girs_catalog_list(store, list.out(), nullptr) == GIRS_NOT_FOUND);
  Failure same;
  CHECK(girs_catalog_check((folder / "bad").c_str(), GIRS_NUL, same.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(same.mistakes() == failure.mistakes());
}

TEST_CASE("a definition that was loaded does not change under its version") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "changed");
  copy_changed("code-lists/linh-vuc.json", folder / "changed/linh-vuc.json", "\"en\": \"", "\"en\": \"New ");
  Store store;
  Failure failure;
  MUST(girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), error));
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
  Given before, after;
  MUST(girs_catalog_list(store, before.out(), error));
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));  // the same again is fine
  CHECK(girs_catalog_load(store, (folder / "changed").c_str(), GIRS_NUL, failure.out()) == GIRS_CONFLICT);
  CHECK(failure.detail("definition").find("linh-vuc") != std::string::npos);
  MUST(girs_catalog_list(store, after.out(), error));
  CHECK(before.text() == after.text());
}

TEST_CASE("single files join what the store holds, several are read together, all or nothing") {
  const TemporaryFolder folder;
  const std::string units = folder / "units.txt", bad = folder / "bad.json";
  copy_changed("units/vn-provinces.json", units, "\"version\": 1", "\"version\": 7");
  write(bad, R"({"schema":"girs.poem/1","code":"x","version":1})");
  Store store;
  Failure failure;
  MUST(girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), error));
  const auto list = kCatalogue + "/code-lists/linh-vuc.json", form = kCatalogue + "/forms/ii-06a-vpcp-kstt.json";
  const char* const alone[] = {form.c_str()};
  CHECK(girs_catalog_load_paths(store, alone, 1, failure.out()) == GIRS_INVALID_ARGUMENT);  // its code list is missing
  const char* const mixed[] = {list.c_str(), bad.c_str()};
  CHECK(girs_catalog_load_paths(store, mixed, 2, failure.out()) == GIRS_INVALID_ARGUMENT);
  Given held;
  CHECK(girs_catalog_list(store, held.out(), nullptr) == GIRS_NOT_FOUND);
  const char* const both[] = {list.c_str(), form.c_str()};
  MUST(girs_catalog_check_paths(nullptr, both, 2, error));
  MUST(girs_catalog_load_paths(store, both, 1, error));
  CHECK(girs_catalog_check_paths(nullptr, alone, 1, failure.out()) == GIRS_INVALID_ARGUMENT);
  MUST(girs_catalog_check_paths(store, alone, 1, error));
  Given said;
  CHECK(girs_catalog_review_paths(nullptr, alone, 1, said.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  MUST(girs_catalog_review_paths(store, alone, 1, said.out(), error));
  CHECK(said.text().find("\"kind\":\"flow-and-stock\",\"grave\":false") != std::string::npos);
  CHECK(said.text().find("\"grave\":true") == std::string::npos);
  MUST(girs_catalog_load_paths(store, alone, 1, error));
  const char* const renamed[] = {units.c_str()};
  MUST(girs_catalog_load_paths(store, renamed, 1, error));
  MUST(girs_catalog_list(store, held.out(), error));
  CHECK(held.text().find("\"version\":7") != std::string::npos);
  CHECK(girs_catalog_load_paths(store, alone, 0, failure.out()) == GIRS_INVALID_ARGUMENT);
  const char* const nothing[] = {nullptr};
  CHECK(girs_catalog_load_paths(store, nothing, 1, failure.out()) == GIRS_INVALID_ARGUMENT);
  const char* const nowhere[] = {"/nowhere/at/all.json"};
  CHECK(girs_catalog_load_paths(store, nowhere, 1, failure.out()) < 0);
  CHECK(failure.message().find("/nowhere/at/all.json") != std::string::npos);
}

TEST_CASE("a folder that is not there is named") {
  Failure failure;
  CHECK(girs_catalog_check("/nowhere/at/all", GIRS_NUL, failure.out()) < 0);
  CHECK(failure.message().find("/nowhere/at/all") != std::string::npos);
}
