// init, sync, outbox: a unit's store and its line to the authority.

#include <cstdio>

#include "commands.h"
#include "line.h"
#include "progress.h"
#include "table.h"

namespace cli {
namespace {

struct InitOptions {
  std::string store, unit, audience, log_key, anchor, contact, upward, upward_root, upward_log_key;
  std::vector<std::string> registry_roots;
};

int init(Session& session, const InitOptions& options) {
  const auto store = session.open(options.store, Session::kCreate);
  const auto set = [&](const char* key, const std::string& value) {
    if (!value.empty()) call(girs_store_set, store.get(), std::string(key), value);
  };
  set("unit", options.unit);
  set("audience", options.audience);
  std::string roots;  // one a line
  for (const auto& root : options.registry_roots) roots += root + "\n";
  set("registry-root", roots);
  set("log-key", options.log_key);
  set("anchor", options.anchor);
  set("contact", options.contact);
  set("upward", options.upward);
  set("upward-root", options.upward_root);
  set("upward-log-key", options.upward_log_key);
  session.done("The store " + options.store + " of unit " + options.unit + " is ready.",
               "Kho " + options.store + " của đơn vị " + options.unit + " đã sẵn sàng.");
  return kDone;
}

struct SyncOptions {
  std::string store;
  LineOptions line;
  bool patient = false;
};

void print_summary(const Session& session, const Json& summary) {
  print_members(session, summary, {"pushed", "receipted", "queued", "reports", "series",
                                   "decisions", "requests"});
  for (const auto& refused : member(summary, "refused").GetArray())
    std::printf("%s %.12s: %s\n", session.say("refused:", "bị từ chối:"),
                text(refused, "pid").c_str(),
                text(refused, session.say("message_en", "message_vi")).c_str());
  if (!member(summary, "refused").Empty())
    std::puts(session.say("Mend a refused report with `girs report correct`, sign and submit it; or, once the authority "
                          "has mended its side, `girs outbox STORE --send-again PACKAGE`.",
                          "Sửa báo cáo bị từ chối bằng `girs report correct` rồi ký và gửi lại; hoặc, khi cơ quan nhận đã "
                          "khắc phục, dùng `girs outbox KHO --send-again GÓI`."));
  if (member(summary, "queued").GetInt64() > 0)
    std::puts(session.say("What still waits says why in `girs outbox`; nothing is lost.",
                          "Gói còn chờ có ghi lý do trong `girs outbox`; không mất gì cả."));
  for (const auto& passed : member(summary, "passed").GetArray())
    std::printf("%s %s: %s\n", session.say("passed by, tried again next time: log entry",
                                          "chưa nhận, sẽ thử lại lần sau: mục nhật ký"),
                text(passed, "index").c_str(),
                text(passed, session.say("message_en", "message_vi")).c_str());
}

/// The summary comes with success and, once the round had begun, with failure too.
int sync(Session& session, const SyncOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  ProgressBar bar(session);
  Line line(session, options.line);
  line.options.flags = options.patient ? GIRS_SYNC_PATIENT : 0;
  line.options.progress = &ProgressBar::show;
  line.options.progress_context = &bar;
  girs_bytes* bytes = nullptr;
  girs_error* error = nullptr;
  const girs_status status = girs_sync_run(store.get(), &line.options, &bytes, &error);
  const Bytes summary(bytes);
  if (status < 0) {
    const Failure failure(status, error);
    if (summary && !session.json) print_summary(session, JsonDocument(text_of(bytes)).root());
    throw failure;
  }
  const JsonDocument document(text_of(bytes));
  session.answer(text_of(bytes), [&] { print_summary(session, document.root()); });
  const bool all_taken = member(document.root(), "refused").Empty() && member(document.root(), "passed").Empty();
  // A round that tries everything and leaves something waiting has not done what it was for.
  const bool all_sent = options.patient || member(document.root(), "queued").GetInt64() == 0;
  return all_taken && all_sent ? kDone : kNegative;
}

struct OutboxOptions {
  std::string store, send_again;
};

int outbox(Session& session, const OutboxOptions& options) {
  if (!options.send_again.empty()) {
    const auto store = session.open(options.store, Session::kWrite);
    call(girs_sync_send_again, store.get(), options.send_again);
    session.done("The package waits to be sent again.", "Gói đang chờ gửi lại.");
    return kDone;
  }
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_sync_outbox, store.get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(),
                {"unit", "period", "rev", "state", "attempts", "queued_at",
                 session.say("note_en", "note"), "pid"});
  });
  return kDone;
}

}  // namespace

void add_store_commands(CommandLine app, Session& session) {
  const auto init_command = add_command(app, session, "init", "Makes a store, or sets what it must know", init);
  add_store(init_command);
  auto& settings = *init_command.options;
  init_command.app.required("--unit", settings.unit, "code of the unit that owns the store");
  init_command.app.required("--audience", settings.audience, "the log that packages are meant for");
  init_command.app.many("--registry-root", settings.registry_roots,
                        "pinned key that signs registries: \"SCHEME SPKI\", as `girs key show` gives them; of "
                        "several, two must sign");
  init_command.app.option("--log-key", settings.log_key, "verifier key of the log (C2SP vkey)");
  init_command.app.option("--anchor", settings.anchor,
                          "an authority's file beside the store that keeps how far its log was signed");
  init_command.app.option("--contact", settings.contact, "whom an authority's refusals say to ask");
  init_command.app.option("--upward", settings.upward, "of a centre that itself reports: the log above it");
  init_command.app.option("--upward-root", settings.upward_root, "the key that signs that one's registry");
  init_command.app.option("--upward-log-key", settings.upward_log_key, "verifier key of that log");

  const auto sync_command = add_command(
      app, session, "sync", "One round with the authority: sends, verifies receipts, fetches", sync);
  add_store(sync_command);
  add_line(sync_command.app, sync_command.options->line, "--to", "the authority's address");
  sync_command.app.flag("--patient", sync_command.options->patient,
                        "leaves packages that wait after a failed attempt until their time");

  const auto outbox_command = add_command(app, session, "outbox", "Packages and how far their delivery has come", outbox);
  add_store(outbox_command);
  outbox_command.app.option("--send-again", outbox_command.options->send_again,
                            "a refused package, when the authority has mended its side; what must be "
                            "changed is corrected by `girs report correct`");
}

}  // namespace cli
