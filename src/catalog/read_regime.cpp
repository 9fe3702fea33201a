// Report regimes: {"schema":"girs.regime/1", ...}; the content items of Decree 09/2019/NĐ-CP
// Art. 8.

#include <algorithm>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"
#include "catalog/rules_of_time.h"

namespace girs {
namespace {

using json::Node;

std::vector<OutlineSection> read_outline(const Node& node) {
  std::vector<OutlineSection> sections;
  std::set<std::string> codes;
  node.each([&](Node element) {
    element.only({"code", "title", "required"});
    OutlineSection section{element.member("code").code(), read_label(element.member("title")),
                           read_optional_boolean(element, "required", false)};
    if (!codes.insert(section.code).second)
      element.mistake("The section \"" + section.code + "\" is there twice.",
                      "Đề mục \"" + section.code + "\" bị lặp.");
    sections.push_back(std::move(section));
  });
  return sections;
}

std::vector<int> read_reminders(const Node& node) {
  constexpr std::int64_t kDaysMax = 366;
  std::vector<int> days;
  node.each([&](Node element) {
    days.push_back(static_cast<int>(element.integer(-kDaysMax, kDaysMax)));
  });
  std::ranges::sort(days);
  if (std::ranges::adjacent_find(days) != days.end())
    node.mistake("A reminder is there twice.", "Mốc nhắc việc bị lặp.");
  return days;
}

}  // namespace

bool Regime::aggregates(std::string_view unit_kind) const {
  return std::ranges::find(aggregators, unit_kind) != aggregators.end();
}

RegimeDocument read_regime(const Node& node, Mistakes& mistakes) {
  constexpr RegimeKind kKinds[] = {RegimeKind::kPeriodic, RegimeKind::kThematic,
                                   RegimeKind::kAdHoc};
  RegimeDocument document{node};
  auto& regime = document.regime;
  node.only({"schema", "code", "version", "name", "content", "kind", "frequency", "window", "due",
             "reporters", "exempt", "aggregators", "recipient", "delivery", "forms", "outline",
             "reminders", "guidance", "legal_basis", "from", "to", "note", "source"});
  check_remarks(node);
  regime.code = node.member("code").code();
  regime.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  regime.name = read_label(node.member("name"));
  regime.content = read_optional_label(node, "content");
  regime.kind = kKinds[node.member("kind").one_of({"periodic", "thematic", "ad-hoc"})];
  regime.frequency = read_frequency(node.member("frequency"));
  regime.window = read_window(node.member("window"));
  // One campaign with dates of its own and no name is called after its regime.
  if (regime.window.kind == WindowKind::kDates && regime.frequency.campaign.empty() &&
      regime.frequency.kind == PeriodKind::kCampaign)
    regime.frequency.campaign = regime.code;
  regime.due = read_due_levels(node.member("due"));
  const auto reporters = node.member("reporters");
  regime.reporters = read_assignments(reporters, mistakes);
  if (const auto exempt = node.optional("exempt")) regime.exempt = read_assignments(exempt, mistakes);
  // An ad hoc or thematic report may be asked for by requests alone.
  if (reporters.is_array() && regime.reporters.empty() && regime.kind == RegimeKind::kPeriodic)
    reporters.mistake("Nobody reports under this regime; name at least one kind of unit.",
                      "Chế độ báo cáo chưa có đối tượng thực hiện; hãy nêu ít nhất một loại đơn "
                      "vị.");
  if (const auto aggregators = node.optional("aggregators"))
    regime.aggregators = read_codes(aggregators);
  regime.recipient = node.member("recipient").code();
  regime.delivery = read_optional_label(node, "delivery");
  regime.forms = read_codes(node.member("forms"));
  if (const auto outline = node.optional("outline")) regime.outline = read_outline(outline);
  if (const auto reminders = node.optional("reminders"))
    regime.reminders = read_reminders(reminders);
  regime.guidance = read_optional_label(node, "guidance");
  regime.legal_basis = read_optional_text(node, "legal_basis");
  const auto dates = read_dates(node);
  regime.from = dates.from;
  regime.to = dates.to;
  return document;
}

}  // namespace girs
