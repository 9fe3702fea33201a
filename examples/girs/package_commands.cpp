// package verify, show, export; receipt get, verify: evidence that stands without a network.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "table.h"

namespace cli {
namespace {

/// A signature or proof that does not verify is a negative answer, not a failure.
int negative(const Session& session, const Failure& failure) {
  if (failure.status() != GIRS_UNTRUSTED) throw failure;
  std::fprintf(stderr, "girs: %s", failure.page(session.language.c_str()).c_str());
  if (session.json) std::printf("%s\n", failure.document().c_str());
  return kNegative;
}

struct VerifyOptions {
  std::string store, package, at;
};

int package_verify(Session& session, const VerifyOptions& options) {
  const std::int64_t time = options.at.empty() ? 0 : parse_moment(options.at);
  const auto store = session.open(options.store, Session::kRead);
  try {
    const auto json = fetch(girs_package_verify, store.get(), read_file(options.package), time);
    session.answer(json, [&] {
      std::printf("%s\n", session.say("The package is as it was signed.", "Gói tin đúng như đã ký."));
      print_tree(session, JsonDocument(json).root());
    });
    return kDone;
  } catch (const Failure& failure) {
    return negative(session, failure);
  }
}

struct ShowOptions {
  std::string package;
};

int package_show(Session& session, const ShowOptions& options) {
  const auto page = fetch(girs_package_show, read_file(options.package), session.language.c_str());
  JsonWriter out;
  out.open_object();
  out.add("page", page);
  out.close_object();
  session.answer(out.text(), [&] { std::printf("%s\n", page.c_str()); });
  return kDone;
}

struct PidOptions {
  std::string store, pid, out;
};

/// To the file, or to standard output; with --json the bytes are a document or a text in one.
int give(const Session& session, const PidOptions& options, const std::string& bytes, bool is_json) {
  if (options.out.empty()) {
    JsonWriter out;
    out.open_object();
    out.add("text", bytes);
    out.close_object();
    session.answer(is_json ? bytes : out.text(), [&] { std::printf("%s", bytes.c_str()); });
    return kDone;
  }
  write_file(options.out, bytes);
  session.done("Written to " + options.out + ".", "Đã ghi vào " + options.out + ".");
  return kDone;
}

int package_export(Session& session, const PidOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  return give(session, options, fetch(girs_package_export, store.get(), options.pid), true);
}

int receipt_get(Session& session, const PidOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  return give(session, options, fetch(girs_receipt_get, store.get(), options.pid), false);
}

struct ReceiptOptions {
  std::string package, receipt;
  std::vector<std::string> log_keys;
};

int receipt_verify(Session& session, const ReceiptOptions& options) {
  std::string keys;
  for (const auto& key : options.log_keys) keys += key + '\n';
  const auto receipt = options.receipt.empty() ? std::string() : read_file(options.receipt);
  try {
    const auto json = fetch(girs_receipt_verify, read_file(options.package), receipt, keys);
    session.answer(json, [&] {
      std::printf("%s\n", session.say("The receipt is genuine.", "Biên nhận hợp lệ."));
      print_tree(session, JsonDocument(json).root());
    });
    return kDone;
  } catch (const Failure& failure) {
    return negative(session, failure);
  }
}

void add_pid(const Command<PidOptions>& command) {
  add_store(command);
  command.app.required("PID", command.options->pid, "identity of the package, 64 hex digits");
  command.app.option("--out", command.options->out, "the file to write; default: standard output");
}

}  // namespace

void add_package_commands(CommandLine app, Session& session) {
  const auto package = app.group("package", "Signed packages");
  const auto verify = add_command(package, session, "verify",
                                  "Whether a package is signed by those who may sign it", package_verify);
  add_store(verify);
  verify.app.required("FILE", verify.options->package, "the package, - for standard input");
  verify.app.option("--at", verify.options->at, "as of this moment; default: now");
  const auto show = add_command(package, session, "show", "A page for people; verifies nothing", package_show);
  show.app.required("FILE", show.options->package, "the package, - for standard input");
  add_package_sign_commands(package, session);
  add_pid(add_command(package, session, "export", "A package with its receipts as one file", package_export));

  const auto receipt = app.group("receipt", "Proofs that a package was received");
  add_pid(add_command(receipt, session, "get", "The receipt of a package", receipt_get));
  const auto check = add_command(receipt, session, "verify", "Verifies a receipt without a network", receipt_verify);
  check.app.required("FILE", check.options->package, "the package, - for standard input");
  check.app.option("--receipt", check.options->receipt, "the receipt; default: the one in the bundle");
  check.app.one_or_more("--log-vkey", check.options->log_keys, "verifier key of the log");
}

}  // namespace cli
