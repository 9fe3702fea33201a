#pragma once
// A world to try references in: forms with templates, a tree of units that changed, reports of
// several periods.

#include <algorithm>
#include <map>
#include <string>

#include "trial.h"

namespace trial {

/// A form F with columns 1 2 2a 3, fixed rows T (total) and A, dynamic rows x and y, of which A
/// and x make the group "main"; a form G with column 6; an annual form B. Column 3 is a rate,
/// column 2a a stock. A cell holds what was put under "form/row/column/period/unit".
class TemplateSource : public girs::formula::CellSource {
 public:
  std::map<std::string, girs::formula::Value> held;

  girs::formula::Value cell(const girs::formula::CellAddress& address) const override {
    using namespace girs::formula;
    const auto known = columns(address.form);
    if (std::find(known.begin(), known.end(), address.column) == known.end())
      return Fault::kReference;
    return get(address.form + "/" + address.row + "/" + address.column + "/" +
               address.period.label() + "/" + address.unit);
  }
  girs::formula::Value cell_in_breakdown(
      const girs::formula::CellAddress& address) const override {
    std::string key = address.form + "/" + address.row + "/" + address.column;
    for (const auto& [name, code] : address.breakdown) key += "/" + name + "=" + code;
    return get(key);
  }
  girs::formula::Value indicator(const girs::formula::CellAddress& address) const override {
    return get("#" + address.indicator + "/" + address.period.label() + "/" + address.unit +
               (address.boundaries ? "/" + address.boundaries->label() : ""));
  }
  girs::formula::Measure measure_of(const girs::formula::CellAddress& address) const override {
    using girs::formula::Measure;
    if (address.column == "3") return Measure::kRate;
    return address.column == "2a" ? Measure::kStock : Measure::kFlow;
  }
  std::vector<Row> rows(const std::string& form, const girs::Period&,
                        const std::string&) const override {
    if (form == "G") return {{"T", false, true}, {"A", false, false}, {"B", false, false}};
    return {{"T", false, true}, {"A", false, false}, {"x", true, false}, {"y", true, false}};
  }
  std::vector<std::string> columns(const std::string& form) const override {
    if (form == "F") return {"1", "2", "2a", "3"};
    if (form == "G") return {"6"};
    if (form == "B") return {"1"};
    return {};
  }
  std::optional<std::vector<std::string>> row_group(const std::string& form,
                                                    const std::string& group) const override {
    if (form != "F" || group != "main") return std::nullopt;
    return std::vector<std::string>{"A", "x"};
  }
  std::optional<girs::PeriodKind> frequency(const std::string& form) const override {
    if (form == "B") return girs::PeriodKind::kYear;
    return std::nullopt;
  }
  girs::formula::ReportState report_state(const std::string& form, const girs::Period&,
                                          const std::string&) const override {
    using girs::formula::ReportState;
    if (form == "F") return ReportState::kSubmitted;
    return form == "G" ? ReportState::kNone : ReportState::kUnknown;
  }
  girs::formula::Value parameter(const std::string&, const girs::Period&) const override {
    return girs::formula::Absent::kMissing;
  }

 private:
  girs::formula::Value get(const std::string& key) const {
    const auto found = held.find(key);
    return found == held.end() ? girs::formula::Value(girs::formula::Absent::kMissing)
                               : found->second;
  }
};

/// VN over the provinces 96 and 01; 96 over its communes a and b. Since 2025 96 is made of old
/// provinces 94 and 95; a is 0.4 of the old commune q; b is new and nothing is recorded of it.
class SmallTree : public girs::formula::Hierarchy {
 public:
  std::vector<std::string> children(const std::string& unit,
                                    const girs::Period& period) const override {
    if (period.year < 2025 && unit == "94") return {"o"};
    if (period.year < 2025 && unit == "95") return {"p"};
    if (unit == "VN") return {"96", "01"};
    if (unit == "96") return {"a", "b"};
    return {};
  }
  std::vector<std::string> leaves(const std::string& unit,
                                  const girs::Period& period) const override {
    if (unit == "VN") return {"a", "b", "01"};
    return children(unit, period);
  }
  std::string parent(const std::string& unit, const girs::Period&) const override {
    if (unit == "a" || unit == "b") return "96";
    return unit == "VN" ? "" : "VN";
  }
  std::string kind(const std::string& unit, const girs::Period&) const override {
    if (unit == "VN") return "country";
    return unit == "96" || unit == "01" ? "province" : "commune";
  }
  std::optional<std::string> attribute(const std::string& name, const std::string& unit,
                                       const girs::Period&) const override {
    if (unit == "96" && name == "type") return "Tỉnh";
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> group(const std::string& code,
                                                const girs::Period&) const override {
    if (code != "coast") return std::nullopt;
    return std::vector<std::string>{"96", "a"};
  }
  std::optional<std::vector<Part>> predecessors(const std::string& unit, const girs::Period& now,
                                                const girs::Period& then) const override {
    if (now.year < 2025 || then.year >= 2025) return std::vector<Part>{{unit}};
    if (unit == "96") return std::vector<Part>{{"94"}, {"95"}};
    if (unit == "a")
      return std::vector<Part>{{"q", *girs::Decimal::parse("0.4"), true}};
    if (unit == "b") return std::nullopt;
    return std::vector<Part>{{unit}};
  }
};

struct World {
  TemplateSource cells;
  SmallTree tree;
  girs::formula::Context context;

  explicit World(const char* period = "2026-Q2") {
    context.form = "F";
    context.period = *girs::Period::parse(period);
    context.unit = "96";
    context.cells = &cells;
    context.hierarchy = &tree;
  }
  World(const World&) = delete;

  World& put(const std::string& key, const std::string& value) {
    cells.held[key] = trial::value(value);
    return *this;
  }
  std::string eval(const std::string& expr) const {
    const auto expression = girs::formula::Expression::compile(expr);
    return expression ? trial::text(evaluate(*expression, context)) : expression.error().message.en;
  }
  void check(const std::vector<Case>& cases) const {
    for (const auto& one : cases) {
      CAPTURE(one.expr);
      CHECK(eval(one.expr) == one.expected);
    }
  }
};

}  // namespace trial
