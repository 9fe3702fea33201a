// Whether what an indicator says makes sense: what its reader could take one by one, and what
// nobody can have meant together.

#include <algorithm>
#include <set>

#include "base/suggestion.h"
#include "base/text.h"
#include "catalog/indicator_checks.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

/// Bases of an index that move with its periods (kỳ trước, cùng kỳ năm trước).
constexpr const char* kMovingBases[] = {"previous-period", "previous-year"};
/// Shares that people declare of split units; others must be declared before they are named.
constexpr const char* kUsualShares[] = {"area", "population"};

/// Members that would be read and never used.
void check_idle_members(const IndicatorDocument& document) {
  const auto refuse = [&](std::string_view name, const char* en, const char* vi) {
    if (const auto member = document.node.optional(name)) member.mistake(en, vi);
  };
  if (document.indicator.from == IndicatorSource::kSeries)
    return refuse("missing", "A series is delivered, not computed.",
                  "Chuỗi số liệu được cung cấp, không tính theo công thức.");
  for (const auto* name : {"min", "max"})
    refuse(name,
           "Only delivered values are held against it; of computed figures use thresholds of the "
           "kinds warn-below and warn-above.",
           "Chỉ giá trị được cung cấp mới đối chiếu với giới hạn này; với số liệu tính toán hãy "
           "dùng ngưỡng loại warn-below và warn-above.");
  refuse("reporters", "Only a delivered series has reporters; leave it out.",
         "Chỉ chuỗi số liệu được cung cấp mới có \"reporters\"; hãy bỏ đi.");
  refuse("split_key",
         "Only a delivered series is shared out when units split; a computed figure follows from "
         "the series that it reads. Leave it out here.",
         "Chỉ chuỗi số liệu được cung cấp mới phân bổ khi chia đơn vị; số liệu tính toán theo các "
         "chuỗi mà nó dùng. Hãy bỏ ở đây.");
}

/// Reports come by the newest version of their regime; null where there is none.
const Regime* newest_regime(const std::string& code, const CatalogDocuments& documents) {
  const Regime* newest = nullptr;
  for (const auto& [node, regime] : documents.regimes)
    if (regime.code == code && (!newest || newest->version < regime.version)) newest = &regime;
  return newest;
}

/// The frequency: one for which figures can come.
void check_frequency(const IndicatorDocument& document, const CatalogDocuments& documents) {
  const auto& indicator = document.indicator;
  const auto node = document.node.optional("frequency");
  if (!node || !indicator.frequency) return;
  if (node.is_object())
    for (const auto* name : {"working_days_only", "code"})
      if (const auto member = node.optional(name))
        member.mistake("Only a regime says this of its frequency; leave it out.",
                       "Chỉ chế độ báo cáo mới quy định điều này cho tần suất; hãy bỏ đi.");
  if (indicator.from != IndicatorSource::kReports) {
    if (indicator.frequency->kind == PeriodKind::kCampaign)
      node.mistake("A campaign has no days of its own, so that there can be no figures for it; "
                   "compute them from the reports of its regime.",
                   "Đợt báo cáo không có ngày riêng nên không thể có số liệu; hãy tính từ báo cáo "
                   "của chế độ báo cáo.");
    if (indicator.from == IndicatorSource::kSeries && indicator.frequency->kind == PeriodKind::kYears)
      node.mistake("Values of several years are not delivered; deliver those of each year, and let "
                   "an indicator with a formula add them up.",
                   "Không cung cấp giá trị của kỳ nhiều năm; hãy cung cấp từng năm rồi cộng bằng "
                   "một chỉ tiêu có công thức.");
    return;
  }
  const auto* regime = newest_regime(indicator.regime, documents);
  if (!regime || regime->frequency.kind == indicator.frequency->kind) return;
  const std::string own(word_of(regime->frequency.kind));
  node.mistake("Its reports come by the frequency \"" + own + "\" of the regime " + indicator.regime +
                   "; leave it out.",
               "Báo cáo theo tần suất \"" + own + "\" của chế độ " + indicator.regime +
                   "; hãy bỏ \"frequency\".");
}

/// Prices and the base of an index. Figures that add up have a base only at constant prices.
void check_prices(const IndicatorDocument& document) {
  const auto& indicator = document.indicator;
  const auto basis = document.node.optional("price_basis");
  const auto base = document.node.optional("base_period");
  const auto& text = indicator.base_period;
  if (basis && indicator.price_basis == "constant" && text.empty())
    return basis.mistake(
        "Constant prices are those of one period: add \"base_period\", such as \"2010\".",
        "Giá so sánh là giá của một kỳ gốc: hãy thêm \"base_period\", ví dụ \"2010\".");
  if (!base || !base.is_text()) return;
  const bool moves = std::ranges::find(kMovingBases, text) != std::end(kMovingBases);
  const auto period = Period::parse(text);
  if (!moves && !(period && calendar_span(*period)))
    return base.mistake("\"" + text + "\" is no period; write it as 2010, 2010-Q1 or 2010-M01, or "
                        "previous-period or previous-year of an index that goes with its base.",
                        "\"" + text + "\" không phải là một kỳ; hãy viết như 2010, 2010-Q1, 2010-M01, "
                        "hoặc previous-period (kỳ trước), previous-year (cùng kỳ năm trước) với chỉ số "
                        "có gốc thay đổi.");
  if (basis && (!basis.is_text() || *basis.value()->as_string() != indicator.price_basis))
    return;   // reported: nothing is known of the prices
  if (indicator.price_basis == "current")
    return base.mistake("Current prices have no base period; leave it out, or set \"price_basis\" to "
                        "constant.",
                        "Giá hiện hành không có kỳ gốc; hãy bỏ đi, hoặc đặt \"price_basis\" là constant.");
  if (indicator.price_basis.empty() && is_additive(indicator.measure))
    return base.mistake("A base period belongs to constant prices or to an index: set \"price_basis\" "
                        "to constant, or \"measure\" to rate or none.",
                        "Kỳ gốc chỉ có ở giá so sánh hoặc chỉ số: hãy đặt \"price_basis\" là constant, "
                        "hoặc \"measure\" là rate hoặc none.");
  if (indicator.price_basis == "constant" && moves)
    base.mistake("Constant prices do not move with the periods; name the one whose prices they are.",
                 "Giá so sánh không thay đổi theo kỳ; hãy nêu kỳ gốc cụ thể.");
}

