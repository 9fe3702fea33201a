// Form definitions: {"schema":"girs.form/1", ...}. Columns, rows and the rest have a file each.

#include <algorithm>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

void read_rules(const Node& array, FormDocument& document, Mistakes& mistakes) {
  std::set<std::string> seen;
  array.each([&](Node node) {
    auto rule = read_rule(node, mistakes);
    if (!rule) return;
    if (!rule->id.empty() && !seen.insert(rule->id).second)
      node.mistake("The form has two rules \"" + rule->id + "\".",
                   "Biểu mẫu có hai quy tắc \"" + rule->id + "\".");
    document.form.rules.push_back(*std::move(rule));
    document.rule_nodes.push_back(node);
  });
}

}  // namespace

const Column* Form::column(std::string_view wanted) const {
  const auto found = std::ranges::find(columns, wanted, &Column::code);
  return found == columns.end() ? nullptr : &*found;
}

const FixedRow* Form::fixed_row(std::string_view wanted) const {
  const auto found = std::ranges::find(rows.fixed, wanted, &FixedRow::code);
  return found == rows.fixed.end() ? nullptr : &*found;
}

const Field* Form::field(std::string_view wanted) const {
  const auto found = std::ranges::find_if(
      fields, [&](const Field& field) { return field.value.code == wanted; });
  return found == fields.end() ? nullptr : &*found;
}

const Part* Form::part(std::string_view wanted) const {
  const auto found = std::ranges::find(parts, wanted, &Part::code);
  return found == parts.end() ? nullptr : &*found;
}

std::string_view to_text(FormKind kind) {
  switch (kind) {
    case FormKind::kMatrix: return "matrix";
    case FormKind::kList: return "list";
    case FormKind::kOutline: return "outline";
  }
  return "matrix";
}

std::string_view to_text(OutlierMethod method) {
  switch (method) {
    case OutlierMethod::kZScore: return "z-score";
    case OutlierMethod::kModifiedZScore: return "modified-z-score";
    case OutlierMethod::kMinMax: return "min-max";
  }
  return "z-score";
}

FormDocument read_form(const Node& node, Mistakes& mistakes) {
  constexpr FormKind kKinds[] = {FormKind::kMatrix, FormKind::kList, FormKind::kOutline};
  FormDocument document{node};
  auto& form = document.form;
  node.only({"schema", "code", "version", "title", "legal_basis", "from", "to", "kind", "header",
             "sections", "columns", "rows", "parts", "breakdowns", "rules", "outliers",
             "notes", "attachments", "variant_of",
             "note", "source"});
  check_remarks(node);
  form.code = node.member("code").code();
  form.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  form.title = read_label(node.member("title"));
  form.legal_basis = read_optional_text(node, "legal_basis");
  const auto dates = read_dates(node);
  form.from = dates.from;
  form.to = dates.to;
  if (const auto kind = node.optional("kind"))
    form.kind = kKinds[kind.one_of({"matrix", "list", "outline"})];
  if (form.kind == FormKind::kOutline) {
    read_outline(node, form);
  } else {
    read_columns(node.member("columns"), form, mistakes);
    read_rows(node.member("rows"), form, mistakes);
    read_header(node, form);
    read_parts(node, form);
    read_breakdowns(node, form);
  }
  if (const auto rules = node.optional("rules")) read_rules(rules, document, mistakes);
  read_form_extras(node, form);
  return document;
}

}  // namespace girs
