// The report payload as JSON and as bytes; report_reading.cpp reads it.

#include "package/report_payload.h"

#include "package/payload_reading.h"
#include "package/report_reading.h"

namespace girs::package {
namespace {

json::Value or_null(const std::optional<std::string>& text) {
  return text ? json::Value(*text) : json::Value();
}

json::Value to_json(const CodedReason& reason) {
  json::Value value = json::Object{};
  value.add("code", reason.code);
  value.add("text", reason.text);
  return value;
}

json::Value to_json(const Attachment& attachment) {
  json::Value value = json::Object{};
  value.add("digest", attachment.digest);
  value.add("media_type", attachment.media_type);
  value.add("name", attachment.name);
  value.add("size", attachment.size);
  return value;
}

json::Value to_json(const Explanation& explanation) {
  json::Value value = json::Object{};
  value.add("form", explanation.form);
  value.add("row", or_null(explanation.row));
  value.add("rule", explanation.rule);
  value.add("text", explanation.text);
  return value;
}

json::Value to_json(const AggregateMember& member) {
  json::Value value = json::Object{};
  value.add("unit", member.unit);
  if (member.excluded) {
    value.add("excluded", to_json(*member.excluded));
    return value;
  }
  value.add("index", member.index);
  value.add("origin", member.origin);
  value.add("pid", member.pid);
  return value;
}

json::Value to_json(const Validation& validation) {
  json::Value value = json::Object{};
  value.add("engine", validation.engine);
  value.add("errors", validation.errors);
  value.add("explained", validation.explained);
  value.add("report", validation.report);
  value.add("rules", validation.rules);
  return value;
}

json::Value to_json(const RegimeReference& regime) {
  json::Value value = json::Object{};
  value.add("code", regime.code);
  value.add("digest", regime.digest);
  value.add("version", regime.version);
  return value;
}

json::Value to_json(const SentOtherwise& sent) {
  json::Value value = json::Object{};
  value.add("channel", sent.channel);
  value.add("time", to_rfc3339(sent.time));
  return value;
}

template <class T>
json::Value list_of(const std::vector<T>& items) {
  json::Value list = json::Array{};
  for (const T& item : items) list.push(to_json(item));
  return list;
}

template <class T>
json::Value or_null(const std::optional<T>& item) {
  return item ? to_json(*item) : json::Value();
}

}  // namespace

std::string_view to_text(ReportKind kind) {
  switch (kind) {
    case ReportKind::kOriginal: return "original";
    case ReportKind::kCorrection: return "correction";
    case ReportKind::kWithdrawal: return "withdrawal";
    case ReportKind::kNilReturn: break;
  }
  return "nil-return";
}

std::string_view to_text(ReportScope scope) {
  return scope == ReportScope::kOwn ? "own" : "aggregate";
}

json::Value to_json(const ReportPayload& payload) {
  json::Value outline = json::Object{};
  for (const auto& [section, text] : payload.outline) outline.add(section, text);
  json::Value window = json::Object{};
  window.add("from", payload.window_from);
  window.add("to", payload.window_to);

  json::Value document = json::Object{};
  write_head(payload.head, kReportSchema, document);
  document.add("attachments", list_of(payload.attachments));
  document.add("authorization", or_null(payload.authorization));
  document.add("explanations", list_of(payload.explanations));
  document.add("forms", payload.forms);
  document.add("kind", to_text(payload.kind));
  document.add("members", payload.members ? list_of(*payload.members) : json::Value());
  document.add("on_behalf", or_null(payload.on_behalf));
  document.add("outline", std::move(outline));
  document.add("period", payload.period);
  document.add("prev", or_null(payload.prev));
  document.add("reason", or_null(payload.reason));
  document.add("regime", to_json(payload.regime));
  document.add("rev", payload.rev);
  document.add("scope", to_text(payload.scope));
  document.add("sent_otherwise", or_null(payload.sent_otherwise));
  document.add("unit", payload.unit);
  document.add("validation", or_null(payload.validation));
  document.add("window", std::move(window));
  return document;
}

Result<std::string> build(const ReportPayload& payload) {
  return build_payload(to_json(payload), "report", read_report_but_forms);
}

Result<ReportPayload> parse_report(std::string_view bytes) {
  return read_payload(bytes, "report", read_report);
}

}  // namespace girs::package
