// fsck of leaves against rows, both ways: what the log says was received must be in its table, and
// what a table holds must be in the log under the index that it names.

#include <algorithm>

#include "central/fsck_parts.h"
#include "crypto/hash.h"

namespace girs::central {
namespace {

/// How sentences call the packages of a table; indexed by store::Logged.
constexpr std::string_view kNamesEn[] = {"package", "decision", "request", "series"};
constexpr std::string_view kNamesVi[] = {"gói", "quyết định", "yêu cầu", "chuỗi số liệu"};

/// What a leaf says of a package, in eight bytes: a log has many more leaves than a machine has
/// memory for their texts.
std::uint64_t mark_of(const LoggedPackage& package) {
  const auto rest = std::to_string(package.logged_at) + std::string(to_text(package.kind));
  const Hash hash = sha256({view(package.pid), view(package.env), view(rest)});
  std::uint64_t mark = 0;
  std::ranges::copy(std::span(hash).first(sizeof mark), reinterpret_cast<std::uint8_t*>(&mark));
  return mark;
}

/// The package that a leaf speaks of, if it is of a kind that has a table.
std::optional<LoggedPackage> package_of(const log::Leaf& leaf) {
  const std::int64_t at = leaf.time.time_since_epoch().count();
  using store::Logged;
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf.entry))
    return LoggedPackage{Logged::kSubmission, entry->pid, entry->env, at};
  if (const auto* entry = std::get_if<log::DecisionEntry>(&leaf.entry))
    return LoggedPackage{Logged::kDecision, entry->pid, entry->env, at};
  if (const auto* entry = std::get_if<log::RequestEntry>(&leaf.entry))
    return LoggedPackage{Logged::kRequest, entry->pid, entry->env, at};
  if (const auto* entry = std::get_if<log::SeriesEntry>(&leaf.entry))
    return LoggedPackage{Logged::kSeriesPackage, entry->pid, entry->env, at};
  return std::nullopt;
}

}  // namespace

Status check_row_of_leaf(FsckRun& run, store::Connection& connection, std::int64_t index,
                         ByteView bytes) {
  run.leaf_marks.resize(static_cast<std::size_t>(index) + 1);
  const auto leaf = log::Leaf::parse(text_of(bytes));
  if (!leaf) {
    run.fault("log_leaf", "idx " + std::to_string(index), "The leaf is not well formed.",
              "Mục nhật ký không hợp lệ.");
    return ok();
  }
  if (const auto* event = std::get_if<log::KeyEvent>(&leaf->entry))
    return check_key_event(run, connection, *event);
  const auto package = package_of(*leaf);
  if (!package) return ok();
  run.leaf_marks.back() = mark_of(*package);
  GIRS_TRY(const auto place, store::logged_index(connection, package->kind, package->pid));
  if (place == index) return ok();
  const auto kind = static_cast<std::size_t>(package->kind);
  run.fault(std::string(to_text(package->kind)), "pid " + std::string(package->pid),
            "The log has this " + std::string(kNamesEn[kind]) + ", the table has not.",
            "Nhật ký có " + std::string(kNamesVi[kind]) + " này nhưng bảng không có.");
  return ok();
}

void check_leaf(FsckRun& run, const LoggedPackage& package, const std::string& origin,
                std::int64_t index) {
  if (!run.keeps_log || origin != run.origin) return;
  const std::string table(to_text(package.kind)), key = "pid " + std::string(package.pid);
  if (index < 0 || static_cast<std::size_t>(index) >= run.leaf_marks.size())
    run.fault(table, key, "Its leaf is not in the log.", "Không có mục nhật ký tương ứng.");
  else if (run.leaf_marks[static_cast<std::size_t>(index)] != mark_of(package))
    run.fault(table, key, "Its leaf speaks of another package, signatures or time.",
              "Mục nhật ký tương ứng không khớp gói, chữ ký hoặc thời điểm.");
}

}  // namespace girs::central
