#pragma once
// Sharing between bodies: dated rules with their legal basis say which reports and series a
// recipient may pull; what it pulls comes with its proof, in the order of the log.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "central/scope.h"
#include "json/value.h"
#include "report/workspace.h"

namespace girs::central {

/// {"schema":"girs.sharing/1","code","recipient","regimes":[..],"indicators":[..],"units":[..],
/// "valid_from","valid_to","basis","contact"}. "*" in a list means all; units stand for those
/// below them too.
struct SharingRule {
  std::string code;
  std::string recipient;                 // the unit that may pull
  std::vector<std::string> regimes;      // of reports
  std::vector<std::string> indicators;   // of time series
  std::vector<std::string> units;        // whose
  Date valid_from{};
  std::optional<Date> valid_to = {};     // the last day
  std::string basis;                     // the legal act, with its clause
  std::string contact = {};              // whom to ask about it
};

/// Every mistake with its pointer, against the catalogue on the rule's first day.
Result<SharingRule> read_sharing_rule(const Catalog& catalog, std::string_view document);

/// Keeps a rule, or a later wording of one of the same code.
Status add_sharing_rule(const report::Workspace& workspace, std::string_view document);
/// The newest wording of every rule, in force or not, as documents.
Result<json::Value> sharing_rules(const report::Workspace& workspace);

/// The rules in force on the day of `now` for `recipient`.
Result<std::vector<SharingRule>> rules_for(const report::Workspace& workspace, std::string_view recipient, Time now);
/// What of `rules` concerns reports of one regime or series of one indicator; both empty: all.
std::vector<SharingRule> narrowed(const std::vector<SharingRule>& rules, std::string_view regime,
                                  std::string_view indicator);
/// A word that changes when what the rules give changes, by other rules or another tree of units:
/// who pulled by others begins anew.
std::string word_of(const std::vector<SharingRule>& rules, const UnitTree& units, Time now);
/// The rule that gives the recipient a report of this unit and regime, or a series of this unit
/// and indicator (`is_series`); nullptr when none does.
const SharingRule* rule_that_gives(const std::vector<SharingRule>& rules, const Catalog& catalog,
                                   const Concern& concern, bool is_series, Time now);

/// What a recipient gets of the log from leaf `since` on, `limit` leaves at most: reports that were
/// accepted, later decisions on them, time series.
struct SharedPage {
  struct Item {
    std::int64_t index = 0;  // of the leaf by which it came: a decision on a report, a series
    std::string pid;
    std::string rule;        // code
    Bytes package;           // as it was sent
    std::string receipt;     // of the package
    Bytes decision;          // on a report, signed; empty for a series
    std::string decision_receipt;
  };
  std::vector<Item> items;
  std::int64_t next = 0;
};
Result<SharedPage> shared(const report::Workspace& workspace, const std::vector<SharingRule>& rules,
                          std::int64_t since, std::int64_t limit, const std::string& checkpoint, Time now);

}  // namespace girs::central
