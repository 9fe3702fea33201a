// Report regimes: {"schema":"girs.regime/1", ...}; the content items of Decree 09/2019/NĐ-CP
// Art. 8.

#include "catalog/document.h"
#include "catalog/readers.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

PeriodKind read_frequency(const Node& node) {
  constexpr PeriodKind kKinds[] = {
      PeriodKind::kYear, PeriodKind::kHalf, PeriodKind::kQuarter,    PeriodKind::kMonth,
      PeriodKind::kWeek, PeriodKind::kDay,  PeriodKind::kNineMonths, PeriodKind::kYears,
      PeriodKind::kCampaign};
  return kKinds[node.one_of({"year", "half", "quarter", "month", "week", "day", "nine-months",
                             "years", "campaign"})];
}

}  // namespace

const DueRule* Regime::due_for(std::string_view unit_kind) const {
  const auto own = due.find(std::string(unit_kind));
  if (own != due.end()) return &own->second;
  const auto all = due.find("*");
  return all == due.end() ? nullptr : &all->second;
}

RegimeDocument read_regime(const Node& node) {
  constexpr RegimeKind kKinds[] = {RegimeKind::kPeriodic, RegimeKind::kThematic,
                                   RegimeKind::kAdHoc};
  RegimeDocument document{node};
  auto& regime = document.regime;
  node.only({"schema", "code", "version", "name", "content", "kind", "frequency", "window", "due",
             "reporters", "aggregators", "recipient", "delivery", "forms", "guidance",
             "legal_basis", "from", "to", "note", "source"});
  check_remarks(node);
  regime.code = node.member("code").code();
  regime.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  regime.name = read_label(node.member("name"));
  regime.content = read_optional_label(node, "content");
  regime.kind = kKinds[node.member("kind").one_of({"periodic", "thematic", "ad-hoc"})];
  regime.frequency = read_frequency(node.member("frequency"));
  regime.window = read_window(node.member("window"));
  regime.due = read_due_levels(node.member("due"));
  const auto reporters = node.member("reporters");
  regime.reporters = read_codes(reporters);
  if (reporters.is_array() && regime.reporters.empty())
    reporters.mistake("Nobody reports under this regime; name at least one kind of unit.",
                      "Chế độ báo cáo chưa có đối tượng thực hiện; hãy nêu ít nhất một loại đơn "
                      "vị.");
  if (const auto aggregators = node.optional("aggregators"))
    regime.aggregators = read_codes(aggregators);
  regime.recipient = node.member("recipient").code();
  regime.delivery = read_optional_label(node, "delivery");
  regime.forms = read_codes(node.member("forms"));
  regime.guidance = read_optional_label(node, "guidance");
  regime.legal_basis = read_optional_text(node, "legal_basis");
  const auto dates = read_dates(node);
  regime.from = dates.from;
  regime.to = dates.to;
  return document;
}

}  // namespace girs
