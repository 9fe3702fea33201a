#include "central/retention.h"

#include <algorithm>
#include <set>

#include "central/day.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "store/definitions.h"
#include "store/reads.h"
#include "store/retention.h"

namespace girs::central {
namespace {

using std::chrono::days;

constexpr std::string_view kDone = "retention-done";   // what was removed ever, as JSON

Time begin_of(Date day) { return Time(day) - kVietnamOffset; }

Date moved(Date day, int months, int more_days) {
  std::chrono::year_month_day date(day);
  date += std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Date(date) + days(more_days);
}
Date before(const RetentionRule& rule, Date today) {
  return moved(today, -12 * rule.years - rule.months, -rule.days);
}
/// From 1 January after the year in which the last package was logged.
Date handover(const RetentionRule& rule, Time newest) {
  const std::chrono::year_month_day last(day_of(newest));
  return moved(Date((last.year() + std::chrono::years(1)) / 1 / 1), 12 * rule.years + rule.months, rule.days);
}

/// Takes out of `attachments` what packages after row `row` name; gives the last row.
Result<std::int64_t> keep_named(store::Connection& connection, std::int64_t row,
                                std::vector<store::Attachment>& attachments) {
  if (attachments.empty()) return row;
  std::set<std::string> named;
  GIRS_TRY(const auto last, store::each_package_after(connection, row, [&](const Bytes& package) -> Status {
    GIRS_TRY(const auto sent, package::Submission::parse(text_of(package)));
    GIRS_TRY(const auto payload, package::parse_report(text_of(sent.envelope.payload)));
    for (const auto& one : payload.attachments) named.insert(one.digest);
    return ok();
  }));
  std::erase_if(attachments, [&](const auto& one) { return named.contains(one.digest); });
  return last;
}

/// One rule at one moment, and what it removes.
struct Going {
  const RetentionRule* rule;
  Time until{};                                      // what is older
  store::Dated found = {};
  std::vector<store::Attachment> attachments = {};
  std::int64_t seen = 0;                             // packages that were looked through
};

Status find(store::Connection& connection, Going& going) {
  const auto until = going.until.time_since_epoch().count();
  switch (going.rule->what) {
    case Kept::kReads: {
      GIRS_TRY(going.found, store::reads_before(connection, until));
      return ok();
    }
    case Kept::kPackages: {
      GIRS_TRY(going.found, store::packages_kept(connection));
      return ok();
    }
    case Kept::kUnclaimedAttachments: {
      GIRS_TRY(going.attachments, store::attachments_before(connection, until));
      GIRS_TRY(going.seen, keep_named(connection, 0, going.attachments));
      going.found.count = static_cast<std::int64_t>(going.attachments.size());
      if (!going.attachments.empty()) going.found.at = going.attachments.front().stored_at;
      return ok();
    }
    case Kept::kCopies: break;
  }
  return ok();
}

/// In a transaction that writes: packages that came meanwhile are looked through as well.
Status remove(store::Connection& connection, Going& going) {
  if (going.rule->what == Kept::kReads) {
    GIRS_TRY(going.found.count, store::forget_reads_before(connection, going.until.time_since_epoch().count()));
  } else if (going.rule->what == Kept::kUnclaimedAttachments && !going.attachments.empty()) {
    GIRS_TRY(const auto unnamed, store::attachments_before(connection, going.until.time_since_epoch().count()));
    std::erase_if(going.attachments, [&](const auto& one) {  // what a draft names by now stays
      return std::ranges::find(unnamed, one.digest, &store::Attachment::digest) == unnamed.end();
    });
    GIRS_TRY(going.seen, keep_named(connection, going.seen, going.attachments));
    GIRS_CHECK(store::remove_attachments(connection, going.attachments));
    going.found.count = static_cast<std::int64_t>(going.attachments.size());
  }
  return ok();
}

bool is_removed(const Going& going) {
  return going.found.count > 0 && (going.rule->what == Kept::kReads || going.rule->what == Kept::kUnclaimedAttachments);
}

json::Value shown(const Going& going) {
  const auto& rule = *going.rule;
  json::Value one;
  one.set("code", rule.code);
  one.set("what", std::string(to_text(rule.what)));
  one.set("basis", rule.basis);
  if (rule.what != Kept::kPackages) one.set("before", to_rfc3339(going.until));
  if (rule.what == Kept::kCopies) one.set("at_least", static_cast<std::int64_t>(rule.at_least));
  else one.set("count", going.found.count);
  if (going.found.at && rule.what != Kept::kPackages) one.set("oldest", to_rfc3339(Time(std::chrono::seconds(*going.found.at))));
  if (going.found.at && rule.what == Kept::kPackages) one.set("handover", girs::to_text(handover(rule, Time(std::chrono::seconds(*going.found.at)))));
  return one;
}

Result<json::Value> done_before(store::Connection& connection) {
  GIRS_TRY(const auto text, store::setting(connection, kDone));
  if (!text || text->empty()) return json::Value(json::Array{});
  return json::parse(*text);
}

/// What goes and the record of its going are one transaction.
Result<json::Value> applied(store::Connection& connection, std::vector<Going>& all, Time now) {
  GIRS_TRY(auto done, done_before(connection));
  for (auto& going : all) {
    GIRS_CHECK(remove(connection, going));
    if (!is_removed(going)) continue;
    json::Value one;
    one.set("at", to_rfc3339(now));
    one.set("code", going.rule->code);
    one.set("what", std::string(to_text(going.rule->what)));
    one.set("basis", going.rule->basis);
    one.set("before", to_rfc3339(going.until));
    one.set("count", going.found.count);
    done.push(std::move(one));
  }
  GIRS_CHECK(store::set_setting(connection, kDone, json::compact(done)));
  return done;
}

}  // namespace

Result<json::Value> retention(store::Store& store, std::string_view document, bool apply) {
  GIRS_TRY(const auto rules, read_retention(document));
  const auto now = store.now();
  const auto today = day_of(now);
  std::vector<Going> all;
  for (const auto& rule : rules)
    if (rule.valid_from <= today && (!rule.valid_to || *rule.valid_to >= today))
      all.push_back({&rule, begin_of(before(rule, today))});
  GIRS_TRY(auto done, store.read([&](store::Connection& connection) -> Result<json::Value> {
    for (auto& going : all) GIRS_CHECK(find(connection, going));
    return done_before(connection);
  }));
  if (apply) {
    GIRS_TRY(done, store.write([&](store::Connection& connection) { return applied(connection, all, now); }));
  }
  json::Value answer, list = json::Array{};
  for (const auto& going : all) list.push(shown(going));
  answer.set("as_of", to_rfc3339(now));
  answer.set("applied", apply);
  answer.set("rules", std::move(list));
  answer.set("done", std::move(done));
  return answer;
}

}  // namespace girs::central
