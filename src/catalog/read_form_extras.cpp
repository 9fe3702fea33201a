// What a form has beside its table: header fields or the sections of an outline, notes, rules
// for attachments, and the national form that it varies.

#include <algorithm>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

void add_field(const Node& node, Field field, Form& form) {
  if (form.field(field.value.code))
    node.mistake("\"" + field.value.code + "\" stands here twice.",
                 "\"" + field.value.code + "\" xuất hiện hai lần.");
  form.fields.push_back(std::move(field));
}

Field read_field(const Node& node) {
  constexpr CellType kTypes[] = {CellType::kText, CellType::kNumber, CellType::kDate,
                                 CellType::kLogical, CellType::kCode};
  node.only({"code", "title", "type", "scale", "required", "code_list", "length_max", "default",
             "automatic", "note", "source"});
  check_remarks(node);
  Field field;
  auto& value = field.value;
  value.code = node.member("code").code();
  value.title = read_label(node.member("title"));
  value.measure = Measure::kNone;
  value.states.clear();
  value.type = CellType::kText;
  if (const auto type = node.optional("type"))
    value.type = kTypes[type.one_of({"text", "number", "date", "logical", "code"})];
  if (const auto scale = node.optional("scale"))
    value.scale = static_cast<int>(scale.integer(0, kScaleMax));
  value.required = read_optional_boolean(node, "required", false);
  read_value_limits(node, value);
  if (const auto automatic = node.optional("automatic")) {
    automatic.one_of({"unit-name", "unit-code", "period", "from", "to"});
    field.automatic = automatic.text();
    if (value.type != CellType::kText)
      automatic.mistake("An automatic field is text.", "Trường tự động phải là văn bản.");
  }
  return field;
}

Field read_section(const Node& node) {
  node.only({"code", "title", "required", "length_min", "length_max", "note", "source"});
  check_remarks(node);
  Field field;
  auto& value = field.value;
  value.code = node.member("code").code();
  value.title = read_label(node.member("title"));
  value.type = CellType::kText;
  value.measure = Measure::kNone;
  value.states.clear();
  value.required = read_optional_boolean(node, "required", false);
  if (const auto length = node.optional("length_min"))
    field.length_min = static_cast<int>(length.integer(1, kLengthMax));
  if (const auto length = node.optional("length_max")) {
    value.length_max = static_cast<int>(length.integer(1, kLengthMax));
    if (value.length_max < field.length_min)
      length.mistake("The longest text allowed is shorter than the shortest.",
                     "Độ dài tối đa nhỏ hơn độ dài tối thiểu.");
  }
  return field;
}

AttachmentRule read_attachments(const Node& node) {
  constexpr std::int64_t kSizeMax = std::int64_t{1} << 40;
  node.only({"min", "max", "media_types", "size_max"});
  AttachmentRule rule;
  if (const auto min = node.optional("min"))
    rule.count_min = static_cast<int>(min.integer(0, kAttachmentsMax));
  rule.count_max = std::max(rule.count_max, rule.count_min);
  if (const auto max = node.optional("max")) {
    rule.count_max = static_cast<int>(max.integer(0, kAttachmentsMax));
    if (rule.count_max < rule.count_min)
      max.mistake("At most fewer files than at least.", "Số tệp tối đa nhỏ hơn số tệp tối thiểu.");
  }
  if (const auto types = node.optional("media_types")) rule.media_types = read_codes(types);
  if (const auto size = node.optional("size_max")) rule.size_max = size.integer(1, kSizeMax);
  return rule;
}

