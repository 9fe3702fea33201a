#include "central/centre.h"

#include "central/admission.h"
#include "central/log_book.h"
#include "package/series_id.h"
#include "report/definitions.h"
#include "report/receive.h"
#include "store/definitions.h"
#include "store/requests.h"

namespace girs::central {
namespace {

constexpr std::string_view kLoggedRegistry = "registry-logged";  // version of the newest key event

Status require_roots(const std::vector<PublicKey>& roots) {
  if (!roots.empty()) return ok();
  return error(Code::kInvalidArgument, "The centre has no root key for registries.",
               "Chưa khai báo khóa gốc của danh bạ khóa.");
}

/// The decision of `decider` as a signed envelope.
Result<package::Envelope> signed_decision(const std::string& origin, Time now, std::string_view of,
                                          package::DecisionKind kind, const std::vector<std::string>& codes,
                                          std::string_view text, const Signer& decider) {
  package::DecisionPayload payload;
  payload.head.audience = origin;
  payload.head.created_at = now;
  GIRS_TRY(payload.head.salt, new_salt());
  payload.head.signers.push_back({std::string(package::kDecider), decider.key.keyid()});
  payload.of = std::string(of);
  payload.decision = kind;
  payload.codes = codes;
  payload.text = std::string(text);
  GIRS_TRY(const auto bytes, package::build(payload));
  package::Envelope envelope{std::string(package::kDecisionType), to_bytes(bytes), {}};
  GIRS_CHECK(envelope.sign(decider));
  return envelope;
}

/// Logs a decision in the caller's transaction.
Status log_decision(store::Connection& connection, const package::Envelope& envelope,
                    const package::DecisionPayload& payload, const store::SubmissionRow& of,
                    const std::string& origin, Time now) {
  log::DecisionEntry entry{envelope.pid(), envelope.env_digest(), of.pid, of.unit, of.regime, of.period,
                           std::string(package::to_text(payload.decision)), payload.codes};
  GIRS_TRY(const auto leaf, append_leaf(connection, entry, now));
  return store::insert_decision(connection, {entry.pid, of.pid, origin, leaf.index,
                                             leaf.time.time_since_epoch().count(), entry.status,
                                             store::joined_codes(payload.codes),
                                             payload.text, to_bytes(envelope.text())});
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

Result<std::optional<store::SubmissionRow>> Centre::series_head(std::string_view series) {
  return workspace_.store->read([&](store::Connection& connection) { return store::series_head(connection, series); });
}

Result<std::shared_ptr<const Registry>> Centre::registry() {
  GIRS_TRY(const auto newest, registry_envelope());
  if (!newest)
    return error(Code::kNotFound, "No registry of keys has been published yet.", "Chưa công bố danh bạ khóa.");
  const std::lock_guard lock(known_->mutex);
  if (known_->registry && known_->registry->version() == newest->version) return known_->registry;
  GIRS_TRY(const auto envelope, package::Envelope::parse(text_of(newest->envelope)));
  GIRS_TRY(auto opened, package::open_registry(envelope, options_.roots));
  known_->registry = std::make_shared<const Registry>(std::move(opened));
  return known_->registry;
}

Result<std::shared_ptr<const Catalog>> Centre::catalog() {
  GIRS_TRY(const auto count, workspace_.store->read([](store::Connection& connection) {
    return store::definition_count(connection);
  }));
  const std::lock_guard lock(known_->mutex);
  // Definitions are only ever added; a store without any works with the catalogue that it was given.
  if (count == 0 || count == static_cast<std::int64_t>(known_->catalog->definitions().size()))
    return known_->catalog;
  GIRS_TRY(auto read, report::open_catalog(*workspace_.store));
  known_->catalog = std::make_shared<const Catalog>(std::move(read));
  return known_->catalog;
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

Result<Admission> Centre::admit(std::string_view pid, std::string_view body) {
  GIRS_TRY(const auto sent, package::Submission::parse(body));
  // One package has one form on the wire: what is stored and hashed is what was sent.
  if (sent.text() != body)
    return refusal("format", "The package is not in its normal form (RFC 8785).",
                   "Gói báo cáo không ở dạng chuẩn (RFC 8785).", Code::kCorrupt);
  if (sent.envelope.pid() != pid)
    return refusal("digest", "The package is not the one that its address names.",
                   "Gói báo cáo không khớp với địa chỉ gửi đến.");
  const auto env = sent.envelope.env_digest();
  GIRS_TRY(const auto known, submission(pid));
  if (known && known->env != env)
    return refusal("envelope-differs", "This package is here already with other signatures.",
                   "Gói báo cáo này đã có với chữ ký khác.", Code::kConflict);
  if (known) {
    GIRS_TRY(auto receipt_text, receipt(pid));
    return Admission{false, known->index, std::move(receipt_text)};
  }

  const Time now = workspace_.store->now();
  GIRS_TRY(const auto definitions, catalog());
  const report::Workspace workspace{workspace_.store, definitions.get()};
  GIRS_TRY(const auto keys, registry());
  GIRS_TRY(const auto verified, package::verify_report(sent.envelope, *keys, options_.origin, now, sent.batches));
  GIRS_TRY(const auto subject, check_subject(workspace, verified.payload));
  GIRS_TRY(const auto figures, report::figures_of(subject, verified.payload));
  GIRS_TRY(const auto against, objections(workspace, subject, verified.payload));
  GIRS_TRY(const auto deadline, correction_deadline(workspace, verified.payload));
  const auto kind = against.codes.empty() ? package::DecisionKind::kAccepted : package::DecisionKind::kRejected;
  std::optional<package::Envelope> decision;
  if (options_.decision_key) {
    GIRS_TRY(decision, signed_decision(options_.origin, now, pid, kind, against.codes, against.text,
                                       *options_.decision_key));
  }

  GIRS_TRY(const auto index, workspace_.store->write([&](store::Connection& connection) -> Result<std::int64_t> {
    GIRS_TRY(const auto raced, store::submission(connection, pid));
    if (raced) return raced->index;  // the same package arrived twice at once: one leaf
    GIRS_TRY(const auto head, store::series_head(connection, verified.series));
    GIRS_CHECK(check_series(head, verified));
    GIRS_CHECK(check_deadline(connection, verified.payload, deadline, now));
    const auto& payload = verified.payload;
    const log::SubmissionEntry entry{verified.pid, verified.env, payload.unit, payload.regime.code,
                                     payload.period, payload.rev, payload.prev};
    GIRS_TRY(const auto leaf, append_leaf(connection, entry, now));
    GIRS_CHECK(report::receive(connection, subject, verified, to_bytes(sent.text()),
                               {options_.origin, leaf.index, leaf.time}));
    if (decision) {
      GIRS_TRY(const auto row, store::submission(connection, pid));
      GIRS_TRY(const auto decided, package::parse_decision(text_of(decision->payload)));
      GIRS_CHECK(log_decision(connection, *decision, decided, *row, options_.origin, now));
    }
    return leaf.index;
  }));
  GIRS_TRY(const auto note, sign_log(*workspace_.store, options_.origin, *options_.log_key));
  GIRS_TRY(auto proof, workspace_.store->read([&](store::Connection& connection) {
    return receipt_of(connection, index, note);
  }));
  return Admission{true, index, std::move(proof)};
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
  GIRS_TRY(const auto verified, package::verify_decision(envelope, *keys, options_.origin, now, row->unit, row->regime));
  GIRS_CHECK(workspace_.store->write([&](store::Connection& connection) {
    return log_decision(connection, envelope, verified.payload, *row, options_.origin, now);
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
    if (row) return receipt_of(connection, row->index, note);
    GIRS_TRY(const auto made, store::decision(connection, pid));
    if (made) return receipt_of(connection, made->index, note);
    GIRS_TRY(const auto asked, store::request(connection, pid));
    if (asked) return receipt_of(connection, asked->index, note);
    return error(Code::kNotFound, "There is no package " + std::string(pid) + ".",
                 "Không có gói báo cáo " + std::string(pid) + ".");
  });
}

}  // namespace girs::central
