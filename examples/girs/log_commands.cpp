// log checkpoint, prove, fsck, verify, monitor: is everything still as it was signed.

#include <charconv>
#include <cstdio>

#include "commands.h"
#include "input.h"
#include "line.h"
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

struct ProveOptions {
  std::string store, index, size, from;
};

std::uint64_t whole_number(const std::string& text, const char* option) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size())
    throw WrongUse{std::string(option) + " is a whole number, not '" + text + "'."};
  return value;
}

/// The proof is a document for machines: the same with and without --json.
int prove(Session& session, const ProveOptions& options) {
  if (options.index.empty() == options.from.empty())
    throw WrongUse{"Give either --index, for an entry, or --from, for growth."};
  const auto size = options.size.empty() ? 0 : whole_number(options.size, "--size");
  const auto store = session.open(options.store, Session::kRead);
  const auto proof = options.from.empty()
                         ? fetch(girs_log_prove, store.get(), whole_number(options.index, "--index"), size)
                         : fetch(girs_log_prove_growth, store.get(), whole_number(options.from, "--from"), size);
  std::printf("%s\n", proof.c_str());
  return kDone;
}

struct VerifyOptions {
  std::string receipt, package, policy;
  std::vector<std::string> log_keys;
};

int verify(Session& session, const VerifyOptions& options) {
  if (options.log_keys.empty() == options.policy.empty()) throw WrongUse{"Give either --log-vkey or --policy."};
  std::string keys = options.policy.empty() ? "" : read_file(options.policy);
  for (const auto& key : options.log_keys) keys += key + '\n';
  try {
    const auto package = options.package.empty() ? std::string() : read_file(options.package);
    const auto json = fetch(girs_receipt_verify, package, read_file(options.receipt), keys);
    session.answer(json, [&] {
      std::printf("%s\n", session.say("The entry is in the log.", "Mục này có trong nhật ký."));
      print_tree(session, JsonDocument(json).root());
    });
    return kDone;
  } catch (const Failure& failure) {
    if (failure.status() != GIRS_UNTRUSTED) throw;
    std::fprintf(stderr, "girs: %s", failure.page(session.language.c_str()).c_str());
    if (session.json) std::printf("%s\n", failure.document().c_str());
    return kNegative;
  }
}

struct MonitorOptions {
  std::string store;
  LineOptions line;
};

int monitor(Session& session, const MonitorOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto json = [&] {
    ProgressBar bar(session);
    Line line(session, options.line);
    line.options.progress = &ProgressBar::show;
    line.options.progress_context = &bar;
    return fetch(girs_log_monitor, store.get(), static_cast<const girs_sync_options*>(&line.options));
  }();
  const JsonDocument document(json);
  const auto& findings = member(document.root(), "findings");
  session.answer(json, [&] {
    print_members(session, document.root(), {"origin", "size", "root", "own_found"});
    for (const auto& one : findings.GetArray())
      std::printf("%s %s [%s]: %s\n", session.say("FINDING", "PHÁT HIỆN"), text(one, "index").c_str(),
                  text(one, "rule").c_str(), text(one, session.say("message_en", "message_vi")).c_str());
    if (findings.Empty())
      std::printf("%s\n", session.say("The log holds together and continues what was seen before.",
                                      "Nhật ký nhất quán và nối tiếp những gì đã thấy trước đây."));
  });
  return findings.Empty() ? kDone : kNegative;
}

}  // namespace

void add_log_commands(CommandLine app, Session& session) {
  const auto log = app.group("log", "The authority's log");
  const auto checkpoint_command =
      add_command(log, session, "checkpoint", "The signed checkpoint of the log as it stands", checkpoint);
  add_store(checkpoint_command);
  checkpoint_command.app.required("--log-key", checkpoint_command.options->log_key, "key file that signs checkpoints");
  const auto prove_command = add_command(log, session, "prove", "A proof out of this store's own log, as JSON", prove);
  add_store(prove_command);
  prove_command.app.option("--index", prove_command.options->index, "proves that this entry is in the log");
  prove_command.app.option("--from", prove_command.options->from, "proves that the log continues the one of this size");
  prove_command.app.option("--size", prove_command.options->size, "size of the log; default: as much as is signed");
  const auto verify_command = add_command(log, session, "verify", "Verifies the receipt of any entry, without a network", verify);
  verify_command.app.required("FILE", verify_command.options->receipt, "the receipt, - for standard input");
  verify_command.app.option("--package", verify_command.options->package, "the package that it must be for");
  verify_command.app.many("--log-vkey", verify_command.options->log_keys, "verifier key of the log");
  verify_command.app.option("--policy", verify_command.options->policy, "file with logs, witnesses and quorum (C2SP tlog-policy)");
  const auto monitor_command = add_command(log, session, "monitor", "Watches the log of an authority; exit 1 on a finding", monitor);
  add_store(monitor_command);
  add_line(monitor_command.app, monitor_command.options->line, "--to", "the authority, https://HOST:PORT");
  add_store(add_command(log, session, "fsck", "Re-checks all that the store claims; exit 1 on a fault", fsck));
}

}  // namespace cli
