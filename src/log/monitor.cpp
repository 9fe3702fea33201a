#include "log/monitor.h"

#include "log/merkle.h"

namespace girs::log {
namespace {

/// 16 bytes stand for what a report is about: enough to tell reports apart that nobody chose to
/// collide, in a tenth of the memory.
std::string about(const std::string& unit, const std::string& what, const std::string& when) {
  const Hash hash = sha256(unit + "\n" + what + "\n" + when);
  return std::string(hash.begin(), hash.begin() + 16);
}

std::string number(std::int64_t value) { return std::to_string(value); }

/// The log before this one, kept among the reports so that whoever goes on reading knows of it.
const std::string kLogBefore(64, '0');
constexpr std::uint64_t kInLogBefore = INT64_MAX;
constexpr std::int64_t kRevUnknown = 0;

}  // namespace

std::string pid_bytes(const std::string& hex) {
  const auto bytes = from_hex(hex);
  return bytes ? std::string(bytes->begin(), bytes->end()) : hex;
}

Status Monitor::add(ByteView bytes) {
  const std::uint64_t index = size();
  GIRS_CHECK(point_.tree.add(leaf_hash(bytes)));
  const auto leaf = Leaf::parse(text_of(bytes));
  if (!leaf) {
    find(index, "leaf", "The entry cannot be read: " + leaf.error().message.en,
         "Không đọc được mục nhật ký: " + leaf.error().message.in("vi"));
    return ok();
  }
  check_first(index, *leaf);
  return std::visit([&](const auto& entry) { return check(index, entry); }, leaf->entry);
}

void Monitor::check_first(std::uint64_t index, const Leaf& leaf) {
  if ((index == 0) != std::holds_alternative<GenesisEntry>(leaf.entry))
    find(index, "genesis", "A log begins with its genesis entry, and has no second one.",
         "Nhật ký bắt đầu bằng mục khởi tạo, và chỉ có một mục khởi tạo.");
  if (leaf.time < point_.last_time)
    find(index, "time", "The entry's time " + to_rfc3339(leaf.time) + " is before that of the entry before it.",
         "Thời điểm " + to_rfc3339(leaf.time) + " của mục này sớm hơn mục trước.");
  point_.last_time = std::max(point_.last_time, leaf.time);
}

Status Monitor::check(std::uint64_t index, const SubmissionEntry& entry) {
  return chain(entry.pid, {index, about(entry.unit, entry.regime, entry.period), entry.rev}, entry.prev);
}

Status Monitor::check(std::uint64_t index, const SeriesEntry& entry) {
  return chain(entry.pid, {index, about(entry.unit, entry.indicator, entry.vintage), entry.rev}, entry.prev);
}

/// The report read before, or nullptr.
Result<WatchedReport*> Monitor::report(const std::string& pid_hex) {
  const auto pid = pid_bytes(pid_hex);
  if (const auto found = reports_.find(pid); found != reports_.end()) return &found->second;
  if (!earlier_) return nullptr;
  GIRS_TRY(auto before, earlier_(pid));
  return before ? &reports_.emplace(pid, *std::move(before)).first->second : nullptr;
}

Result<WatchedReport*> Monitor::report_or_earlier(const std::string& pid_hex, const std::string& about,
                                                  std::int64_t rev) {
  GIRS_TRY(auto* found, report(pid_hex));
  if (found) {
    if (found->rev == kRevUnknown) found->rev = rev;
    return found;
  }
  GIRS_TRY(const auto* before, report(kLogBefore));
  if (!before) return nullptr;
  return &reports_.emplace(pid_bytes(pid_hex), WatchedReport{kInLogBefore, about, rev, false}).first->second;
}

Status Monitor::check(std::uint64_t index, const GenesisEntry& entry) {
  if (index == 0 && entry.previous) reports_.emplace(pid_bytes(kLogBefore), WatchedReport{});
  return ok();
}

Status Monitor::chain(const std::string& pid, WatchedReport known, const std::optional<std::string>& prev) {
  const auto index = known.index;
  if (known.rev > 1 || prev) {
    GIRS_TRY(auto* before, prev ? report_or_earlier(*prev, known.about, known.rev - 1) : report(""));
    if (!before || before->rev + 1 != known.rev || before->about != known.about)
      find(index, "chain", "Revision " + number(known.rev) + " of package " + pid + " does not follow the revision before it.",
           "Lần gửi " + number(known.rev) + " của gói " + pid + " không nối tiếp lần gửi trước.");
    else if (before->has_successor)
      find(index, "chain", "Two revisions follow the package " + *prev + ": which one is the latest is not certain.",
           "Có hai lần gửi cùng nối tiếp gói " + *prev + ": không rõ lần nào là mới nhất.");
    else
      before->has_successor = true;
  }
  GIRS_TRY(const auto* twin, report(pid));
  if (twin)
    find(index, "chain", "The package " + pid + " is logged twice.", "Gói " + pid + " bị ghi nhật ký hai lần.");
  else
    reports_.emplace(pid_bytes(pid), std::move(known));
  return ok();
}

Status Monitor::check(std::uint64_t index, const DecisionEntry& entry) {
  const auto subject = about(entry.unit, entry.regime, entry.period);
  GIRS_TRY(const auto* of, report_or_earlier(entry.of, subject, kRevUnknown));
  if (!of || of->about != subject)
    find(index, "decision", "The decision " + entry.pid + " is on a package that the log does not hold: " + entry.of + ".",
         "Quyết định " + entry.pid + " về gói không có trong nhật ký: " + entry.of + ".");
  return ok();
}

Status Monitor::check(std::uint64_t index, const KeyEvent& entry) {
  if (entry.version <= point_.key_version)
    find(index, "version", "The registry of keys went from version " + number(point_.key_version) + " to " + number(entry.version) + ".",
         "Danh bạ khóa chuyển từ phiên bản " + number(point_.key_version) + " sang " + number(entry.version) + ".");
  point_.key_version = std::max(point_.key_version, entry.version);
  return ok();
}

Status Monitor::check(std::uint64_t index, const CatalogueEvent& entry) {
  if (entry.version <= point_.catalogue_version)
    find(index, "version", "The catalogue went from version " + number(point_.catalogue_version) + " to " + number(entry.version) + ".",
         "Danh mục chuyển từ phiên bản " + number(point_.catalogue_version) + " sang " + number(entry.version) + ".");
  point_.catalogue_version = std::max(point_.catalogue_version, entry.version);
  return ok();
}

void Monitor::find(std::uint64_t index, const char* rule, std::string en, std::string vi) {
  ++finding_count_;
  if (findings_.size() < kFindingsMax) findings_.push_back({index, rule, {std::move(en), std::move(vi)}});
}

}  // namespace girs::log
