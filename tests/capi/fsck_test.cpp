// fsck: a store that nobody touched has no faults; one that somebody edited names the row.

#include "exchange.h"

using namespace capi;

namespace {

std::string fsck(const Store& store) {
  Given json;
  MUST(girs_fsck(store, nullptr, nullptr, json.out(), error));
  return json.text();
}

/// An authority that has taken one package, its store closed.
std::string authority_with_a_package(Exchange& exchange) {
  const auto package = exchange.package(exchange.seal_quarter());
  {
    const Central central = exchange.open_central();
    MUST(girs_central_admit(central, package.data(), package.size(), nullptr, error));
  }
  CHECK(fsck(exchange.centre).find("\"faults\":[]") != std::string::npos);
  exchange.centre.free();
  return exchange.folder / "centre.girs";
}

}  // namespace

TEST_CASE("every kind of edit behind the library's back is found and named") {
  Exchange exchange;
  const std::string path = authority_with_a_package(exchange);
  std::string table, sql;
  const auto edit = [&](const char* where, const char* how) {
    table = where;
    sql = how;
  };
  // 1250 becomes 1350 (src/form/packed_sheet.h).
  SUBCASE("a figure") { edit("submission", "UPDATE submission SET figures = CAST(replace(figures, CAST(x'8827' AS TEXT), CAST(x'982a' AS TEXT)) AS BLOB)"); }
  SUBCASE("a leaf") { edit("log_leaf", "UPDATE log_leaf SET leaf = CAST(replace(leaf, 'received', 'receiveD') AS BLOB)"); }
  SUBCASE("a leaf's hash") { edit("log_leaf", "UPDATE log_leaf SET hash = zeroblob(32) WHERE idx = 1"); }
  SUBCASE("a node") { edit("log_node", "UPDATE log_node SET hash = zeroblob(32)"); }
  SUBCASE("an envelope") { edit("submission", "UPDATE submission SET envelope = CAST(replace(envelope, 'A', 'B') AS BLOB)"); }
  SUBCASE("a column of a package") { edit("submission", "UPDATE submission SET unit = '31834'"); }
  SUBCASE("a checkpoint") { edit("log_checkpoint", "UPDATE log_checkpoint SET root = zeroblob(32)"); }
  SUBCASE("a decision") { edit("decision", "UPDATE decision SET status = 'rejected'"); }
  SUBCASE("a signer") { edit("submission", "UPDATE submission SET signers = replace(signers, '8:approver', '8:preparer')"); }
  CAPTURE(sql);
  tamper(path, sql);
  Store store;
  MUST(girs_store_open(path.c_str(), GIRS_NUL, nullptr, store.out(), error));
  const auto found = fsck(store);
  CAPTURE(found);
  CHECK(found.find("\"faults\":[]") == std::string::npos);
  CHECK(found.find("\"table\":\"" + table + "\"") != std::string::npos);
}

TEST_CASE("fsck reports progress and stops when it is told to") {
  Exchange exchange;
  (void)authority_with_a_package(exchange);
  exchange.centre = exchange.open("centre.girs");
  struct Watch {
    int calls = 0;
    bool well_formed = true;
  } watch;
  const auto stop = [](void* context, const girs_progress* progress) -> int32_t {
    auto* const seen = static_cast<Watch*>(context);
    ++seen->calls;
    seen->well_formed = seen->well_formed && progress->struct_size == sizeof(girs_progress) && progress->stage &&
                        progress->unit && progress->done >= 0;
    return 42;
  };
  Failure failure;
  Given json;
  CHECK(girs_fsck(exchange.centre, stop, &watch, json.out(), failure.out()) == GIRS_CANCELLED);
  CHECK(failure.detail("callback") == "42");
  CHECK(watch.calls == 1);
  CHECK(watch.well_formed);
}
