#include "sync/succession.h"

#include <algorithm>

#include "log/checkpoint.h"
#include "log/merkle.h"
#include "store/log_table.h"
#include "sync/seen.h"

namespace girs::sync {
namespace {

constexpr int kLogsMax = 100;  // a log a year

std::string before_key(const std::string& origin) { return "log-before " + origin; }

/// The first entry of the authority's log, proved to be in the newest tree that was seen.
Result<log::GenesisEntry> genesis_of(Session& session) {
  const auto& origin = session.options.audience;
  GIRS_TRY(const auto newest, session.store.read([&](store::Connection& connection) {
    return store::checkpoint_seen(connection, origin);
  }));
  if (!newest)
    return error(Code::kNotFound, "No checkpoint of the log " + origin + " is known yet.",
                 "Chưa có điểm chốt nào của nhật ký " + origin + ".");
  GIRS_TRY(const auto head, log::Checkpoint::of_note(newest->note));
  const auto width = static_cast<unsigned>(std::min(head.size, log::kTileWidth));
  const auto fetch = tiles_of(session);
  GIRS_TRY(const auto bundle, fetch(log::TileName{true, 0, 0, width}.path()));
  GIRS_TRY(const auto leaves, log::read_bundle(bundle, width));
  const log::Checkpoint first{origin, 1, log::leaf_hash(leaves.front())};
  if (!log::check_growth(first, head, fetch))
    return error(Code::kUntrusted, "The first entry of the log " + origin + " is not proved.",
                 "Chưa chứng minh được mục đầu tiên của nhật ký " + origin + ".", {{"reason", "proof"}});
  GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(leaves.front())));
  const auto* genesis = std::get_if<log::GenesisEntry>(&leaf.entry);
  if (genesis && genesis->origin == origin) return *genesis;
  return error(Code::kUntrusted, "The log " + origin + " does not begin as a log does.",
               "Mục đầu tiên của nhật ký " + origin + " không hợp lệ.", {{"reason", "genesis"}});
}

/// Anybody may name anybody's log as the one before. It counts when this store has followed it, its
/// registry is of the same roots, and its own key signed its end.
Result<std::optional<log::Checkpoint>> signed_end(Session& session, const std::string& note) {
  GIRS_TRY(const auto claimed, log::Checkpoint::of_note(note));
  GIRS_TRY(const auto row, session.store.read([&](store::Connection& connection) {
    return store::newest_registry(connection, claimed.origin);
  }));
  if (!row) return std::optional<log::Checkpoint>();
  GIRS_TRY(const auto envelope, package::Envelope::parse(text_of(row->envelope)));
  const auto registry = package::open_registry(envelope, session.options.roots);
  if (!registry || registry->audience() != claimed.origin) return std::optional<log::Checkpoint>();
  GIRS_TRY(const auto policy, log::Policy::of(registry->content().tlog_policy, registry->content().log_keys));
  const auto opened = log::open_checkpoint(note, policy);
  return opened ? std::optional(opened->checkpoint) : std::optional<log::Checkpoint>();
}

/// The last note of the log before the authority's own; empty when there is none.
Result<std::string> note_before(Session& session) {
  const auto key = before_key(session.options.audience);
  const auto read = [&](store::Connection& connection) { return store::setting(connection, key); };
  GIRS_TRY(auto known, session.store.read(read));
  if (known) return *std::move(known);
  GIRS_TRY(const auto genesis, genesis_of(session));
  GIRS_TRY(auto wrong, wrong_succession(session.store, genesis));
  if (wrong)
    return error(Code::kUntrusted, std::move(wrong->en), std::move(wrong->vi), {{"reason", "succession"}});
  const auto note = genesis.previous.value_or("");
  GIRS_CHECK(session.store.write([&](store::Connection& connection) {
    return store::set_setting(connection, key, note);
  }));
  return note;
}

}  // namespace

Result<std::optional<Message>> wrong_succession(store::Store& store, const log::GenesisEntry& genesis) {
  if (!genesis.previous) return std::optional<Message>();
  const auto& note = *genesis.previous;
  const auto last = log::Checkpoint::of_note(note);
  if (!last)
    return std::optional(Message{"The first entry does not hold the last checkpoint of the log before it.",
                                 "Mục đầu tiên không chứa điểm chốt cuối cùng của nhật ký trước."});
  return store.write([&](store::Connection& connection) -> Result<std::optional<Message>> {
    GIRS_TRY(const auto seen, store::checkpoint_seen(connection, last->origin));
    const auto end = row_of(*last, note);
    if (!seen || (seen->size <= end.size && !contradicts(*seen, end))) return std::optional<Message>();
    // It speaks against the log that says so: what another claims of the old one is no fault of it.
    GIRS_TRY(const bool is_kept, store::has_fork_evidence(connection, genesis.origin));
    if (!is_kept)
      GIRS_CHECK(store::add_fork_evidence(connection, genesis.origin, store.now().time_since_epoch().count(),
                                          seen->note, note));
    const auto was = std::to_string(seen->size), is = std::to_string(end.size);
    return std::optional(Message{"The log " + last->origin + " is said to have ended with " + is + " entries, but it signed another checkpoint of " + was + " entries before; both notes are kept as evidence.",
                                 "Nhật ký " + last->origin + " được nêu là kết thúc ở " + is + " mục, nhưng trước đó đã ký điểm chốt khác có " + was + " mục; đã lưu cả hai bản ký làm bằng chứng."});
  });
}

Result<std::vector<EndedLog>> logs_before(Session& session) {
  std::vector<EndedLog> logs;
  GIRS_TRY(auto note, note_before(session));
  for (int i = 0; i < kLogsMax && !note.empty(); ++i) {
    GIRS_TRY(auto last, signed_end(session, note));
    if (!last) break;
    const auto key = before_key(last->origin);
    logs.push_back({*std::move(last), std::move(note)});
    GIRS_TRY(const auto earlier, session.store.read([&](store::Connection& connection) {
      return store::setting(connection, key);
    }));
    note = earlier.value_or("");
  }
  return logs;
}

Error other_log(const std::string& origin, const std::string& authority) {
  return error(Code::kUntrusted,
               "The log " + origin + " took the report: " + authority + " does not decide on it.",
               "Báo cáo do nhật ký " + origin + " tiếp nhận: " + authority + " không có quyền quyết định.",
               {{"reason", "other-log"}});
}

Status require_own_log(Session& session, const std::string& origin) {
  const auto& authority = session.options.audience;
  if (origin == authority) return ok();
  GIRS_TRY(const auto before, logs_before(session));
  const bool follows = std::ranges::any_of(before, [&](const EndedLog& one) { return one.checkpoint.origin == origin; });
  return follows ? ok() : Status(other_log(origin, authority));
}

Result<log::VerifiedReceipt> open_receipt_of_any_year(Session& session, std::string_view receipt) {
  GIRS_TRY(const auto proof, log::Proof::parse(receipt));
  if (proof.checkpoint.starts_with(session.options.audience + "\n")) return open_receipt(session, receipt);
  GIRS_TRY(const auto before, logs_before(session));
  const auto ended = std::ranges::find(before, proof.checkpoint, &EndedLog::note);
  if (ended == before.end())
    return error(Code::kUntrusted, "The receipt is of another log than " + session.options.audience + ", and of none before it that was followed here.",
                 "Biên nhận không thuộc nhật ký " + session.options.audience + " hay nhật ký trước đó đã được theo dõi ở đây.",
                 {{"reason", "other-log"}});
  return log::verify_proof(proof, {ended->checkpoint, {}, false});
}

}  // namespace girs::sync
