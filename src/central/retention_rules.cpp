// Reading rules of retention.

#include <algorithm>
#include <array>

#include "central/day.h"
#include "central/retention.h"
#include "json/parse.h"
#include "json/shape.h"

namespace girs::central {
namespace {

constexpr std::array<std::string_view, 4> kWords{"reads", "unclaimed-attachments", "packages", "copies"};

void read_term(const json::Node& node, RetentionRule& rule) {
  node.only({"years", "months", "days"});
  int given = 0;
  const auto read = [&](const char* name, int max, int& into) {
    const auto number = node.optional(name);
    if (!number) return;
    ++given;
    into = static_cast<int>(number.integer(1, max));
  };
  read("years", 200, rule.years);
  read("months", 2400, rule.months);
  read("days", 73000, rule.days);
  if (given != 1)
    node.mistake("Say how long in years, in months, or in days: one of them.",
                 "Nêu thời hạn theo năm, theo tháng hoặc theo ngày: chỉ một trong ba.");
}

RetentionRule read_rule(const json::Node& node) {
  node.only({"code", "what", "keep", "at_least", "valid_from", "valid_to", "basis"});
  RetentionRule rule;
  rule.code = node.member("code").code();
  const auto what = node.member("what").text();
  const auto word = std::ranges::find(kWords, what);
  if (word != kWords.end()) rule.what = static_cast<Kept>(word - kWords.begin());
  else
    node.member("what").mistake("It is one of reads, unclaimed-attachments, packages, copies.",
                                "Phải là reads, unclaimed-attachments, packages hoặc copies.");
  read_term(node.member("keep"), rule);
  const auto at_least = node.optional("at_least");
  if (at_least) rule.at_least = static_cast<int>(at_least.integer(1, 1000));
  if (at_least && rule.what != Kept::kCopies)
    at_least.mistake("Only a rule of copies says how many stay.", "Chỉ quy định về bản sao mới nêu số bản giữ lại.");
  rule.valid_from = read_date(node.member("valid_from")).value_or(Date{});
  if (const auto to = node.optional("valid_to")) {
    rule.valid_to = read_date(to);
    if (rule.valid_to && *rule.valid_to < rule.valid_from)
      to.mistake("The rule may not end before it begins.", "Ngày hết hiệu lực không được trước ngày có hiệu lực.");
  }
  rule.basis = node.member("basis").text();
  return rule;
}

bool overlap(const RetentionRule& one, const RetentionRule& other) {
  return (!one.valid_to || *one.valid_to >= other.valid_from) &&
         (!other.valid_to || *other.valid_to >= one.valid_from);
}

}  // namespace

std::string_view to_text(Kept what) { return kWords[static_cast<std::size_t>(what)]; }

Result<std::vector<RetentionRule>> read_retention(std::string_view given) {
  GIRS_TRY(const auto document, json::parse(given));
  Mistakes mistakes;
  const auto root = json::Node::root(document, "retention", mistakes);
  root.only({"schema", "rules", "note", "source"});
  root.member("schema").one_of({"girs.retention/1"});
  std::vector<RetentionRule> rules;
  root.member("rules").each([&](const json::Node& node) {
    auto rule = read_rule(node);
    for (const auto& other : rules) {
      if (other.code == rule.code)
        node.member("code").mistake("Two rules have the code " + rule.code + ".", "Hai quy định có cùng mã " + rule.code + ".");
      if (other.what == rule.what && overlap(other, rule))
        node.mistake("The rules " + other.code + " and " + rule.code + " speak of the same at one time.",
                     "Quy định " + other.code + " và " + rule.code + " cùng áp dụng cho một loại tại một thời điểm.");
    }
    rules.push_back(std::move(rule));
  });
  if (mistakes.empty()) return rules;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The rules of retention have mistakes; nothing was removed.",
                                      "Quy định lưu giữ có lỗi; chưa xóa gì.");
}

}  // namespace girs::central
