// central backup, restore, rotate, reads, forget-reads, retention: keeping a centre in service.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "commands.h"
#include "input.h"
#include "json_value.h"
#include "progress.h"
#include "serving.h"
#include "table.h"

namespace cli {
namespace {

struct CopyOptions {
  std::string store, copy;
};

std::string manifest_of(const std::string& copy) { return copy + ".json"; }

int backup(Session& session, const CopyOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  ProgressBar bar(session);
  const auto held = fetch(girs_store_backup, store.get(), options.copy, &ProgressBar::show, static_cast<void*>(&bar));
  write_file(manifest_of(options.copy), held + '\n');
  session.answer(held, [&] {
    std::printf("%s %s\n%s %s\n", session.say("Copied to", "Đã sao lưu vào"), options.copy.c_str(),
                session.say("log entries:", "mục nhật ký:"), text(JsonDocument(held).root(), "log_size").c_str());
  });
  return kDone;
}

/// Everything that the copy claims is checked before it gets the store's name: its inventory is
/// that of the moment of copying, and fsck finds no fault in log, signatures and figures.
int restore(Session& session, const CopyOptions& options) {
  std::error_code failure;
  if (std::filesystem::exists(options.store, failure))
    throw Failure(GIRS_CONFLICT, "There is a store " + options.store + " already; move it away first.",
                  "Đã có kho " + options.store + "; hãy chuyển đi trước.");
  const auto wanted = read_file(manifest_of(options.copy));
  const std::string part = options.store + ".part";
  std::filesystem::remove(part, failure);
  if (!std::filesystem::copy_file(options.copy, part, failure) || failure)
    throw Failure(GIRS_IO, "The copy " + options.copy + " cannot be read.", "Không đọc được bản sao " + options.copy + ".");
  std::string held, checked;
  {
    const auto store = session.open(part, Session::kWrite);
    held = fetch(girs_store_inventory, store.get());
    ProgressBar bar(session);
    checked = fetch(girs_fsck, store.get(), &ProgressBar::show, static_cast<void*>(&bar));
    call(girs_store_close, store.get());
  }
  const JsonDocument result(checked);
  const bool complete = held == wanted.substr(0, wanted.find_last_not_of('\n') + 1);
  const bool sound = member(result.root(), "faults").Empty();
  if (complete && sound) std::filesystem::rename(part, options.store, failure);
  else std::filesystem::remove(part, failure);
  JsonWriter out;
  out.open_object();
  out.add("complete", complete);
  out.add("sound", sound);
  out.add_json("inventory", held);
  out.add_json("fsck", checked);
  out.close_object();
  session.answer(out.text(), [&] {
    if (!complete) std::puts(session.say("The copy does not hold what its manifest says; nothing was restored.",
                                         "Bản sao không khớp bản kê; chưa khôi phục gì."));
    for (const auto& fault : member(result.root(), "faults").GetArray())
      std::printf("%s %s: %s\n", text(fault, "table").c_str(), text(fault, "row").c_str(),
                  text(fault, session.say("message_en", "message_vi")).c_str());
    if (complete && sound)
      std::printf("%s %s\n", session.say("Nothing is missing; restored as", "Không thiếu gì; đã khôi phục thành"), options.store.c_str());
  });
  return complete && sound ? kDone : kNegative;
}

struct RotateOptions {
  std::string store, fresh, origin, log_key;
};

int rotate(Session& session, const RotateOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const OpenCentral central(session, store, options.log_key);
  call(girs_central_rotate, central.get(), options.fresh, options.origin);
  session.done("The log " + options.origin + " begins in " + options.fresh + "; sign the registry for it next.",
               "Nhật ký " + options.origin + " bắt đầu trong " + options.fresh + "; tiếp theo hãy ký danh bạ khóa cho nhật ký này.");
  return kDone;
}

struct ReadsOptions {
  std::string store, unit, before;
  unsigned since = 0;
};

int reads(Session& session, const ReadsOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_central_reads, store.get(), static_cast<std::int64_t>(options.since), options.unit);
  session.answer(json, [&] {
    print_table(session, member(JsonDocument(json).root(), "reads"),
                {"id", "at", "unit", "person", "call", "about", "rule", "items"});
  });
  return kDone;
}

int forget(Session& session, const ReadsOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  std::int64_t count = 0;
  call(girs_central_forget_reads, store.get(), parse_moment(options.before), &count);
  JsonWriter out;
  out.open_object();
  out.add("forgotten", count);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %lld\n", session.say("forgotten:", "đã xóa:"), static_cast<long long>(count));
  });
  return kDone;
}

struct RetentionOptions {
  std::string store, rules, copies;
  bool apply = false;
};

struct Copy {
  std::filesystem::path path;
  std::filesystem::file_time_type at;
};

