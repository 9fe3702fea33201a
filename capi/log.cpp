#include "girs/log.h"

#include <algorithm>

#include "base/text.h"
#include "central/log_book.h"
#include "central/log_proof.h"
#include "handles.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "package/report_payload.h"
#include "package/series_payload.h"
#include "package_input.h"
#include "store/outbox.h"
#include "store/submissions.h"

using namespace girs;
using namespace girs::capi;

namespace {

Result<std::vector<VerifierKey>> verifier_keys(std::string_view lines) {
  std::vector<VerifierKey> keys;
  for (const auto line : split(lines, '\n')) {
    if (trim(line).empty()) continue;
    GIRS_TRY(auto key, VerifierKey::parse(trim(line)));
    keys.push_back(std::move(key));
  }
  return keys;
}

/// A tlog-policy, or verifier keys one a line. Only a policy's lines begin with one of its words.
Result<log::Policy> policy_from(std::string_view text) {
  for (const auto line : split(text, '\n'))
    if (trim(line).starts_with("log ")) return log::Policy::parse(text);
  log::Policy policy;
  GIRS_TRY(policy.logs, verifier_keys(text));
  return policy;
}

Result<Hash> hash_from(const uint8_t* bytes, const char* name) {
  GIRS_CHECK(require(bytes, name));
  Hash hash;
  std::copy_n(bytes, hash.size(), hash.begin());
  return hash;
}

/// More hashes than any proof may have are not copied: one too many is refused as well.
Result<std::vector<Hash>> hashes_from(const uint8_t* bytes, size_t count) {
  if (count > 0) GIRS_CHECK(require(bytes, "proof"));
  std::vector<Hash> hashes(std::min(count, log::kProofHashesMax + 1));
  for (std::size_t i = 0; i < hashes.size(); ++i)
    std::copy_n(bytes + i * GIRS_HASH_SIZE, GIRS_HASH_SIZE, hashes[i].begin());
  return hashes;
}

Result<log::ReceiptClaim> claim_of(const package::Submission& submission) {
  if (submission.envelope.payload_type == package::kSeriesType) {
    GIRS_TRY(const auto series, package::parse_series(text_of(submission.envelope.payload)));
    return log::ReceiptClaim{submission.envelope.pid(), submission.envelope.env_digest(), series.unit,
                             series.indicator,          series.vintage,                   series.rev,
                             series.prev,               series.head.audience,             series.head.created_at};
  }
  GIRS_TRY(const auto payload, package::parse_report(text_of(submission.envelope.payload)));
  return log::ReceiptClaim{submission.envelope.pid(), submission.envelope.env_digest(), payload.unit,
                           payload.regime.code,       payload.period,                  payload.rev,
                           payload.prev,              payload.head.audience,           payload.head.created_at};
}

json::Value view_of(const log::VerifiedReceipt& receipt) {
  json::Value shown;
  shown.set("state", receipt.state());
  shown.set("origin", receipt.checkpoint.origin);
  shown.set("index", static_cast<std::int64_t>(receipt.index));
  shown.set("size", static_cast<std::int64_t>(receipt.checkpoint.size));
  shown.set("time_claimed", receipt.time_claimed ? json::Value(to_rfc3339(*receipt.time_claimed)) : json::Value());
  shown.set("time_logged", to_rfc3339(receipt.time_logged));
  shown.set("time_witnessed", receipt.time_witnessed ? json::Value(to_rfc3339(*receipt.time_witnessed)) : json::Value());
  json::Value witnesses = json::Array{};
  for (const auto& cosignature : receipt.cosignatures) witnesses.push(cosignature.name);
  shown.set("witnesses", std::move(witnesses));
  return shown;
}

}  // namespace

