#include "exchange.h"
#include "support/source_dir.h"

#include <sys/wait.h>
#include <unistd.h>

namespace capi {
namespace {

std::int64_t read_clock(void* context) { return *static_cast<const std::int64_t*>(context); }

/// In a child process: becomes Python with a script of this folder.
[[noreturn]] void run_python(const char* script, const std::string& first, const std::string& second) {
  const std::string program = source_path("/tests/capi/") + script;
  execlp("python3", "python3", program.c_str(), first.c_str(), second.c_str(), static_cast<char*>(nullptr));
  _exit(127);
}

girs_signer signer_of(const Key& key) {
  girs_signer signer = GIRS_SIGNER;
  MUST(girs_key_signer(key, &signer, error));
  return signer;
}

}  // namespace

std::string show(const Key& key, const char* name) {
  Given json;
  MUST(girs_key_show(key, name, GIRS_NUL, json.out(), error));
  return json.text();
}

Exchange::Exchange() {
  make_keys();
  office = open("office.girs");
  commune = open("commune.girs", kUnit);
  centre = open("centre.girs", "G22");
  make_registry();
}

void Exchange::make_keys() {
  for (auto* key : {&root, &preparer, &approver, &seal})
    MUST(girs_key_generate("ecdsa-sha2-nistp256", GIRS_NUL, key->out(), error));
  for (auto* key : {&log_key, &decision_key, &request_key})
    MUST(girs_key_generate("ed25519", GIRS_NUL, key->out(), error));
  log_signer_ = signer_of(log_key);
  decision_signer_ = signer_of(decision_key);
  preparer_signer_ = signer_of(preparer);
  approver_signer_ = signer_of(approver);
  seal_signer_ = signer_of(seal);
}

std::string Exchange::record(const Key& key, const char* role, const char* person) const {
  const std::string shown = show(key);
  const std::string holder = *person ? ",\"person\":\"" + std::string(person) + '"' : "";
  return R"({"scheme":")" + member(shown, "scheme") + R"(","spki":")" + member(shown, "spki") +
         R"(","unit":"31825")" + holder + R"(,"roles":[{"role":")" + role +
         R"(","units":["*"],"regimes":["*"],"types":["*"]}]})";
}

void Exchange::make_registry() {
  const std::string keys = '[' + record(preparer, "preparer", "p1") + ',' +
                           record(approver, "approver", "p2") + ',' +
                           record(seal, "agency-seal", "") + ',' +
                           record(decision_key, "decider", "") + ',' +
                           record(request_key, "requester", "") + ']';
  const std::string log_keys = "[\"" + member(show(log_key, kAudience), "vkey") + "\"]";
  const girs_signer signer = signer_of(root);
  Given envelope;
  MUST(girs_registry_add(office, keys.data(), keys.size(), log_keys.data(), log_keys.size(),
                         &signer, envelope.out(), error));
  registry = envelope.text();
}

Store Exchange::open(const std::string& name, const char* unit) {
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.clock = read_clock;
  options.clock_context = &now;
  Store store;
  MUST(girs_store_open((folder / name).c_str(), GIRS_NUL, &options, store.out(), error));
  const std::string shown = show(root);
  const std::string pinned = member(shown, "scheme") + ' ' + member(shown, "spki");
  MUST(girs_store_set(store, "audience", GIRS_NUL, kAudience, GIRS_NUL, error));
  MUST(girs_store_set(store, "registry-root", GIRS_NUL, pinned.c_str(), GIRS_NUL, error));
  if (!unit) return store;
  MUST(girs_store_set(store, "unit", GIRS_NUL, unit, GIRS_NUL, error));
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
  return store;
}

Central Exchange::open_central(bool decides) {
  girs_central_options options = GIRS_CENTRAL_OPTIONS;
  options.log_key = &log_signer_;
  if (decides) options.decision_key = &decision_signer_;
  Central central;
  MUST(girs_central_open(centre, &options, central.out(), error));
  MUST(girs_central_publish(central, registry.data(), registry.size(), error));
  return central;
}

Report Exchange::draft(const char* cells) {
  const auto options = quarter();
  Report report;
  MUST(girs_report_create(commune, &options, report.out(), error));
  MUST(girs_report_import(report, "", 0, "cells.csv", GIRS_NUL, cells, GIRS_NUL,
                          GIRS_NUMBERS_PLAIN, error));
  return report;
}

std::vector<girs_party> Exchange::parties() {
  std::vector<girs_party> list(3, girs_party GIRS_PARTY);
  list[0].role = "preparer";
  list[0].signer = &preparer_signer_;
  list[1].role = "approver";
  list[1].authority = "KT.";
  list[1].signer = &approver_signer_;
  list[2].role = "agency-seal";
  list[2].signer = &seal_signer_;
  return list;
}

std::string Exchange::seal_quarter() {
  const Report report = draft();
  const auto signing = parties();
  Given pid;
  MUST(girs_report_approve(report, error));
  MUST(girs_report_submit(report, signing.data(), signing.size(), pid.out(), error));
  return pid.text();
}

std::string Exchange::package(const std::string& pid) {
  Given bundle;
  MUST(girs_package_export(commune, pid.c_str(), GIRS_NUL, bundle.out(), error));
  return bundle.text();
}

std::string Exchange::outbox() {
  Given json;
  MUST(girs_sync_outbox(commune, json.out(), error));
  return json.text();
}

LockedFile::LockedFile(const std::string& path) {
  int input[2], output[2];
  REQUIRE(pipe(input) == 0);
  REQUIRE(pipe(output) == 0);
  child_ = fork();
  if (child_ == 0) {
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    close(input[1]);
    run_python("hold_lock.py", path, "");
  }
  close(input[0]);
  close(output[1]);
  its_input_ = input[1];
  char said = 0;
  REQUIRE(read(output[0], &said, 1) == 1);
  REQUIRE(said == 'L');
  close(output[0]);
}

void LockedFile::release() {
  if (its_input_ < 0) return;
  close(its_input_);
  its_input_ = -1;
  waitpid(child_, nullptr, 0);
}

void tamper(const std::string& path, const std::string& sql) {
  const pid_t child = fork();
  if (child == 0) run_python("tamper.py", path, sql);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(status == 0);
}

}  // namespace capi
