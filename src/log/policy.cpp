// C2SP tlog-policy files.

#include "log/policy.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace girs::log {
namespace {

constexpr std::size_t kPolicySizeMax = 64u << 10;
constexpr std::size_t kEntriesMax = 1000;
constexpr std::string_view kNone = "none";

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

class Reader {
 public:
  Result<Policy> read(std::string_view text) {
    if (text.size() > kPolicySizeMax)
      return error(Code::kInvalidArgument, "A log policy has at most 64 KiB.",
                   "Chính sách nhật ký có tối đa 64 KiB.", {{"limit", "65536"}});
    for (const std::string_view line : split(text, '\n')) {
      ++line_;
      if (std::ranges::any_of(line, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && c != '\t') || byte == 0x7f;
          })) {
        mistake("has a control character", "có ký tự điều khiển");
        continue;
      }
      const auto words = words_of(line);
      if (!words.empty() && !words.front().starts_with('#')) read_line(words);
    }
    if (!quorum_seen_) mistake("is the last one, and no quorum was set", "là dòng cuối mà chưa có quorum");
    if (mistakes_.empty()) return std::move(policy_);
    const std::string count = std::to_string(mistakes_.count());
    return std::move(mistakes_).to_error(Code::kInvalidArgument,
                                         "The log policy has " + count + " mistakes.",
                                         "Chính sách nhật ký có " + count + " lỗi.");
  }

 private:
  using Words = std::vector<std::string_view>;

  void mistake(std::string_view en, std::string_view vi) {
    const std::string line = std::to_string(line_);
    mistakes_.add("Line " + line + " of the log policy " + std::string(en) + ".",
                  "Dòng " + line + " của chính sách nhật ký " + std::string(vi) + ".",
                  {{"line", line}});
  }

  void read_line(const Words& words) {
    if (policy_.logs.size() + names_.size() >= kEntriesMax)
      return mistake("is one too many", "vượt quá số lượng cho phép");
    if (words[0] == "log" && (words.size() == 2 || words.size() == 3)) return read_log(words);
    if (words[0] == "witness" && (words.size() == 3 || words.size() == 4))
      return read_witness(words);
    if (words[0] == "group" && words.size() >= 4) return read_group(words);
    if (words[0] == "quorum" && words.size() == 2) return read_quorum(words[1]);
    mistake("is not a log, witness, group or quorum line", "không đúng cú pháp");
  }

  std::optional<VerifierKey> read_key(std::string_view text, NoteAlgorithm algorithm) {
    auto key = VerifierKey::parse(text);
    if (key && key->algorithm == algorithm) return *std::move(key);
    mistake("has no verifier key of the type that belongs there", "không có khóa xác minh đúng loại");
    return std::nullopt;
  }

  void read_log(const Words& words) {
    auto key = read_key(words[1], NoteAlgorithm::kEd25519);
    if (!key) return;
    if (std::ranges::any_of(policy_.logs, [&](const auto& log) { return log.key == key->key; }))
      return mistake("lists a log key again", "lặp lại một khóa nhật ký");
    policy_.logs.push_back(*std::move(key));
  }

  void read_witness(const Words& words) {
    auto key = read_key(words[2], NoteAlgorithm::kCosignature);
    if (!key || !declare(words[1])) return;
    if (std::ranges::any_of(policy_.witnesses,
                            [&](const auto& witness) { return witness.key.key == key->key; }))
      return mistake("lists a witness key again", "lặp lại một khóa nhân chứng");
    policy_.witnesses.push_back({std::string(words[1]), *std::move(key)});
  }

  void read_group(const Words& words) {
    PolicyGroup group{std::string(words[1])};
    for (std::size_t i = 3; i < words.size(); ++i) {
      const std::string member(words[i]);
      if (!names_.contains(member))
        return mistake("names a member that is not declared above", "nêu thành viên chưa khai báo");
      // Once at most, so that a witness counts for the quorum in one way only.
      if (!used_.insert(member).second)
        return mistake("names a member that is in a group already", "nêu thành viên đã thuộc nhóm khác");
      group.members.push_back(member);
    }
    const std::string_view rule = words[2];
    const char* end = rule.data() + rule.size();
    if (rule == "any") group.threshold = 1;
    else if (rule == "all") group.threshold = group.members.size();
    else if (const auto [stop, failure] = std::from_chars(rule.data(), end, group.threshold);
             failure != std::errc() || stop != end || group.threshold < 1 ||
             group.threshold > group.members.size())
      return mistake("has a threshold that its group cannot meet", "có ngưỡng không hợp lệ");
    if (declare(words[1])) policy_.groups.push_back(std::move(group));
  }

  void read_quorum(std::string_view name) {
    if (quorum_seen_) return mistake("sets the quorum again", "đặt lại quorum");
    quorum_seen_ = true;
    if (name == kNone) return;
    if (!names_.contains(std::string(name)))
      return mistake("names a quorum that is not declared above", "nêu quorum chưa khai báo");
    policy_.quorum = name;
  }

  bool declare(std::string_view name) {
    if (name != kNone && names_.insert(std::string(name)).second) return true;
    mistake("declares a name that is taken", "khai báo tên đã dùng");
    return false;
  }

  Policy policy_;
  Mistakes mistakes_;
  std::size_t line_ = 0;
  bool quorum_seen_ = false;
  std::set<std::string> names_;  // of witnesses and groups
  std::set<std::string> used_;   // as members
};

}  // namespace

Result<Policy> Policy::parse(std::string_view text) { return Reader().read(text); }

Result<Policy> Policy::of(const std::string& tlog_policy,
                          const std::vector<std::string>& log_keys) {
  if (!tlog_policy.empty()) return parse(tlog_policy);
  Policy policy;
  for (const std::string& line : log_keys) {
    GIRS_TRY(VerifierKey key, VerifierKey::parse(line));
    policy.logs.push_back(std::move(key));
  }
  return policy;
}

bool Policy::is_met_by(const std::set<std::string>& agreed) const {
  if (quorum.empty()) return true;
  // Groups name only what stands above them, so one pass in order settles them all.
  std::set<std::string> met;
  for (const PolicyWitness& witness : witnesses)
    if (agreed.contains(witness.name)) met.insert(witness.name);
  for (const PolicyGroup& group : groups) {
    const auto count = std::ranges::count_if(
        group.members, [&](const std::string& member) { return met.contains(member); });
    if (static_cast<std::size_t>(count) >= group.threshold) met.insert(group.name);
  }
  return met.contains(quorum);
}

}  // namespace girs::log
