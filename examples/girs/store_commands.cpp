// init, sync, outbox: a unit's store and its line to the authority.

#include <cstdio>
#include <optional>

#include "commands.h"
#include "input.h"
#include "progress.h"
#include "signing.h"
#include "table.h"

namespace cli {
namespace {

struct InitOptions {
  std::string store, unit, audience, registry_root, log_key, anchor;
};

int init(Session& session, const InitOptions& options) {
  const auto store = session.open(options.store, Session::kCreate);
  const auto set = [&](const char* key, const std::string& value) {
    if (!value.empty()) call(girs_store_set, store.get(), std::string(key), value);
  };
  set("unit", options.unit);
  set("audience", options.audience);
  set("registry-root", options.registry_root);
  set("log-key", options.log_key);
  set("anchor", options.anchor);
  session.done("The store " + options.store + " of unit " + options.unit + " is ready.",
               "Kho " + options.store + " của đơn vị " + options.unit + " đã sẵn sàng.");
  return kDone;
}

struct SyncOptions {
  std::string store, url, authorities, pinned_keys, certificate, certificate_key, proxy, proxy_authorization, request_key;
  unsigned timeout_ms = 30000;
  bool patient = false;
};

/// The contents of a file, empty for no file.
std::string file_text(const std::string& path) { return path.empty() ? std::string() : read_file(path); }

void print_summary(const Session& session, const Json& summary) {
  print_members(session, summary, {"pushed", "receipted", "queued", "reports", "decisions", "requests"});
  for (const auto& refused : member(summary, "refused").GetArray())
    std::printf("%s %.12s: %s\n", session.say("refused:", "bị từ chối:"),
                text(refused, "pid").c_str(),
                text(refused, session.say("message_en", "message_vi")).c_str());
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
  girs_sync_options sync_options = GIRS_SYNC_OPTIONS;
  sync_options.url = options.url.c_str();
  sync_options.timeout_ms = options.timeout_ms;
  sync_options.flags = options.patient ? GIRS_SYNC_PATIENT : 0;
  const auto authorities = file_text(options.authorities), certificate = file_text(options.certificate),
             certificate_key = file_text(options.certificate_key);
  sync_options.authorities = authorities.c_str();
  sync_options.pinned_keys = options.pinned_keys.c_str();
  sync_options.certificate = certificate.c_str();
  sync_options.certificate_key = certificate_key.c_str();
  sync_options.proxy = options.proxy.c_str();
  sync_options.proxy_authorization = options.proxy_authorization.c_str();
  std::optional<KeySigner> request_key;
  if (!options.request_key.empty()) sync_options.signer = &request_key.emplace(session, options.request_key).signer;
  sync_options.progress = &ProgressBar::show;
  sync_options.progress_context = &bar;
  girs_bytes* bytes = nullptr;
  girs_error* error = nullptr;
  const girs_status status = girs_sync_run(store.get(), &sync_options, &bytes, &error);
  const Bytes summary(bytes);
  if (status < 0) {
    const Failure failure(status, error);
    if (summary && !session.json) print_summary(session, JsonDocument(text_of(bytes)).root());
    throw failure;
  }
  const JsonDocument document(text_of(bytes));
  session.answer(text_of(bytes), [&] { print_summary(session, document.root()); });
  const bool all_taken =
      member(document.root(), "refused").Empty() && member(document.root(), "passed").Empty();
  return all_taken ? kDone : kNegative;
}

struct OutboxOptions {
  std::string store;
};

int outbox(Session& session, const OutboxOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_sync_outbox, store.get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(),
                {"unit", "period", "rev", "state", "attempts", "queued_at", "note", "pid"});
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
  init_command.app.option("--registry-root", settings.registry_root,
                               "pinned key that signs registries: \"SCHEME SPKI\", as `girs key show` gives them");
  init_command.app.option("--log-key", settings.log_key, "verifier key of the log (C2SP vkey)");
  init_command.app.option("--anchor", settings.anchor,
                          "an authority's file beside the store that keeps how far its log was signed");

  const auto sync_command = add_command(
      app, session, "sync", "One round with the authority: sends, verifies receipts, fetches", sync);
  add_store(sync_command);
  sync_command.app.required("--to", sync_command.options->url, "the authority's address");
  sync_command.app.number("--timeout-ms", sync_command.options->timeout_ms, 1, 3600000,
                          "for one exchange");
  auto& line = *sync_command.options;
  sync_command.app.flag("--patient", line.patient, "leaves packages that wait after a failed attempt until their time");
  sync_command.app.option("--authorities", line.authorities,
                          "PEM file of certificate authorities; without: the machine's trust store");
  sync_command.app.option("--pinned-keys", line.pinned_keys,
                          "hex SHA-256 of the server's public key (SPKI), several between blanks: nothing else counts then");
  sync_command.app.option("--certificate", line.certificate, "PEM file shown to a server that asks for one");
  sync_command.app.option("--certificate-key", line.certificate_key, "PEM file of its key");
  sync_command.app.option("--proxy", line.proxy, "http://HOST:PORT whose tunnel https goes through");
  sync_command.app.option("--proxy-authorization", line.proxy_authorization, "what it wants in Proxy-Authorization");
  sync_command.app.option("--request-key", line.request_key, "Ed25519 key file that signs each request (RFC 9421)");

  add_store(add_command(app, session, "outbox", "Packages and how far their delivery has come", outbox));
}

}  // namespace cli
