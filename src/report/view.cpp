#include "report/view.h"

#include "form/codec.h"
#include "unit/unit_view.h"

namespace girs::report {
namespace {

json::Value day_or_null(const std::optional<Date>& day) {
  return day ? json::Value(to_text(*day)) : json::Value();
}

json::Value view(const DateRange& range) {
  json::Value shown;
  shown.set("from", to_text(range.from));
  shown.set("to", to_text(range.to));
  return shown;
}

json::Value view(const CarriedForm& form) {
  json::Value shown;
  shown.set("form", form.form);
  shown.set("from_version", form.from_version);
  shown.set("to_version", form.to_version);
  shown.set("changes", report::view(form.changes));
  return shown;
}

std::string moment(std::int64_t seconds) { return to_rfc3339(Time{std::chrono::seconds{seconds}}); }

/// {"channel","time"} of a report first sent on paper.
json::Value sent_otherwise(const store::ReportRow& row) {
  json::Value shown;
  shown.set("channel", row.otherwise_channel.value_or(""));
  shown.set("time", row.otherwise_time.value_or(""));
  return shown;
}

}  // namespace

json::Value optional_text(const std::optional<std::string>& text) {
  return text ? json::Value(*text) : json::Value();
}

json::Value view(const std::vector<FormChange>& changes) {
  json::Value list = json::Array{};
  for (const auto& change : changes) {
    json::Value one;
    one.set("change", to_text(change.kind));
    one.set("part", change.part);
    one.set("code", change.code);
    one.set("message_en", change.message.en);
    one.set("message_vi", change.message.vi);
    list.push(std::move(one));
  }
  return list;
}

json::Value view(const std::vector<Remark>& remarks) {
  json::Value list = json::Array{};
  for (const auto& remark : remarks) {
    json::Value shown;
    shown.set("kind", remark.kind);
    shown.set("grave", remark.grave);
    shown.set("form", remark.form);
    shown.set("version", remark.version);
    shown.set("part", remark.part);
    shown.set("message_en", remark.message.en);
    shown.set("message_vi", remark.message.vi);
    list.push(std::move(shown));
  }
  return list;
}

json::Value view(const std::vector<RegimeOverlap>& overlaps) {
  json::Value list = json::Array{};
  for (const auto& overlap : overlaps) {
    json::Value forms = json::Array{};
    for (const auto& form : overlap.forms) {
      json::Value columns = json::Array{};
      for (const auto& column : form.columns) columns.push(json::Value(column));
      json::Value one;
      one.set("form", form.form);
      one.set("other_form", form.other_form);
      one.set("items", form.items);
      one.set("columns", std::move(columns));
      forms.push(std::move(one));
    }
    json::Value one;
    one.set("first", overlap.first->code);
    one.set("second", overlap.second->code);
    one.set("units", overlap.units);
    one.set("periods", overlap.periods);
    one.set("cells_a_year", overlap.cells_a_year);
    one.set("forms", std::move(forms));
    list.push(std::move(one));
  }
  return list;
}

json::Value view(const Catalog& catalog) {
  json::Value list = json::Array{};
  for (const auto& definition : catalog.definitions()) {
    json::Value one;
    one.set("kind", definition.kind);
    one.set("code", definition.code);
    one.set("version", definition.version);
    one.set("digest", definition.digest);
    list.push(std::move(one));
  }
  json::Value shown;
  shown.set("digest", catalog.digest());
  shown.set("definitions", std::move(list));
  return shown;
}

json::Value view(const UnitVersion& unit) {
  json::Value shown;
  shown.set("code", unit.code);
  shown.set("name", unit.name);
  shown.set("kind", unit.kind);
  shown.set("parent", unit.parent.empty() ? json::Value() : json::Value(unit.parent));
  shown.set("from", day_or_null(unit.from));
  shown.set("to", day_or_null(unit.to));
  return shown;
}

json::Value view_with_history(const UnitTree& tree, const UnitVersion& unit, Date day) {
  json::Value shown = view(unit);
  json::Value attributes = json::Object{};
  for (const auto& [name, value] : unit.attributes) attributes.set(name, value);
  shown.set("attributes", std::move(attributes));
  shown.set("predecessors", girs::view(tree.predecessors(unit.code, day)));
  shown.set("successors", girs::view(tree.successors(unit.code, day)));
  return shown;
}

json::Value view(const std::optional<Because>& because) {
  if (!because) return {};
  json::Value shown;
  shown.set("reason", because->reason);
  shown.set("author", because->author);
  shown.set("at", to_rfc3339(because->at));
  return shown;
}

json::Value view(const DueItem& item) {
  const auto& obligation = item.standing.obligation;
  json::Value shown;
  shown.set("regime", obligation.regime->code);
  shown.set("unit", obligation.unit->code);
  shown.set("unit_name", obligation.unit->name);
  shown.set("period", obligation.period.label());
  shown.set("scope", obligation.scope);
  shown.set("window", view(obligation.window));
  shown.set("due", to_text(item.standing.due.date));
  shown.set("deadline", to_rfc3339(item.standing.due.deadline));
  shown.set("state", item.state);
  shown.set("days_left", item.days_left ? json::Value(*item.days_left) : json::Value());
  shown.set("extended", view(item.standing.extended));
  shown.set("excluded", view(item.standing.excluded));
  shown.set("request", obligation.request.empty() ? json::Value() : json::Value(obligation.request));
  return shown;
}

json::Value view(const Reminder& reminder) {
  json::Value shown = view(reminder.item);
  shown.set("reminder", to_text(reminder.on));
  shown.set("days", reminder.days);
  return shown;
}

json::Value view(const store::MemberRow& member) {
  json::Value shown;
  shown.set("unit", member.unit);
  if (member.excluded_code) {
    json::Value excluded;
    excluded.set("code", *member.excluded_code);
    excluded.set("text", member.excluded_text.value_or(""));
    shown.set("excluded", std::move(excluded));
  } else {
    shown.set("pid", optional_text(member.pid));
    shown.set("origin", optional_text(member.origin));
    shown.set("index", member.index.value_or(0));
  }
  return shown;
}

json::Value view(const store::HistoryRow& row) {
  json::Value shown;
  shown.set("at", moment(row.at));
  shown.set("actor", row.actor);
  shown.set("action", row.action);
  shown.set("detail", row.detail);
  return shown;
}

json::Value view(const store::ReportRow& row) {
  json::Value shown;
  shown.set("regime", row.key.regime);
  shown.set("unit", row.key.unit);
  shown.set("period", row.key.period);
  shown.set("scope", row.key.scope);
  shown.set("rev", row.rev);
  shown.set("kind", row.kind);
  shown.set("state", row.state);
  shown.set("pid", optional_text(row.pid));
  shown.set("prev", optional_text(row.prev));
  return shown;
}

json::Value view(const store::AttachmentRow& file) {
  json::Value shown;
  shown.set("name", file.name);
  shown.set("digest", file.digest);
  shown.set("media_type", file.media_type);
  shown.set("size", file.size);
  return shown;
}

json::Value view_members(const Draft& draft) {
  json::Value list = json::Array{};
  std::int64_t counted = 0;
  for (const auto& member : draft.members) {
    if (!member.excluded_code) ++counted;
    list.push(view(member));
  }
  json::Value shown;
  shown.set("counted", counted);
  shown.set("members", std::move(list));
  return shown;
}

Result<json::Value> view(const Subject& subject, const Draft& draft,
                         const std::optional<store::OutboxRow>& queued) {
  json::Value shown = view(draft.row);
  shown.set("package_rev", draft.package_rev);
  shown.set("unit_name", subject.unit->name);
  shown.set("window", view(subject.window));
  shown.set("edit", draft.row.edit);
  shown.set("on_behalf", optional_text(draft.row.on_behalf));
  shown.set("sent_otherwise", draft.row.otherwise_channel ? sent_otherwise(draft.row) : json::Value());
  json::Value files = json::Array{};
  for (const auto& file : draft.attachments) files.push(view(file));
  shown.set("attachments", std::move(files));
  if (queued) {
    json::Value outbox;
    outbox.set("state", queued->state);
    const auto note = store::read_note(queued->note);
    outbox.set("note", note.vi);
    outbox.set("note_en", note.en);
    outbox.set("receipted", queued->receipt.has_value());
    shown.set("outbox", std::move(outbox));
  }
  json::Value forms = json::Object{};
  for (const auto& sheet : draft.sheets) {
    GIRS_TRY(auto encoded, encode_sheet(*subject.form(sheet.form()), sheet));
    forms.set(sheet.form(), std::move(encoded));
  }
  shown.set("forms", std::move(forms));
  json::Value explanations = json::Array{};
  for (const auto& row : draft.explanations) {
    json::Value one;
    one.set("form", row.form);
    one.set("row", row.row);
    one.set("rule", row.rule);
    one.set("text", row.text);
    explanations.push(std::move(one));
  }
  shown.set("explanations", std::move(explanations));
  shown.set("members", *view_members(draft).find("members"));
  json::Value carried = json::Array{};
  for (const auto& form : draft.carried) carried.push(view(form));
  shown.set("form_changes", std::move(carried));
  return shown;
}

}  // namespace girs::report