girs_status girs_receipt_verify(const char* package, size_t package_length, const char* receipt,
                                size_t receipt_length, const char* log_keys, size_t log_keys_length,
                                girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(auto proof, bytes(receipt, receipt_length, "receipt"));
    GIRS_TRY(const auto keys, text(log_keys, log_keys_length, "log_keys"));
    GIRS_TRY(const auto policy, policy_from(keys));
    if (given.empty()) {
      GIRS_TRY(const auto verified, log::verify_proof(proof, policy));
      auto shown = view_of(verified);
      GIRS_TRY(const auto leaf, verified.leaf.to_bytes());
      GIRS_TRY(auto entry, json::parse(leaf));
      shown.set("leaf", std::move(entry));
      give(json_out, json::compact(shown));
      return ok();
    }
    GIRS_TRY(const auto input, read_package(given));
    if (proof.empty() && !input.receipts.empty()) proof = input.receipts.front();
    GIRS_TRY(const auto claim, claim_of(input.submission));
    GIRS_TRY(const auto verified, log::verify_receipt(proof, claim, policy));
    give(json_out, json::compact(view_of(verified)));
    return ok();
  });
}

girs_status girs_receipt_get(girs_store* store, const char* pid, size_t pid_length, girs_bytes** text_out,
                             girs_error** error_out) noexcept {
  if (text_out) *text_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(text_out, "text_out"));
    GIRS_TRY(const auto identity, text(pid, pid_length, "pid"));
    GIRS_TRY(auto receipt, store->state->store->read([&](store::Connection& connection) -> Result<std::string> {
      GIRS_TRY(auto own, store::outbox_row(connection, identity));
      if (own && own->receipt) return *std::move(own->receipt);
      GIRS_TRY(auto received, store::submission(connection, identity));
      if (received && received->receipt) return *std::move(received->receipt);
      if (received) return central::signed_receipt_of(connection, received->index);  // of its own log
      return error(Code::kNotFound, "The store holds no receipt of package " + std::string(identity) + ".",
                   "Kho không có biên nhận của gói " + std::string(identity) + ".");
    }));
    give(text_out, std::move(receipt));
    return ok();
  });
}

girs_status girs_log_prove(girs_store* store, uint64_t index, uint64_t size, girs_bytes** json_out,
                           girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto shown, store->state->store->read([&](store::Connection& connection) {
      return central::inclusion_of(connection, index, size);
    }));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_log_prove_growth(girs_store* store, uint64_t size1, uint64_t size2, girs_bytes** json_out,
                                  girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto shown, store->state->store->read([&](store::Connection& connection) {
      return central::growth_of(connection, size1, size2);
    }));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_note_verify(const char* note, size_t note_length, const char* vkeys, size_t vkeys_length,
                             int32_t* valid_out, girs_error** error_out) noexcept {
  if (valid_out) *valid_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(valid_out, "valid_out"));
    GIRS_TRY(const auto given, bytes(note, note_length, "note"));
    GIRS_TRY(const auto lines, text(vkeys, vkeys_length, "vkeys"));
    GIRS_TRY(const auto keys, verifier_keys(lines));
    const auto read = log::Note::parse(given);
    *valid_out = read && log::verify_note(*read, keys) ? 1 : 0;
    return ok();
  });
}

girs_status girs_inclusion_verify(uint64_t index, uint64_t size, const uint8_t* root, const uint8_t* leaf_hash,
                                  const uint8_t* proof, size_t hash_count, int32_t* valid_out,
                                  girs_error** error_out) noexcept {
  if (valid_out) *valid_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(valid_out, "valid_out"));
    GIRS_TRY(const auto top, hash_from(root, "root"));
    GIRS_TRY(const auto leaf, hash_from(leaf_hash, "leaf_hash"));
    GIRS_TRY(const auto hashes, hashes_from(proof, hash_count));
    *valid_out = log::verify_inclusion(index, size, leaf, hashes, top) ? 1 : 0;
    return ok();
  });
}

girs_status girs_consistency_verify(uint64_t size1, uint64_t size2, const uint8_t* root1, const uint8_t* root2,
                                    const uint8_t* proof, size_t hash_count, int32_t* valid_out,
                                    girs_error** error_out) noexcept {
  if (valid_out) *valid_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(valid_out, "valid_out"));
    GIRS_TRY(const auto before, hash_from(root1, "root1"));
    GIRS_TRY(const auto after, hash_from(root2, "root2"));
    GIRS_TRY(const auto hashes, hashes_from(proof, hash_count));
    *valid_out = log::verify_consistency(size1, size2, before, after, hashes) ? 1 : 0;
    return ok();
  });
}
