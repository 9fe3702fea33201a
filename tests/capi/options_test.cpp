// Option structs across versions: the size says what the caller knows; zero means default; what
// this library does not know is refused and never passed over.

#include <cstring>

#include "exchange.h"

using namespace capi;

namespace {

/// A struct as a newer header may have it: the same fields, then more.
struct NewerOptions {
  girs_store_options known;
  std::uint32_t added[4];
};

girs_status open_with(const girs_store_options* options, Failure& failure) {
  const TemporaryFolder folder;
  Store store;
  return girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, options, store.out(), failure.out());
}

NewerOptions newer() {
  NewerOptions options{};
  options.known = GIRS_STORE_OPTIONS;
  options.known.struct_size = sizeof(NewerOptions);
  return options;
}

}  // namespace

TEST_CASE("options may be left out, or all be zero but for their size") {
  Failure failure;
  const girs_store_options defaults = GIRS_STORE_OPTIONS;
  CHECK(open_with(nullptr, failure) == GIRS_OK);
  CHECK(open_with(&defaults, failure) == GIRS_OK);
}

TEST_CASE("a struct whose size was never set is refused") {
  Failure failure;
  girs_store_options options{};
  CHECK(open_with(&options, failure) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.message().find("struct_size") != std::string::npos);
  options.struct_size = 3;  // not even the size itself
  CHECK(open_with(&options, failure) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("an older caller's missing fields have their defaults") {
  Failure failure;
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.struct_size = offsetof(girs_store_options, clock);
  options.clock = [](void*) -> std::int64_t { FAIL("a field beyond the size was used"); return 0; };
  CHECK(open_with(&options, failure) == GIRS_OK);
}

TEST_CASE("a newer caller's fields may be there while they are zero") {
  Failure failure;
  NewerOptions options = newer();
  CHECK(open_with(&options.known, failure) == GIRS_OK);
  options.added[3] = 1;
  CHECK(open_with(&options.known, failure) == GIRS_UNSUPPORTED);
}

TEST_CASE("a size beyond reason is refused without reading that far") {
  Failure failure;
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.struct_size = 0xFFFFFFFFu;
  CHECK(open_with(&options, failure) < 0);
}

TEST_CASE("flags and reserved fields that mean nothing yet are refused") {
  Failure failure;
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.flags = 0x80000000u;
  CHECK(open_with(&options, failure) < 0);
  options = GIRS_STORE_OPTIONS;
  options.reserved = 1;
  CHECK(open_with(&options, failure) < 0);
}

TEST_CASE("every option struct checks its size") {
  Exchange exchange;
  Failure failure;
  Report report;
  Central central;
  Given given;
  girs_report_options which{};
  CHECK(girs_report_create(exchange.commune, &which, report.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  girs_central_options serving{};
  CHECK(girs_central_open(exchange.centre, &serving, central.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  girs_sync_options syncing{};
  CHECK(girs_sync_run(exchange.commune, &syncing, given.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  const Report draft = exchange.draft();
  MUST(girs_report_approve(draft, error));
  girs_party unsized{};
  CHECK(girs_report_submit(draft, &unsized, 1, given.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  const Central opened = exchange.open_central();
  girs_server_options listening{};
  Server server;
  CHECK(girs_server_listen(opened, &listening, server.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}
