// central requests, share, shares, pull-shared.

#include <cstdio>

#include "input.h"
#include "json_value.h"
#include "line.h"
#include "moment.h"
#include "progress.h"
#include "table.h"

namespace cli {
namespace {

struct RequestsOptions {
  std::string store, pid, as_of;
};

int requests(Session& session, const RequestsOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const std::int64_t time = options.as_of.empty() ? 0 : parse_moment(options.as_of);
  const auto json = fetch(girs_central_request_status, store.get(), options.pid, time);
  session.answer(json, [&] {
    const JsonDocument document(json);
    for (const auto& request : document.root().GetArray()) {
      print_members(session, request, {"pid", "regime", "period", "due", "text"});
      print_members(session, member(request, "totals"), {"asked", "seen", "answered", "accepted", "late", "missing"});
      print_table(session, member(request, "units"), {"unit", "name", "seen", "state", "decision", "logged"}, 2);
      std::puts("");
    }
  });
  return kDone;
}

struct ShareOptions {
  std::string store, file;
};

int share(Session& session, const ShareOptions& options) {
  const auto rule = read_file(options.file);
  const auto store = session.open(options.store, Session::kWrite);
  call(girs_central_share, store.get(), rule);
  session.done("The rule of sharing is kept.", "Đã lưu quy định chia sẻ.");
  return kDone;
}

int shares(Session& session, const ShareOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_central_shares, store.get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(), {"code", "recipient", "valid_from", "valid_to", "basis"});
  });
  return kDone;
}

struct PullOptions {
  std::string store, authority;
  LineOptions line;
};

int pull_shared(Session& session, const PullOptions& options) {
  const auto authority = read_file(options.authority);
  const auto store = session.open(options.store, Session::kWrite);
  ProgressBar bar(session);
  Line line(session, options.line);
  line.options.progress = &ProgressBar::show;
  line.options.progress_context = &bar;
  const auto json = fetch(girs_central_pull_shared, store.get(), authority, static_cast<const girs_sync_options*>(&line.options));
  const JsonDocument document(json);
  session.answer(json, [&] {
    print_members(session, document.root(), {"reports", "series", "decisions", "known"});
    for (const auto& passed : member(document.root(), "passed").GetArray())
      std::printf("%s: %s\n", text(passed, "index").c_str(), text(passed, session.say("message_en", "message_vi")).c_str());
  });
  return member(document.root(), "passed").Empty() ? kDone : kNegative;
}

}  // namespace

void add_sharing_commands(CommandLine central, Session& session) {
  const auto requests_command =
      add_command(central, session, "requests", "Who has seen a request, who answered, who is late", requests);
  add_store(requests_command);
  requests_command.app.option("--pid", requests_command.options->pid, "identity of one request; without: all");
  requests_command.app.option("--as-of", requests_command.options->as_of, "a moment; without: now");
  const auto share_command = add_command(central, session, "share", "Adds a rule of sharing with another body", share);
  add_store(share_command);
  share_command.app.required("FILE", share_command.options->file, "the rule, girs.sharing/1");
  add_store(add_command(central, session, "shares", "The rules of sharing", shares));
  const auto pull_command =
      add_command(central, session, "pull-shared", "Pulls what another authority shares with this unit", pull_shared);
  add_store(pull_command);
  add_line(pull_command.app, pull_command.options->line, "--from", "that authority's address");
  pull_command.app.required("--authority", pull_command.options->authority, "file {\"origin\",\"roots\":[..]}: its log and who signs its registry");
}

}  // namespace cli
