#pragma once
// An authority and a commune of Cà Mau in one process, with their keys and a clock that stands:
// what the tests of reports, packages and sync begin with.

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "handles.h"
#include "support/source_dir.h"
#include "support/temporary.h"

/// The call succeeds; its error is printed when not. `error` is a Failure's out().
#define MUST(call)                        \
  do {                                    \
    capi::Failure must_failure;           \
    auto error = must_failure.out();      \
    const girs_status must_be = (call);   \
    INFO(must_failure.all());             \
    REQUIRE(must_be == GIRS_OK);          \
  } while (false)

namespace capi {

inline const std::string kCatalogue = source_path("/examples/catalog");
inline constexpr const char* kAudience = "baocao.example.gov.vn/log/2025";
inline constexpr const char* kUnit = "31825";

/// A quarter that breaks no rule.
inline constexpr const char* kGoodCells =
    "row,3,4,5,6,7,8,9,10,11,12,13\n"
    "LV01,1250,830,400,20,1190,1000,180,10,60,50,10\n"
    "T,1250,830,400,20,1190,1000,180,10,60,50,10\n";

inline girs_report_options quarter(const char* unit = kUnit) {
  girs_report_options options = GIRS_REPORT_OPTIONS;
  options.regime = "KSTTHC";
  options.unit = unit;
  options.period = "2025-Q4";
  return options;
}

/// Keys of everybody, a store for each side, and the clock that both read.
class Exchange {
 public:
  /// 2025-12-15T02:00:00Z, the morning on which the quarter is due.
  std::int64_t now = 1765764000;
  TemporaryFolder folder;
  Key root, log_key, decision_key, request_key, preparer, approver, seal;
  Store office, commune, centre;  // the office keeps the registry
  std::string registry;           // its signed first version

  Exchange();

  Store open(const std::string& name, const char* unit = nullptr);
  /// The authority at work; its signers live in this object.
  Central open_central(bool decides = true);
  /// The commune's quarter with `cells`, as a draft.
  Report draft(const char* cells = kGoodCells);
  /// The same approved and sealed; gives its pid.
  std::string seal_quarter();
  /// The package in the commune's outbox, as the file that people carry.
  std::string package(const std::string& pid);
  std::string outbox();
  std::vector<girs_party> parties();

 private:
  void make_keys();
  void make_registry();
  std::string record(const Key& key, const char* role, const char* person) const;
  girs_signer log_signer_{}, decision_signer_{}, preparer_signer_{}, approver_signer_{}, seal_signer_{};
};

/// A server on a thread, until it goes.
class Running {
 public:
  explicit Running(const Central& central) {
    MUST(girs_server_listen(central, nullptr, server_.out(), error));
    thread_ = std::thread([this] { status_ = girs_server_run(server_, nullptr); });
  }
  ~Running() {
    girs_server_stop(server_);
    thread_.join();
    CHECK(status_ == GIRS_OK);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(girs_server_port(server_)); }

 private:
  Server server_;
  std::thread thread_;
  girs_status status_ = GIRS_OK;
};

std::string show(const Key& key, const char* name = "");

/// Another process that holds the write lock of a store's file until it is released.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path);
  ~LockedFile() { release(); }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;
  void release();

 private:
  int child_ = -1;
  int its_input_ = -1;
};

/// Runs SQL on a store's file without the library, its guard rails taken down.
void tamper(const std::string& path, const std::string& sql);

}  // namespace capi
