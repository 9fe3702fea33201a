// Fuzzes single values of a centre's store: whatever stands in one of them, opening, fsck, the
// centre's answers and questions to figures end with an answer or with an error that has its
// sentences; and what was signed cannot be changed without fsck saying so.

#include <algorithm>
#include <array>
#include <cstdio>

#include "central/board.h"
#include "central/cascade.h"
#include "central/fsck.h"
#include "central/read_book.h"
#include "central/request_status.h"
#include "central/sharing.h"
#include "damaged_store.h"
#include "fuzz.h"
#include "indicator/query.h"
#include "report/draft.h"
#include "report/view.h"

using namespace girs;
using namespace girs::testing;
using fuzzing::DamagedStore;
using fuzzing::require;

namespace {

// As in the sweep of pages (tests/fault): a lost checkpoint is signed anew over the same tree.
constexpr std::array kEvidence{"submission", "decision",       "log_leaf",     "log_node",       "registry",
                               "request",    "blob",           "series_package", "request_unit", "series_vintage"};

constexpr std::array kUnsigned{"stored_at", "id"};   // no document speaks of these columns

template <class Answer>
void said(const Answer& answer) {
  if (answer) return;
  if (answer.error().message.vi.empty())
    std::fprintf(stderr, "without Vietnamese: %s\n", answer.error().message.en.c_str());
  require(!answer.error().message.en.empty() && !answer.error().message.vi.empty());
}

/// Whether fsck has anything to say.
bool is_noticed(const report::Workspace& workspace, DamagedStore& damaged) {
  const auto checked = central::fsck(workspace, kOrigin, damaged.registry(), damaged.world().policy(), {});
  said(checked);
  if (!checked) return true;
  for (const auto& fault : checked->faults)
    if (fault.message.vi.empty()) std::fprintf(stderr, "without Vietnamese: %s\n", fault.message.en.c_str());
  for (const auto& fault : checked->faults) require(!fault.message.vi.empty());
  return !checked->faults.empty();
}

void ask_centre(central::Centre& centre, const std::string& pid) {
  said(centre.checkpoint());
  said(centre.events(0, 100, ""));
  said(centre.receipt(pid));
  said(centre.submission(pid));
  said(centre.upload(pid));
  said(centre.about(pid));
  said(centre.registry());
  said(centre.present());
  said(centre.settle());
  for (const char* file : {"checkpoint", "tile/0/000.p/6", "tile/entries/000.p/6"}) said(centre.log_file(file));
}

void ask_figures(const report::Workspace& workspace) {
  report::ColumnCache columns;
  auto with_columns = workspace;
  with_columns.columns = &columns;
  indicator::Query query;
  query.indicators = {"KSTT.04"};
  query.units = {"31825", "96"};
  query.from = query.to = must(Period::parse("2025-Q4"));
  said(indicator::ask(with_columns, query));
  query.indicators = {"DOCTORS"};
  query.units = {"96"};
  query.from = query.to = must(Period::parse("2025"));
  said(indicator::ask(with_columns, query));
}

void ask_others(const report::Workspace& workspace, Time now) {
  central::Board board;
  said(board.show(workspace, "", now));
  said(central::overview(workspace, "KSTTHC", must(Period::parse("2025-Q4")), "96", now));
  said(central::request_status(workspace, kOrigin, "", now));
  said(central::member_faults(workspace));
  said(central::sharing_rules(workspace));
  said(central::reads(*workspace.store, 0, ""));
  said(report::open(workspace, World::key("31834")));
  said(report::history(workspace, World::key("31834")));
  said(workspace.store->read([&](store::Connection& connection) { return store::outbox(connection); }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static DamagedStore damaged;
  const auto damage = damaged.damage({data, size});
  const bool is_evidence = damage == fuzzing::Damage::kBytes &&
                           std::ranges::find(kEvidence, damaged.table()) != kEvidence.end() &&
                           std::ranges::find(kUnsigned, damaged.column()) == kUnsigned.end();
  auto store = damaged.open();
  said(store);
  if (store) {
    const report::Workspace workspace{store->get(), &damaged.catalog()};
    bool noticed = is_noticed(workspace, damaged);
    require(damage != fuzzing::Damage::kNone || !noticed);
    ask_figures(workspace);
    ask_others(workspace, damaged.world().now);
    auto centre = central::Centre::open(
        workspace, {kOrigin, &damaged.world().log_signer(), &damaged.world().decider(), {damaged.world().root().public_key()}});
    said(centre);
    if (centre) ask_centre(*centre, damaged.pid());
    noticed = noticed || !centre;
    if (is_evidence && !noticed) std::fprintf(stderr, "not noticed: %s\n", damaged.place().c_str());
    require(!is_evidence || noticed);
    said((*store)->close());
  }
  damaged.restore();
  return 0;
}
