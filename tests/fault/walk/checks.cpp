// What must hold after every step, and after the last quiet rounds.

#include <algorithm>
#include <array>

#include "central/fsck.h"
#include "form/codec.h"
#include "log/receipt.h"
#include "package/series_id.h"
#include "report/refused.h"
#include "report/stored_report.h"
#include "store/submissions.h"
#include "walker.h"

namespace walk {
namespace {

constexpr std::array kStates{"queued", "sending", "awaiting-receipt", "receipted", "accepted", "rejected", "reopened",
                             "excluded", "conflict", "dead-letter"};

std::string series_of(const std::string& unit) {
  return package::series_id(unit, "KSTTHC", package::ReportScope::kOwn, "2025-Q4");
}

}  // namespace

int counted(const girs::testing::Site& site, const std::string& unit) {
  const auto key = World::key(unit);
  const auto subject = must(report::subject_of(*site.catalog, key));
  const auto report = must(site.store->read([&](store::Connection& c) { return report::stored_report(c, subject, key); }));
  if (!report) return 0;
  const auto encoded = must(encode_sheet(subject.forms[0], report->sheets.begin()->second));
  for (const auto& row : *encoded.find("parts")->find("main")->as_array())
    if (*row.text("key") == "LV01") return std::stoi(*row.find("cells")->text("c3"));
  return 0;
}

void Walker::check_message(const Message& message, const std::string& what) {
  ++refusals_[what + " | " + message.en + " | " + message.vi];
  if (message.en.empty() || message.vi.empty() || message.en == message.vi)
    violate("nothing is said in both languages: " + what + ": " + message.en + " | " + message.vi);
}

std::string Walker::told(const Status& status) {
  if (status) return "ok";
  const auto& failed = status.error();
  const auto* reason = detail_of(failed.details, "reason");
  if (failed.code == Code::kInternal) violate("an internal error: " + failed.message.en);
  check_message(failed.message, reason ? *reason : "-");
  return (reason ? *reason + ": " : "") + failed.message.en;
}

void Walker::check_outbox(Office& office) {
  const auto rows = outbox_of(office);
  for (const auto& pid : office.sent)
    if (std::ranges::find(rows, pid, &store::OutboxRow::pid) == rows.end()) violate("a package has gone from the outbox of " + office.name);
  for (const auto& row : rows) {
    office.sent.insert(row.pid);
    if (std::ranges::find(kStates, row.state) == kStates.end()) violate("a package of " + office.name + " is " + row.state);
    const auto note = store::read_note(row.note);
    if (store::is_set_aside(row)) check_message(note, "set aside");
    if (!row.receipt) {
      for (const char* state : {"receipted", "accepted", "rejected", "reopened", "excluded"})
        if (row.state == state) violate("a package of " + office.name + " is " + row.state + " without a receipt");
      continue;
    }
    const auto there = must(country_.centre().submission(row.pid));
    if (!there) violate("a package of " + office.name + " has a receipt and is not at the centre");
    const auto proved = log::verify_proof(*row.receipt, country_.policy());
    if (!proved) violate("a receipt of " + office.name + " does not verify: " + proved.error().message.en);
  }
}

void Walker::check_chains() {
  std::map<std::string, std::pair<int, std::string>> heads;   // by series: revision and pid
  std::set<std::int64_t> leaves;
  must(country_.centre_site().store->read([&](store::Connection& c) {
    return store::each_submission(c, [&](const store::SubmissionRow& row) -> Status {
      auto& [rev, pid] = heads[row.series];
      if (row.rev != rev + 1 || row.prev.value_or("") != pid) violate("a chain has a gap or a twin at revision " + std::to_string(row.rev));
      if (!leaves.insert(row.index).second) violate("two packages have one leaf");
      rev = row.rev;
      pid = row.pid;
      return ok();
    });
  }));
}

void Walker::check_stores() {
  for (const auto& office : country_.offices()) {
    const std::string origin = girs::testing::kOrigin;
    const auto found = central::fsck(office->site.workspace(), origin, *must(country_.centre().registry()), country_.policy(), {});
    if (!found) violate("fsck of " + office->name + ": " + found.error().message.en);
    for (const auto& fault : found->faults)
      if (fault.table != "blob" || !office->is_damaged)
      violate("fsck of " + office->name + ": " + fault.table + " " + fault.row + ": " + fault.message.en);
  }
}

void Walker::quiet() {
  for (int again = 0; again < 3; ++again)
    for (const auto& office : country_.offices()) {
      if (office->unit == "G22") continue;
      const auto round = country_.round(*office);
      say("  quiet round of " + office->name + ": " + told(round.status));
      for (const auto& passed : round.summary.passed) say("    passed by " + passed.kind + " " + passed.reason + ": " + passed.message.en);
      if (again == 2 && !round.status) violate("the last quiet round fails: " + round.status.error().message.en);
      if (again == 2 && round.summary.queued > 0) violate("packages wait after quiet rounds");
      if (again == 2 && !round.summary.passed.empty()) violate("something is passed by in quiet rounds: " + round.summary.passed[0].message.en);
      country_.world().now += std::chrono::seconds(61);
    }
}

void Walker::agree(const std::string& unit) {
  const auto& there = country_.centre_site();
  const auto head_in = [&](const girs::testing::Site& site) {
    return must(site.store->read([&](store::Connection& c) { return store::series_head_at(c, series_of(unit)); }));
  };
  const auto head = head_in(there);
  if (!head) return;
  const auto status = [&](const Office& office) {
    for (const auto& row : outbox_of(office))
      if (row.pid == head->pid) return row.state;
    const auto here = head_in(office.site);
    return here && here->pid == head->pid ? here->status : "another revision, " + (here ? here->pid : "none");
  };
  for (const auto& office : country_.offices()) {
    const bool follows = office->unit == "96";
    if (office->unit != unit && !follows) continue;
    if (status(*office) != head->status)
      violate(office->name + " takes the report of " + unit + " for " + status(*office) + ", the centre for " + head->status + ", revision " + std::to_string(head->rev) + " " + head->pid);
    const auto own = newest(*office);
    const bool in_hand = !follows && own && own->row.state != "completed";
    if (!in_hand && counted(office->site, unit) != counted(there, unit))
      violate(office->name + " counts " + std::to_string(counted(office->site, unit)) + " for " + unit + ", the centre " + std::to_string(counted(there, unit)));
  }
}

}  // namespace walk
