#include "central/fsck.h"

#include "central/fsck_parts.h"
#include "store/log_table.h"
#include "store/pull_position.h"

namespace girs::central {

void FsckRun::fault(std::string table, std::string row, std::string en, std::string vi) {
  if (result.faults.size() < kFaultsMax)
    result.faults.push_back({std::move(table), std::move(row), {std::move(en), std::move(vi)}});
}

namespace {

/// A check that cannot read on says so as a fault, and the others are made all the same.
Status noted(FsckRun& run, Status checked) {
  if (checked || checked.error().code != Code::kCorrupt) return checked;
  const auto& why = checked.error().message;
  run.result.faults.push_back({"(file)", "", {"The check ended here: " + why.en, "Việc kiểm tra dừng tại đây: " + why.in("vi")}});
  return ok();
}

Status check_rows(FsckRun& run, store::Connection& connection) {
  // A log whose leaves are all gone has left its signed checkpoints behind.
  GIRS_TRY(const auto size, store::log_size(connection));
  GIRS_TRY(const auto newest, store::newest_checkpoint(connection));
  run.keeps_log = size > 0 || newest;
  GIRS_TRY(run.taken_up_to, store::taken_up_to(connection, run.origin));
  for (const auto check : {check_log, check_submissions, check_decisions, check_series_packages, check_members,
                           check_columns, check_blobs, check_requests})
    GIRS_CHECK(noted(run, check(run, connection)));
  return ok();
}

}  // namespace

Result<FsckResult> fsck(const report::Workspace& workspace, const std::string& origin, const Registry& registry,
                        const log::Policy& policy, const ProgressFunction& progress,
                        std::span<const Registry> others) {
  FsckRun run{workspace, origin, registry, others, policy, progress, {}, Subjects(*workspace.catalog)};
  GIRS_CHECK(workspace.store->read([&](store::Connection& connection) -> Status {
    GIRS_CHECK(noted(run, check_file(run, connection)));
    return noted(run, check_rows(run, connection));
  }));
  return std::move(run.result);
}

json::Value to_json(const FsckResult& result) {
  json::Value faults = json::Array{};
  for (const auto& fault : result.faults) {
    json::Value one;
    one.set("table", fault.table);
    one.set("row", fault.row);
    one.set("message_en", fault.message.en);
    one.set("message_vi", fault.message.vi);
    faults.push(std::move(one));
  }
  json::Value shown;
  shown.set("leaves", result.leaves);
  shown.set("submissions", result.submissions);
  shown.set("decisions", result.decisions);
  shown.set("requests", result.requests);
  shown.set("members", result.members);
  shown.set("checkpoints", result.checkpoints);
  shown.set("faults", std::move(faults));
  return shown;
}

}  // namespace girs::central