OutlierCheck read_outlier(const Node& node, const Form& form) {
  constexpr OutlierMethod kMethods[] = {OutlierMethod::kZScore, OutlierMethod::kModifiedZScore,
                                        OutlierMethod::kMinMax};
  constexpr Severity kSeverities[] = {Severity::kExplain, Severity::kInfo};
  node.only({"id", "columns", "method", "threshold", "periods", "periods_min", "severity", "note",
             "source"});
  check_remarks(node);
  OutlierCheck check;
  check.id = node.member("id").code();
  const auto columns = node.member("columns");
  check.columns = read_codes(columns);
  for (const auto& code : check.columns)
    if (const auto* column = form.column(code); !column || column->type != CellType::kNumber)
      columns.mistake("There is no column of numbers \"" + code + "\".",
                      "Không có cột số \"" + code + "\".");
  check.method = kMethods[node.member("method").one_of({"z-score", "modified-z-score", "min-max"})];
  const auto threshold = node.member("threshold");
  if (const auto value = read_decimal(threshold)) check.threshold = *value;
  if (check.threshold.is_negative())
    threshold.mistake("A threshold is not negative.", "Ngưỡng không được âm.");
  if (const auto periods = node.optional("periods"))
    check.periods = static_cast<int>(periods.integer(2, kHistoryMax));
  if (const auto least = node.optional("periods_min"))
    check.periods_min = static_cast<int>(least.integer(2, kHistoryMax));
  if (check.periods < check.periods_min)
    node.mistake("\"periods\" is fewer than \"periods_min\".",
                 "\"periods\" nhỏ hơn \"periods_min\".");
  check.severity = kSeverities[node.member("severity").one_of({"explain", "info"})];
  return check;
}

void read_outliers(const Node& array, Form& form) {
  array.each([&](Node node) {
    auto check = read_outlier(node, form);
    const bool taken =
        std::ranges::find(form.outliers, check.id, &OutlierCheck::id) != form.outliers.end() ||
        std::ranges::find(form.rules, check.id, &Rule::id) != form.rules.end();
    if (taken)
      node.mistake("The form has two rules \"" + check.id + "\".",
                   "Biểu mẫu có hai quy tắc \"" + check.id + "\".");
    form.outliers.push_back(std::move(check));
  });
}

std::map<std::string, std::string> read_mapping(const Node& node) {
  std::map<std::string, std::string> mapping;
  node.members([&](const std::string& own, Node national) { mapping[own] = national.code(); });
  return mapping;
}

Variant read_variant(const Node& node, const Form& form) {
  node.only({"form", "version", "columns", "rows"});
  Variant variant;
  variant.form = node.member("form").code();
  variant.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  const auto columns = node.member("columns");
  variant.columns = read_mapping(columns);
  for (const auto& [own, national] : variant.columns)
    if (!form.column(own))
      columns.mistake("This form has no column \"" + own + "\".",
                      "Biểu mẫu này không có cột \"" + own + "\".");
  if (const auto rows = node.optional("rows")) variant.rows = read_mapping(rows);
  return variant;
}

}  // namespace

void read_header(const Node& form_node, Form& form) {
  if (const auto sections = form_node.optional("sections"))
    sections.mistake("Only an outline has sections.", "Chỉ đề cương mới có các mục.");
  if (const auto header = form_node.optional("header"))
    header.each([&](Node node) { add_field(node, read_field(node), form); });
}

void read_outline(const Node& form_node, Form& form) {
  for (const auto* name : {"header", "columns", "rows", "parts", "rules", "outliers", "variant_of"})
    if (const auto member = form_node.optional(name))
      member.mistake(std::string("An outline has sections and no \"") + name + "\".",
                     std::string("Đề cương chỉ có các mục, không có \"") + name + "\".");
  form_node.member("sections").each([&](Node node) { add_field(node, read_section(node), form); });
  if (form.fields.empty())
    form_node.member("sections").mistake("The outline has no section.", "Đề cương không có mục nào.");
}

void read_form_extras(const Node& node, Form& form) {
  if (const auto notes = node.optional("notes"))
    notes.each([&](Node note) { form.notes.push_back(read_label(note)); });
  if (const auto attachments = node.optional("attachments"))
    form.attachments = read_attachments(attachments);
  if (const auto outliers = node.optional("outliers")) read_outliers(outliers, form);
  const auto variant = node.optional("variant_of");
  if (variant && form.kind != FormKind::kOutline) form.variant_of = read_variant(variant, form);
}

}  // namespace girs
