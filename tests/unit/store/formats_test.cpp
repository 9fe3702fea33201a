// Stores of every format that was ever written: made by the migrations up to it, and opened.

#include <map>

#include <doctest/doctest.h>

#include "store/columns.h"
#include "store/obligations.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/submissions.h"
#include "support/temporary.h"

using namespace girs;

namespace {

/// A file as the library of `format` left it, with a setting, a row of evidence and what `rows` puts in.
void make_old_store(const std::string& path, int format, const char* rows = "") {
  auto connection = *store::Connection::open(path, false, 1000);
  REQUIRE(connection->script("PRAGMA journal_mode = WAL; BEGIN"));
  REQUIRE(store::create_format(*connection, format));
  REQUIRE(store::set_setting(*connection, "unit", "31825"));
  REQUIRE(connection->script(rows));
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

TEST_CASE("what format 8 kept of packages in tables of their own, format 9 keeps in their rows") {
  const TemporaryFolder folder;
  const auto path = folder / "old.girs";
  make_old_store(path, 8, R"sql(
    INSERT INTO submission(rowid, pid, env, origin, idx, logged_at, series, rev, prev, regime, unit, period,
      scope, kind, created_at, envelope, receipt) VALUES
      (3, 'p1', 'e1', 'log', 1, 100, 's', 1, NULL, 'R', '1', '2025-Q4', 'own', 'original', 't1', x'7b7d', NULL),
      (7, 'p2', 'e2', 'log', 3, 200, 's', 2, 'p1', 'R', '1', '2025-Q4', 'own', 'correction', 't2', x'7b7e', 'r');
    INSERT INTO submission_signer VALUES('p1', 'preparer', 'k1', 'a:1'), ('p1', 'approver', 'k2', ''),
      ('p2', 'agency-seal', 'k3', 'Nguyễn');
    INSERT INTO figure VALUES('p1', 'F2', 12, x'7b003a7d'), ('p1', 'F1', 1, x'');
    INSERT INTO decision VALUES('d', 'p2', 'log', 4, 200, 'accepted', '', '', x'7b7d');)sql");
  auto opened = *store::Store::open(path, {});
  REQUIRE(opened->write([](store::Connection& c) -> Status {
    GIRS_TRY(const auto signers, store::signers(c, "p1"));
    REQUIRE(signers.size() == 2);
    CHECK((signers[0].role == "preparer" && signers[0].keyid == "k1" && signers[0].person == "a:1"));
    CHECK((signers[1].role == "approver" && signers[1].person.empty()));
    GIRS_TRY(const auto others, store::signers(c, "p2"));
    CHECK(others.at(0).person == "Nguyễn");
    GIRS_TRY(const auto figures, store::figures(c, "p1"));
    REQUIRE(figures.size() == 2);
    CHECK((figures[0].form == "F1" && figures[0].version == 1 && figures[0].cells.empty()));
    CHECK((figures[1].form == "F2" && figures[1].version == 12 && figures[1].cells == Bytes{0x7b, 0, 0x3a, 0x7d}));
    GIRS_TRY(const auto none, store::figures(c, "p2"));
    CHECK(none.empty());
    GIRS_TRY(const auto second, store::submission(c, "p2"));
    CHECK((second->index == 3 && second->prev == "p1" && second->receipt == "r" && second->status == "accepted"));
    GIRS_TRY(const auto head, store::head_of_series(c, "s"));
    CHECK((head->rev == 2 && head->pid == "p2"));
    // The rows keep their places, the guard and the journal of figures their work.
    CHECK(!c.script("UPDATE submission SET unit = '2'"));
    return c.each("SELECT group_concat(id), (SELECT count(*) FROM figure_change) FROM submission", [](store::Statement& row) {
      CHECK((row.text(0) == "3,7" && row.integer(1) == 1));
      return ok();
    });
  }));
}

TEST_CASE("since format 10 a decision finds its package whichever of the two came first, and stays with it") {
  const TemporaryFolder folder;
  const auto path = folder / "old.girs";
  make_old_store(path, 9, R"sql(
    INSERT INTO submission(id, pid, env, origin, idx, logged_at, series, rev, regime, unit, period, scope, kind,
      created_at, signers, figures, envelope) VALUES
      (5, 'p1', 'e1', 'log', 1, 100, 's', 1, 'R', '1', '2025-Q4', 'own', 'original', 't1', '', x'', x'7b7d');
    INSERT INTO decision VALUES
      ('d1', 'p1', 'log', 2, 100, 'rejected', '', '', x'7b7d'), ('d2', 'p2', 'log', 3, 100, 'accepted', '', '', x'7b7d');)sql");
  auto opened = *store::Store::open(path, {});
  REQUIRE(opened->write([](store::Connection& c) -> Status {
    GIRS_TRY(const auto journal, store::figure_changes(c, 0));
    REQUIRE(journal.size() == 1);
    CHECK(journal[0].seq == 2);   // its place is kept: columns that are stored refer to it
    const auto status = [&](const char* pid) { return (**store::submission(c, pid)).status; };
    CHECK(status("p1") == "rejected");
    GIRS_TRY(const auto early, store::decisions(c, "p2"));
    CHECK(early.size() == 1);
    REQUIRE(store::insert_submission(c, {"p2", "e2", "log", 4, 200, "t", 1, {}, "R", "2", "2025-Q4", "own", "original", "t2", {}}, {}, {}));
    CHECK(status("p2") == "accepted");
    GIRS_TRY(const auto found, store::decisions(c, "p2"));
    CHECK(found.size() == 1);
    REQUIRE(store::insert_decision(c, {"d3", "p1", "log", 5, 300, "accepted", "", "", {}}));
    CHECK(status("p1") == "accepted");
    GIRS_TRY(const auto misplaced, store::misplaced_decisions(c));
    CHECK(misplaced.empty());
    for (const auto* change : {"UPDATE decision SET of_id = 5 WHERE pid = 'd2'", "UPDATE decision SET status = 'x'",
                               "UPDATE decision SET of_id = NULL", "UPDATE decision SET rowid = rowid + 9", "DELETE FROM decision"})
      CHECK(!c.script(change));
    // The journal names each unit once, with its newest place.
    GIRS_TRY(const auto changes, store::figure_changes(c, 0));
    REQUIRE(changes.size() == 2);
    CHECK((changes[0].unit == "2" && changes[1].unit == "1" && changes[0].seq < changes[1].seq));
    GIRS_TRY(const auto units, store::figure_changes(c, "R", "2025-Q4", 0));
    CHECK(units == std::vector<std::string>{"1", "2"});
    // With columns of a period only the newest row of each unit is needed, and stays.
    REQUIRE(store::put_column_chunk(c, {"R", "2025-Q4", changes[1].seq, {}}));
    GIRS_TRY(const auto left, store::figure_changes(c, 0));
    CHECK((left.size() == 2 && left[0].seq == changes[0].seq && left[1].seq == changes[1].seq));
    return c.each("SELECT count(*) FROM figure_change", [](store::Statement& row) {
      CHECK(row.integer(0) == 2);
      return ok();
    });
  }));
}
