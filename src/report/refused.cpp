#include "report/refused.h"

#include "store/outbox.h"
#include "store/series.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

Error replaced(const store::OutboxRow& row) {
  return error(Code::kConflict, "Another revision has taken the place of the package " + row.pid + "; it cannot be sent again.",
               "Đã có phiên bản khác thay cho gói " + row.pid + "; không gửi lại gói này được.", {{"state", row.state}});
}

/// Whether the report has been taken up again since, by a revision that does not follow the package.
Result<bool> is_taken_up(store::Connection& connection, const store::OutboxRow& row) {
  GIRS_TRY(const auto reports, store::list_reports(connection));
  const store::ReportRow* own = nullptr;
  for (const auto& one : reports)
    if (one.pid == row.pid) own = &one;
  if (!own) return false;  // a series
  for (const auto& one : reports)
    if (one.key == own->key && one.rev == own->rev + 1) return one.prev != row.pid;
  return false;
}

}  // namespace

Result<std::optional<Taken>> newest_taken(store::Connection& connection, const std::string& series) {
  std::optional<Taken> newest;
  const auto consider = [&](const auto& found) {
    if (found && (!newest || found->rev > newest->rev)) newest = Taken{found->pid, static_cast<int>(found->rev)};
  };
  GIRS_TRY(const auto sent, store::newest_standing(connection, series));
  GIRS_TRY(const auto report, store::series_head(connection, series));
  GIRS_TRY(const auto values, store::series_package_head(connection, series));
  consider(sent);
  consider(report);
  consider(values);
  return newest;
}

Result<std::optional<Taken>> followed_after(store::Connection& connection, const store::ReportRow& row) {
  GIRS_TRY(const auto sent, store::outbox_row(connection, row.pid.value_or("")));
  if (!sent) return std::optional(Taken{row.pid.value_or(""), row.rev});
  return newest_taken(connection, sent->series);
}

Result<int> package_rev(store::Connection& connection, const store::ReportRow& row) {
  if (!row.prev) return 1;
  GIRS_TRY(const auto sent, store::outbox_row(connection, *row.prev));
  if (sent) return sent->rev + 1;
  GIRS_TRY(const auto received, store::submission(connection, *row.prev));
  return received ? received->rev + 1 : row.rev;
}

Status send_again(const Workspace& workspace, std::string_view pid) {
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto row, store::outbox_row(connection, pid));
    if (!row)
      return error(Code::kNotFound, "There is no package " + std::string(pid) + " in the outbox.",
                   "Không có gói " + std::string(pid) + " trong hàng gửi.");
    if (!store::is_set_aside(*row))
      return error(Code::kConflict, "The package was not refused, it is " + row->state + ": only a refused one is sent again by hand.",
                   "Gói không bị từ chối: chỉ gói bị từ chối mới gửi lại bằng tay.", {{"state", row->state}});
    GIRS_TRY(const auto newest, newest_taken(connection, row->series));
    GIRS_TRY(const bool taken_up, is_taken_up(connection, *row));
    if (taken_up || row->rev != (newest ? newest->rev : 0) + 1) return replaced(*row);
    return store::requeue(connection, pid);
  });
}

}  // namespace girs::report
