#include "unit/unit_document.h"

namespace girs {
namespace {

void set_day(json::Value& object, const char* name, const std::optional<Date>& day) {
  if (day) object.add(name, to_text(*day));
}

void set_days(json::Value& object, const DaysOfUnit& of) {
  set_day(object, "from", of.from);
  set_day(object, "to", of.to);
}

json::Value element(const UnitVersion& unit) {
  json::Value shown;
  shown.add("code", unit.code);
  shown.add("name", unit.name);
  shown.add("kind", unit.kind);
  if (!unit.parent.empty()) shown.add("parent", unit.parent);
  set_days(shown, {unit.from, unit.to});
  if (!unit.attributes.empty()) {
    auto& attributes = shown.add("attributes", json::Object{});
    for (const auto& [name, value] : unit.attributes) attributes.add(name, value);
  }
  return shown;
}

json::Value element(const UnitChange& change) {
  json::Value shown;
  shown.add("on", to_text(change.on));
  shown.add("before", change.before);
  shown.add("after", change.after);
  if (change.whole) return shown;
  shown.add("whole", false);
  if (change.shares.empty()) return shown;
  auto& shares = shown.add("shares", json::Object{});
  for (const auto& [key, share] : change.shares) shares.add(key, share.text());
  return shown;
}

json::Value element(const CompleteDay& day) {
  json::Value shown;
  shown.add("on", to_text(day.on));
  auto& kinds = shown.add("kinds", json::Array{});
  for (const auto& kind : day.kinds) kinds.push(kind);
  return shown;
}

json::Value element(const UnitAlias& alias) {
  json::Value shown;
  shown.add("unit", alias.unit);
  shown.add("name", alias.name);
  set_days(shown, alias.days);
  return shown;
}

json::Value element(const GroupMember& member) {
  json::Value shown;
  shown.add("group", member.group);
  shown.add("unit", member.unit);
  set_days(shown, member.days);
  return shown;
}

json::Value element(const ReportRoute& route) {
  json::Value shown;
  shown.add("unit", route.unit);
  shown.add("aggregator", route.aggregator);
  if (!route.subject.empty()) shown.add("subject", route.subject);
  set_days(shown, route.days);
  return shown;
}

template <class T>
void add_list(json::Value& document, const char* name, const std::vector<T>& list) {
  if (list.empty()) return;
  auto& elements = document.add(name, json::Array{});
  for (const auto& each : list) elements.push(element(each));
}

}  // namespace

json::Value unit_document(const UnitDocumentHead& head, const UnitData& data) {
  json::Value document;
  document.add("schema", "girs.units/1");
  document.add("code", head.code);
  document.add("version", head.version);
  if (!head.title.empty()) document.add("title", json::Object{}).add("vi", head.title);
  if (!head.source.empty()) document.add("source", head.source);
  add_list(document, "units", data.units);
  add_list(document, "changes", data.changes);
  add_list(document, "complete", data.complete);
  add_list(document, "doubtful", data.doubtful);
  add_list(document, "aliases", data.aliases);
  add_list(document, "groups", data.members);
  add_list(document, "routes", data.routes);
  return document;
}

}  // namespace girs
