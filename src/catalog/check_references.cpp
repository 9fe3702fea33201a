#include <algorithm>
#include <set>

#include "calendar/window.h"
#include "catalog/document.h"
#include "catalog/references.h"
#include "catalog/suggestion.h"

namespace girs {
namespace {

using json::Node;

/// Versions of one code must not be in force on one day.
template <class Documents, class Definition>
void check_overlaps(const Documents& documents, Definition definition, Mistakes& mistakes) {
  for (auto b = documents.begin(); b != documents.end(); ++b)
    for (auto a = documents.begin(); a != b; ++a) {
      const auto& first = (*a).*definition;
      const auto& second = (*b).*definition;
      if (first.code != second.code || first.version == second.version) continue;
      if (!overlap({first.from, first.to}, {second.from, second.to})) continue;
      const auto versions =
          std::to_string(first.version) + " (" + a->node.file() + ") ";
      add_mistake(mistakes, b->node,
                  {"\"" + second.code + "\": version " + versions + "and version " +
                       std::to_string(second.version) +
                       " are in force at the same time; give them dates that do not overlap.",
                   "\"" + second.code + "\": phiên bản " + versions + "và phiên bản " +
                       std::to_string(second.version) +
                       " cùng có hiệu lực; hãy đặt thời gian hiệu lực không chồng nhau."});
    }
}

void check_lists(const FormDocument& document, const CatalogDocuments& documents,
                 Mistakes& mistakes) {
  std::vector<std::string> codes;
  for (const auto& list : documents.lists) codes.push_back(list.list.code);
  const auto check = [&](const std::string& list, const std::string& pointer) {
    if (list.empty() || documents.list(list)) return;
    const auto hint = did_you_mean(list, codes);
    mistakes.add("There is no code list \"" + list + "\"" + hint.en,
                 "Không có danh mục mã \"" + list + "\"" + hint.vi,
                 {{"file", document.node.file()}, {"pointer", pointer}});
  };
  const auto& form = document.form;
  check(form.rows.code_list, "/rows/dynamic/code_list");
  for (std::size_t i = 0; i < form.columns.size(); ++i)
    check(form.columns[i].code_list, "/columns/" + std::to_string(i) + "/code_list");
  const auto* rows = documents.list(form.rows.code_list);
  for (std::size_t i = 0; rows && i < form.rows.fixed.size(); ++i)
    if (const auto& row = form.rows.fixed[i].code; rows->find(row))
      mistakes.add("The fixed row \"" + row + "\" is on the list of dynamic rows too.",
                   "Dòng cố định \"" + row + "\" trùng với danh mục dòng động.",
                   {{"file", document.node.file()},
                    {"pointer", "/rows/fixed/" + std::to_string(i) + "/code"}});
}

/// A period of that frequency, to try a window rule with.
Period sample_period(PeriodKind frequency) {
  switch (frequency) {
    case PeriodKind::kYear:
    case PeriodKind::kNineMonths: return {frequency, 2025, 0, {}};
    case PeriodKind::kYears: return {frequency, 2021, 5, {}};
    case PeriodKind::kCampaign: return {frequency, 0, 0, "a"};
    default: return {frequency, 2025, 1, {}};
  }
}

void check_forms_of(const RegimeDocument& document, const CatalogDocuments& documents,
                    Mistakes& mistakes) {
  const auto& regime = document.regime;
  std::vector<std::string> codes;
  for (const auto& form : documents.forms) codes.push_back(form.form.code);
  std::size_t at = 0;
  document.node.optional("forms").each([&](Node node) {
    if (at >= regime.forms.size() || !node.is_text() || *node.value()->as_string() !=
                                                            regime.forms[at])
      return;  // reported by the reader
    const auto& code = regime.forms[at++];
    bool known = false;
    bool together = false;
    for (const auto& form : documents.forms) {
      if (form.form.code != code) continue;
      known = true;
      together |= overlap({form.form.from, form.form.to}, {regime.from, regime.to});
    }
    if (!known) {
      const auto hint = did_you_mean(code, codes);
      add_mistake(mistakes, node, {"There is no form \"" + code + "\"" + hint.en,
                                   "Không có biểu mẫu \"" + code + "\"" + hint.vi});
    } else if (!together) {
      add_mistake(mistakes, node,
                  {"No version of form \"" + code + "\" is in force while the regime is.",
                   "Không có phiên bản nào của biểu mẫu \"" + code +
                       "\" còn hiệu lực trong thời gian chế độ báo cáo có hiệu lực."});
    }
  });
}

void check_recipient(const RegimeDocument& document, const std::set<std::string>& units,
                     Mistakes& mistakes) {
  const auto& recipient = document.regime.recipient;
  if (recipient.empty() || units.contains(recipient)) return;
  const auto hint = did_you_mean(recipient, {units.begin(), units.end()});
  add_mistake(mistakes, document.node.member("recipient"),
              {"There is no unit or agency \"" + recipient + "\"" + hint.en,
               "Không có đơn vị hoặc cơ quan \"" + recipient + "\"" + hint.vi});
}

void check_times(const RegimeDocument& document, Mistakes& mistakes) {
  const auto& regime = document.regime;
  if (const auto window = window_of(regime.window, sample_period(regime.frequency)); !window)
    add_mistake(mistakes, document.node.optional("window"), window.error().message);
  for (const auto& kind : regime.reporters) {
    if (regime.due_for(kind)) continue;
    add_mistake(mistakes, document.node.optional("due"),
                {"There is no due rule for \"" + kind + "\", which must report.",
                 "Chưa có thời hạn gửi cho \"" + kind + "\", là đối tượng phải báo cáo."});
  }
}

}  // namespace

const CodeList* CatalogDocuments::list(std::string_view code) const {
  const CodeList* newest = nullptr;
  for (const auto& document : lists)
    if (document.list.code == code && (!newest || newest->version < document.list.version))
      newest = &document.list;
  return newest;
}

bool has_row(const Form& form, const CodeList* list, std::string_view row) {
  if (form.fixed_row(row)) return true;
  return form.rows.dynamic && (form.rows.code_list.empty() || (list && list->find(row)));
}

void check_references(const CatalogDocuments& documents, Mistakes& mistakes) {
  std::set<std::string> units;
  for (const auto& document : documents.units)
    for (const auto& unit : document.units) units.insert(unit.code);
  std::vector<std::string> regimes;
  for (const auto& form : documents.forms) check_lists(form, documents, mistakes);
  check_overlaps(documents.forms, &FormDocument::form, mistakes);
  check_overlaps(documents.regimes, &RegimeDocument::regime, mistakes);
  for (const auto& regime : documents.regimes) {
    regimes.push_back(regime.regime.code);
    check_forms_of(regime, documents, mistakes);
    check_recipient(regime, units, mistakes);
    check_times(regime, mistakes);
  }
  for (const auto& [node, indicator] : documents.indicators) {
    const auto& regime = indicator.regime;
    if (regime.empty() || std::ranges::find(regimes, regime) != regimes.end()) continue;
    const auto hint = did_you_mean(regime, regimes);
    add_mistake(mistakes, node.member("regime"),
                {"There is no regime \"" + regime + "\"" + hint.en,
                 "Không có chế độ báo cáo \"" + regime + "\"" + hint.vi});
  }
}

}  // namespace girs
