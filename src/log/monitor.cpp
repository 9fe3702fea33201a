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

std::string bytes_of(const std::string& pid) {
  const auto bytes = from_hex(pid);
  return bytes ? std::string(bytes->begin(), bytes->end()) : pid;
}

std::string number(std::int64_t value) { return std::to_string(value); }

}  // namespace

Status Monitor::add(ByteView bytes) {
  const std::uint64_t index = tree_.size();
  GIRS_CHECK(tree_.add(leaf_hash(bytes)));
  const auto leaf = Leaf::parse(text_of(bytes));
  if (!leaf) {
    find(index, "leaf", "The entry cannot be read: " + leaf.error().message.en,
         "Không đọc được mục nhật ký: " + leaf.error().message.in("vi"));
    return ok();
  }
  check_first(index, *leaf);
  std::visit([&](const auto& entry) { check(index, entry); }, leaf->entry);
  return ok();
}

void Monitor::check_first(std::uint64_t index, const Leaf& leaf) {
  if ((index == 0) != std::holds_alternative<GenesisEntry>(leaf.entry))
    find(index, "genesis", "A log begins with its genesis entry, and has no second one.",
         "Nhật ký bắt đầu bằng mục khởi tạo, và chỉ có một mục khởi tạo.");
  if (leaf.time < last_time_)
    find(index, "time", "The entry's time " + to_rfc3339(leaf.time) + " is before that of the entry before it.",
         "Thời điểm " + to_rfc3339(leaf.time) + " của mục này sớm hơn mục trước.");
  last_time_ = std::max(last_time_, leaf.time);
}

void Monitor::check(std::uint64_t index, const SubmissionEntry& entry) {
  chain(index, entry.pid, {about(entry.unit, entry.regime, entry.period), entry.rev}, entry.prev);
}

void Monitor::check(std::uint64_t index, const SeriesEntry& entry) {
  chain(index, entry.pid, {about(entry.unit, entry.indicator, entry.vintage), entry.rev}, entry.prev);
}

void Monitor::chain(std::uint64_t index, const std::string& pid, Known known, const std::optional<std::string>& prev) {
  if (known.rev > 1 || prev) {
    const auto before = reports_.find(bytes_of(prev.value_or("")));
    if (before == reports_.end() || before->second.rev + 1 != known.rev || before->second.about != known.about)
      find(index, "chain", "Revision " + number(known.rev) + " of package " + pid + " does not follow the revision before it.",
           "Lần gửi " + number(known.rev) + " của gói " + pid + " không nối tiếp lần gửi trước.");
    else if (before->second.has_successor)
      find(index, "chain", "Two revisions follow the package " + *prev + ": which one is the latest is not certain.",
           "Có hai lần gửi cùng nối tiếp gói " + *prev + ": không rõ lần nào là mới nhất.");
    else
      before->second.has_successor = true;
  }
  if (!reports_.emplace(bytes_of(pid), std::move(known)).second)
    find(index, "chain", "The package " + pid + " is logged twice.", "Gói " + pid + " bị ghi nhật ký hai lần.");
}

void Monitor::check(std::uint64_t index, const DecisionEntry& entry) {
  const auto of = reports_.find(bytes_of(entry.of));
  if (of == reports_.end() || of->second.about != about(entry.unit, entry.regime, entry.period))
    find(index, "decision", "The decision " + entry.pid + " is on a package that the log does not hold: " + entry.of + ".",
         "Quyết định " + entry.pid + " về gói không có trong nhật ký: " + entry.of + ".");
}

void Monitor::check(std::uint64_t index, const KeyEvent& entry) {
  if (entry.version <= key_version_)
    find(index, "version", "The registry of keys went from version " + number(key_version_) + " to " + number(entry.version) + ".",
         "Danh bạ khóa chuyển từ phiên bản " + number(key_version_) + " sang " + number(entry.version) + ".");
  key_version_ = std::max(key_version_, entry.version);
}

void Monitor::check(std::uint64_t index, const CatalogueEvent& entry) {
  if (entry.version <= catalogue_version_)
    find(index, "version", "The catalogue went from version " + number(catalogue_version_) + " to " + number(entry.version) + ".",
         "Danh mục chuyển từ phiên bản " + number(catalogue_version_) + " sang " + number(entry.version) + ".");
  catalogue_version_ = std::max(catalogue_version_, entry.version);
}

void Monitor::find(std::uint64_t index, const char* rule, std::string en, std::string vi) {
  ++finding_count_;
  if (findings_.size() < kFindingsMax) findings_.push_back({index, rule, {std::move(en), std::move(vi)}});
}

}  // namespace girs::log
