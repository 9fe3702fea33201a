// Frequencies as catalogue documents write them (tần suất, NĐ 09/2019/NĐ-CP Art. 8).

#include "catalog/catalog.h"
#include "catalog/document.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

/// {"kind":"years","count":5,"first":2021}: without a first year nobody knows which years go
/// together.
Frequency read_years(const Node& node) {
  Frequency frequency;
  frequency.kind = PeriodKind::kYears;
  node.only({"kind", "count", "first"});
  node.member("kind").one_of({"years"});
  frequency.years = static_cast<int>(node.member("count").integer(2, 99));
  frequency.first_year = static_cast<int>(node.member("first").integer(1, 9900));
  return frequency;
}

}  // namespace

Frequency read_frequency(const Node& node) {
  if (node.is_object()) return read_years(node);
  constexpr PeriodKind kKinds[] = {PeriodKind::kYear, PeriodKind::kHalf,       PeriodKind::kQuarter,
                                   PeriodKind::kMonth, PeriodKind::kWeek,      PeriodKind::kDay,
                                   PeriodKind::kDay,   PeriodKind::kNineMonths,
                                   PeriodKind::kCampaign, PeriodKind::kYears};
  const auto word = node.one_of({"year", "half", "quarter", "month", "week", "day", "working-day",
                                 "nine-months", "campaign", "years"});
  Frequency frequency;
  frequency.kind = kKinds[word];
  frequency.working_days_only = word == 6;
  if (frequency.kind == PeriodKind::kYears)
    node.mistake("Say how many years a period has and where the first one starts: "
                 "{\"kind\":\"years\",\"count\":5,\"first\":2021}.",
                 "Hãy cho biết mỗi kỳ có bao nhiêu năm và kỳ đầu bắt đầu từ năm nào: "
                 "{\"kind\":\"years\",\"count\":5,\"first\":2021}.");
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
