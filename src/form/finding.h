#pragma once
// A finding: what a check has to say about a sheet. Data, not an error: findings come all at
// once, with both sides in full precision and the cells to blame.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/period.h"
#include "catalog/form.h"
#include "decimal/decimal.h"
#include "formula/value.h"
#include "json/value.h"

namespace girs {

enum class Outcome {
  kFail,          // the rule does not hold; blocks or not, as its severity says
  kNotEvaluated,  // a cell that it needs is missing
  kRuleError      // the formula gives an error, #DIV/0! and the like
};
std::string_view to_text(Outcome outcome);  // "fail", "not-evaluated", "rule-error"

/// A cell that a rule read.
struct BlamedCell {
  std::string form;
  std::string row;
  std::string column;
  Period period;
  std::string unit;
  formula::Value value;
  bool left = true;   // it stands on the left of the rule's comparison
};

struct Finding {
  std::string rule;      // the rule's id; "required", "type", "scale", "digits", "range", "text",
                         // "code" or "unknown-row" for what the form itself demands
  Severity severity = Severity::kError;
  Outcome outcome = Outcome::kFail;
  std::string form;
  std::string row;       // empty where the rule is about no one row
  std::string column;    // empty where the rule is about no one column
  std::string operation = {};               // "=", "<="...; empty without a comparison
  std::optional<formula::Value> left = {};  // both sides in full precision
  std::optional<formula::Value> right = {};
  std::optional<Decimal> difference = {};   // left - right
  std::vector<BlamedCell> cells = {};
  Label message = {};    // filled in: what to do, with the figures in full
  std::string at = {};   // the unit or period of a rule of the scope each-unit or each-period

  /// Stable while the form's rule is: "<rule>/<row>/<column>", then "@<unit or period>" where the
  /// rule holds at each; what an explanation refers to.
  std::string id() const {
    return rule + '/' + row + '/' + column + (at.empty() ? at : '@' + at);
  }
  bool blocks() const { return outcome == Outcome::kFail && severity == Severity::kError; }
  bool needs_explanation() const {
    return outcome == Outcome::kFail && severity == Severity::kExplain;
  }
};

/// How many there are of each; a finding counts once.
struct Summary {
  std::size_t errors = 0;
  std::size_t explain = 0;
  std::size_t info = 0;
  std::size_t not_evaluated = 0;
  std::size_t rule_errors = 0;
  bool operator==(const Summary&) const = default;
  Summary& operator+=(const Summary& more);
};
Summary summary(const std::vector<Finding>& findings);

/// {"errors","explain","info","not_evaluated","rule_errors"}
json::Value to_json(const Summary& counts);
/// The same content in every language: both messages, figures as texts.
json::Value to_json(const Finding& finding);
/// {"findings":[...],"summary":{...}}
json::Value to_json(const std::vector<Finding>& findings);

}  // namespace girs
