// central members, member-faults, trace: what lies behind the aggregates of centres below.

#include <cstdio>

#include "line.h"
#include "json_value.h"
#include "progress.h"
#include "serving.h"
#include "input.h"
#include "table.h"

namespace cli {
namespace {

struct MembersOptions {
  std::string store, below, log_key, decision_key;
  LineOptions line;
};

void print_faults(const Session& session, const Json& faults) {
  for (const auto& fault : faults.GetArray())
    std::printf("%s: %s\n", text(fault, "reason").c_str(),
                text(fault, session.say("message_en", "message_vi")).c_str());
}

/// The answer comes also when the log below contradicts itself.
int members(Session& session, const MembersOptions& options) {
  const auto below = read_file(options.below);
  const auto store = session.open(options.store, Session::kWrite);
  const OpenCentral central(session, store, options.log_key, options.decision_key);
  ProgressBar bar(session);
  Line line(session, options.line);
  line.options.progress = &ProgressBar::show;
  line.options.progress_context = &bar;
  girs_bytes* bytes = nullptr;
  girs_error* error = nullptr;
  const girs_status status = girs_central_fetch_members(central.get(), below.data(), below.size(), &line.options, &bytes, &error);
  const Bytes answer(bytes);
  if (!answer) throw Failure(status, error);
  const JsonDocument document(text_of(bytes));
  session.answer(text_of(bytes), [&] {
    print_members(session, document.root(), {"wanted", "fetched", "settled"});
    print_faults(session, member(document.root(), "faults"));
  });
  if (status < 0) {
    const Failure failure(status, error);
    if (member(document.root(), "faults").Empty()) throw failure;
  }
  return member(document.root(), "faults").Empty() ? kDone : kNegative;
}

struct FaultsOptions {
  std::string store;
};

int faults(Session& session, const FaultsOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_central_member_faults, store.get());
  const JsonDocument document(json);
  session.answer(json, [&] {
    print_table(session, document.root(), {"at", "origin", "unit", "reason", session.say("message_en", "message_vi")});
  });
  return document.root().Empty() ? kDone : kNegative;
}

struct TraceOptions {
  std::string store, pid, form, row, column;
};

/// What stands in the cell, or why there is nothing.
std::string standing(const Session& session, const Json& cell) {
  if (cell.HasMember("excluded")) return session.say("excluded: ", "loại trừ: ") + text(member(cell, "excluded"), "text");
  if (!cell.HasMember("value")) return session.say("evidence is not fetched yet", "chưa lấy bằng chứng");
  const auto& value = member(cell, "value");
  return value.IsObject() ? compact(value) : text(value);
}

std::string signers_of(const Json& cell) {
  std::string names;
  const auto& signers = member(cell, "signers");
  if (signers.IsArray())
    for (const auto& signer : signers.GetArray())
      names += (names.empty() ? "" : ", ") + text(signer, "role") + " " + text(signer, "keyid").substr(0, 12);
  return names;
}

/// A line for each package, those that it was summed from below it; receipts are for --json.
void add_traced(const Session& session, const Json& cell, std::size_t depth, Json& lines, Json::AllocatorType& memory) {
  Json line(rapidjson::kObjectType);
  const auto add = [&](const char* name, const std::string& content) {
    line.AddMember(rapidjson::StringRef(name), Json(content.c_str(), memory), memory);
  };
  add("unit", std::string(2 * depth, ' ') + text(cell, "unit"));
  add("value", standing(session, cell));
  add("origin", text(cell, "origin"));
  add("index", text(cell, "index"));
  add("logged", text(cell, "logged"));
  add("signers", signers_of(cell));
  add("pid", text(cell, "pid"));
  lines.PushBack(line, memory);
  const auto& members = member(cell, "members");
  if (members.IsArray())
    for (const auto& one : members.GetArray()) add_traced(session, one, depth + 1, lines, memory);
}

int trace(Session& session, const TraceOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_central_trace, store.get(), options.pid, options.form, options.row, options.column);
  session.answer(json, [&] {
    rapidjson::Document lines(rapidjson::kArrayType);
    add_traced(session, JsonDocument(json).root(), 0, lines, lines.GetAllocator());
    print_table(session, lines, {"unit", "value", "origin", "index", "logged", "signers", "pid"});
  });
  return kDone;
}

}  // namespace

void add_cascade_commands(CommandLine central, Session& session) {
  const auto members_command = add_command(
      central, session, "members", "Fetches the packages behind a lower centre's aggregates, as evidence", members);
  add_store(members_command);
  auto& options = *members_command.options;
  add_line(members_command.app, options.line, "--from", "the lower centre's address");
  members_command.app.required("--below", options.below, "file {\"origin\",\"roots\":[..]}: its log and who signs its registry");
  members_command.app.required("--log-key", options.log_key, "key file that signs checkpoints");
  members_command.app.option("--decision-key", options.decision_key, "key file that signs decisions made by the rules");
  const auto faults_command =
      add_command(central, session, "member-faults", "What was found against lower centres, with both documents", faults);
  add_store(faults_command);
  const auto trace_command =
      add_command(central, session, "trace", "Follows a cell down to the signed cells that it was summed from", trace);
  add_store(trace_command);
  trace_command.app.required("PID", trace_command.options->pid, "identity of the package");
  trace_command.app.required("--form", trace_command.options->form, "code of the form");
  trace_command.app.required("--row", trace_command.options->row, "key of the row");
  trace_command.app.required("--column", trace_command.options->column, "code of the column, 3");
}

}  // namespace cli
