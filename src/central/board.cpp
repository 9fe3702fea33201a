#include "central/board.h"

#include <algorithm>

#include "central/day.h"
#include "log/leaf.h"
#include "store/log_table.h"
#include "store/members.h"
#include "store/state.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

constexpr std::size_t kListMax = 200;
constexpr std::int64_t kNewestMax = 50;
constexpr int kDaysBack = 1200;       // the newest period of a regime every two or three years
constexpr int kDaysBackOften = 30;    // of one by days or weeks

/// The newest period whose window is over; nothing for campaigns, which only requests begin.
std::optional<Period> newest_period(const Catalog& catalog, const Regime& regime, Date today) {
  const auto kind = regime.frequency.kind;
  if (kind == PeriodKind::kCampaign && regime.frequency.campaign.empty()) return std::nullopt;
  const bool often = kind == PeriodKind::kDay || kind == PeriodKind::kWeek;
  const auto periods = periods_between(regime.frequency, regime.window, today - std::chrono::days(often ? kDaysBackOften : kDaysBack),
                                       today, catalog.calendar());
  if (!periods || periods->empty()) return std::nullopt;
  return periods->back();
}

/// A list that is cut off, and counts what it left out.
struct List {
  json::Value rows = json::Array{};
  std::int64_t more = 0;
  void add(json::Value row) {
    if (rows.as_array()->size() < kListMax) rows.push(std::move(row));
    else ++more;
  }
};

/// What is shown of one subtree, filled regime by regime.
struct Picture {
  const report::Workspace& workspace;
  store::Connection& connection;
  json::Value regimes = json::Array{};
  List late = {}, returned = {}, undecided = {};

  Status add(const Regime& regime, const Period& period, Date due, const Overview& whole, bool cut);
  Status add_row(const Regime& regime, const Period& period, const report::Standing& row);
};

json::Value row_head(const Regime& regime, const Period& period, const report::Standing& row) {
  json::Value one;
  one.add("regime", regime.code);
  one.add("period", period.label());
  one.add("unit", row.obligation.unit->code);
  one.add("name", row.obligation.unit->name);
  one.add("scope", row.obligation.scope);
  return one;
}

Status Picture::add_row(const Regime& regime, const Period& period, const report::Standing& row) {
  if (!row.excluded && !row.received && row.late) {
    auto one = row_head(regime, period, row);
    one.add("due", to_text(row.due.date));
    one.add("turn", row.obligation.unit->code);
    late.add(std::move(one));
  }
  if (row.status == "rejected") {
    auto one = row_head(regime, period, row);
    one.add("pid", row.pid);
    GIRS_TRY(const auto decisions, store::decisions(connection, row.pid));
    one.add("codes", decisions.empty() ? "" : decisions.back().codes);
    one.add("text", decisions.empty() ? "" : decisions.back().text);
    one.add("turn", row.obligation.unit->code);
    returned.add(std::move(one));
  }
  if (row.status == "received") {
    auto one = row_head(regime, period, row);
    one.add("pid", row.pid);
    one.add("logged", to_rfc3339(row.first_logged));
    one.add("turn", "centre");
    undecided.add(std::move(one));
  }
  return ok();
}

Status Picture::add(const Regime& regime, const Period& period, Date due, const Overview& whole, bool cut) {
  for (const auto& row : whole.rows) GIRS_CHECK(add_row(regime, period, row));
  if (whole.rows.empty() && cut) return ok();
  json::Value one;
  one.add("regime", regime.code);
  one.add("name", regime.name.vi);
  one.add("period", period.label());
  one.add("due", to_text(due));
  one.add("totals", totals_json(whole));
  regimes.push(std::move(one));
  return ok();
}

json::Value alert(std::string kind, std::string en, std::string vi) {
  json::Value one;
  one.set("alert", std::move(kind));
  one.set("message_en", std::move(en));
  one.set("message_vi", std::move(vi));
  return one;
}

json::Value alerts_of(const store::Attention& state, const Picture& picture) {
  json::Value list = json::Array{};
  if (state.log_signed < state.log_entries)
    list.push(alert("unsigned", std::to_string(state.log_entries - state.log_signed) + " log entries are not signed yet.",
                    std::to_string(state.log_entries - state.log_signed) + " mục nhật ký chưa được ký."));
  if (state.member_faults > 0)
    list.push(alert("member-faults", std::to_string(state.member_faults) + " faults were found of centres below.",
                    "Phát hiện " + std::to_string(state.member_faults) + " sai lệch của trung tâm cấp dưới."));
  if (!picture.undecided.rows.as_array()->empty())
    list.push(alert("undecided", "Reports wait for a decision.", "Có báo cáo đang chờ quyết định."));
  return list;
}

