// Parameters of formulas: {"schema":"girs.parameter/1", ...}.

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

/// Each begins after the one before.
void check_order(const Node& node, const std::vector<Parameter::Value>& before,
                 const Parameter::Value& value) {
  if (before.empty()) return;
  if (!value.from)
    node.mistake("Only the first value may do without \"from\".",
                 "Chỉ giá trị đầu tiên mới được bỏ \"from\".");
  else if (before.back().from && *value.from <= *before.back().from)
    node.optional("from").mistake(
        "Values stand in order of time; " + to_text(*value.from) + " is not after " +
            to_text(*before.back().from) + ".",
        "Các giá trị xếp theo thời gian; " + to_text(*value.from) + " không sau " +
            to_text(*before.back().from) + ".");
}

}  // namespace

std::optional<Decimal> Parameter::on(Date day) const {
  std::optional<Decimal> found;
  for (const auto& value : values)
    if (!value.from || *value.from <= day) found = value.value;
  return found;
}

ParameterDocument read_parameter(const Node& node) {
  ParameterDocument document{node};
  auto& parameter = document.parameter;
  node.only({"schema", "code", "version", "name", "unit_of_measure", "values", "note", "source"});
  check_remarks(node);
  const auto code = node.member("code");
  parameter.code = code.code();
  if (!parameter.code.empty() && !is_identifier(parameter.code))
    code.mistake("Formulas write a parameter as [$name]: a letter, then letters, digits and _.",
                 "Công thức viết tham số là [$tên]: một chữ cái, rồi chữ cái, chữ số và _.");
  parameter.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  parameter.name = read_label(node.member("name"));
  parameter.unit_of_measure = read_optional_text(node, "unit_of_measure");
  parameter.source = read_optional_text(node, "source");
  const auto values = node.member("values");
  values.each([&](Node value) {
    value.only({"from", "value", "note", "source"});
    check_remarks(value);
    Parameter::Value read;
    if (const auto from = value.optional("from")) read.from = read_date(from);
    if (const auto number = read_decimal(value.member("value"))) read.value = *number;
    check_order(value, parameter.values, read);
    parameter.values.push_back(std::move(read));
  });
  if (values.is_array() && parameter.values.empty())
    values.mistake("A parameter has a value at least.", "Tham số phải có ít nhất một giá trị.");
  return document;
}

}  // namespace girs