/// Copies with their manifests in a folder, the newest first.
std::vector<Copy> copies_in(const std::string& folder) {
  std::vector<Copy> found;
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
    if (entry.is_regular_file() && std::filesystem::exists(manifest_of(entry.path().string())))
      found.push_back({entry.path(), entry.last_write_time()});
  if (failure) throw Failure(GIRS_IO, "The folder " + folder + " cannot be read.", "Không đọc được thư mục " + folder + ".");
  std::sort(found.begin(), found.end(), [](const Copy& one, const Copy& other) { return one.at > other.at; });
  return found;
}

/// Those that a rule lets go: made before its day, and so many newer ones stay.
std::vector<std::string> old_copies(const std::string& folder, const rapidjson::Value& rule) {
  using std::chrono::file_clock;
  const auto before = std::chrono::sys_seconds(std::chrono::seconds(parse_moment(text(rule, "before"))));
  auto copies = copies_in(folder);
  copies.erase(copies.begin(), copies.begin() + std::min<std::ptrdiff_t>(std::ssize(copies), member(rule, "at_least").GetInt64()));
  std::vector<std::string> old;
  for (const auto& copy : copies)
    if (file_clock::to_sys(copy.at) < before) old.push_back(copy.path.string());
  return old;
}

int retention(Session& session, const RetentionOptions& options) {
  const auto store = session.open(options.store, options.apply ? Session::kWrite : Session::kRead);
  const auto json = fetch(girs_central_retention, store.get(), read_file(options.rules), options.apply ? 1 : 0);
  const JsonDocument answer(json);
  std::vector<std::string> copies;
  if (!options.copies.empty())
    for (const auto& rule : member(answer.root(), "rules").GetArray())
      if (text(rule, "what") == "copies") copies = old_copies(options.copies, rule);
  for (const auto& copy : copies) {
    if (!options.apply) continue;
    std::filesystem::remove(copy);
    std::filesystem::remove(manifest_of(copy));
  }
  JsonWriter out;
  out.open_object();
  out.add_json("store", json);
  out.open_array("copies");
  for (const auto& copy : copies) out.add(nullptr, copy);
  out.close_array();
  out.close_object();
  session.answer(out.text(), [&] {
    std::puts(options.apply ? session.say("Removed by the rules in force:", "Đã xóa theo quy định đang có hiệu lực:")
                            : session.say("Would go by the rules in force (nothing is removed without --apply):",
                                          "Sẽ xóa theo quy định đang có hiệu lực (chưa xóa khi chưa có --apply):"));
    print_table(session, member(answer.root(), "rules"), {"code", "what", "count", "oldest", "before", "handover", "basis"});
    for (const auto& copy : copies) std::printf("%s %s\n", session.say("copy", "bản sao"), copy.c_str());
  });
  return kDone;
}

}  // namespace

void add_service_commands(CommandLine central, Session& session) {
  const auto backup_command = add_command(central, session, "backup", "Copies a store that is in use", backup);
  add_store(backup_command);
  backup_command.app.required("FILE", backup_command.options->copy, "the copy; FILE.json says what it holds");
  const auto restore_command =
      add_command(central, session, "restore", "Makes a store of a copy, once it is shown to be whole and sound", restore);
  restore_command.app.required("FILE", restore_command.options->copy, "the copy, with its FILE.json");
  restore_command.app.required("STORE", restore_command.options->store, "the store to make");
  const auto rotate_command = add_command(
      central, session, "rotate", "A new year: a new store whose log begins with the old one's last checkpoint", rotate);
  add_store(rotate_command);
  rotate_command.app.required("NEW", rotate_command.options->fresh, "the store to make");
  rotate_command.app.required("--origin", rotate_command.options->origin, "name of the new log");
  rotate_command.app.required("--log-key", rotate_command.options->log_key, "key file that signs checkpoints");
  const auto reads_command = add_command(central, session, "reads", "Who read which figures", reads);
  add_store(reads_command);
  reads_command.app.number("--since", reads_command.options->since, 0, 4000000000u, "number of the last read known already");
  reads_command.app.option("--unit", reads_command.options->unit, "only by keys of this unit");
  const auto forget_command =
      add_command(central, session, "forget-reads", "Deletes reads whose time of keeping is over", forget);
  add_store(forget_command);
  forget_command.app.required("--before", forget_command.options->before, "2024-01-01, or a moment");
  const auto retention_command = add_command(
      central, session, "retention", "What would go by rules of retention; with --apply it goes", retention);
  add_store(retention_command);
  retention_command.app.required("--rules", retention_command.options->rules, "a file of dated rules with their legal basis");
  retention_command.app.option("--copies", retention_command.options->copies, "the folder of `central backup`, for rules of copies");
  retention_command.app.flag("--apply", retention_command.options->apply, "remove it, and record that");
}

}  // namespace cli
