// Frequencies as catalogue documents write them (tần suất, NĐ 09/2019/NĐ-CP Art. 8).

#include "catalog/catalog.h"
#include "catalog/document.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

constexpr PeriodKind kKinds[] = {
    PeriodKind::kYear, PeriodKind::kHalf, PeriodKind::kQuarter,    PeriodKind::kMonth,
    PeriodKind::kWeek, PeriodKind::kDay,  PeriodKind::kNineMonths, PeriodKind::kCampaign,
    PeriodKind::kYears};

PeriodKind read_period_kind(const Node& node) {
  return kKinds[node.one_of({"year", "half", "quarter", "month", "week", "day", "nine-months",
                             "campaign", "years"})];
}

/// The word alone, which is not enough for several years.
PeriodKind read_word(const Node& node) {
  if (*node.value()->as_string() != "years")
    return kKinds[node.one_of({"year", "half", "quarter", "month", "week", "day", "nine-months",
                               "campaign"})];
  node.mistake("Periods of several years need \"years\" and \"first_year\".",
               "Kỳ nhiều năm phải nêu \"years\" và \"first_year\".");
  return PeriodKind::kYears;
}

}  // namespace

std::string_view word_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::kYear: return "year";
    case PeriodKind::kHalf: return "half";
    case PeriodKind::kQuarter: return "quarter";
    case PeriodKind::kMonth: return "month";
    case PeriodKind::kWeek: return "week";
    case PeriodKind::kDay: return "day";
    case PeriodKind::kNineMonths: return "nine-months";
    case PeriodKind::kYears: return "years";
    case PeriodKind::kCampaign: break;
  }
  return "campaign";
}

Frequency read_frequency(const Node& node) {
  Frequency frequency;
  if (node.is_text()) {
    frequency.kind = read_word(node);
    return frequency;
  }
  frequency.kind = read_period_kind(node.member("kind"));
  switch (frequency.kind) {
    case PeriodKind::kDay:
      node.only({"kind", "working_days_only"});
      frequency.working_days_only = read_optional_boolean(node, "working_days_only", false);
      break;
    case PeriodKind::kYears:
      node.only({"kind", "years", "first_year"});
      frequency.years = static_cast<int>(node.member("years").integer(2, 99));
      frequency.first_year = static_cast<int>(node.member("first_year").integer(1, 9900));
      break;
    case PeriodKind::kCampaign:
      node.only({"kind", "code"});
      if (const auto code = node.optional("code")) frequency.campaign = code.code();
      break;
    default: node.only({"kind"});
  }
  return frequency;
}

Result<Frequency> parse_frequency(const json::Value& value) {
  Mistakes mistakes;
  auto frequency = read_frequency(Node::root(value, "", mistakes));
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The frequency has mistakes.",
                                        "Tần suất có lỗi.");
  return frequency;
}

}  // namespace girs
