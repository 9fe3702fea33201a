#include "central/fsck.h"

#include <doctest/doctest.h>

#include "crypto/hash.h"
#include "form/sheet_blob.h"
#include "package/verify.h"
#include "report/column_store.h"
#include "store/columns.h"
#include "store/submission_parts.h"
#include "store/submissions.h"
#include "support/own_series.h"

using namespace girs;
using namespace girs::testing;

namespace {

central::FsckResult checked(World& world) {
  const auto registry = must(world.centre().registry());
  const std::string origin = kOrigin;
  return must(central::fsck(world.centre_site().workspace(), origin, *registry, world.policy(), {}));
}

/// Changes a row behind the library's back, as somebody with access to the file could.
void tamper(World& world, const std::string& table, const std::string& sql) {
  must(world.centre_site().store->write([&](store::Connection& c) -> Status {
    GIRS_CHECK(c.script(("DROP TRIGGER " + table + "_no_UPDATE; DROP TRIGGER " + table + "_no_DELETE").c_str()));
    return c.script(sql.c_str());
  }));
}

}  // namespace

TEST_CASE("fsck finds nothing in a store as it was signed, and names every row that was touched") {
  const std::pair<const char*, const char*> changes[] = {
      // The figure 100 becomes 110 (form/packed_sheet.h).
      {"submission", "UPDATE submission SET figures = CAST(replace(CAST(figures AS TEXT), CAST(x'9003' AS TEXT), CAST(x'b803' AS TEXT)) AS BLOB)"},
      {"submission", "UPDATE submission SET figures = x''"},
      // A false form before the true one: each reader would take another.
      {"submission", "UPDATE submission SET figures = CAST(replace(CAST(figures AS TEXT), CAST(x'9003' AS TEXT), CAST(x'b803' AS TEXT)) || "
                     "CAST(figures AS TEXT) AS BLOB)"},
      {"submission", "UPDATE submission SET signers = signers || signers"},
      {"submission", "UPDATE submission SET figures = CAST('9:not whole' AS BLOB)"},
      {"submission", "UPDATE submission SET unit = '31834'"},
      {"submission", "UPDATE submission SET logged_at = logged_at - 86400"},
      {"submission", "UPDATE submission SET envelope = CAST(replace(CAST(envelope AS TEXT), 'payload\":\"ey', 'payload\":\"fy') AS BLOB)"},
      {"submission", "UPDATE submission SET signers = replace(signers, '8:approver', '8:preparer')"},
      {"submission", "UPDATE submission SET signers = '8:approver'"},
      {"decision", "UPDATE decision SET status = 'rejected'"},
      {"decision", "DELETE FROM decision"},
      {"submission", "UPDATE submission SET receipt = 'c2sp.org/tlog-proof@v1'"},
      {"registry", "UPDATE registry SET envelope = CAST(replace(CAST(envelope AS TEXT), ',\"payloadType', ', \"payloadType') AS BLOB)"},
      {"registry", "UPDATE registry SET version = 7"},
      {"log_leaf", "UPDATE log_leaf SET leaf = CAST(replace(CAST(leaf AS TEXT), '31825', '31826') AS BLOB) WHERE idx = 2"},
      {"log_leaf", "UPDATE log_leaf SET hash = zeroblob(32) WHERE idx = 1"},
      {"log_node", "UPDATE log_node SET hash = zeroblob(32) WHERE level = 1 AND idx = 0"},
      {"log_node", "DELETE FROM log_node WHERE level = 1 AND idx = 1"},
      {"log_checkpoint", "UPDATE log_checkpoint SET root = zeroblob(32) WHERE size = 4"},
      {"log_checkpoint", "UPDATE log_checkpoint SET note = replace(note, '2025', '2026')"},
  };
  for (const auto& change : changes) {
    const std::string table = change.first;
    const std::string sql = change.second;
    CAPTURE(sql);
    World world({"31825"});
    const auto site = world.site("commune");
    const auto pid = world.submit(site, "31825");
    must(world.centre().admit(pid, World::body(site, pid)));
    const auto clean = checked(world);
    CHECK(clean.faults.empty());
    CHECK(clean.leaves == 4);
    CHECK(clean.submissions == 1);
    CHECK(clean.decisions == 1);
    tamper(world, table, sql);
    const auto found = checked(world);
    bool named = false;
    for (const auto& fault : found.faults) named = named || fault.table == table;
    CHECK(named);
  }
}

