// The steps of an office: its report, its rounds, its outbox.

#include "crypto/hash.h"
#include "report/refused.h"
#include "walker.h"

namespace walk {

Result<report::Draft> newest(const Office& office) {
  return report::open(office.site.workspace(), World::key(office.unit));
}

Status fill(const Office& office, int figure) {
  const std::string n = std::to_string(figure);
  const std::string row = "," + n + "," + n + ",-,-," + n + "," + n + ",-,-,0,0,-\n";
  const std::string csv = "row,3,4,5,6,7,8,9,10,11,12,13\nT" + row + "LV01" + row;
  return report::import_file(office.site.workspace(), World::key(office.unit), "", report::FileFormat::kCsv, csv, {}, "officer");
}

std::vector<store::OutboxRow> outbox_of(const Office& office) {
  return must(office.site.store->read([](store::Connection& c) { return store::outbox(c); }));
}

Office& Walker::any_reporting() {
  auto list = country_.reporting();
  return *any_of(list);
}

Status Walker::seal(Office& office) {
  const auto registry = country_.registry_of(office);
  const auto sealed = report::seal(office.site.workspace(), World::key(office.unit), girs::testing::kOrigin,
                                   country_.parties(office.unit), registry ? &*registry : nullptr, "chairman");
  if (!sealed) return sealed.error();
  return ok();
}

std::string Walker::edit(Office& office) {
  const auto workspace = office.site.workspace();
  const auto key = World::key(office.unit);
  const auto amend = [&](bool withdrawal) -> Status {
    GIRS_CHECK(report::amend(workspace, key, withdrawal, "data-error", "Nhầm số liệu", "", "officer"));
    return ok();
  };
  switch (roll(10)) {
    case 0: return "begin: " + told([&]() -> Status { GIRS_CHECK(report::create(workspace, key, "officer")); return ok(); }());
    case 1: return "fill: " + told(fill(office, 1 + roll(900)));
    case 2: {
      const std::string content = "phụ lục " + std::to_string(roll(4));
      contents_[to_digest(sha256(content))] = content;
      return "attach: " + told(report::attach(workspace, key, "phu-luc.txt", "text/plain", view(content), "officer"));
    }
    case 3: return "send for approval: " + told(report::submit_for_approval(workspace, key, "officer"));
    case 4: return "return: " + told(report::send_back(workspace, key, "Xem lại", "chairman"));
    case 5: return "approve: " + told(report::approve(workspace, key, "chairman"));
    case 6: return "seal: " + told(seal(office));
    case 7: return "withdraw: " + told(amend(true));
    case 8: return "take away: " + told(report::detach(workspace, key, "phu-luc.txt", "officer"));
    default: return "correct: " + told(amend(false));
  }
}

/// The report made, or corrected, and sealed, all in one.
std::string Walker::make(Office& office) {
  const auto workspace = office.site.workspace();
  const auto key = World::key(office.unit);
  const auto draft = newest(office);
  const auto made = [&]() -> Status {
    if (!draft) GIRS_CHECK(report::create(workspace, key, "officer"));
    else if (draft->row.state == "completed")
      GIRS_CHECK(report::amend(workspace, key, roll(5) == 0, "data-error", "Nhầm số liệu", "", "officer"));
    const auto now = newest(office);
    if (now && now->row.kind != "withdrawal" && now->row.state == "draft") GIRS_CHECK(fill(office, 1 + roll(900)));
    if (now && now->row.state != "approved") GIRS_CHECK(report::approve(workspace, key, "chairman"));
    return seal(office);
  };
  return "make: " + told(made());
}

std::string Walker::exchange(Office& office) {
  using Kind = Fault::Kind;
  if (roll(6) == 0) {
    std::string said = "folder";
    if (roll(3) > 0) {
      carry(office.folder, girs::testing::waiting_for(http::routes(country_.centre())), office.unit);
      said += ", carried";
    }
    const auto round = country_.round_by_folder(office);
    for (const auto& refused : round.summary.refused) check_message(refused.message, "refused " + refused.reason);
    return said + ": " + told(round.status);
  }
  constexpr Kind kKinds[] = {Kind::kNone, Kind::kNone, Kind::kNone, Kind::kCutBefore, Kind::kCutAfter, Kind::kBusy, Kind::kPage, Kind::kTwice};
  const Fault fault{any_of(kKinds), roll(6)};
  const auto round = country_.round(office, fault);
  std::string said = "round, fault " + std::to_string(static_cast<int>(fault.kind)) + " at " + std::to_string(fault.at) + ": " + told(round.status);
  for (const auto& refused : round.summary.refused) {
    check_message(refused.message, "refused " + refused.reason);
    said += "; refused " + refused.reason;
  }
  for (const auto& passed : round.summary.passed) {
    check_message(passed.message, "passed by " + passed.reason);
    said += "; passed by " + passed.kind + " " + passed.reason;
  }
  return said;
}

std::string Walker::send_again(Office& office) {
  const auto rows = outbox_of(office);
  if (rows.empty()) return "send again: nothing";
  return "send again: " + told(report::send_again(office.site.workspace(), any_of(rows).pid));
}

std::string Walker::lose_attachment(Office& office) {
  const bool damages = roll(2) == 0;
  must(office.site.store->write([&](store::Connection& c) {
    return damages ? c.script("DROP TRIGGER IF EXISTS blob_no_UPDATE; UPDATE blob SET content = x'00'")
                   : c.script("DROP TRIGGER IF EXISTS blob_no_DELETE; DELETE FROM blob");
  }));
  office.is_damaged |= damages;
  return "attachments lost";
}

/// The package goes to the centre by other hands: the office hears nothing of it.
std::string Walker::carry_past(Office& office) {
  const auto rows = outbox_of(office);
  if (rows.empty()) return "carried past: nothing";
  const auto& row = any_of(rows);
  const auto admitted = country_.centre().admit(row.pid, text_of(row.envelope));
  return "carried past: " + told(admitted ? ok() : Status(admitted.error()));
}

}  // namespace walk
