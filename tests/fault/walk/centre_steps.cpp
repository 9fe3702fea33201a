// The steps of the centre, of clocks and of whoever puts back an old copy.

#include "store/submissions.h"
#include "walker.h"

namespace walk {

std::string Walker::decide() {
  using Kind = package::DecisionKind;
  std::vector<std::string> pids;
  must(country_.centre_site().store->read([&](store::Connection& c) {
    return store::each_submission(c, [&](const store::SubmissionRow& row) {
      pids.push_back(row.pid);
      return ok();
    });
  }));
  if (pids.empty()) return "decide: nothing";
  constexpr Kind kKinds[] = {Kind::kAccepted, Kind::kRejected, Kind::kReopened, Kind::kExcluded};
  const auto kind = any_of(kKinds);
  const auto& pid = roll(2) == 0 ? pids.back() : any_of(pids);
  const auto made = country_.centre().decide(pid, kind, {"R1"}, "Xem lại số liệu", country_.world().decider());
  return "decide " + std::string(package::to_text(kind)) + " on " + pid.substr(0, 6) + ": " + told(made ? ok() : Status(made.error()));
}

std::string Walker::change_keys() {
  constexpr const char* kUnits[] = {"31825", "31834"};
  constexpr const char* kRoles[] = {"preparer", "approver", "agency-seal"};
  const std::string unit = any_of(kUnits), role = any_of(kRoles);
  switch (roll(4)) {
    case 0: country_.revoke_key(unit, role); return "revoke " + role + " of " + unit;
    case 1: country_.publish({}); return "a new version of the registry";
    default: country_.renew_key(unit, role); return "another key for " + role + " of " + unit;
  }
}

std::string Walker::turn_clock() {
  auto& office = *any_of(country_.offices());
  constexpr int kSeconds[] = {1, 45, 61, 600, 7'200, 86'400, 3 * 86'400};
  const auto by = std::chrono::seconds(any_of(kSeconds));
  switch (roll(4)) {
    case 0: office.slip += by; return "clock of " + office.name + " forward " + std::to_string(by.count());
    case 1: office.slip -= by; return "clock of " + office.name + " back " + std::to_string(by.count());
    case 2: office.slip = {}; return "clock of " + office.name + " set right";
    default: country_.world().now += by; return "time goes by: " + std::to_string(by.count());
  }
}

std::string Walker::copy_or_put_back() {
  auto& office = *any_of(country_.offices());
  const bool is_centre = &office == &country_.centre_office();
  switch (roll(4)) {
    case 0: country_.reopen(office); return "reopen " + office.name;
    case 1:
    case 2: country_.keep_copy(office); return "copy of " + office.name;
    default: break;
  }
  if (!is_centre) {
    country_.put_back(office);
    return "old copy of " + office.name + " put back";
  }
  if (!office.copy) return "no copy of the centre";
  const auto now = must(office.site.store->read([](store::Connection& c) { return store::log_size(c); }));
  const auto opened = country_.centre_of_copy();
  if (opened && now > office.size_at_copy) violate("a centre signs with an older copy of its store");
  return "old copy of the centre: " + told(opened);
}

std::string Walker::step() {
  auto& office = any_reporting();
  const auto of = [&](const std::string& what) { return office.name + " " + what; };
  switch (roll(20)) {
    case 0: case 1: case 2: return of(edit(office));
    case 3: case 4: case 5: case 6: return of(make(office));
    case 7: case 8: case 9: case 10: return of(exchange(office));
    case 11: return of(send_again(office));
    case 12: return of(roll(2) == 0 ? lose_attachment(office) : carry_past(office));
    case 13: case 14: return decide();
    case 15: return change_keys();
    case 16: case 17: return turn_clock();
    case 18: return copy_or_put_back();
    default: {
      auto& province = *country_.offices().back();
      return province.name + " " + exchange(province);
    }
  }
}

void Walker::go(int steps) {
  for (int i = 1; i <= steps; ++i) {
    say(std::to_string(i) + " " + step());
    for (const auto& office : country_.offices()) check_outbox(*office);
    check_chains();
    if (i % 40 == 0) check_stores();
    if (i % 60 == 0) end();
  }
}

void Walker::end() {
  for (const std::string unit : {"31825", "31834"}) {
    std::vector<Office*> of_unit;
    for (auto* office : country_.reporting())
      if (office->unit == unit) of_unit.push_back(office);
    deliver(*any_of(of_unit), 1000 + roll(9000));
  }
  quiet();
  for (const std::string unit : {"31825", "31834"}) agree(unit);
  check_stores();
}

}  // namespace walk