TEST_CASE("fsck takes figures as earlier versions kept them, as JSON, and only in exactly those bytes") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  must(world.centre().admit(pid, World::body(site, pid)));
  const auto& workspace = world.centre_site().workspace();
  auto figures = must(workspace.store->read([&](store::Connection& c) { return store::figures(c, pid); }));
  REQUIRE_FALSE(figures.empty());
  for (auto& figure : figures) {
    const FormLayout layout(*workspace.catalog->form_version(figure.form, figure.version), *workspace.catalog);
    CHECK(figure.cells.at(0) == kPackedSheet);
    figure.cells = must(to_json_blob(layout, must(from_blob(layout, figure.cells))));
  }
  const auto put = [&] {
    must(workspace.store->write([&](store::Connection& c) {
      return c.run("UPDATE submission SET figures = ?1 WHERE pid = ?2", store::packed(figures), pid);
    }));
  };
  tamper(world, "submission", "");
  put();
  CHECK(checked(world).faults.empty());
  figures[0].cells.push_back(' ');
  put();
  const auto found = checked(world);
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].table == "submission");
}

TEST_CASE("fsck names an earlier registry of keys that is no longer the one that the log names") {
  World world({"31825"});
  world.add_keys({});
  CHECK(checked(world).faults.empty());
  tamper(world, "registry", "UPDATE registry SET envelope = (SELECT envelope FROM registry WHERE version = 2) WHERE version = 1");
  const auto found = checked(world);
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].table == "registry");
  CHECK(found.faults[0].row == "version 1");
}

TEST_CASE("fsck names delivered values that were moved to another time, unit, source or indicator") {
  World world({"96"});
  const auto site = world.site("province");
  const auto pid = seal_own_series(world, site);
  must(world.centre().admit(pid, World::body(site, pid)));
  CHECK(checked(world).faults.empty());
  must(world.centre_site().store->write([](store::Connection& c) { return c.script("DROP TRIGGER series_vintage_no_UPDATE"); }));
  for (const std::string column : {"published_at", "received_at", "unit", "source", "indicator", "breakdown", "vintage"}) {
    CAPTURE(column);
    const auto alter = [&](const std::string& value) {
      must(world.centre_site().store->write([&](store::Connection& c) {
        return c.script(("UPDATE series_vintage SET " + column + " = " + value).c_str());
      }));
    };
    const auto number = column.ends_with("_at");
    alter(number ? column + " + 86400" : "'x' || " + column);
    const auto found = checked(world);
    REQUIRE(found.faults.size() == 1);
    CHECK(found.faults[0].table == "series_vintage");
    alter(number ? column + " - 86400" : "substr(" + column + ", 2)");
    CHECK(checked(world).faults.empty());
  }
}

TEST_CASE("a check that can go no further says so, and the others are made all the same") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  must(world.centre().admit(pid, World::body(site, pid)));
  tamper(world, "log_leaf", "DELETE FROM log_leaf WHERE idx = 2");
  tamper(world, "decision", "UPDATE decision SET status = 'rejected'");
  const auto found = checked(world);
  bool ended = false, rejected = false;
  for (const auto& fault : found.faults) {
    ended = ended || fault.message.en == "The check ended here: The leaf 2 is missing.";
    rejected = rejected || fault.table == "decision";
  }
  CHECK(ended);
  CHECK(rejected);
}

TEST_CASE("fsck names stored columns that are not what the reports say, and takes those made anew") {
  World world({"31825", "31834"});
  for (const char* unit : {"31825", "31834"}) {
    const auto site = world.site(unit);
    const auto pid = world.submit(site, unit);
    must(world.centre().admit(pid, World::body(site, pid)));
  }
  const auto workspace = world.centre_site().workspace();
  CHECK(must(report::write_chunks(workspace, false)).written == 1);
  CHECK(checked(world).faults.empty());
  auto& store = *world.centre_site().store;
  const auto chunk = must(store.read([](store::Connection& c) {
    return store::column_chunk(c, "KSTTHC", "2025-Q4");
  }));
  REQUIRE(chunk);
  std::size_t changed = 0;
  for (std::size_t at = 0; at < chunk->content.size(); ++at) {
    if (chunk->content[at] != 100) continue;   // a figure of 100, or part of a text
    auto nicer = *chunk;
    nicer.content[at] = 110;
    must(store.write([&](store::Connection& c) { return store::put_column_chunk(c, nicer); }));
    const auto found = checked(world);
    CAPTURE(at);
    REQUIRE(found.faults.size() <= 1);
    if (found.faults.empty()) continue;        // a digest of another form: nobody reads it
    CHECK(found.faults[0].table == "column_chunk");
    CHECK(found.faults[0].row == "KSTTHC 2025-Q4");
    if (found.faults[0].message.en.find("!r") != std::string::npos) ++changed;
  }
  CHECK(changed >= 12);
  must(report::write_chunks(workspace, true));
  CHECK(checked(world).faults.empty());
}

TEST_CASE("fsck names an attachment that is not what its digest says") {
  World world({"31825"});
  const std::string content = "thuyết minh";
  const auto digest = to_digest(sha256(content));
  CHECK(must(world.centre().put_blob(digest, content)));
  CHECK(checked(world).faults.empty());
  tamper(world, "blob", "UPDATE blob SET content = x'00'");
  const auto found = checked(world);
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].table == "blob");
  CHECK(found.faults[0].row == "digest " + digest);
}
