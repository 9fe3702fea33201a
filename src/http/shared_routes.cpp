// GET /v1/shared?since=&limit=[&regime=][&indicator=][&rules=]: what sharing rules give the caller's
// unit, in the order of the log, each with its proof: a report for each decision since it was
// accepted, time series. `rules` is the word of the last link; when it is no longer the word of the
// rules in force they may give what they did not, and the answer begins with the first leaf. One
// line of JSON an item:
// {"index","pid","rule","package":{..},"receipt","decision":{..}|null,
// "decision_receipt"}.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "central/sharing.h"
#include "http/answers.h"
#include "http/problem.h"
#include "http/visit.h"
#include "json/canonical.h"

namespace girs::http {
namespace {

using sync::Response;

constexpr std::int64_t kLeavesMax = 10'000;

/// The unit that pulls: the key's holder; on an open server whoever says so.
std::string recipient_of(const Visit& visit) {
  if (visit.caller.kind == access::Caller::Kind::kKey) return visit.caller.subject.unit;
  return std::string(query(visit.request.path, "recipient"));
}

Response no_rule(const Visit& visit, const std::string& recipient, const std::string& of) {
  const std::string whom = visit.options.contact.empty() ? "the keeper of the centre " + visit.centre.origin() : visit.options.contact;
  const std::string whom_vi = visit.options.contact.empty() ? "đơn vị quản lý trung tâm " + visit.centre.origin() : visit.options.contact;
  const std::string what = of.empty() ? std::string() : " of " + of;
  const std::string what_vi = of.empty() ? std::string() : " về " + of;
  return problem(403, "sharing",
                 {"No rule of sharing in force gives anything" + what + " to " + recipient + "; ask " + whom + ".",
                  "Chưa có quy định chia sẻ nào đang hiệu lực" + what_vi + " cho " + recipient + "; hãy liên hệ " + whom_vi + "."});
}

std::string line_of(const central::SharedPage::Item& item) {
  json::Value line;
  line.set("index", item.index);
  line.set("pid", item.pid);
  line.set("rule", item.rule);
  line.set("receipt", item.receipt);
  if (!item.decision.empty()) line.set("decision_receipt", item.decision_receipt);
  std::string text = json::compact(line);
  text.back() = ',';  // the documents are JSON already
  text += "\"decision\":" + (item.decision.empty() ? std::string("null") : std::string(text_of(item.decision)));
  text += ",\"package\":" + std::string(text_of(item.package)) + "}\n";
  return text;
}

}  // namespace

Response get_shared(const Visit& visit) {
  const std::string_view path = visit.request.path;
  auto since = number(query(path, "since"));
  const auto limit_text = query(path, "limit");
  const std::string regime(query(path, "regime")), indicator(query(path, "indicator"));
  const auto limit = limit_text.empty() ? std::optional(kLeavesMax) : number(limit_text);
  if (!since || !limit || *limit == 0)
    return problem(400, "query", {"`since` and `limit` are whole numbers.", "`since` và `limit` là số nguyên."});
  const auto current = visit.centre.present();
  if (!current) return problem_of(current.error());
  const auto& workspace = (*current)->workspace();
  const Time now = visit.options.clock();
  const auto recipient = recipient_of(visit);
  const auto in_force = central::rules_for(workspace, recipient, now);
  if (!in_force) return problem_of(in_force.error());
  const auto rules = central::narrowed(*in_force, regime, indicator);
  if (rules.empty()) return no_rule(visit, recipient, regime.empty() ? indicator : regime);
  const auto word = central::word_of(rules, workspace.catalog->units(), now), known = std::string(query(path, "rules"));
  if (!known.empty() && known != word) since = 0;
  const auto note = visit.centre.checkpoint();
  if (!note) return problem_of(note.error());
  const auto page = central::shared(workspace, rules, *since, std::min(*limit, kLeavesMax), *note, now);
  if (!page) return problem_of(page.error());
  std::string lines;
  std::set<std::string> codes;
  for (const auto& item : page->items) {
    lines += line_of(item);
    codes.insert(item.rule);
  }
  const auto count = static_cast<std::int64_t>(page->items.size());
  if (count > 0)
    if (auto unrecorded = record_read(visit, count, join(std::vector<std::string>(codes.begin(), codes.end()), " ")))
      return *std::move(unrecorded);
  auto response = answer(200, "application/x-ndjson", std::move(lines));
  if (page->next > *since) {
    auto next = "since=" + std::to_string(page->next) + "&limit=" + std::to_string(*limit) + "&rules=" + word;
    if (!regime.empty()) next += "&regime=" + regime;
    if (!indicator.empty()) next += "&indicator=" + indicator;
    response.headers.emplace_back("link", "</v1/shared?" + next + ">; rel=\"next\"");
  }
  return response;
}

}  // namespace girs::http
