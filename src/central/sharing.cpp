#include "central/sharing.h"

#include <algorithm>

#include "base/text.h"
#include "central/day.h"
#include "central/log_book.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"
#include "log/leaf.h"
#include "store/series.h"
#include "store/sharing.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

constexpr std::string_view kAny = "*";
constexpr std::size_t kPageBytesMax = 16u << 20;

bool names(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::any_of(list, [&](const std::string& one) { return one == kAny || one == word; });
}

std::vector<std::string> read_list(const json::Node& node, const std::function<bool(const std::string&)>& known,
                                   const char* en, const char* vi) {
  std::vector<std::string> list;
  node.each([&](const json::Node& one) {
    auto word = one.code();
    if (!word.empty() && word != kAny && !known(word))
      one.mistake(std::string(en) + word + " on the rule's first day.", std::string(vi) + word + " vào ngày quy định có hiệu lực.");
    list.push_back(std::move(word));
  });
  return list;
}

void read_dates(const json::Node& root, SharingRule& rule) {
  rule.valid_from = read_date(root.member("valid_from")).value_or(Date{});
  const auto to = root.optional("valid_to");
  if (!to) return;
  rule.valid_to = read_date(to).value_or(Date{});
  if (*rule.valid_to < rule.valid_from) to.mistake("The rule may not end before it begins.", "Ngày hết hiệu lực không được trước ngày có hiệu lực.");
}

SharingRule read_rule(const json::Node& root, const Catalog& catalog) {
  root.only({"schema", "code", "recipient", "regimes", "indicators", "units", "valid_from", "valid_to", "basis", "contact"});
  SharingRule rule;
  root.member("schema").one_of({"girs.sharing/1"});
  rule.code = root.member("code").code();
  read_dates(root, rule);
  const Date day = rule.valid_from;
  const auto is_unit = [&](const std::string& code) { return catalog.units().find(code, day) != nullptr; };
  const auto recipient = root.member("recipient");
  rule.recipient = recipient.code();
  if (!rule.recipient.empty() && !is_unit(rule.recipient))
    recipient.mistake("There is no unit " + rule.recipient + " on the rule's first day.", "Không có đơn vị " + rule.recipient + " vào ngày quy định có hiệu lực.");
  rule.units = read_list(root.member("units"), is_unit, "There is no unit ", "Không có đơn vị ");
  if (const auto regimes = root.optional("regimes"))
    rule.regimes = read_list(regimes, [&](const std::string& code) { return catalog.regime(code, day) != nullptr; }, "There is no regime ", "Không có chế độ báo cáo ");
  if (const auto indicators = root.optional("indicators"))
    rule.indicators = read_list(indicators, [&](const std::string& code) { return catalog.indicator(code) != nullptr; }, "There is no indicator ", "Không có chỉ tiêu ");
  if (rule.regimes.empty() && rule.indicators.empty())
    root.mistake("A rule shares regimes, indicators, or both: name at least one.", "Quy định phải nêu ít nhất một chế độ báo cáo hoặc chỉ tiêu.");
  rule.basis = root.member("basis").text();
  if (const auto contact = root.optional("contact")) rule.contact = contact.text();
  return rule;
}

}  // namespace

Result<SharingRule> read_sharing_rule(const Catalog& catalog, std::string_view given) {
  GIRS_TRY(const auto document, json::parse(given));
  Mistakes mistakes;
  auto rule = read_rule(json::Node::root(document, "sharing", mistakes), catalog);
  if (mistakes.empty()) return rule;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The rule of sharing has mistakes; nothing was changed.",
                                      "Quy định chia sẻ có lỗi; chưa thay đổi gì.");
}

