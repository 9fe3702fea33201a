// The quickstart's calls and the questions that follow, with one allocation after the other
// failing: each call says so (or does without), leaks nothing and leaves the store as it was, so
// that the same call succeeds afterwards.  Most allocations are SQLite's, which makes tens of
// thousands of them: an ordinary run tries the first ones each and then ever fewer between. With
// GIRS_ALLOCATION_STEP=N in the environment each N-th is tried (1: all of them, some minutes), with
// GIRS_ALLOCATION_CALL=girs_due those of one call; tests/fault/run.sh does so for its points.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "allocation_fault.h"
#include "handles.h"
#include "support/temporary.h"

using namespace capi;

namespace {

constexpr const char* kUnits = R"J({"schema":"girs.units/1","code":"u","version":1,"units":[
  {"code":"VN","name":"Việt Nam","kind":"country"},
  {"code":"G22","name":"Văn phòng Chính phủ","kind":"ministry","parent":"VN"},
  {"code":"31825","name":"Phường Bạc Liêu","kind":"commune","parent":"VN"}]})J";
constexpr const char* kCalendar = R"J({"schema":"girs.calendar/1","code":"vn","version":1,
  "title":{"vi":"Lịch","en":"Calendar"},"first_year":2025,"last_year":2026,"weekly_rest":[6,7],
  "days":[{"date":"2026-01-01","kind":"holiday","name":"Tết Dương lịch"}]})J";
constexpr const char* kForm = R"J({"schema":"girs.form/1","code":"B01","version":1,
  "title":{"vi":"Biểu 01","en":"Form 01"},
  "columns":[{"code":"1","title":{"vi":"TT"},"type":"ordinal"},
    {"code":"2","title":{"vi":"Lĩnh vực"},"type":"label"},
    {"code":"3","title":{"vi":"Tổng","en":"Total"},"type":"number","measure":"flow"},
    {"code":"4","title":{"vi":"Trực tuyến"},"type":"number","measure":"flow"}],
  "rows":{"fixed":[{"code":"T","title":{"vi":"Tổng số"}}]},
  "rules":[{"id":"sum","scope":"each-row","expr":"[3]=[4]","missing":"propagate","severity":"error",
    "message":{"vi":"{left} khác {right}.","en":"{left} is not {right}."}}]})J";
constexpr const char* kRegime = R"J({"schema":"girs.regime/1","code":"CD1","version":1,
  "name":{"vi":"Báo cáo quý","en":"Quarterly report"},"kind":"periodic","frequency":"quarter",
  "window":{"kind":"nd09"},"due":{"kind":"working-days-after","days":1},
  "reporters":["commune"],"recipient":"G22","forms":["B01"]})J";

/// A store in a folder of its own, put back as it was before every attempt.
class Trial {
 public:
  Trial() {
    std::filesystem::create_directory(folder_ / "catalogue");
    write("catalogue/units.json", kUnits);
    write("catalogue/calendar.json", kCalendar);
    write("catalogue/form.json", kForm);
    write("catalogue/regime.json", kRegime);
    options.regime = "CD1";
    options.unit = "31825";
    options.period = "2025-Q4";
  }


  /// Frees everything; the file is what it was at the last keep().
  void restore() {
    report.free();
    store.free();
    std::filesystem::remove(path);
    if (std::filesystem::exists(kept)) std::filesystem::copy_file(kept, path);
  }
  void keep() {
    report.free();
    store.free();
    std::filesystem::copy_file(path, kept, std::filesystem::copy_options::overwrite_existing);
  }
  void open_store() { REQUIRE(girs_store_open(path.c_str(), GIRS_NUL, nullptr, store.out(), nullptr) == GIRS_OK); }
  void open_report() {
    open_store();
    REQUIRE(girs_report_open(store, &options, report.out(), nullptr) == GIRS_OK);
  }

 private:
  void write(const std::string& name, const char* content) { std::ofstream(folder_ / name) << content; }
  TemporaryFolder folder_;

 public:
  const std::string path = folder_ / "a.girs", kept = folder_ / "kept.girs";
  const std::string catalogue = folder_ / "catalogue";   // ready-made: calls run without memory
  Store store;
  Report report;
  girs_report_options options = GIRS_REPORT_OPTIONS;
};

/// One call of the C API, which gives its outputs back before it returns.
using Call = std::function<girs_status(Trial&, girs_error**)>;

struct Step {
  const char* name;
  std::function<void(Trial&)> prepare;   // brings the handles that the call needs
  Call call;
};

/// What one attempt with a failing allocation came to.
struct Attempt {
  girs_status status = GIRS_OK;
  girs_status said = GIRS_OK;   // by the error
  std::string message;
  bool fired = false;
};

Attempt attempt(Trial& trial, const Step& step, std::size_t position, Outage outage) {
  Attempt result;
  girs_error* error = nullptr;
  {
    const AllocationFault fault(position, outage);
    result.status = step.call(trial, &error);
    result.fired = AllocationFault::fired();
  }
  result.said = girs_error_status(error);
  result.message = girs_error_message(error);
  girs_error_free(error);
  return result;
}

