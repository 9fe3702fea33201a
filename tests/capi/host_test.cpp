// What a host hears from the library and how it stops it: the log callback and the cancel token.

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

using Cancel = Owned<girs_cancel, girs_cancel_free>;

/// Everything that was told, as "level category text".
class Heard {
 public:
  static void hear(void* context, std::int32_t level, const char* category, const char* text, std::size_t length) {
    auto& self = *static_cast<Heard*>(context);
    const std::lock_guard lock(self.mutex_);
    CHECK(text[length] == '\0');
    self.lines_.push_back(std::to_string(level) + " " + category + " " + std::string(text, length));
  }
  bool has(const std::string& part) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(lines_, [&](const auto& line) { return line.find(part) != std::string::npos; });
  }
  std::string all() const {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const auto& line : lines_) text += line + "\n";
    return text;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

Cancel token() {
  Cancel made;
  MUST(girs_cancel_create(made.out(), error));
  return made;
}

/// Another handle of a store of the exchange, with a token and a listener.
Store also_open(Exchange& exchange, const std::string& name, girs_cancel* cancel, Heard* heard = nullptr) {
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.clock = [](void* context) { return *static_cast<const std::int64_t*>(context); };
  options.clock_context = &exchange.now;
  options.cancel = cancel;
  if (heard) {
    options.log = Heard::hear;
    options.log_context = heard;
  }
  Store store;
  const auto path = exchange.folder / name;
  MUST(girs_store_open(path.c_str(), GIRS_NUL, &options, store.out(), error));
  return store;
}

girs_status round(const Store& store, const std::string& url, girs_cancel* cancel, Failure& failure) {
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.url = url.c_str();
  options.cancel = cancel;
  return girs_sync_run(store, &options, nullptr, failure.out());
}

}  // namespace

TEST_CASE("a token that is set stops what begins, and cleared lets it begin again") {
  Exchange exchange;
  const Cancel stop = token();
  const Store store = also_open(exchange, "commune.girs", stop);
  Given unit;
  Failure failure;
  MUST(girs_store_get(store, "unit", GIRS_NUL, unit.out(), error));
  girs_cancel_set(stop);
  CHECK(girs_cancel_is_set(stop) == 1);
  CHECK(girs_store_get(store, "unit", GIRS_NUL, unit.out(), failure.out()) == GIRS_CANCELLED);
  CHECK(failure.detail("callback").empty());
  CHECK(girs_store_set(store, "unit", GIRS_NUL, "96", GIRS_NUL, failure.out()) == GIRS_CANCELLED);
  girs_cancel_clear(stop);
  CHECK(girs_cancel_is_set(stop) == 0);
  MUST(girs_store_get(store, "unit", GIRS_NUL, unit.out(), error));
  CHECK(unit.text() == kUnit);
}

TEST_CASE("a token stops a call that runs on another thread, and nothing of it stays") {
  Exchange exchange;
  const Cancel stop = token();
  const Store store = also_open(exchange, "centre.girs", stop);
  Given before, after;
  MUST(girs_catalog_list(store, before.out(), error));
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    girs_cancel_set(stop);
  });
  Failure failure;
  girs_status status = GIRS_OK;
  while (status == GIRS_OK) status = girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, failure.out());
  other.join();
  CHECK(status == GIRS_CANCELLED);
  girs_cancel_clear(stop);
  MUST(girs_catalog_list(store, after.out(), error));
  CHECK(after.text() == before.text());
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
}

TEST_CASE("a round that is stopped leaves its packages queued, and the next one delivers them") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const Running server(central);
  const Cancel stop = token();
  exchange.seal_quarter();
  Failure failure;
  girs_cancel_set(stop);
  CHECK(round(exchange.commune, server.url(), stop, failure) == GIRS_CANCELLED);
  CHECK(failure.detail("callback").empty());
  CHECK(member(exchange.outbox(), "state") == "queued");
  girs_cancel_clear(stop);
  CHECK(round(exchange.commune, server.url(), stop, failure) == GIRS_OK);
  CHECK(member(exchange.outbox(), "state") == "accepted");
}

TEST_CASE("a fsck that is stopped says so, without a number of a callback") {
  Exchange exchange;
  const Cancel stop = token();
  const Central central = exchange.open_central();
  const auto pid = exchange.seal_quarter();
  const auto package = exchange.package(pid);
  Given json;
  MUST(girs_central_admit(central, package.data(), package.size(), json.out(), error));
  const Store store = also_open(exchange, "centre.girs", stop);
  Failure failure;
  girs_cancel_set(stop);
  CHECK(girs_fsck(store, nullptr, nullptr, json.out(), failure.out()) == GIRS_CANCELLED);
  CHECK(failure.detail("callback").empty());
}

TEST_CASE("a token may be freed before the store that was opened with it") {
  Exchange exchange;
  Cancel stop = token();
  const Store store = also_open(exchange, "commune.girs", stop);
  stop.free();
  Given unit;
  MUST(girs_store_get(store, "unit", GIRS_NUL, unit.out(), error));
}

TEST_CASE("a host hears of stores, catalogues, sealed packages, rounds, admissions and requests") {
  Exchange exchange;
  Heard heard, at_centre;
  const Store store = also_open(exchange, "commune.girs", nullptr, &heard);
  const Store centre = also_open(exchange, "centre.girs", nullptr, &at_centre);
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
  exchange.seal_quarter();
  girs_signer signs = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.log_key, &signs, error));
  girs_central_options options = GIRS_CENTRAL_OPTIONS;
  options.log_key = &signs;
  Central central;
  MUST(girs_central_open(centre, &options, central.out(), error));
  MUST(girs_central_publish(central, exchange.registry.data(), exchange.registry.size(), error));
  Failure failure;
  CHECK(round(store, "http://127.0.0.1:9", nullptr, failure) == GIRS_IO);
  {
    const Running server(central);
    CHECK(round(store, server.url(), nullptr, failure) == GIRS_OK);
  }
  MUST(girs_store_close(store, error));
  const auto everything = heard.all() + at_centre.all();
  INFO(everything);
  for (const auto* line : {"3 store The store ", " is open.", "3 catalog ", " definitions were loaded.",
                           "2 sync The round ended early: ", "3 sync 0 packages were delivered, 1 wait",
                           "3 sync 1 packages were delivered, 0 wait", " is closed."})
    CHECK_MESSAGE(heard.has(line), line);
  CHECK(at_centre.has("4 server PUT /v1/submissions/"));
  CHECK(at_centre.has(" was answered 201."));
  CHECK_FALSE(heard.has("1250"));  // no figures
}

TEST_CASE("a host hears who was sealed and what a centre took or refused by hand") {
  Exchange exchange;
  Heard heard, at_centre;
  const Store store = also_open(exchange, "commune.girs", nullptr, &heard);
  const Report draft = exchange.draft();
  MUST(girs_report_approve(draft, error));
  const auto which = quarter();
  const auto parties = exchange.parties();
  Report report;
  Given pid, json;
  MUST(girs_report_open(store, &which, report.out(), error));
  MUST(girs_report_submit(report, parties.data(), parties.size(), pid.out(), error));
  CHECK(heard.has("3 report The package " + pid.text() + " is sealed and queued."));
}
