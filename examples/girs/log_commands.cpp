// log checkpoint, fsck: is everything still as it was signed.

#include <cstdio>

#include "commands.h"
#include "progress.h"
#include "signing.h"
#include "table.h"

namespace cli {
namespace {

struct CheckpointOptions {
  std::string store, log_key;
};

int checkpoint(Session& session, const CheckpointOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner log_key(session, options.log_key);
  girs_central_options central_options = GIRS_CENTRAL_OPTIONS;
  central_options.log_key = &log_key.signer;
  const auto central = make<Central>(girs_central_open, store.get(),
                                     static_cast<const girs_central_options*>(&central_options));
  const auto note = fetch(girs_central_checkpoint, central.get());
  JsonWriter out;
  out.open_object();
  out.add("note", note);
  out.close_object();
  session.answer(out.text(), [&] { std::printf("%s", note.c_str()); });
  return kDone;
}

struct FsckOptions {
  std::string store;
};

void print_faults(const Session& session, const Json& result) {
  print_members(session, result, {"leaves", "submissions", "decisions", "requests", "checkpoints"});
  const auto& faults = member(result, "faults");
  for (const auto& fault : faults.GetArray())
    std::printf("%s %s %s: %s\n", session.say("FAULT", "SAI LỆCH"), text(fault, "table").c_str(),
                text(fault, "row").c_str(),
                text(fault, session.say("message_en", "message_vi")).c_str());
  std::printf("%s\n", faults.Empty() ? session.say("Everything is as it was signed.",
                                                   "Mọi dữ liệu đúng như đã ký.")
                                     : session.say("The store was changed after signing.",
                                                   "Kho đã bị thay đổi sau khi ký."));
}

int fsck(Session& session, const FsckOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = [&] {
    ProgressBar bar(session);
    return fetch(girs_fsck, store.get(), &ProgressBar::show, static_cast<void*>(&bar));
  }();
  const JsonDocument document(json);
  session.answer(json, [&] { print_faults(session, document.root()); });
  return member(document.root(), "faults").Empty() ? kDone : kNegative;
}

}  // namespace

void add_log_commands(CommandLine app, Session& session) {
  const auto log = app.group("log", "The authority's log");
  const auto checkpoint_command =
      add_command(log, session, "checkpoint", "The signed checkpoint of the log as it stands", checkpoint);
  add_store(checkpoint_command);
  checkpoint_command.app.required("--log-key", checkpoint_command.options->log_key, "key file that signs checkpoints");
  add_store(add_command(log, session, "fsck", "Re-checks all that the store claims; exit 1 on a fault", fsck));
}

}  // namespace cli