/// Kinds of unit that deliver a series.
void check_reporters(const IndicatorDocument& document, const KnownUnits& units) {
  if (document.indicator.from != IndicatorSource::kSeries) return;
  const auto array = document.node.optional("reporters");
  const auto reporters = elements_of(document.node, "reporters");
  if (array.is_array() && reporters.empty())
    array.mistake("Name the kinds of unit whose figures are delivered, such as province.",
                  "Hãy nêu các loại đơn vị cung cấp số liệu, ví dụ province.");
  for (const auto& node : reporters) {
    const auto* kind = node.is_text() ? node.value()->as_string() : nullptr;
    if (!kind || KnownUnits::has(units.kinds, *kind)) continue;
    const auto hint = did_you_mean(*kind, {units.kinds.begin(), units.kinds.end()});
    node.mistake("There is no kind of unit \"" + *kind + "\"" + hint.en,
                 "Không có loại đơn vị \"" + *kind + "\"" + hint.vi);
  }
}

/// By what split units are shared out: of figures that add up, by a share that somebody declares.
void check_split_key(const IndicatorDocument& document, const KnownUnits& units) {
  const auto node = document.node.optional("split_key");
  if (!node || document.indicator.from != IndicatorSource::kSeries) return;
  if (!is_additive(document.indicator.measure))
    node.mistake("Rates and what does not add up are never shared out; leave it out, or set "
                 "\"measure\" to flow or stock.",
                 "Tỷ lệ và số liệu không cộng được thì không phân bổ; hãy bỏ đi, hoặc đặt \"measure\" "
                 "là flow hoặc stock.");
  std::set<std::string> known(std::begin(kUsualShares), std::end(kUsualShares));
  known.insert(units.shares.begin(), units.shares.end());
  const auto& key = document.indicator.split_key;
  if (KnownUnits::has(known, key)) return;
  const std::vector<std::string> names(known.begin(), known.end());
  const auto hint = did_you_mean(key, names);
  node.mistake("No split of a unit declares shares by \"" + key + "\"; known: " + join(names, ", ") + hint.en,
               "Không lần chia đơn vị nào khai tỷ lệ theo \"" + key + "\"; đã biết: " +
                   join(names, ", ") + hint.vi);
}

/// One break a day: two would say two things of one step.
void check_breaks(const IndicatorDocument& document) {
  std::set<std::string> days;
  for (const auto& one : elements_of(document.node, "breaks")) {
    const auto on = one.optional("on");
    const auto* day = on && on.is_text() ? on.value()->as_string() : nullptr;
    if (!day || !parse_date(*day) || days.insert(*day).second) continue;
    on.mistake("The series breaks on " + *day + " twice; put both reasons into one break.",
               "Chuỗi số liệu gián đoạn hai lần vào ngày " + *day + "; hãy gộp hai lý do làm một.");
  }
}

}  // namespace

std::vector<Node> elements_of(const Node& node, std::string_view member) {
  std::vector<Node> elements;
  const auto array = node.optional(member);
  if (array && array.is_array()) array.each([&](Node one) { elements.push_back(std::move(one)); });
  return elements;
}

bool is_made_of(PeriodKind whole, PeriodKind frequency) {
  if (whole == frequency) return true;
  switch (whole) {
    case PeriodKind::kYears: return is_made_of(PeriodKind::kYear, frequency);
    case PeriodKind::kYear: return is_made_of(PeriodKind::kHalf, frequency);
    case PeriodKind::kHalf:
    case PeriodKind::kNineMonths: return is_made_of(PeriodKind::kQuarter, frequency);
    case PeriodKind::kQuarter: return is_made_of(PeriodKind::kMonth, frequency);
    case PeriodKind::kMonth:
    case PeriodKind::kWeek: return frequency == PeriodKind::kDay;
    default: return false;
  }
}

bool adds_up_over_time(const Indicator& indicator) {
  return indicator.from != IndicatorSource::kSeries || is_additive(indicator.measure);
}

const Indicator* newest_indicator(std::string_view code, const CatalogDocuments& documents) {
  const Indicator* found = nullptr;
  for (const auto& other : documents.indicators)
    if (other.indicator.code == code && (!found || found->version < other.indicator.version))
      found = &other.indicator;
  return found;
}

const Frequency* frequency_of(const Indicator& indicator, const CatalogDocuments& documents) {
  if (const auto* regime = newest_regime(indicator.regime, documents)) return &regime->frequency;
  return indicator.frequency ? &*indicator.frequency : nullptr;
}

void check_indicators(const CatalogDocuments& documents) {
  std::optional<KnownUnits> units;   // made only when somebody asks
  for (const auto& document : documents.indicators) {
    if (document.held) continue;
    if (!units) units.emplace(documents);
    const auto* frequency = frequency_of(document.indicator, documents);
    check_idle_members(document);
    check_frequency(document, documents);
    check_prices(document);
    check_reporters(document, *units);
    check_split_key(document, *units);
    check_breaks(document);
    check_thresholds(document, frequency, *units);
    check_operands(document, frequency, documents);
    check_mixed_prices(document, documents);
  }
}

}  // namespace girs
