#include "central/centre.h"

#include "central/admission.h"
#include "central/decision_log.h"
#include "central/log_book.h"
#include "central/series.h"
#include "package/series_id.h"
#include "report/definitions.h"
#include "report/receive.h"
#include "store/definitions.h"
#include "store/requests.h"
#include "store/series.h"

namespace girs::central {
namespace {

constexpr std::string_view kLoggedRegistry = "registry-logged";  // version of the newest key event

Status require_roots(const std::vector<PublicKey>& roots) {
  if (!roots.empty()) return ok();
  return error(Code::kInvalidArgument, "The centre has no root key for registries.",
               "Chưa khai báo khóa gốc của danh bạ khóa.");
}

}  // namespace

Result<Centre> Centre::open(const report::Workspace& workspace, CentreOptions options) {
  GIRS_CHECK(require_roots(options.roots));
  Centre centre(workspace, std::move(options));
  GIRS_CHECK(centre.begin_log());
  GIRS_CHECK(centre.log_registry());
  GIRS_CHECK(centre.checkpoint());  // refuses a store older than its signatures
  return centre;
}

Status Centre::begin_log() {
  return workspace_.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto size, store::log_size(connection));
    if (size > 0) return ok();
    GIRS_CHECK(append_leaf(connection, log::GenesisEntry{origin(), {}}, workspace_.store->now()));
    return ok();
  });
}

/// Each registry is one leaf, also one that reached the store by another way than publishing.
Status Centre::log_registry() {
  const auto current = registry();
  if (!current && current.error().code == Code::kNotFound) return ok();
  if (!current) return current.error();
  const std::string version = std::to_string((*current)->version());
  GIRS_TRY(const auto bytes, (*current)->to_bytes());
  return workspace_.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto logged, store::setting(connection, kLoggedRegistry));
    if (logged == version) return ok();
    const log::KeyEvent event{(*current)->version(), to_digest(sha256(bytes))};
    GIRS_CHECK(append_leaf(connection, event, workspace_.store->now()));
    return store::set_setting(connection, kLoggedRegistry, version);
  });
}

Result<std::optional<store::RegistryRow>> Centre::registry_envelope() {
  return workspace_.store->read([](store::Connection& connection) { return store::newest_registry(connection); });
}

Result<std::optional<store::SubmissionRow>> Centre::submission(std::string_view pid) {
  return workspace_.store->read([&](store::Connection& connection) { return store::submission(connection, pid); });
}

Result<std::optional<Upload>> Centre::upload(std::string_view pid) {
  return workspace_.store->read([&](store::Connection& connection) -> Result<std::optional<Upload>> {
    GIRS_TRY(auto report, store::submission(connection, pid));
    if (report) return std::optional(Upload{std::move(report->envelope), std::move(report->env)});
    GIRS_TRY(auto series, store::series_package(connection, pid));
    if (series) return std::optional(Upload{std::move(series->envelope), std::move(series->env)});
    return std::optional<Upload>();
  });
}

Result<std::optional<Centre::About>> Centre::about(std::string_view pid) {
  return workspace_.store->read([&](store::Connection& connection) -> Result<std::optional<About>> {
    GIRS_TRY(auto report, store::submission(connection, pid));
    if (report) return std::optional(About{report->regime, report->unit, report->period});
    GIRS_TRY(auto series, store::series_package(connection, pid));
    if (series) return std::optional(About{series->indicator, series->unit, {}});
    return std::optional<About>();
  });
}

Result<std::optional<store::SubmissionRow>> Centre::series_head(std::string_view series) {
  return workspace_.store->read([&](store::Connection& connection) { return store::series_head(connection, series); });
}

Result<std::shared_ptr<const Registry>> Centre::registry() {
  GIRS_TRY(const auto version, workspace_.store->read([](store::Connection& connection) {
    return store::newest_registry_version(connection);
  }));
  return registry_of(version);
}

Result<std::shared_ptr<const Registry>> Centre::registry_of(std::int64_t version) {
  const std::lock_guard lock(known_->mutex);
  if (known_->registry && known_->registry->version() == version) return known_->registry;
  GIRS_TRY(const auto newest, registry_envelope());
  if (!newest)
    return error(Code::kNotFound, "No registry of keys has been published yet.", "Chưa công bố danh bạ khóa.");
  GIRS_TRY(const auto envelope, package::Envelope::parse(text_of(newest->envelope)));
  GIRS_TRY(auto opened, package::open_registry(envelope, options_.roots));
  known_->registry = std::make_shared<const Registry>(std::move(opened));
  return known_->registry;
}

