#include "unit/unit_view.h"

#include "json/shape.h"

namespace girs {
namespace {

json::Value text_or_null(const std::optional<std::string>& text) {
  return text ? json::Value(*text) : json::Value();
}

Date read_day(const json::Node& node) {
  const auto text = node.text();
  const auto day = parse_date(text);
  if (!day && !text.empty())
    node.mistake("\"" + text + "\" is no day; write it as 2025-07-01.",
                 "\"" + text + "\" không phải là ngày; hãy ghi như 2025-07-01.");
  return day.value_or(Date{});
}

UnitFigure read_figure(const json::Node& node) {
  node.only({"unit", "period", "on", "value"});
  UnitFigure figure{node.member("unit").code(), node.member("period").text(),
                    read_day(node.member("on")), std::nullopt};
  if (const auto value = node.optional("value")) {
    const auto text = value.text();
    figure.value = Decimal::parse_canonical(text);
    if (!figure.value && !text.empty())
      value.mistake("\"" + text + "\" is no decimal of the form of payloads, \"-12.50\".",
                    "\"" + text + "\" không phải số thập phân theo dạng quy định, \"-12.50\".");
  }
  return figure;
}

}  // namespace

json::Value view(const UnitChange& change) {
  json::Value shown;
  shown.add("before", change.before);
  shown.add("after", change.after);
  shown.add("on", to_text(change.on));
  shown.add("whole", change.whole);
  if (change.shares.empty()) return shown;
  auto& shares = shown.add("shares", json::Object{});
  for (const auto& [key, share] : change.shares) shares.add(key, share.text());
  return shown;
}

json::Value view(const std::vector<UnitChange>& changes) {
  json::Value list = json::Array{};
  for (const auto& change : changes) list.push(view(change));
  return list;
}

json::Value view(const NameMatch& match) {
  json::Value shown;
  shown.add("code", match.unit->code);
  shown.add("name", match.unit->name);
  shown.add("kind", match.unit->kind);
  shown.add("parent", match.unit->parent.empty() ? json::Value() : json::Value(match.unit->parent));
  shown.add("matched", match.name);
  shown.add("exact", match.exact);
  return shown;
}

json::Value view(const AgencyCode& code) {
  const auto above = code.parent();
  json::Value shown;
  shown.add("code", code.text());
  shown.add("older", text_or_null(code.older_text()));
  shown.add("level", static_cast<std::int64_t>(code.level()));
  shown.add("parent", above ? json::Value(above->text()) : json::Value());
  return shown;
}

json::Value view(const BoundaryFigure& figure) {
  json::Value shown;
  shown.add("unit", figure.unit);
  shown.add("period", figure.period);
  shown.add("value", figure.value ? json::Value(figure.value->text()) : json::Value());
  shown.add("estimated", figure.estimated);
  auto& missing = shown.add("missing", json::Array{});
  for (const auto& part : figure.missing) missing.push(part);
  auto& why = shown.add("not_comparable", json::Value());
  if (figure.not_comparable) {
    why.set("en", figure.not_comparable->en);
    why.set("vi", figure.not_comparable->vi);
  }
  return shown;
}

json::Value view(const Mistake& mistake) {
  json::Value shown;
  shown.set("message_en", mistake.message.en);
  shown.set("message_vi", mistake.message.vi);
  for (const auto& [key, value] : mistake.details) shown.set(key, value);
  return shown;
}

Result<BoundaryRequest> read_boundary_request(const json::Value& request) {
  Mistakes mistakes;
  const auto root = json::Node::root(request, "", mistakes);
  root.only({"on", "addition", "key", "kind", "figures"});
  BoundaryRequest read;
  read.rule.target = read_day(root.member("on"));
  read.rule.addition = static_cast<Addition>(root.member("addition").one_of({"flow", "stock", "none"}));
  if (const auto key = root.optional("key")) read.rule.key = key.code();
  if (const auto kind = root.optional("kind")) read.rule.kind = kind.code();
  root.member("figures").each([&](json::Node figure) { read.figures.push_back(read_figure(figure)); });
  if (mistakes.empty()) return read;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The request has mistakes.",
                                      "Yêu cầu có lỗi.");
}

}  // namespace girs
