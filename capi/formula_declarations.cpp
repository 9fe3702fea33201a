#include "formula_declarations.h"

#include "formula/check_reference.h"
#include "json/parse.h"
#include "json/shape.h"

namespace girs::capi {
namespace {

using formula::Declared;

/// {"type":"number","measure":"flow","unit_of_measure":"triệu đồng","never":true}
Declared declared_of(const json::Node& node) {
  constexpr formula::Type kTypes[] = {formula::Type::kNumber, formula::Type::kText,
                                      formula::Type::kLogical, formula::Type::kDate,
                                      formula::Type::kAny};
  constexpr formula::Measure kMeasures[] = {formula::Measure::kFlow, formula::Measure::kStock,
                                            formula::Measure::kRate, formula::Measure::kNone};
  node.only({"type", "measure", "unit_of_measure", "never"});
  Declared declared{formula::Type::kNumber};
  if (const auto type = node.optional("type"))
    declared.type = kTypes[type.one_of({"number", "text", "logical", "date", "value"})];
  if (const auto measure = node.optional("measure"))
    declared.measure = kMeasures[measure.one_of({"flow", "stock", "rate", "none"})];
  if (const auto unit = node.optional("unit_of_measure")) declared.unit_of_measure = unit.text(0);
  if (const auto never = node.optional("never")) declared.never = never.boolean();
  return declared;
}

std::map<std::string, Declared> all_of(const json::Node& node, std::vector<std::string>* order) {
  std::map<std::string, Declared> named;
  if (node)
    node.members([&](const std::string& name, json::Node member) {
      named[name] = declared_of(member);
      if (order) order->push_back(name);
    });
  return named;
}

std::optional<Declared> found(const std::map<std::string, Declared>& named,
                              const std::string& name) {
  const auto place = named.find(name);
  return place == named.end() ? std::nullopt : std::optional(place->second);
}

std::vector<std::string> names_of(const std::map<std::string, Declared>& named) {
  std::vector<std::string> names;
  for (const auto& [name, declared] : named) names.push_back(name);
  return names;
}

}  // namespace

Result<GivenDeclarations> GivenDeclarations::read(std::string_view written) {
  GIRS_TRY(const auto document, json::parse(written));
  Mistakes mistakes;
  const auto root = json::Node::root(document, "declared", mistakes);
  root.only({"columns", "rows", "params", "indicators"});
  GivenDeclarations read;
  if (const auto rows = root.optional("rows"))
    rows.each([&](json::Node row) { read.rows_.push_back(row.code()); });
  read.cells_ = all_of(root.member("columns"), &read.columns_);
  read.parameters_ = all_of(root.optional("params"), nullptr);
  read.indicators_ = all_of(root.optional("indicators"), nullptr);
  if (mistakes.empty()) return read;
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      "The declarations for a formula have mistakes.",
                                      "Phần khai báo cho công thức có lỗi.");
}

formula::Declarations::Axis GivenDeclarations::rows(const std::string&) const {
  return {rows_, rows_.empty(), rows_.empty()};
}

std::vector<std::string> GivenDeclarations::columns(const std::string&) const { return columns_; }

Declared GivenDeclarations::cell(const std::string&, const std::string&,
                                 const std::string& column) const {
  if (!column.empty()) return found(cells_, column).value_or(Declared{});
  std::optional<Declared> all;  // the current column, whichever it is
  for (const auto& [name, declared] : cells_)
    all = all ? formula::common(*all, declared) : declared;
  return all.value_or(Declared{});
}

std::optional<Declared> GivenDeclarations::parameter(const std::string& name) const {
  return found(parameters_, name);
}

std::vector<std::string> GivenDeclarations::parameters() const { return names_of(parameters_); }

std::optional<Declared> GivenDeclarations::indicator(const std::string& code) const {
  return found(indicators_, code);
}

std::vector<std::string> GivenDeclarations::indicators() const { return names_of(indicators_); }

}  // namespace girs::capi
