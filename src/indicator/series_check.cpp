#include "indicator/series_check.h"

#include <algorithm>

#include "base/suggestion.h"
#include "indicator/ordinal.h"

namespace girs::indicator {

Result<const Indicator*> delivered_indicator(const Catalog& catalog, std::string_view code) {
  const auto* found = catalog.indicator(code);
  const std::string name(code);
  if (!found) {
    std::vector<std::string> codes;
    for (const auto& one : catalog.indicators())
      if (one.from == IndicatorSource::kSeries) codes.push_back(one.code);
    const auto hint = did_you_mean(name, codes);
    return error(Code::kNotFound, "There is no indicator \"" + name + "\"" + hint.en,
                 "Không có chỉ tiêu \"" + name + "\"" + hint.vi, {{"indicator", name}});
  }
  if (found->from == IndicatorSource::kSeries) return found;
  return error(Code::kInvalidArgument,
               "The indicator " + name + " is computed; values are not delivered for it.",
               "Chỉ tiêu " + name + " được tính toán, không nhận số liệu cung cấp.",
               {{"indicator", name}});
}

std::optional<Message> wrong_breakdown(const Catalog& catalog, const Indicator& indicator,
                                       const Breakdown& breakdown) {
  for (const auto& [dimension, member] : breakdown) {
    const auto* known = indicator.breakdown(dimension);
    if (!known)
      return Message{"The indicator " + indicator.code + " has no breakdown \"" + dimension + "\".",
                     "Chỉ tiêu " + indicator.code + " không có phân tổ \"" + dimension + "\"."};
    const auto* list = catalog.code_list(known->code_list);
    if (!list || !list->find(member))
      return Message{"The code list \"" + known->code_list + "\" has no \"" + member + "\".",
                     "Danh mục \"" + known->code_list + "\" không có mã \"" + member + "\"."};
  }
  return std::nullopt;
}

std::optional<Message> wrong_unit(const Catalog& catalog, const Indicator& indicator,
                                  const std::string& unit, const Period& period) {
  const auto span = calendar_span(period);
  if (!span) return std::nullopt;  // the period is to blame
  const auto* version = catalog.units().find(unit, span->to);
  if (!version)
    return Message{"There was no unit \"" + unit + "\" on " + girs::to_text(span->to) + ".",
                   "Không có đơn vị \"" + unit + "\" vào ngày " + girs::to_text(span->to) + "."};
  const auto delivers = [&](const UnitVersion* one) {
    return std::ranges::find(indicator.reporters, one->kind) != indicator.reporters.end();
  };
  if (delivers(version)) return std::nullopt;
  if (std::ranges::any_of(catalog.units().descendants(unit, span->to), delivers))
    return std::nullopt;
  return Message{version->name + " is a " + version->kind + "; figures of " + indicator.code +
                     " are not delivered for such units.",
                 version->name + " không thuộc cấp cung cấp số liệu của chỉ tiêu " +
                     indicator.code + "."};
}

std::optional<Message> wrong_period(const Indicator& indicator, const Period& period) {
  if (indicator.frequency && counts(*indicator.frequency, period) && slots_in_year(period.kind) > 0) return std::nullopt;
  return Message{"The period " + period.label() + " is not of the frequency of " +
                     indicator.code + ".",
                 "Kỳ " + period.label() + " không đúng tần suất của chỉ tiêu " +
                     indicator.code + "."};
}

std::optional<Message> wrong_value(const Indicator& indicator, const formula::Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (!number) return std::nullopt;
  const auto shown = number->text();
  if (!quantize(*number, indicator.round))
    return Message{shown + " has more than the " + std::to_string(indicator.round) +
                       " decimals of " + indicator.code + ".",
                   shown + " có nhiều hơn " + std::to_string(indicator.round) +
                       " chữ số thập phân quy định của " + indicator.code + "."};
  if (indicator.min && *number < *indicator.min)
    return Message{shown + " is below the smallest value, " + indicator.min->text() + ".",
                   shown + " nhỏ hơn giá trị nhỏ nhất " + indicator.min->text() + "."};
  if (indicator.max && *number > *indicator.max)
    return Message{shown + " is above the largest value, " + indicator.max->text() + ".",
                   shown + " lớn hơn giá trị lớn nhất " + indicator.max->text() + "."};
  return std::nullopt;
}

}  // namespace girs::indicator