/// Makes allocation number `position` fail; false when the call needs fewer.
bool fails_at(Trial& trial, const Step& step, std::size_t position, Outage outage) {
  CAPTURE(position);
  step.prepare(trial);
  const auto result = attempt(trial, step, position, outage);
  CAPTURE(result.message);
  if (!result.fired || result.status == GIRS_OK) {  // SQLite does without some of its caches
    REQUIRE(result.status == GIRS_OK);
    return result.fired;
  }
  REQUIRE(result.status == GIRS_NO_MEMORY);
  REQUIRE(result.said == GIRS_NO_MEMORY);
  REQUIRE_FALSE(result.message.empty());
  const auto again = attempt(trial, step, 0, outage);
  CAPTURE(again.message);
  REQUIRE(again.status == GIRS_OK);
  return true;
}

/// The position of `call` to try after this one.
std::size_t next_position(std::size_t position, const std::string& call) {
  static const char* const step = std::getenv("GIRS_ALLOCATION_STEP");
  static const char* const only = std::getenv("GIRS_ALLOCATION_CALL");
  if (step && (!only || call == only)) return position + std::max(1UL, std::strtoul(step, nullptr, 10));
  return position + std::max<std::size_t>(1, position / 16);
}

/// The call fails at its allocations in turn, until there is none left to fail.
void fail_everywhere(Trial& trial, const Step& step, Outage outage) {
  CAPTURE(std::string(step.name));
  trial.restore();
  step.prepare(trial);
  REQUIRE(attempt(trial, step, 0, outage).status == GIRS_OK);  // what is made once is made now
  trial.restore();
  const auto at_rest = live_blocks();
  std::size_t tried = 0, reached = 0;
  for (std::size_t position = 1; fails_at(trial, step, position, outage);
       position = next_position(position, step.name)) {
    ++tried;
    reached = position;
    trial.restore();
    CAPTURE(position);
    REQUIRE(live_blocks() == at_rest);
  }
  trial.restore();
  step.prepare(trial);
  REQUIRE(attempt(trial, step, 0, outage).status == GIRS_OK);  // what the next step begins with
  MESSAGE(std::string(step.name) << ": " << tried << " positions tried, " << reached << " reached");
  CHECK(tried > 0);
}

/// The status, when outputs came with success and with nothing else. (No assertion here: memory
/// may be gone.)
girs_status outputs(bool are_there, girs_status status) {
  return are_there == (status == GIRS_OK) ? status : GIRS_INTERNAL;
}
girs_status given(girs_bytes* bytes, girs_status status) {
  girs_bytes_free(bytes);
  return outputs(bytes != nullptr, status);
}

const Step kOpen{"girs_store_open", [](Trial&) {}, [](Trial& trial, girs_error** error) {
  Store store;
  const auto status = girs_store_open(trial.path.c_str(), GIRS_NUL, nullptr, store.out(), error);
  return outputs(store != nullptr, status);
}};
const Step kLoad{"girs_catalog_load", [](Trial& trial) { trial.open_store(); },
                 [](Trial& trial, girs_error** error) {
  return girs_catalog_load(trial.store, trial.catalogue.c_str(), GIRS_NUL, error);
}};
const Step kCreate{"girs_report_create", [](Trial& trial) { trial.open_store(); },
                   [](Trial& trial, girs_error** error) {
  const auto status = girs_report_create(trial.store, &trial.options, trial.report.out(), error);
  return outputs(trial.report != nullptr, status);
}};
const Step kImport{"girs_report_import", [](Trial& trial) { trial.open_report(); },
                   [](Trial& trial, girs_error** error) {
  return girs_report_import(trial.report, "", 0, "a.csv", GIRS_NUL, "row,3,4\nT,12,11\n", GIRS_NUL, 0, error);
}};
const Step kCheck{"girs_report_check", [](Trial& trial) { trial.open_report(); },
                  [](Trial& trial, girs_error** error) {
  Findings findings;
  const auto status = girs_report_check(trial.report, findings.out(), error);
  return outputs(girs_findings_count(findings) == 1, status);
}};
const Step kShow{"girs_report_show", [](Trial& trial) { trial.open_report(); },
                 [](Trial& trial, girs_error** error) {
  girs_bytes* json = nullptr;
  const auto status = girs_report_show(trial.report, &json, error);
  return given(json, status);
}};
const Step kDue{"girs_due", [](Trial& trial) { trial.open_store(); }, [](Trial& trial, girs_error** error) {
  girs_due_options asked = GIRS_DUE_OPTIONS;
  asked.unit = "31825";
  asked.from = "2025-12-01";
  asked.to = "2025-12-31";
  girs_bytes* json = nullptr;
  const auto status = girs_due(trial.store, &asked, &json, error);
  return given(json, status);
}};

void fail_through_the_quickstart(Outage outage) {
  Trial trial;
  fail_everywhere(trial, kOpen, outage);
  for (const auto* step : {&kLoad, &kCreate, &kImport}) {
    fail_everywhere(trial, *step, outage);
    trial.keep();  // the next call builds on what this one made
  }
  for (const auto* step : {&kCheck, &kShow, &kDue}) fail_everywhere(trial, *step, outage);
}

}  // namespace

TEST_CASE("an allocation that fails makes the call fail with no-memory, and the next one succeeds") {
  fail_through_the_quickstart(Outage::kOnce);
}

TEST_CASE("when memory is gone for good the call still says so") {
  fail_through_the_quickstart(Outage::kFromThere);
}
