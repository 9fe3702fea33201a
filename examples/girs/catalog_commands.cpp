// catalog: definitions.

#include <cstdio>

#include "commands.h"
#include "table.h"

namespace cli {
namespace {

struct FolderOptions {
  std::string store, folder;
};

int load(Session& session, const FolderOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  call(girs_catalog_load, store.get(), options.folder);
  session.done("The catalogue " + options.folder + " is loaded.",
               "Đã nạp danh mục " + options.folder + ".");
  return kDone;
}

int check(Session& session, const FolderOptions& options) {
  try {
    call(girs_catalog_check, options.folder);
  } catch (const Failure& failure) {
    if (failure.mistakes() == 0) throw;
    std::fprintf(stderr, "%s", failure.page(session.language.c_str()).c_str());
    if (session.json) std::printf("%s\n", failure.document().c_str());
    return kNegative;
  }
  session.done("The catalogue " + options.folder + " has no mistakes.",
               "Danh mục " + options.folder + " không có lỗi.");
  return kDone;
}

struct StoreOptions {
  std::string store;
};

int list(Session& session, const StoreOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_catalog_list, store.get());
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_members(session, document.root(), {"digest"});
    print_table(session, member(document.root(), "definitions"), {"kind", "code", "version", "digest"});
  });
  return kDone;
}

}  // namespace

void add_catalog_commands(CommandLine app, Session& session) {
  const auto catalog = app.group("catalog", "Definitions: regimes, forms, rules, indicators, units");
  const auto load_command = add_command(catalog, session, "load", "Loads a folder of definitions", load);
  add_store(load_command);
  load_command.app.required("FOLDER", load_command.options->folder, "every *.json below it");
  const auto check_command =
      add_command(catalog, session, "check", "Checks a folder of definitions without a store", check);
  check_command.app.required("FOLDER", check_command.options->folder, "every *.json below it");
  add_store(add_command(catalog, session, "list", "What the store's catalogue holds", list));
}

}  // namespace cli
