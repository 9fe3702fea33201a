#include "catalog/document.h"

#include <algorithm>

#include "base/text.h"

namespace girs {

using json::Node;

Label read_label(const Node& node) {
  Label label;
  node.only({"vi", "en"});
  label.vi = node.member("vi").text();
  const auto en = node.optional("en");
  label.en = en ? en.text() : label.vi;
  return label;
}

Label read_optional_label(const Node& node, std::string_view name) {
  const auto member = node.optional(name);
  return member ? read_label(member) : Label{};
}

std::string read_optional_text(const Node& node, std::string_view name) {
  const auto member = node.optional(name);
  return member ? member.text(0) : std::string();
}

bool read_optional_boolean(const Node& node, std::string_view name, bool otherwise) {
  const auto member = node.optional(name);
  return member ? member.boolean() : otherwise;
}

std::vector<std::string> read_codes(const Node& node) {
  std::vector<std::string> codes;
  node.each([&](Node element) {
    auto code = element.code();
    if (code.empty()) return;
    if (std::ranges::find(codes, code) != codes.end())
      element.mistake("\"" + code + "\" stands here twice; leave one out.",
                      "\"" + code + "\" xuất hiện hai lần; hãy bỏ bớt một.");
    else
      codes.push_back(std::move(code));
  });
  return codes;
}

std::optional<Date> read_date(const Node& node) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;  // reported by text()
  const auto date = parse_date(text);
  if (!date)
    node.mistake("\"" + text + "\" is no day; write it as 2025-12-31.",
                 "\"" + text + "\" không phải là một ngày; hãy viết như 2025-12-31.");
  return date;
}

DatesInForce read_dates(const Node& node) {
  DatesInForce dates;
  const auto to = node.optional("to");
  if (const auto from = node.optional("from")) dates.from = read_date(from);
  if (to) dates.to = read_date(to);
  if (dates.from && dates.to && *dates.to < *dates.from)
    to.mistake("The last day in force, " + to_text(*dates.to) + ", is before the first, " +
                   to_text(*dates.from) + ".",
               "Ngày hết hiệu lực " + to_text(*dates.to) + " trước ngày có hiệu lực " +
                   to_text(*dates.from) + ".");
  return dates;
}

bool overlap(const DatesInForce& a, const DatesInForce& b) {
  const bool a_before_b = a.to && b.from && *a.to < *b.from;
  const bool b_before_a = b.to && a.from && *b.to < *a.from;
  return !a_before_b && !b_before_a;
}

std::optional<Decimal> read_decimal(const Node& node) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;
  auto value = Decimal::parse_canonical(text);
  if (!value)
    node.mistake("\"" + text + "\" is no decimal; write it as \"1234.5\".",
                 "\"" + text + "\" không phải là số thập phân; hãy viết như \"1234.5\".");
  return value;
}

std::optional<Decimal> read_optional_decimal(const Node& node, std::string_view name) {
  const auto member = node.optional(name);
  return member ? read_decimal(member) : std::nullopt;
}

void check_remarks(const Node& node) {
  read_optional_text(node, "note");
  read_optional_text(node, "source");
}

}  // namespace girs