Result<json::Value> newest_of(store::Connection& connection, const Catalog& catalog, std::string_view unit, Date day) {
  json::Value list = json::Array{};
  GIRS_CHECK(store::each_newest_submission(connection, unit.empty() ? kNewestMax : 20 * kNewestMax, [&](const store::SubmissionRow& row) {
    if (list.as_array()->size() >= static_cast<std::size_t>(kNewestMax)) return ok();
    if (!unit.empty() && row.unit != unit && !catalog.units().is_below(row.unit, unit, day)) return ok();
    json::Value one;
    one.set("regime", row.regime);
    one.set("period", row.period);
    one.set("unit", row.unit);
    one.set("pid", row.pid);
    one.set("rev", row.rev);
    one.set("logged", to_rfc3339(Time{std::chrono::seconds{row.logged_at}}));
    one.set("status", row.status);
    list.push(std::move(one));
    return ok();
  }));
  return list;
}

}  // namespace

Status Board::forget_changed(const report::Workspace& workspace) {
  return workspace.store->read([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto now, store::marks_of(connection));
    if (now == seen_) return ok();
    const bool only_log = now.changes == seen_.changes && now.definitions == seen_.definitions;
    if (!only_log || seen_.log_size == 0 || now.log_size <= seen_.log_size) entries_.clear();
    else GIRS_CHECK(forget_told(connection, *workspace.catalog, now.log_size));
    seen_ = now;
    return ok();
  });
}

/// Leaves say of which regime and period they are. Obligations that wait for reports or ask them
/// may have changed too.
Status Board::forget_told(store::Connection& connection, const Catalog& catalog, std::int64_t log_size) {
  GIRS_TRY(const auto rows, store::leaves(connection, seen_.log_size, log_size - seen_.log_size));
  for (const auto& row : rows) {
    GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(row.leaf)));
    if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry)) entries_.erase({entry->regime, entry->period});
    else if (const auto* made = std::get_if<log::DecisionEntry>(&leaf.entry)) entries_.erase({made->regime, made->period});
    else if (const auto* asked = std::get_if<log::RequestEntry>(&leaf.entry)) entries_.erase({asked->regime, asked->period});
  }
  for (const auto& regime : catalog.regimes()) {
    const bool asks = std::ranges::any_of(regime.reporters, [](const Assignment& one) { return bool(one.when); }) ||
                      std::ranges::any_of(regime.exempt, [](const Assignment& one) { return bool(one.when); });
    if (asks) std::erase_if(entries_, [&](const auto& entry) { return entry.first.first == regime.code; });
  }
  return ok();
}

Result<Board::Entry> Board::entry_of(const report::Workspace& workspace, const Regime& regime, const Period& period, Time now) {
  auto& entry = entries_[{regime.code, period.label()}];
  if (entry.overview && now < entry.good_until) return entry;
  GIRS_TRY(auto made, overview(workspace, regime.code, period, "", now));
  entry.good_until = Time::max();
  entry.due = Date{};
  for (const auto& row : made.rows) {
    entry.due = std::max(entry.due, row.due.date);
    if (row.due.deadline > now) entry.good_until = std::min(entry.good_until, row.due.deadline);
  }
  entry.overview = std::make_shared<const Overview>(std::move(made));
  return entry;
}

Result<json::Value> Board::show(const report::Workspace& workspace, std::string_view unit, Time now) {
  const std::lock_guard lock(mutex_);
  GIRS_CHECK(forget_changed(workspace));
  const auto& catalog = *workspace.catalog;
  const Date today = day_of(now);
  std::vector<std::pair<const Regime*, std::pair<Period, Entry>>> found;
  for (const auto& regime : catalog.regimes()) {
    if (catalog.regime(regime.code, today) != &regime) continue;
    const auto period = newest_period(catalog, regime, today);
    if (!period) continue;
    GIRS_TRY(auto entry, entry_of(workspace, regime, *period, now));
    found.emplace_back(&regime, std::pair(*period, std::move(entry)));
  }
  return workspace.store->read([&](store::Connection& connection) -> Result<json::Value> {
    Picture picture{workspace, connection};
    GIRS_TRY(const auto state, store::attention_of(connection));
    for (const auto& [regime, rest] : found) {
      const auto& whole = *rest.second.overview;
      GIRS_CHECK(picture.add(*regime, rest.first, rest.second.due, unit.empty() ? whole : part_of(whole, catalog.units(), unit, today), !unit.empty()));
    }
    json::Value shown;
    shown.set("unit", unit.empty() ? json::Value() : json::Value(unit));
    shown.set("as_of", to_rfc3339(now));
    shown.set("regimes", std::move(picture.regimes));
    GIRS_TRY(auto newest, newest_of(connection, catalog, unit, today));
    shown.set("newest", std::move(newest));
    shown.set("alerts", alerts_of(state, picture));
    json::Value more;
    more.set("late", picture.late.more);
    more.set("returned", picture.returned.more);
    more.set("undecided", picture.undecided.more);
    shown.set("late", std::move(picture.late.rows));
    shown.set("returned", std::move(picture.returned.rows));
    shown.set("undecided", picture.undecided.rows);
    shown.set("more", std::move(more));
    return shown;
  });
}

}  // namespace girs::central