Result<std::shared_ptr<const Present>> Centre::present() {
  GIRS_TRY(const auto count, workspace_.store->read([](store::Connection& connection) {
    return store::definition_count(connection);
  }));
  return present_of(count);
}

Result<std::shared_ptr<const Present>> Centre::present_of(std::int64_t definitions) {
  const std::lock_guard lock(known_->mutex);
  // Definitions are only ever added; a store without any works with the catalogue that it was given.
  if (definitions == 0 ||
      definitions <= static_cast<std::int64_t>(known_->present->catalog().definitions().size()))
    return known_->present;
  GIRS_TRY(auto read, report::open_catalog(*workspace_.store));
  known_->present = std::make_shared<const Present>(
      workspace_.store, std::make_shared<const Catalog>(std::move(read)));
  return known_->present;
}

Status Centre::publish_registry(const package::Envelope& envelope) {
  GIRS_TRY(const auto fresh, package::open_registry(envelope, options_.roots));
  if (fresh.audience() != options_.origin)
    return refusal("audience", "The registry is meant for " + fresh.audience() + ", not for " + options_.origin + ".",
                   "Danh bạ khóa dành cho " + fresh.audience() + ", không phải " + options_.origin + ".");
  const auto current = registry();
  if (!current && current.error().code != Code::kNotFound) return current.error();
  if (current) {
    GIRS_CHECK(succeeds(**current, fresh));
  }
  if (!current || (*current)->version() < fresh.version())
    GIRS_CHECK(workspace_.store->write([&](store::Connection& connection) {
      return store::put_registry(connection, fresh.version(), view(envelope.text()));
    }));
  GIRS_CHECK(log_registry());
  GIRS_CHECK(checkpoint());
  return ok();
}

Result<std::string> Centre::decide(std::string_view pid, package::DecisionKind kind,
                                   const std::vector<std::string>& codes, std::string_view text,
                                   const Signer& decider) {
  GIRS_TRY(const auto row, submission(pid));
  if (!row)
    return error(Code::kNotFound, "There is no package " + std::string(pid) + ".",
                 "Không có gói báo cáo " + std::string(pid) + ".");
  const Time now = workspace_.store->now();
  GIRS_TRY(const auto envelope, signed_decision(options_.origin, now, pid, kind, codes, text, decider));
  GIRS_TRY(const auto keys, registry());
  GIRS_TRY(const auto at, leaf_time(*workspace_.store, now));
  GIRS_TRY(const auto verified, package::verify_decision(envelope, *keys, options_.origin, at, row->unit, row->regime));
  GIRS_CHECK(workspace_.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto end, LogEnd::of(connection));
    return log_decision(connection, end, envelope, verified.payload,
                        {row->pid, row->unit, row->regime, row->period}, options_.origin, now);
  }));
  GIRS_CHECK(sign_log(*workspace_.store, options_.origin, *options_.log_key));
  return envelope.pid();
}

Result<std::string> Centre::checkpoint() {
  GIRS_TRY(const auto state, workspace_.store->read(
      [](store::Connection& connection) -> Result<std::pair<std::int64_t, std::optional<store::CheckpointRow>>> {
        GIRS_TRY(const auto size, store::log_size(connection));
        GIRS_TRY(auto newest, store::newest_checkpoint(connection));
        return std::make_pair(size, std::move(newest));
      }));
  // A crash between commit and signature leaves a tree without its checkpoint: sign it now.
  if (!state.second || state.second->size != state.first)
    return sign_log(*workspace_.store, options_.origin, *options_.log_key);
  return state.second->note;
}

Result<std::string> Centre::receipt(std::string_view pid) {
  GIRS_TRY(const auto note, checkpoint());
  return workspace_.store->read([&](store::Connection& connection) -> Result<std::string> {
    GIRS_TRY(const auto row, store::submission(connection, pid));
    // What an earlier log took keeps the receipt that its last checkpoint gave (rotate.h).
    if (row && row->origin != origin() && row->receipt) return *row->receipt;
    if (row) return receipt_of(connection, row->index, note);
    GIRS_TRY(const auto made, store::decision(connection, pid));
    if (made) return receipt_of(connection, made->index, note);
    GIRS_TRY(const auto asked, store::request(connection, pid));
    if (asked) return receipt_of(connection, asked->index, note);
    GIRS_TRY(const auto series, store::series_package(connection, pid));
    if (series && series->origin != origin() && series->receipt) return *series->receipt;
    if (series) return receipt_of(connection, series->index, note);
    return error(Code::kNotFound, "There is no package " + std::string(pid) + ".",
                 "Không có gói báo cáo " + std::string(pid) + ".");
  });
}

}  // namespace girs::central
