// fsck of what stands behind rows besides their envelopes: the receipt that came with what another
// log took, and the registry of each key event.

#include "central/fsck_parts.h"
#include "crypto/hash.h"
#include "package/envelope.h"

namespace girs::central {
namespace {

/// Whether the stored registry is the one that the log names, in its normal form. Whose signatures
/// count is known to who holds the pinned roots: opening the registry in force checks them.
bool is_registry(const Bytes& stored, const log::KeyEvent& event) {
  const auto envelope = package::Envelope::parse(text_of(stored));
  if (!envelope || envelope->text() != text_of(stored)) return false;
  return envelope->payload_type == kRegistryType &&
         to_digest(sha256(ByteView(envelope->payload))) == event.digest;
}

}  // namespace

log::ReceiptClaim claim_of(const package::VerifiedReport& report, const std::string& origin) {
  const auto& payload = report.payload;
  return {report.pid,  report.env,   payload.unit, payload.regime.code,    payload.period,
          payload.rev, payload.prev, origin,       payload.head.created_at};
}

log::ReceiptClaim claim_of(const package::VerifiedSeries& series, const std::string& origin) {
  const auto& payload = series.payload;
  return {series.pid,  series.env,   payload.unit, payload.indicator,      payload.vintage,
          payload.rev, payload.prev, origin,       payload.head.created_at};
}

Status check_receipt(const FsckRun& run, std::string_view text, const log::ReceiptClaim& claim,
                     std::int64_t index, std::int64_t logged_at) {
  const auto& content = run.registry_of(claim.audience).content();
  GIRS_TRY(const auto published, log::Policy::of(content.tlog_policy, content.log_keys));
  auto receipt = log::verify_receipt(text, claim, run.policy);
  if (!receipt) receipt = log::verify_receipt(text, claim, published);
  if (!receipt) return receipt.error();
  if (receipt->time_logged.time_since_epoch().count() == logged_at &&
      static_cast<std::int64_t>(receipt->index) == index)
    return ok();
  return error(Code::kCorrupt, "a column is not what package and receipt say.",
               "có cột không khớp gói và biên nhận.");
}

void check_stored_receipt(FsckRun& run, store::Logged kind, const std::optional<std::string>& text,
                          const log::ReceiptClaim& claim, std::int64_t index,
                          std::int64_t logged_at) {
  if (!text) return;
  if (const auto sound = check_receipt(run, *text, claim, index, logged_at); !sound)
    run.fault(std::string(to_text(kind)), "pid " + claim.pid,
              "Its receipt does not verify: " + sound.error().message.en,
              "Biên nhận không xác thực được: " + sound.error().message.in("vi"));
}

Status check_key_event(FsckRun& run, store::Connection& connection, const log::KeyEvent& event) {
  GIRS_TRY(const auto stored, store::registry_of_version(connection, event.version));
  const std::string key = "version " + std::to_string(event.version);
  if (!stored)
    run.fault("registry", key, "The log has this registry of keys, the table has not.",
              "Nhật ký có danh bạ khóa này nhưng bảng không có.");
  else if (!is_registry(*stored, event))
    run.fault("registry", key, "The registry of keys is not the one that the log names.",
              "Danh bạ khóa không phải bản mà nhật ký ghi.");
  return ok();
}

}  // namespace girs::central
