// The series payload.

#include "package/series_payload.h"

#include <algorithm>

#include "base/text.h"
#include "package/payload_reading.h"
#include "package/value_shape.h"

namespace girs::package {
namespace {

constexpr std::size_t kDigitsMax = 34;  // of IEEE 754 decimal128
constexpr std::size_t kScaleMax = 18;

/// `-?(0|[1-9][0-9]*)(\.[0-9]{1,18})?` of at most 34 digits in all, and no -0 (FORMATS.md
/// section 1).
bool is_figure(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
  if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction, is_digit))
    return false;
  if (whole.empty() || fraction.empty() || fraction.size() > kScaleMax) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (text.size() - (point == std::string_view::npos ? 0 : 1) > kDigitsMax) return false;
  return !negative || text.find_first_not_of("0.") != std::string_view::npos;
}

SeriesValue read_value(const json::Node& node) {
  SeriesValue value;
  value.period = node.member("period").code();
  constexpr ValueStatus kStatus[] = {ValueStatus::kEstimate, ValueStatus::kPreliminary,
                                     ValueStatus::kOfficial};
  value.status = kStatus[node.member("status").one_of(
      {to_text(kStatus[0]), to_text(kStatus[1]), to_text(kStatus[2])})];
  value.flags = read_flags(node.member("flags"));
  if (node.is_object() && node.value()->find("absent")) {
    node.only({"absent", "flags", "period", "status"});
    value.absent = read_absent(node.member("absent"));
    return value;
  }
  node.only({"flags", "period", "status", "value"});
  const json::Node figure = node.member("value");
  value.value = figure.text();
  if (!value.value->empty() && !is_figure(*value.value))
    figure.mistake("A figure is written like \"1234.5\", with at most 34 digits.",
                   "Số liệu phải ghi như \"1234.5\", không quá 34 chữ số.");
  return value;
}

std::vector<SeriesValue> read_values(const json::Node& list) {
  std::vector<SeriesValue> values;
  list.each([&](const json::Node& node) {
    SeriesValue value = read_value(node);
    if (!values.empty() && !value.period.empty() && values.back().period >= value.period)
      node.mistake("The values of a series are sorted by period, each period once.",
                   "Các giá trị của chuỗi phải xếp theo kỳ, mỗi kỳ một lần.");
    values.push_back(std::move(value));
  });
  if (list.is_array() && (values.empty() || values.size() > kSeriesValuesMax))
    list.mistake("A series has 1 to 10,000 values.", "Mỗi chuỗi có từ 1 đến 10.000 giá trị.");
  return values;
}

std::map<std::string, std::string> read_breakdown(const json::Node& node) {
  std::map<std::string, std::string> breakdown;
  node.members([&](const std::string& name, const json::Node& member) {
    if (!is_code(name))
      member.mistake("A breakdown is named by a code of 1 to 128 bytes.",
                     "Phân tổ phải được nêu bằng mã dài 1 đến 128 byte.");
    breakdown[name] = member.code();
  });
  if (breakdown.size() > kSeriesBreakdownMax)
    node.mistake("A series has at most 16 breakdowns.", "Mỗi chuỗi có tối đa 16 phân tổ.");
  return breakdown;
}

SeriesPayload read_series(const json::Node& root) {
  root.only({"audience", "breakdown", "created_at", "indicator", "prev", "rev", "salt", "schema",
             "signers", "unit", "values", "vintage"});
  SeriesPayload payload;
  payload.head = read_head(root, kSeriesSchema);
  payload.unit = root.member("unit").code();
  payload.indicator = root.member("indicator").code();
  payload.breakdown = read_breakdown(root.member("breakdown"));
  payload.vintage = root.member("vintage").code();
  payload.rev = root.member("rev").integer(1, kWholeMax);
  const json::Node prev = root.member("prev");
  if (prev) payload.prev = read_hex_hash(prev);
  if ((payload.rev == 1) == payload.prev.has_value())
    prev.mistake("Every revision but the first names the one before it.",
                 "Mọi lần gửi sau lần đầu phải nêu mã của lần gửi liền trước.");
  payload.values = read_values(root.member("values"));
  return payload;
}

json::Value to_json(const SeriesValue& value) {
  json::Value flags = json::Array{};
  for (const auto& flag : value.flags) flags.push(flag);
  json::Value document = json::Object{};
  if (!value.value) document.add("absent", value.absent);
  document.add("flags", std::move(flags));
  document.add("period", value.period);
  document.add("status", to_text(value.status));
  if (value.value) document.add("value", *value.value);
  return document;
}

}  // namespace

std::string_view to_text(ValueStatus status) {
  switch (status) {
    case ValueStatus::kEstimate: return "estimate";
    case ValueStatus::kPreliminary: return "preliminary";
    case ValueStatus::kOfficial: break;
  }
  return "official";
}

Result<std::string> build(const SeriesPayload& payload) {
  auto sorted = payload.values;
  std::ranges::stable_sort(sorted, {}, &SeriesValue::period);
  json::Value values = json::Array{};
  for (const auto& value : sorted) values.push(to_json(value));
  json::Value breakdown = json::Object{};
  for (const auto& [dimension, member] : payload.breakdown) breakdown.add(dimension, member);
  json::Value document = json::Object{};
  write_head(payload.head, kSeriesSchema, document);
  document.add("breakdown", std::move(breakdown));
  document.add("indicator", payload.indicator);
  document.add("prev", payload.prev ? json::Value(*payload.prev) : json::Value());
  document.add("rev", payload.rev);
  document.add("unit", payload.unit);
  document.add("values", std::move(values));
  document.add("vintage", payload.vintage);
  return build_payload(document, "series", read_series);
}

Result<SeriesPayload> parse_series(std::string_view bytes) {
  return read_payload(bytes, "series", read_series);
}

}  // namespace girs::package
