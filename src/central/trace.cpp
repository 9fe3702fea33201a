// From a figure of an aggregate through both logs down to the signed cells that it was summed from.

#include "central/cascade.h"
#include "central/log_book.h"
#include "package/submission.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

/// A package with its place, wherever this store has it from.
struct Held {
  std::string pid, unit, origin, receipt;
  std::int64_t index = 0, logged_at = 0;
  bool evidence = false;  // fetched from the centre below, not admitted here
  package::ReportPayload payload;
};

Result<package::ReportPayload> payload_of(ByteView stored) {
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(stored)));
  return package::parse_report(text_of(submission.envelope.payload));
}

Result<std::optional<Held>> find(store::Connection& connection, std::string_view pid) {
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (row) {
    GIRS_TRY(auto payload, payload_of(row->envelope));
    Held held{row->pid, row->unit, row->origin, row->receipt.value_or(""), row->index, row->logged_at, false, std::move(payload)};
    if (held.receipt.empty()) {
      GIRS_TRY(held.receipt, signed_receipt_of(connection, row->index));
    }
    return std::optional(std::move(held));
  }
  GIRS_TRY(const auto kept, store::member_evidence(connection, pid));
  if (!kept) return std::optional<Held>();
  GIRS_TRY(auto payload, payload_of(kept->envelope));
  return std::optional(Held{kept->pid, kept->unit, kept->origin, kept->receipt, kept->index, kept->logged_at, true, std::move(payload)});
}

/// The cell as its signers signed it: text, or an object with absence, flags or note.
json::Value cell_of(const package::ReportPayload& payload, std::string_view form,
                    std::string_view row, std::string_view column) {
  const auto* found = payload.forms.find(form);
  const auto* parts = found ? found->find("parts") : nullptr;
  if (!parts || !parts->as_object()) return {};
  for (const auto& part : *parts->as_object()) {
    if (!part.second.as_array()) continue;
    for (const auto& one : *part.second.as_array()) {
      const auto* key = one.text("key");
      const auto* cells = one.find("cells");
      if (!key || *key != row || !cells) continue;
      const auto* cell = cells->find("c" + std::string(column));
      return cell ? *cell : json::Value();
    }
  }
  return {};
}

json::Value signers_of(const package::ReportPayload& payload) {
  json::Value list = json::Array{};
  for (const auto& signer : payload.head.signers) {
    json::Value one;
    one.set("role", signer.role);
    one.set("keyid", signer.keyid);
    list.push(std::move(one));
  }
  return list;
}

struct Cell {
  std::string_view form, row, column;
};

constexpr int kDepthMax = 8;  // levels of administration

Result<json::Value> traced(store::Connection& connection, std::string_view pid, const Cell& cell, int depth) {
  GIRS_TRY(const auto held, find(connection, pid));
  if (!held)
    return error(Code::kNotFound, "There is no package " + std::string(pid) + ".",
                 "Không có gói báo cáo " + std::string(pid) + ".");
  json::Value shown;
  shown.set("pid", held->pid);
  shown.set("unit", held->unit);
  shown.set("origin", held->origin);
  shown.set("index", held->index);
  shown.set("logged", to_rfc3339(Time{std::chrono::seconds{held->logged_at}}));
  shown.set("evidence", held->evidence);
  shown.set("value", cell_of(held->payload, cell.form, cell.row, cell.column));
  shown.set("signers", signers_of(held->payload));
  shown.set("receipt", held->receipt);
  if (!held->payload.members || depth == kDepthMax) return shown;
  json::Value members = json::Array{};
  for (const auto& member : *held->payload.members) {
    json::Value one;
    one.set("unit", member.unit);
    if (member.excluded) {
      json::Value why;
      why.set("code", member.excluded->code);
      why.set("text", member.excluded->text);
      one.set("excluded", std::move(why));
      members.push(std::move(one));
      continue;
    }
    auto below = traced(connection, member.pid, cell, depth + 1);
    if (below) {
      members.push(*std::move(below));
      continue;
    }
    if (below.error().code != Code::kNotFound) return below.error();
    one.set("pid", member.pid);
    one.set("origin", member.origin);
    one.set("index", member.index);
    one.set("fetched", false);
    members.push(std::move(one));
  }
  shown.set("members", std::move(members));
  return shown;
}

}  // namespace

Result<json::Value> trace(const report::Workspace& workspace, std::string_view pid,
                          std::string_view form, std::string_view row, std::string_view column) {
  return workspace.store->read([&](store::Connection& connection) {
    return traced(connection, pid, {form, row, column}, 0);
  });
}

}  // namespace girs::central
