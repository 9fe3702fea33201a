// key new, show; registry show, add, revoke, propose, import: keys and whose they are.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "signing.h"
#include "table.h"

namespace cli {
namespace {

struct KeyOptions {
  std::string file, scheme = "ed25519", name;
};

int show_key(const Session& session, const Key& key, const std::string& name) {
  const auto json = fetch(girs_key_show, static_cast<const girs_key*>(key.get()), name);
  session.answer(json, [&] { print_tree(session, JsonDocument(json).root()); });
  return kDone;
}

int key_new(Session& session, const KeyOptions& options) {
  const auto passphrase = session.passphrase();
  const auto key = make<Key>(girs_key_generate, options.scheme);
  call(girs_key_save, static_cast<const girs_key*>(key.get()), options.file, passphrase);
  return show_key(session, key, options.name);
}

int key_show(Session& session, const KeyOptions& options) {
  return show_key(session, open_key(session, options.file), options.name);
}

struct StoreOptions {
  std::string store;
};

int registry_show(Session& session, const StoreOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_registry_show, store.get());
  session.answer(json, [&] { print_tree(session, JsonDocument(json).root()); });
  return kDone;
}

struct AddOptions {
  std::string store, keys, root, out;
  std::vector<std::string> log_vkeys;
};

std::string array_of(const std::vector<std::string>& texts) {
  if (texts.empty()) return "";
  JsonWriter out;
  out.open_array();
  for (const auto& text : texts) out.add(nullptr, text);
  out.close_array();
  return out.text();
}

int registry_add(Session& session, const AddOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner root(session, options.root);
  const auto envelope = fetch(girs_registry_add, store.get(), read_file(options.keys),
                              array_of(options.log_vkeys), &root.signer);
  if (!options.out.empty()) write_file(options.out, envelope);
  session.answer(envelope, [&] {
    std::printf("%s\n", session.say("The registry of keys has a new version.",
                                    "Danh bạ khóa đã có phiên bản mới."));
  });
  return kDone;
}

struct RevokeOptions {
  std::string store, keyid, at, reason, root;
};

int registry_revoke(Session& session, const RevokeOptions& options) {
  const auto at = parse_moment(options.at);
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner root(session, options.root);
  call(girs_registry_revoke, store.get(), options.keyid, at, options.reason, &root.signer);
  session.done("The key " + options.keyid + " is revoked.", "Đã thu hồi khóa " + options.keyid + ".");
  return kDone;
}

struct ProposeOptions {
  std::string store, change, root, out;
};

int registry_propose(Session& session, const ProposeOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const KeySigner root(session, options.root);
  write_file(options.out, fetch(girs_registry_propose, store.get(), read_file(options.change), &root.signer));
  session.done("Written to " + options.out + "; other root keys sign it with `girs package sign`, then `girs registry import`.",
               "Đã ghi vào " + options.out + "; các khóa gốc khác ký bằng `girs package sign`, sau đó `girs registry import`.");
  return kDone;
}

struct ImportOptions {
  std::string store, envelope;
};

int registry_import(Session& session, const ImportOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  call(girs_registry_import, store.get(), read_file(options.envelope));
  session.done("The registry of keys is in force.", "Danh bạ khóa đã có hiệu lực trong kho.");
  return kDone;
}

void add_registry(CommandLine app, Session& session) {
  const auto registry = app.group("registry", "Whose key it is and what it may sign");
  add_store(add_command(registry, session, "show", "The registry in force, verified", registry_show));

  const auto add = add_command(registry, session, "add", "Makes the next version with further keys", registry_add);
  add_store(add);
  add.app.required("--keys", add.options->keys, "JSON array of keys with units, persons and roles");
  add.app.required("--root", add.options->root, "key file of the root, which signs the registry");
  add.app.many("--log-vkey", add.options->log_vkeys, "verifier key of the log, for a first version");
  add.app.option("--out", add.options->out, "writes the signed registry to a file too");

  const auto revoke = add_command(registry, session, "revoke", "Revokes a key from a moment on", registry_revoke);
  add_store(revoke);
  revoke.app.required("--keyid", revoke.options->keyid, "the key");
  revoke.app.required("--at", revoke.options->at, "the first moment at which it is not valid");
  revoke.app.required("--reason", revoke.options->reason, "why");
  revoke.app.required("--root", revoke.options->root, "key file of the root");

  const auto propose = add_command(registry, session, "propose",
                                   "Writes the next version, for several root keys to sign", registry_propose);
  add_store(propose);
  propose.app.required("--change", propose.options->change,
                       "JSON file: add, retire, revoke, log_keys, tlog_policy, min_schema, cosigners");
  propose.app.required("--root", propose.options->root, "key of the root that signs first");
  propose.app.required("--out", propose.options->out, "the file to write");

  const auto import = add_command(registry, session, "import", "Puts a signed registry into force", registry_import);
  add_store(import);
  import.app.required("FILE", import.options->envelope, "the signed registry");
}

}  // namespace

void add_key_commands(CommandLine app, Session& session) {
  const auto key = app.group("key", "Key files (PKCS#8, encrypted)");
  const auto add_key = [&](const char* name, const char* about, int (*run)(Session&, const KeyOptions&)) {
    const auto command = add_command(key, session, name, about, run);
    command.app.required("FILE", command.options->file, "the key file");
    command.app.option("--name", command.options->name,
                            "name of the log: shows its verifier key (Ed25519)");
    return command;
  };
  const auto new_command = add_key("new", "Makes a key, encrypted with the passphrase", key_new);
  new_command.app.option("--scheme", new_command.options->scheme,
                   "ed25519 for machines; people and agencies: ecdsa-sha2-nistp256, "
                   "ecdsa-sha2-nistp384, rsassa-pss-sha256");
  add_key("show", "The public part of a key", key_show);
  add_registry(app, session);
}

}  // namespace cli
