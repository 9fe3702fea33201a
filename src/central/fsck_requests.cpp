// fsck of requests: each envelope is verified again as of its log time, and the columns and units
// beside it are compared with what was signed.

#include <limits>

#include "central/fsck_parts.h"
#include "package/verify.h"
#include "store/requests.h"

namespace girs::central {
namespace {

void check_request(FsckRun& run, const store::RequestRow& row) {
  const std::string key = "pid " + row.pid;
  const Time logged{std::chrono::seconds{row.logged_at}};
  const auto envelope = package::Envelope::parse(text_of(row.envelope));
  const auto request = envelope
                           ? package::verify_request(*envelope, run.registry_of(row.origin), row.origin, logged)
                           : Result<package::VerifiedRequest>(envelope.error());
  if (!request) {
    run.fault("request", key, "The request does not verify: " + request.error().message.en,
              "Yêu cầu không xác thực được: " + request.error().message.in("vi"));
    return;
  }
  const auto& payload = request->payload;
  if (row.pid != request->pid || row.regime != payload.regime.code ||
      row.period != payload.period || row.due != payload.due || row.text != payload.text)
    run.fault("request", key, "A column is not what the signed request says.",
              "Có cột không khớp với yêu cầu đã ký.");
  if (row.units != payload.units)
    run.fault("request_unit", key, "The units are not those of the signed request.",
              "Danh sách đơn vị không khớp với yêu cầu đã ký.");
  check_leaf(run, {store::Logged::kRequest, row.pid, request->env, row.logged_at}, row.origin,
             row.index);
}

}  // namespace

Status check_requests(FsckRun& run, store::Connection& connection) {
  GIRS_TRY(const auto rows,
           store::requests(connection, {}, std::numeric_limits<std::int64_t>::max()));
  for (const auto& row : rows) {
    ++run.result.requests;
    check_request(run, row);
  }
  return ok();
}

}  // namespace girs::central
