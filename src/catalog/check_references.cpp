#include <algorithm>
#include <set>

#include "base/suggestion.h"
#include "catalog/document.h"
#include "catalog/known_units.h"
#include "catalog/references.h"

namespace girs {
namespace {

using json::Node;

/// Of two versions in force on one day the newer one counts from its first day on: it must begin
/// later than the older one, or nobody could tell when it takes over.
template <class Documents, class Definition>
void check_versions(const Documents& documents, Definition definition, Mistakes& mistakes) {
  for (const auto& newer : documents)
    for (const auto& older : documents) {
      const auto& first = older.*definition;
      const auto& second = newer.*definition;
      if (first.code != second.code || first.version >= second.version) continue;
      if (second.from && (!first.from || *first.from < *second.from)) continue;
      if (!overlap({first.from, first.to}, {second.from, second.to})) continue;
      add_mistake(mistakes, newer.node,
                  {"\"" + second.code + "\": version " + std::to_string(second.version) +
                       " must begin after version " + std::to_string(first.version) + " (" +
                       older.node.file() + ") began; give it a later \"from\".",
                   "\"" + second.code + "\": phiên bản " + std::to_string(second.version) +
                       " phải bắt đầu sau phiên bản " + std::to_string(first.version) + " (" +
                       older.node.file() + "); hãy đặt \"from\" muộn hơn."});
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
  for (std::size_t i = 0; i < form.fields.size(); ++i)
    check(form.fields[i].value.code_list, "/header/" + std::to_string(i) + "/code_list");
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

/// The national form of a local variant, with the columns and rows that the mapping names.
void check_variant(const FormDocument& document, const CatalogDocuments& documents,
                   Mistakes& mistakes) {
  if (!document.form.variant_of) return;
  const auto& variant = *document.form.variant_of;
  const auto place = document.node.optional("variant_of");
  const Form* national = nullptr;
  for (const auto& other : documents.forms)
    if (other.form.code == variant.form && other.form.version == variant.version)
      national = &other.form;
  if (!national)
    return add_mistake(mistakes, place.optional("form"),
                       {"There is no version " + std::to_string(variant.version) + " of form \"" +
                            variant.form + "\".",
                        "Không có phiên bản " + std::to_string(variant.version) +
                            " của biểu mẫu \"" + variant.form + "\"."});
  for (const auto& [own, code] : variant.columns) {
    const auto* column = document.form.column(own);
    const auto* other = national->column(code);
    if (column && other && column->type == other->type && column->measure == other->measure &&
        column->unit_of_measure == other->unit_of_measure && column->scale <= other->scale)
      continue;
    add_mistake(mistakes, place.optional("columns").optional(own),
                !other ? Message{"The national form has no column \"" + code + "\".",
                                 "Biểu mẫu quốc gia không có cột \"" + code + "\"."}
                       : Message{"Column \"" + own + "\" and column \"" + code + "\" of the "
                                 "national form differ in type, measure or unit of measure, or the "
                                 "national one has fewer decimals.",
                                 "Cột \"" + own + "\" và cột \"" + code + "\" của biểu mẫu quốc "
                                 "gia khác nhau về kiểu, cách cộng dồn hoặc đơn vị tính, hoặc cột "
                                 "quốc gia có ít chữ số thập phân hơn."});
  }
  const auto* list = documents.list(national->rows.code_list);
  for (const auto& entry : variant.rows)
    if (!has_row(*national, list, entry.second))
      add_mistake(mistakes, place.optional("rows").optional(entry.first),
                  {"The national form has no row \"" + entry.second + "\".",
                   "Biểu mẫu quốc gia không có dòng \"" + entry.second + "\"."});
}

/// One outline at most: a report's narrative has its sections by their codes alone.
void check_outlines(const RegimeDocument& document, const CatalogDocuments& documents,
                    Mistakes& mistakes) {
  std::set<std::string> outlines;
  for (const auto& form : documents.forms)
    if (form.form.kind == FormKind::kOutline &&
        std::ranges::find(document.regime.forms, form.form.code) != document.regime.forms.end())
      outlines.insert(form.form.code);
  if (outlines.size() > 1)
    add_mistake(mistakes, document.node.optional("forms"),
                {"A regime has one outline at most.",
                 "Mỗi chế độ báo cáo chỉ có nhiều nhất một đề cương."});
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

/// Every unit, kind and group that a regime names must exist.
class NamedUnits {
 public:
  NamedUnits(const RegimeDocument& document, const KnownUnits& known, Mistakes& mistakes)
      : document_(document), known_(known), mistakes_(mistakes) {}

  void check() {
    check_lines(document_.regime.reporters, "reporters");
    check_lines(document_.regime.exempt, "exempt");
    const auto& aggregators = document_.regime.aggregators;
    for (std::size_t i = 0; i < aggregators.size(); ++i)
      expect(known_.kinds, aggregators[i], kKind, "aggregators", i);
  }

 private:
  static constexpr const char* kUnit[] = {"unit", "đơn vị"};
  static constexpr const char* kKind[] = {"kind of unit", "loại đơn vị"};
  static constexpr const char* kGroup[] = {"group of units", "nhóm đơn vị"};

  void check_lines(const std::vector<Assignment>& lines, const char* member) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& line = lines[i];
      switch (line.by) {
        case Assignment::By::kUnit:
          expect(known_.codes, line.code, kUnit, member, i);
          expect_in_force(line, member, i);
          break;
        case Assignment::By::kKind: expect(known_.kinds, line.code, kKind, member, i); break;
        case Assignment::By::kGroup:
          expect(known_.groups, line.code, kGroup, member, i);
          expect(known_.kinds, line.kind, kKind, member, i);
      }
    }
  }

  /// Some version of the unit is in force on a day on which the line and the regime are.
  void expect_in_force(const Assignment& line, const char* member, std::size_t at) {
    const auto lives = known_.lives.equal_range(line.code);
    const auto& regime = document_.regime;
    for (auto life = lives.first; life != lives.second; ++life) {
      Date from = life->second.from, to = life->second.to;
      for (const auto& other : {regime.from, line.from}) from = std::max(from, other.value_or(from));
      for (const auto& other : {regime.to, line.to}) to = std::min(to, other.value_or(to));
      if (from <= to) return;
    }
    if (lives.first == lives.second) return;   // unknown: reported
    const auto array = document_.node.optional(member);
    mistakes_.add("The unit " + line.code + " is not in force at any time at which it would have to "
                      "report.",
                  "Đơn vị " + line.code + " không có hiệu lực vào bất kỳ lúc nào phải báo cáo.",
                  {{"file", array.file()},
                   {"pointer", json::pointer_to(array.pointer(), std::to_string(at))},
                   {"unit", line.code}});
  }

  void expect(const std::set<std::string>& names, const std::string& name, const char* const (&what)[2],
              const char* member, std::size_t at) {
    if (KnownUnits::has(names, name)) return;
    const auto array = document_.node.optional(member);
    const auto hint = did_you_mean(name, {names.begin(), names.end()});
    mistakes_.add("There is no " + std::string(what[0]) + " \"" + name + "\"" + hint.en,
                  "Không có " + std::string(what[1]) + " \"" + name + "\"" + hint.vi,
                  {{"file", array.file()},
                   {"pointer", json::pointer_to(array.pointer(), std::to_string(at))}});
  }

  const RegimeDocument& document_;
  const KnownUnits& known_;
  Mistakes& mistakes_;
};

/// The code list that the member of an indicator names; nullptr, reported, when there is none.
const CodeList* list_at(const Node& node, const std::string& code, const CatalogDocuments& documents,
                        Mistakes& mistakes) {
  const auto* list = documents.list(code);
  if (list || code.empty()) return list;
  std::vector<std::string> codes;
  for (const auto& other : documents.lists) codes.push_back(other.list.code);
  const auto hint = did_you_mean(code, codes);
  add_mistake(mistakes, node, {"There is no code list \"" + code + "\"" + hint.en,
                               "Không có danh mục mã \"" + code + "\"" + hint.vi});
  return nullptr;
}

/// The regime, groups and breakdowns of an indicator.
void check_indicator(const IndicatorDocument& document, const CatalogDocuments& documents,
                     const std::vector<std::string>& regimes, Mistakes& mistakes) {
  const auto& node = document.node;
  const auto& regime = document.indicator.regime;
  if (!regime.empty() && std::ranges::find(regimes, regime) == regimes.end()) {
    const auto hint = did_you_mean(regime, regimes);
    add_mistake(mistakes, node.member("regime"),
                {"There is no regime \"" + regime + "\"" + hint.en,
                 "Không có chế độ báo cáo \"" + regime + "\"" + hint.vi});
  }
  if (const auto groups = node.optional("groups"))
    groups.each([&](Node group) {
      const auto code = group.member("code").code();
      const auto* list = list_at(group.member("list"), group.member("list").code(), documents, mistakes);
      if (list && !code.empty() && !list->find(code))
        add_mistake(mistakes, group.member("code"),
                    {"The code list \"" + list->code + "\" has no \"" + code + "\".",
                     "Danh mục \"" + list->code + "\" không có mã \"" + code + "\"."});
    });
  if (const auto breakdowns = node.optional("breakdowns"))
    breakdowns.each([&](Node one) {
      list_at(one.member("code_list"), one.member("code_list").code(), documents, mistakes);
    });
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
  const KnownUnits units(documents);
  std::vector<std::string> regimes;
  for (const auto& form : documents.forms) {
    check_lists(form, documents, mistakes);
    check_defaults(form, documents, mistakes);
    check_variant(form, documents, mistakes);
  }
  check_versions(documents.forms, &FormDocument::form, mistakes);
  check_versions(documents.regimes, &RegimeDocument::regime, mistakes);
  for (const auto& regime : documents.regimes) {
    regimes.push_back(regime.regime.code);
    check_forms_of(regime, documents, mistakes);
    check_outlines(regime, documents, mistakes);
    check_recipient(regime, units.codes, mistakes);
    NamedUnits(regime, units, mistakes).check();
    check_times(regime, documents, mistakes);
  }
  for (const auto& document : documents.indicators) check_indicator(document, documents, regimes, mistakes);
}

}  // namespace girs
