#pragma once
// What a formula sees of the world: cells of forms, indicators, and the tree of units. The
// modules above implement these interfaces; the language itself knows neither store nor
// catalogue. Functions with a body are what a source gives that knows no better.

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/period.h"
#include "formula/type.h"
#include "formula/value.h"

namespace girs::formula {

/// {dim=code;...} as written.
using Breakdown = std::vector<std::pair<std::string, std::string>>;

struct CellAddress {
  std::string form;    // code of the form; empty where there is only one, and of an indicator
  std::string row;     // empty where the reference names no row and the context has none
  std::string column;
  Period period;
  std::string unit;
  std::string indicator = {};   // code of an indicator, which has neither form, row nor column
  Breakdown breakdown = {};
  /// Of an indicator: the period in whose boundaries `unit` is meant, when not `period`. The
  /// indicator is then computed from the predecessors' sums (FORMULA.md section 7).
  std::optional<Period> boundaries = {};

  auto operator<=>(const CellAddress&) const = default;
};

/// How far the report of a form has come.
enum class ReportState { kUnknown, kNone, kDraft, kSubmitted, kApproved };

class CellSource {
 public:
  virtual ~CellSource() = default;
  /// The cell at `address`, without breakdown. A blank cell, a row that is not there and a
  /// report that is not there are all kMissing; a column or form that does not exist is
  /// Fault::kReference.
  virtual Value cell(const CellAddress& address) const = 0;
  /// The cell's part that address.breakdown names.
  virtual Value cell_in_breakdown(const CellAddress&) const { return Fault::kReference; }
  /// The indicator address.indicator, in its breakdown if there is one.
  virtual Value indicator(const CellAddress&) const { return Fault::kReference; }
  /// How the figure of a cell or an indicator adds up: flows, unless something says otherwise.
  virtual Measure measure_of(const CellAddress&) const { return Measure::kFlow; }

  /// Codes of the rows of one report in template order: fixed ones where the template puts
  /// them, dynamic ones in the order of the report.
  struct Row { std::string code; bool dynamic = false; bool total = false; };
  virtual std::vector<Row> rows(const std::string& form, const Period& period,
                                const std::string& unit) const = 0;
  /// Columns of the form in printed order; empty when nothing is known of the form.
  virtual std::vector<std::string> columns(const std::string& form) const = 0;
  /// The rows of a group in template order; nothing when the form has no such group.
  virtual std::optional<std::vector<std::string>> row_group(const std::string& /*form*/,
                                                            const std::string& /*group*/) const {
    return std::nullopt;
  }
  /// Whether ranges of codes run in the order of rows() and columns(); where there is no
  /// template they run in numeric order.
  virtual bool has_template(const std::string& form) const { return !columns(form).empty(); }
  /// How often the form is reported; nothing: as often as the formula's own.
  virtual std::optional<PeriodKind> frequency(const std::string& /*form*/) const {
    return std::nullopt;
  }
  /// The days that a period covers under the regime.
  virtual std::optional<DateRange> window(const Period& period) const {
    return calendar_span(period);
  }
  virtual ReportState report_state(const std::string& /*form*/, const Period&,
                                   const std::string& /*unit*/) const {
    return ReportState::kUnknown;
  }
  /// [$name] as it is in `period`; kMissing when it is not defined.
  virtual Value parameter(const std::string& name, const Period& period) const = 0;
};

/// Units are named as of a period, since a code is reused under another name.
class Hierarchy {
 public:
  virtual ~Hierarchy() = default;
  virtual std::vector<std::string> children(const std::string& unit,
                                            const Period& period) const = 0;
  virtual std::vector<std::string> leaves(const std::string& unit,
                                          const Period& period) const = 0;
  /// Empty at the top.
  virtual std::string parent(const std::string& unit, const Period& period) const = 0;
  /// What a unit is: "province", "commune"; empty when that is not known.
  virtual std::string kind(const std::string& /*unit*/, const Period&) const { return {}; }
  virtual std::optional<std::string> attribute(const std::string& /*name*/,
                                               const std::string& /*unit*/, const Period&) const {
    return std::nullopt;
  }
  /// The units of a group; nothing when there is no such group.
  virtual std::optional<std::vector<std::string>> group(const std::string& /*code*/,
                                                        const Period&) const {
    return std::nullopt;
  }

  /// A unit as it was in an earlier period: a part of those it was made of.
  struct Part { std::string unit; Decimal weight{1}; bool estimated = false; };
  /// What `unit`, in the boundaries of `now`, was made of in `then` (or became, when that is
  /// later): itself when nothing changed. Nothing when that is not recorded (#REF!).
  virtual std::optional<std::vector<Part>> predecessors(const std::string& unit,
                                                        const Period& /*now*/,
                                                        const Period& /*then*/) const {
    return std::vector<Part>{{unit}};
  }
};

}  // namespace girs::formula
