// An official who wants one right report to get through and does what is printed.

#include <algorithm>
#include <array>

#include "report/refused.h"
#include "store/submissions.h"
#include "walker.h"

namespace walk {
namespace {

std::string reason_of(const store::OutboxRow& row) {
  const auto end = row.note.find(": ");
  return end == std::string::npos ? "" : row.note.substr(0, end);
}

bool is_of_key(std::string_view reason) { return reason.starts_with("key-") || reason == "role"; }

}  // namespace

/// Keys of the unit are lost or not known: the authority enters new ones.
void Walker::settle_key(const std::string& unit) {
  for (const std::string role : {"preparer", "approver", "agency-seal"}) country_.renew_key(unit, role);
}

/// The package waits for a person: what its note says is done.
void Walker::mend(Office& office, const store::OutboxRow& row) {
  const auto workspace = office.site.workspace();
  const auto key = World::key(office.unit);
  const auto reason = reason_of(row);
  say("    " + row.state + " " + reason + ": " + store::read_note(row.note).en);
  if (reason == store::kAttachmentMissing || reason == store::kAttachmentDamaged) {
    const auto draft = newest(office);
    for (const auto& file : draft->attachments)
      say("    attach: " + told(report::attach(workspace, key, file.name, file.media_type, view(contents_.at(file.digest)), "officer")));
    say("    send again: " + told(report::send_again(workspace, row.pid)));
    return;
  }
  if (is_of_key(reason)) settle_key(office.unit);
  if (reason == "authorization-required") {
    const auto draft = newest(office);
    const auto made = country_.centre().decide(draft->row.prev.value_or(""), package::DecisionKind::kReopened, {"R1"}, "Mở lại", country_.world().decider());
    say("    reopen: " + told(made ? ok() : Status(made.error())));
    say("    round: " + told(country_.round(office).status));
  }
  say("    correct: " + told([&]() -> Status {
    GIRS_CHECK(report::amend(workspace, key, false, "data-error", "Nhầm số liệu", "", "officer"));
    return ok();
  }()));
}

/// One thing more; true when the report has got through.
bool Walker::act(Office& office, int figure) {
  const auto workspace = office.site.workspace();
  const auto key = World::key(office.unit);
  const auto draft = newest(office);
  if (!draft) {
    say("    begin: " + told([&]() -> Status { GIRS_CHECK(report::create(workspace, key, "officer")); return ok(); }()));
    return false;
  }
  const auto& state = draft->row.state;
  say("    revision " + std::to_string(draft->row.rev) + " " + draft->row.kind + " is " + state);
  if (state == "draft" || state == "returned") {
    if (draft->row.kind != "withdrawal") say("    fill: " + told(fill(office, figure)));
    say("    approve: " + told(report::approve(workspace, key, "chairman")));
  } else if (state == "submitted") {
    say("    approve: " + told(report::approve(workspace, key, "chairman")));
  } else if (state == "approved") {
    const auto sealed = seal(office);
    say("    seal: " + told(sealed));
    const auto* reason = sealed ? nullptr : detail_of(sealed.error().details, "reason");
    if (reason && is_of_key(*reason)) settle_key(office.unit);
  } else {
    const auto rows = outbox_of(office);
    const auto row = std::ranges::find(rows, draft->row.pid.value_or(""), &store::OutboxRow::pid);
    if (row == rows.end()) violate("a sealed report of " + office.name + " has no package in the outbox");
    if (row->state == "accepted" && draft->row.kind != "withdrawal" && counted(office.site, office.unit) == figure &&
        counted(country_.centre_site(), office.unit) == figure)
      return true;
    if (row->state == "queued" || row->state == "sending" || row->state == "awaiting-receipt") {
      say("    " + row->state + ": " + store::read_note(row->note).en);
      country_.world().now += std::chrono::seconds(3601);
    } else {
      mend(office, *row);
    }
  }
  return false;
}

void Walker::deliver(Office& office, int figure) {
  say("  " + office.name + " delivers " + std::to_string(figure));
  for (int turn = 0; turn < 40; ++turn) {
    const auto round = country_.round(office);
    if (!round.status) say("    round: " + told(round.status));
    for (const auto& passed : round.summary.passed) say("    passed by " + passed.kind + " " + passed.reason + ": " + passed.message.en);
    if (act(office, figure)) return;
  }
  violate(office.name + " cannot get a right report through");
}

}  // namespace walk