Status add_sharing_rule(const report::Workspace& workspace, std::string_view document) {
  GIRS_TRY(const auto rule, read_sharing_rule(*workspace.catalog, document));
  const auto to = rule.valid_to ? std::optional(to_text(*rule.valid_to)) : std::nullopt;
  const store::SharingRuleRow row{rule.code, rule.recipient, to_text(rule.valid_from), to, std::string(document)};
  return workspace.store->write([&](store::Connection& connection) {
    return store::insert_sharing_rule(connection, row, workspace.store->now().time_since_epoch().count());
  });
}

Result<json::Value> sharing_rules(const report::Workspace& workspace) {
  GIRS_TRY(const auto rows, workspace.store->read([](store::Connection& connection) {
    return store::sharing_rules(connection, "");
  }));
  json::Value list = json::Array{};
  for (const auto& row : rows) {
    GIRS_TRY(auto document, json::parse(row.body));
    list.push(std::move(document));
  }
  return list;
}

Result<std::vector<SharingRule>> rules_for(const report::Workspace& workspace, std::string_view recipient, Time now) {
  GIRS_TRY(const auto rows, workspace.store->read([&](store::Connection& connection) {
    return store::sharing_rules(connection, recipient);
  }));
  std::vector<SharingRule> rules;
  for (const auto& row : rows) {
    GIRS_TRY(auto rule, read_sharing_rule(*workspace.catalog, row.body));
    const Date today = day_of(now);
    if (today >= rule.valid_from && (!rule.valid_to || today <= *rule.valid_to)) rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<SharingRule> narrowed(const std::vector<SharingRule>& rules, std::string_view regime,
                                  std::string_view indicator) {
  if (regime.empty() && indicator.empty()) return rules;
  const auto only = [](const std::vector<std::string>& list, std::string_view word) {
    return !word.empty() && names(list, word) ? std::vector<std::string>{std::string(word)} : std::vector<std::string>{};
  };
  std::vector<SharingRule> some;
  for (auto rule : rules) {
    rule.regimes = only(rule.regimes, regime);
    rule.indicators = only(rule.indicators, indicator);
    if (!rule.regimes.empty() || !rule.indicators.empty()) some.push_back(std::move(rule));
  }
  return some;
}

std::string word_of(const std::vector<SharingRule>& rules, const UnitTree& units, Time now) {
  std::string text;
  bool goes_by_tree = false;
  for (const auto& rule : rules) {
    for (const auto* list : {&rule.regimes, &rule.indicators, &rule.units}) text += join(*list, " ") + "\n";
    goes_by_tree = goes_by_tree || !names(rule.units, kAny);
  }
  // Who lies below a unit that a rule names changes with the tree and its days.
  if (goes_by_tree)
    for (const auto& unit : units.versions())
      if (unit.covers(day_of(now))) text += unit.code + "<" + unit.parent + "\n";
  return to_hex(sha256(text)).substr(0, 16);
}

const SharingRule* rule_that_gives(const std::vector<SharingRule>& rules, const Catalog& catalog,
                                   const Concern& concern, bool is_series, Time now) {
  for (const auto& rule : rules) {
    if (!names(is_series ? rule.indicators : rule.regimes, concern.regime)) continue;
    const bool unit = std::ranges::any_of(rule.units, [&](const std::string& one) {
      return one == kAny || one == concern.unit || lies_within(catalog, concern, one, now);
    });
    if (unit) return &rule;
  }
  return nullptr;
}

namespace {

/// Whether an earlier decision has accepted the report: one of this log or of a log before.
Result<bool> was_accepted(store::Connection& connection, const store::DecisionRow& later) {
  GIRS_TRY(const auto decided, store::decisions(connection, later.of));
  return std::ranges::any_of(decided, [&](const store::DecisionRow& one) {
    return one.status == "accepted" && (one.origin != later.origin || one.index < later.index);
  });
}

/// The proof of a package: what an earlier log took keeps the receipt that its last checkpoint
/// gave (rotate.h). Nothing when it has none.
template <class Row>
Result<std::optional<std::string>> proof_of(store::Connection& connection, const Row& row, const std::string& checkpoint) {
  if (!checkpoint.starts_with(row.origin + "\n")) return row.receipt;
  GIRS_TRY(auto receipt, receipt_of(connection, row.index, checkpoint));
  return std::optional(std::move(receipt));
}

/// One page of what `rules` give.
struct Giving {
  store::Connection& connection;
  const Catalog& catalog;
  const std::vector<SharingRule>& rules;
  const std::string& checkpoint;
  Time now;
};

/// A report by its acceptance, or by what was decided on it later.
Result<std::optional<SharedPage::Item>> decided_report(const Giving& giving, const log::DecisionEntry& entry) {
  auto& connection = giving.connection;
  const Concern concern{entry.regime, entry.unit, entry.period};
  const auto* rule = rule_that_gives(giving.rules, giving.catalog, concern, false, giving.now);
  if (!rule) return std::optional<SharedPage::Item>();
  GIRS_TRY(const auto row, store::submission(connection, entry.of));
  GIRS_TRY(const auto decision, store::decision(connection, entry.pid));
  if (!row || !decision) return std::optional<SharedPage::Item>();
  if (entry.status != "accepted") {
    GIRS_TRY(const bool shared, was_accepted(connection, *decision));
    if (!shared) return std::optional<SharedPage::Item>();
  }
  SharedPage::Item item;
  item.pid = row->pid;
  item.rule = rule->code;
  item.package = row->envelope;
  item.decision = decision->envelope;
  GIRS_TRY(item.decision_receipt, receipt_of(connection, decision->index, giving.checkpoint));
  GIRS_TRY(auto receipt, proof_of(connection, *row, giving.checkpoint));
  if (!receipt) return std::optional<SharedPage::Item>();
  item.receipt = *std::move(receipt);
  return std::optional(std::move(item));
}

Result<std::optional<SharedPage::Item>> series(const Giving& giving, const log::SeriesEntry& entry) {
  const Concern concern{entry.indicator, entry.unit, {}};
  const auto* rule = rule_that_gives(giving.rules, giving.catalog, concern, true, giving.now);
  if (!rule) return std::optional<SharedPage::Item>();
  GIRS_TRY(const auto row, store::series_package(giving.connection, entry.pid));
  if (!row) return std::optional<SharedPage::Item>();
  SharedPage::Item item;
  item.pid = row->pid;
  item.rule = rule->code;
  item.package = row->envelope;
  GIRS_TRY(auto receipt, proof_of(giving.connection, *row, giving.checkpoint));
  if (!receipt) return std::optional<SharedPage::Item>();
  item.receipt = *std::move(receipt);
  return std::optional(std::move(item));
}

}  // namespace

Result<SharedPage> shared(const report::Workspace& workspace, const std::vector<SharingRule>& rules,
                          std::int64_t since, std::int64_t limit, const std::string& checkpoint, Time now) {
  return workspace.store->read([&](store::Connection& connection) -> Result<SharedPage> {
    SharedPage page{{}, since};
    const Giving giving{connection, *workspace.catalog, rules, checkpoint, now};
    std::size_t bytes = 0;
    GIRS_TRY(const auto rows, store::leaves(connection, since, limit));
    for (const auto& row : rows) {
      if (bytes > kPageBytesMax) break;
      page.next = row.index + 1;
      GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(row.leaf)));
      std::optional<SharedPage::Item> item;
      if (const auto* entry = std::get_if<log::DecisionEntry>(&leaf.entry)) {
        GIRS_TRY(item, decided_report(giving, *entry));
      } else if (const auto* values = std::get_if<log::SeriesEntry>(&leaf.entry)) {
        GIRS_TRY(item, series(giving, *values));
      }
      if (!item) continue;
      item->index = row.index;
      bytes += item->package.size() + item->receipt.size() + item->decision.size() + item->decision_receipt.size();
      page.items.push_back(*std::move(item));
    }
    return page;
  });
}

}  // namespace girs::central
