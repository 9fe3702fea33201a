#pragma once
// An indicator (chỉ tiêu, chỉ số) with its metadata (DOMAIN.md section 5): where its figures come
// from, how they add up, who answers for them. Numerator and denominator stand apart, so that a
// rate is recomputed at every level and never averaged.

#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/frequency.h"
#include "calendar/period.h"
#include "catalog/form.h"
#include "formula/expression.h"

namespace girs {

/// Where figures come from.
enum class IndicatorSource {
  kReports,  // a formula over the forms of a regime
  kSeries,   // delivered or imported values
  kFormula   // a formula over other indicators
};
std::string_view to_text(IndicatorSource source);  // "reports", "series", "formula"

/// What is shown where the formula gives an error.
enum class OnError {
  kShow,     // the error: "#DIV/0!"
  kMissing   // that there is no figure, with the word "error" beside it
};
std::string_view to_text(OnError on_error);  // "show", "missing"

/// Whether figures of units and members add up: flows and stocks do.
inline bool is_additive(Measure measure) {
  return measure == Measure::kFlow || measure == Measure::kStock;
}

/// A dimension by which figures are broken down (phân tổ).
struct BreakdownDimension {
  std::string code;       // as formulas and data files name it, "SEX"
  std::string code_list;  // its members
};

/// A place in a list of groups: field 6 of QĐ 293, a daily information group.
struct IndicatorGroup {
  std::string list;  // code list
  std::string code;
};

/// From this day figures are not comparable with those before (a new method, a new price base).
struct SeriesBreak {
  Date on{};
  Label reason;
};

/// What a figure is held against; an alert says that it was missed.
struct Threshold {
  enum class Kind { kTargetAtLeast, kTargetAtMost, kWarnBelow, kWarnAbove };
  Kind kind = Kind::kTargetAtLeast;
  Decimal value;
  std::string unit;                  // of whom; empty: of all
  std::optional<Period> period = {};  // of when; none: always
  Label message = {};
};
std::string_view to_text(Threshold::Kind kind);  // "target-at-least"...

struct Indicator {
  std::string code;
  int version = 1;
  Label name;
  Label unit_of_measure;
  std::string regime;            // kReports: whose periods and reports it reads
  Measure measure = Measure::kRate;
  formula::Expression numerator;                    // empty of a series
  std::optional<formula::Expression> denominator;   // none: a figure, not a rate
  Decimal factor{1};
  int round = 0;
  formula::Missing missing = formula::Missing::kPropagate;
  OnError on_error = OnError::kShow;
  std::string body;              // responsible body
  bool verified = false;         // whether its name is confirmed as official
  std::string source;            // where the definition is from
  std::string digest = {};

  IndicatorSource from = IndicatorSource::kReports;
  std::optional<Frequency> frequency = {};   // none: the regime's
  std::vector<IndicatorGroup> groups = {};
  Label concept_text = {};       // khái niệm
  Label method = {};             // phương pháp tính
  std::vector<BreakdownDimension> breakdowns = {};
  std::vector<std::string> reporters = {};    // kSeries: kinds of unit whose figures are delivered
  std::optional<Decimal> min = {};
  std::optional<Decimal> max = {};
  std::string data_source = {};  // where the figures are from
  std::string price_basis = {};  // "current", "constant" or empty
  std::string base_period = {};  // of an index or of constant prices, "2010"
  std::vector<SeriesBreak> breaks = {};
  std::string publication = {};  // "public", "internal" or empty
  std::string split_key = {};    // shares by which split units are shared out; empty: they are not
  std::vector<Threshold> thresholds = {};
  int late_after_days = 0;       // days after a period's end when a missing figure is late; 0: never

  const BreakdownDimension* breakdown(std::string_view dimension) const;
};

}  // namespace girs
