// catalog load|check|list|overlaps|difference: definitions.

#include <cstdio>
#include <filesystem>

#include "commands.h"
#include "json_value.h"
#include "table.h"

namespace cli {
namespace {

struct PathOptions {
  std::string store;
  std::vector<std::string> paths;
};

/// The paths as words of C, and as a person would name them.
struct Paths {
  const std::vector<std::string> paths;   // what the words point into
  std::vector<const char*> words;
  std::string named;
  explicit Paths(std::vector<std::string> given) : paths(std::move(given)) {
    for (const auto& path : paths) {
      words.push_back(path.c_str());
      named += (named.empty() ? "" : ", ") + path;
    }
  }
};

int load(Session& session, const PathOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const Paths paths(options.paths);
  call(girs_catalog_load_paths, store.get(), paths.words.data(), paths.words.size());
  session.done("The catalogue " + paths.named + " is loaded.", "Đã nạp danh mục " + paths.named + ".");
  return kDone;
}

/// Whether the first of several words is the store to check them against.
bool is_store(const std::string& path) {
  return !path.ends_with(".json") && std::filesystem::is_regular_file(path);
}

int check(Session& session, const PathOptions& options) {
  const bool joins = options.paths.size() > 1 && is_store(options.paths.front());
  const auto store = joins ? session.open(options.paths.front(), Session::kRead) : Store();
  const Paths paths({options.paths.begin() + (joins ? 1 : 0), options.paths.end()});
  try {
    call(girs_catalog_check_paths, store.get(), paths.words.data(), paths.words.size());
  } catch (const Failure& failure) {
    if (failure.mistakes() == 0) throw;
    std::fprintf(stderr, "%s", failure.page(session.language.c_str()).c_str());
    if (session.json) std::printf("%s\n", failure.document().c_str());
    return kNegative;
  }
  const auto json = fetch(girs_catalog_review_paths, store.get(), paths.words.data(), paths.words.size());
  const JsonDocument document(json);
  bool grave = false;
  for (const auto& remark : document.root().GetArray()) grave |= member(remark, "grave").GetBool();
  session.answer(json, [&] {
    for (const auto& remark : document.root().GetArray())
      std::printf("%s: %s: %s\n", text(remark, "form").c_str(), text(remark, "kind").c_str(),
                  text(remark, session.say("message_en", "message_vi")).c_str());
    const auto count = std::to_string(document.root().Size());
    const bool clean = document.root().Empty();
    std::printf("%s\n", (clean ? session.say("The catalogue ", "Danh mục ") + paths.named +
                                     session.say(" has no mistakes.", " không có lỗi.")
                               : session.say("The catalogue loads; remarks: ",
                                             "Danh mục nạp được; số nhận xét: ") + count + ".")
                            .c_str());
  });
  return grave ? kNegative : kDone;
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

struct OverlapOptions {
  std::string store;
  unsigned year = 2026;
};

int overlaps(Session& session, const OverlapOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_catalog_overlaps, store.get(), static_cast<int32_t>(options.year));
  const JsonDocument document(json);
  session.answer(json, [&] {
    print_table(session, document.root(), {"first", "second", "units", "periods", "cells_a_year"});
  });
  return document.root().Empty() ? kDone : kNegative;
}

struct DifferenceOptions {
  std::string store, form;
  unsigned before = 1, after = 2;
};

int difference(Session& session, const DifferenceOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_form_difference, store.get(), options.form,
                          static_cast<int32_t>(options.before), static_cast<int32_t>(options.after));
  session.answer(json, [&] {
    const JsonDocument document(json);
    for (const auto& change : document.root().GetArray())
      std::printf("%s\n", text(change, session.say("message_en", "message_vi")).c_str());
  });
  return kDone;
}

}  // namespace

void add_catalog_commands(CommandLine app, Session& session) {
  const auto catalog = app.group("catalog", "Definitions: regimes, forms, rules, indicators, units");
  const auto load_command = add_command(catalog, session, "load", "Loads definitions, all or nothing", load);
  add_store(load_command);
  load_command.app.one_or_more("PATH", load_command.options->paths,
                               "files, and folders with every *.json below them");
  const auto check_command = add_command(
      catalog, session, "check", "Checks definitions, alone or with what a store holds", check);
  check_command.app.one_or_more("PATH", check_command.options->paths,
                                "files and folders; before them the store that they would join");
  add_store(add_command(catalog, session, "list", "What the store's catalogue holds", list));

  const auto overlap_command = add_command(
      catalog, session, "overlaps", "Regimes that ask the same units for the same figures", overlaps);
  add_store(overlap_command);
  overlap_command.app.number("--year", overlap_command.options->year, 1, 9999, "which year is looked at");

  const auto difference_command = add_command(
      catalog, session, "difference", "What changed between two versions of a form", difference);
  add_store(difference_command);
  difference_command.app.required("FORM", difference_command.options->form, "code of the form");
  difference_command.app.number("--before", difference_command.options->before, 1, 1000000, "version");
  difference_command.app.number("--after", difference_command.options->after, 1, 1000000, "version");
}

}  // namespace cli
