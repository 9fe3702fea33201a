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

TEST_CASE("a folder that is not there is named") {
  Failure failure;
  CHECK(girs_catalog_check("/nowhere/at/all", GIRS_NUL, failure.out()) < 0);
  CHECK(failure.message().find("/nowhere/at/all") != std::string::npos);
}
