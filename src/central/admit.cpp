// How a package gets in: checked on the caller's thread, then put into the log by the next group
// of the store's transactions, then receipted.

#include <new>

#include "central/admission.h"
#include "central/centre.h"
#include "central/decision_log.h"
#include "central/log_end.h"
#include "central/series.h"
#include "report/receive.h"

namespace girs::central {

/// A package that may enter, with all that its entry needs.
struct Centre::Prepared {
  package::VerifiedReport verified;
  std::vector<store::FigureRow> figures;
  Bytes stored;
  std::optional<Time> deadline;
  std::optional<Decision> decision;
  Time now{};
};

namespace {

/// An upload that is what it says it is, with its hashes.
struct Read {
  package::Submission sent;
  package::SignedBytes bytes;
  std::string env;
};

/// What the store holds as an upload is looked at, all at one moment.
struct Around {
  std::optional<store::SubmissionRow> known;
  std::int64_t definitions = 0;
  std::int64_t registry = 0;
  Time at{};   // by which keys are judged
};

Result<Around> look_around(store::Connection& connection, std::string_view pid, Time now) {
  Around found;
  GIRS_TRY(found.known, store::submission(connection, pid));
  GIRS_TRY(found.definitions, store::definition_count(connection));
  GIRS_TRY(found.registry, store::newest_registry_version(connection));
  GIRS_TRY(found.at, leaf_time(connection, now));
  return found;
}

/// What can be said of an upload without any other: its form and its name.
Result<std::unique_ptr<const Read>> read_upload(std::string_view pid, std::string_view body) {
  auto sent = package::Submission::parse(body);
  if (!sent) return in_package(std::move(sent).error(), "format");
  // One package has one form on the wire: what is stored and hashed is what was sent.
  if (sent->text() != body)
    return refusal("format", "The package is not in its normal form (RFC 8785).",
                   "Gói báo cáo không ở dạng chuẩn (RFC 8785).", Code::kCorrupt);
  std::string env = to_hex(sha256(sent->envelope_in(body)));
  auto tbs = sent->envelope.tbs();
  std::unique_ptr<const Read> read(
      new Read{*std::move(sent), package::SignedBytes(std::move(tbs)), std::move(env)});
  if (read->bytes.pid() != pid)
    return refusal("digest", "The package is not the one that its address names.",
                   "Gói báo cáo không khớp với địa chỉ gửi đến.");
  return read;
}

}  // namespace

Result<Entered> Centre::put_in(store::Connection& connection, LogEnd& end, Prepared& package) const {
  const auto& verified = package.verified;
  GIRS_TRY(const auto raced, store::submission(connection, verified.pid));
  if (raced && raced->env != verified.env) return envelope_differs();
  if (raced) return Entered{false, raced->index};  // it arrived twice at once: one leaf
  GIRS_TRY(const auto head, store::head_of_series(connection, verified.series));
  GIRS_CHECK(check_series(head, verified));
  GIRS_CHECK(check_deadline(connection, verified.payload, package.deadline, package.now));
  const auto& payload = verified.payload;
  const log::SubmissionEntry entry{verified.pid, verified.env, payload.unit, payload.regime.code,
                                   payload.period, payload.rev, payload.prev};
  GIRS_TRY(const auto leaf, end.append(connection, entry, package.now));
  GIRS_CHECK(report::receive(connection, verified, package.stored,
                             {options_.origin, leaf.index, leaf.time}, package.figures));
  if (!package.decision) return Entered{true, leaf.index};
  auto& [decided, envelope] = *package.decision;
  if (envelope.signatures.empty())
    if (const auto done = envelope.sign(*options_.decision_key); !done) return own_fault(done.error());
  GIRS_CHECK(log_decision(connection, end, envelope, decided,
                          {verified.pid, payload.unit, payload.regime.code, payload.period},
                          options_.origin, package.now));
  return Entered{true, leaf.index};
}

namespace {

Result<Admission> receipted(const GroupCommit::Outcome& outcome) {
  const auto& entered = outcome.entered;
  GIRS_TRY(auto receipt, outcome.receipts(entered.index));
  return Admission{entered.fresh, entered.index, std::move(receipt)};
}

}  // namespace

Result<Admission> Centre::admit(std::string_view pid, std::string_view body) {
  Waiter<std::optional<Result<Admission>>> waiter;
  admit(pid, body, waiter.executor(),
        [&](std::optional<Result<Admission>> admitted) { waiter.give(std::move(admitted)); });
  auto admitted = waiter.wait();
  if (!admitted) throw std::bad_alloc();
  return *std::move(admitted);
}

void Centre::admit(std::string_view pid, std::string_view body, const Executor& executor,
                   const Admitted& done) {
  auto checked = check(pid, body);
  if (!checked) return done(std::move(checked).error());
  if (auto* known = std::get_if<Admission>(&*checked)) return done(std::move(*known));
  auto package = std::get<std::shared_ptr<Prepared>>(*std::move(checked));
  known_->groups.enter(
      {workspace_.store,
       {[this](store::Connection& connection) { return begin_group(connection); },
        [this](bool others_wait) { return sign_group(others_wait); }},
       [this, package = std::move(package)](store::Connection& connection) {
         const LogEnd before = *known_->end;
         auto entered = put_in(connection, *known_->end, *package);
         if (!entered) known_->end = before;
         return entered;
       },
       executor,
       [executor, done](std::optional<Result<GroupCommit::Outcome>> outcome) {
         if (!outcome) return done(std::nullopt);
         if (!*outcome) return done(std::move(*outcome).error());
         executor([done, outcome = **std::move(outcome)] { done(receipted(outcome)); });
       }});
}

/// All that can be said of a package before it enters: it is here already, or may enter.
Result<Centre::Checked> Centre::check(std::string_view pid, std::string_view body) {
  GIRS_TRY(const auto read, read_upload(pid, body));
  const auto& sent = read->sent;
  if (sent.envelope.payload_type == package::kSeriesType) {
    GIRS_TRY(auto admitted, admit_series(*this, sent));
    return Checked(std::move(admitted));
  }
  const Time now = workspace_.store->now();
  GIRS_TRY(const auto around, workspace_.store->read([&](store::Connection& connection) {
    return look_around(connection, pid, now);
  }));
  if (around.known && around.known->env != read->env) return envelope_differs();
  if (around.known) {
    GIRS_TRY(auto receipt_text, receipt(pid));
    return Checked(Admission{false, around.known->index, std::move(receipt_text)});
  }
  GIRS_TRY(const auto current, present_of(around.definitions));
  const auto& workspace = current->workspace();
  GIRS_TRY(const auto keys, registry_of(around.registry));
  GIRS_TRY(auto verified, package::verify_report(sent.envelope, read->bytes, read->env, *keys,
                                                 options_.origin, around.at, sent.batches));
  GIRS_CHECK(check_keyids(sent.envelope, verified.signers));
  GIRS_TRY(const auto subject, check_subject(workspace, verified.payload));
  const auto sheets = report::sheets_of(subject, verified.payload);
  if (!sheets) return in_package(sheets.error(), "package-invalid");
  auto figures = report::figures_of(subject, *sheets);
  if (!figures) return in_package(figures.error(), "package-invalid");
  if (!verified.payload.attachments.empty())
    GIRS_CHECK(workspace_.store->read([&](store::Connection& connection) {
      return check_attachments(connection, verified.payload);
    }));
  GIRS_TRY(const auto against, objections(workspace, subject, verified.payload, *sheets, options_.origin));
  GIRS_TRY(const auto deadline, correction_deadline(workspace, verified.payload));
  std::optional<Decision> decision;
  if (options_.decision_key && !against.open) {
    const auto kind = against.codes.empty() ? package::DecisionKind::kAccepted : package::DecisionKind::kRejected;
    const auto& decider = *options_.decision_key;
    auto decided = draft_decision(options_.origin, now, pid, kind, against.codes, against.text, decider.key);
    if (!decided) return own_fault(std::move(decided).error());
    // Where a key is held for a whole group of packages, its signatures are made there.
    if (!decider.hold)
      if (const auto done = decided->envelope.sign(decider); !done) return own_fault(done.error());
    decision = *std::move(decided);
  }
  return Checked(std::make_shared<Prepared>(Prepared{
      std::move(verified), *std::move(figures), to_bytes(body), deadline, std::move(decision), now}));
}

Result<std::shared_ptr<const void>> Centre::begin_group(store::Connection& connection) {
  for (const auto& row : known_->unsaved) GIRS_CHECK(store::insert_checkpoint(connection, row));
  GIRS_TRY(known_->end, LogEnd::of(connection));
  if (const auto done = check_not_older(connection, known_->end->head().size); !done)
    return own_fault(done.error());
  const auto& decider = options_.decision_key;
  return decider && decider->hold ? decider->hold() : nullptr;
}

/// While others wait, the signed checkpoint is written with the next group: a second wait for the
/// disk is saved. A crash before that loses nothing, since its tree is committed and the same
/// tree gets the same signature (Ed25519) at the next start.
Result<GroupCommit::Receipts> Centre::sign_group(bool others_wait) {
  known_->unsaved.clear();  // committed with this group
  const auto head = known_->end->head();
  const auto signed_now = signed_head(*workspace_.store, options_.origin, *options_.log_key, head);
  if (!signed_now) return own_fault(signed_now.error());
  if (others_wait) {
    known_->unsaved.push_back(*signed_now);
  } else {
    GIRS_CHECK(workspace_.store->write([&](store::Connection& connection) {
      return store::insert_checkpoint(connection, *signed_now);
    }));
  }
  // The group's own leaves under a checkpoint of its own; all others as the store has them.
  const auto added = signed_now->size == head.size ? known_->end->added() : nullptr;
  return GroupCommit::Receipts([store = workspace_.store, added, head = *signed_now](std::int64_t index) {
    if (const auto* leaf = added ? added->leaf(index) : nullptr)
      return receipt_of(*added, *leaf, index, static_cast<std::uint64_t>(head.size), head.note);
    return store->read([&](store::Connection& connection) { return receipt_of(connection, index, head.note); });
  });
}

}  // namespace girs::central
