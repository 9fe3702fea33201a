#include "report/seal_series.h"

#include "json/canonical.h"
#include "json/parse.h"
#include "package/envelope.h"
#include "package/submission.h"
#include "package/verify_series.h"
#include "report/refused.h"
#include "store/outbox.h"

namespace girs::report {
namespace {

using Newest = std::optional<Taken>;

Result<Newest> newest_of(const Workspace& workspace, const std::string& series) {
  return workspace.store->read(
      [&](store::Connection& connection) { return newest_taken(connection, series); });
}

/// kConflict when the chain has changed since the payload was made: another revision was queued,
/// or the one before was refused.
Status require_follows(const Newest& newest, const package::SeriesPayload& payload) {
  const bool follows = newest ? payload.rev == newest->rev + 1 && payload.prev == newest->pid
                              : payload.rev == 1 && !payload.prev;
  if (follows) return ok();
  return error(Code::kConflict,
               "The revisions of this series changed while it was being signed; submit it again.",
               "Các phiên bản của chuỗi số liệu đã thay đổi trong lúc ký; hãy gửi lại.",
               {{"unit", payload.unit}, {"indicator", payload.indicator},
                {"rev", std::to_string(payload.rev)}});
}

}  // namespace

Result<package::SeriesPayload> series_draft(const Workspace& workspace, std::string_view json,
                                            std::string_view audience,
                                            const std::vector<SigningParty>& parties) {
  GIRS_TRY(auto document, json::parse(json));
  if (!document.as_object())
    return error(Code::kInvalidArgument, "A series is a JSON object.",
                 "Chuỗi số liệu phải là một đối tượng JSON.");
  PayloadHead head;
  head.audience = std::string(audience);
  head.created_at = workspace.store->now();
  GIRS_TRY(head.salt, new_salt());
  for (const auto& party : parties)
    head.signers.push_back({party.role, party.signer->key.keyid(), party.authority, {}});
  write_head(head, package::kSeriesSchema, document);
  if (!document.find("breakdown")) document.add("breakdown", json::Value(json::Object{}));
  document.set("rev", 1);
  document.set("prev", json::Value());
  GIRS_TRY(const auto bytes, json::canonical(document));
  GIRS_TRY(auto payload, package::parse_series(bytes));
  GIRS_TRY(const auto newest, newest_of(workspace, package::series_chain_id(payload)));
  if (newest) {
    payload.rev = newest->rev + 1;
    payload.prev = newest->pid;
  }
  return payload;
}

Result<std::string> seal_series(const Workspace& workspace, const package::SeriesPayload& payload,
                                const std::vector<SigningParty>& parties, const Registry* registry) {
  GIRS_CHECK(check_roles(payload.head.signers));
  if (registry)
    GIRS_CHECK(check_registered(payload.head.signers, *registry, payload.unit, payload.indicator,
                                package::kSeriesType, workspace.store->now()));
  GIRS_TRY(const auto bytes, package::build(payload));
  package::Submission submission{{std::string(package::kSeriesType), to_bytes(bytes), {}}, {}};
  for (const auto& party : parties) GIRS_CHECK(submission.envelope.sign(*party.signer));
  store::OutboxRow queued;
  queued.pid = submission.envelope.pid();
  queued.series = package::series_chain_id(payload);
  queued.rev = static_cast<int>(payload.rev);
  queued.envelope = to_bytes(submission.text());
  queued.queued_at = workspace.store->now().time_since_epoch().count();
  GIRS_CHECK(workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto newest, newest_taken(connection, queued.series));
    GIRS_CHECK(require_follows(newest, payload));
    return store::enqueue(connection, queued);
  }));
  return queued.pid;
}

}  // namespace girs::report
