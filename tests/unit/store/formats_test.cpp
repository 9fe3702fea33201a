// Stores of every format that was ever written: made by the migrations up to it, and opened.

#include <map>

#include <doctest/doctest.h>

#include "store/obligations.h"
#include "store/schema.h"
#include "store/store.h"
#include "support/temporary.h"

using namespace girs;

namespace {

/// A file as the library of `format` left it, with a setting and a row of evidence.
void make_old_store(const std::string& path, int format) {
  auto connection = *store::Connection::open(path, false, 1000);
  REQUIRE(connection->script("PRAGMA journal_mode = WAL; BEGIN"));
  REQUIRE(store::create_format(*connection, format));
  REQUIRE(store::set_setting(*connection, "unit", "31825"));
  REQUIRE(connection->script("INSERT INTO registry VALUES(7, x'01'); COMMIT"));
}

/// Name and SQL of everything in the schema, and the columns of every table.
std::map<std::string, std::string> schema_of(store::Store& store) {
  std::map<std::string, std::string> found;
  REQUIRE(store.read([&](store::Connection& c) -> Status {
    return c.each("SELECT s.name, s.type || ' ' || ifnull((SELECT group_concat(t.name || ' ' || t.type || ' ' || "
                  "t.\"notnull\" || ' ' || t.pk, ', ') FROM pragma_table_info(s.name) t), s.sql) FROM sqlite_schema s",
                  [&](store::Statement& row) {
                    found[row.text(0)] = row.text(1);
                    return ok();
                  });
  }));
  return found;
}

}  // namespace

TEST_CASE("a store of every earlier format opens, keeps what it held, and becomes like a new one") {
  const TemporaryFolder folder;
  auto fresh = *store::Store::open(folder / "new.girs", {});
  const auto wanted = schema_of(*fresh);
  REQUIRE(wanted.size() > 60);
  for (int format = 1; format <= store::kFormat; ++format) {
    CAPTURE(format);
    const auto path = folder / ("format-" + std::to_string(format) + ".girs");
    make_old_store(path, format);
    if (format < store::kFormat) {
      CHECK(store::Store::open(path, {.read_only = true}).error().code == Code::kUnsupported);
    }
    auto opened = store::Store::open(path, {});
    REQUIRE(opened);
    CHECK(schema_of(**opened) == wanted);
    CHECK(**(*opened)->read([](store::Connection& c) { return store::setting(c, "unit"); }) == "31825");
    // What was append-only still is, and what came since is too.
    CHECK(!(*opened)->write([](store::Connection& c) { return c.script("DELETE FROM registry"); }));
    REQUIRE((*opened)->write([](store::Connection& c) {
      return c.script("INSERT INTO sharing_rule(code, recipient, valid_from, body, loaded_at) VALUES('a','b','c','d',1)");
    }));
    CHECK(!(*opened)->write([](store::Connection& c) { return c.script("DELETE FROM sharing_rule"); }));
    REQUIRE((*opened)->close());
    CHECK(store::Store::open(path, {.read_only = true}));
  }
}
