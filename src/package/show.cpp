// Documents as pages of text.

#include "package/show.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "json/canonical.h"
#include "key/registry.h"
#include "package/batch_payload.h"
#include "package/catalogue_payload.h"
#include "package/decision_payload.h"
#include "package/request_payload.h"
#include "package/series_payload.h"
#include "package/signing.h"

namespace girs::package {
namespace {

/// Signs in text from outside that could fake lines or drive a terminal: control characters and
/// those that turn the direction of writing.
std::size_t unsafe_sign_at(std::string_view text) {
  const auto at = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  if (at(0) < 0x20 || at(0) == 0x7f) return 1;
  if (at(0) == 0xc2 && at(1) >= 0x80 && at(1) <= 0x9f) return 2;                 // C1 controls
  if (at(0) == 0xe2 && at(1) == 0x80 && at(2) >= 0xa8 && at(2) <= 0xae) return 3;  // U+2028..202E
  if (at(0) == 0xe2 && at(1) == 0x81 && at(2) >= 0xa6 && at(2) <= 0xa9) return 3;  // U+2066..2069
  return 0;
}

/// `text` with such signs replaced; a line break goes on below, indented.
std::string printable(std::string_view text, std::size_t indent) {
  std::string out;
  while (!text.empty()) {
    const std::size_t unsafe = unsafe_sign_at(text);
    if (text.front() == '\n') out.append("\n").append(indent + 2, ' ');
    else if (unsafe > 0) out += "\ufffd";
    else out += text.front();
    text.remove_prefix(std::max<std::size_t>(unsafe, 1));
  }
  return out;
}

class Page {
 public:
  Page(const ReportPayload& payload, std::string_view language)
      : payload_(payload), vietnamese_(language == "vi") {}

  std::string write(std::string_view pid) {
    about(pid);
    revision();
    forms();
    outline();
    explanations();
    members();
    attachments();
    signers();
    return std::move(out_);
  }

 private:
  std::string_view word(std::string_view en, std::string_view vi) const {
    return vietnamese_ ? vi : en;
  }
  void line(std::string_view label, std::string_view value, std::size_t indent = 0) {
    out_.append(indent, ' ').append(printable(label, indent));
    if (!value.empty()) out_.append(": ").append(printable(value, indent));
    out_ += '\n';
  }
  void heading(std::string_view en, std::string_view vi) {
    out_ += '\n';
    out_.append(word(en, vi)).push_back('\n');
  }

  void about(std::string_view pid) {
    line(word("Regime", "Chế độ báo cáo"),
         payload_.regime.code + " v" + std::to_string(payload_.regime.version));
    line(word("Unit", "Đơn vị"), payload_.unit);
    line(word("Period", "Kỳ báo cáo"), payload_.period + " (" + payload_.window_from + " .. " +
                                           payload_.window_to + ")");
    line(word("Scope", "Phạm vi"), payload_.scope == ReportScope::kOwn
                                       ? word("own figures", "số liệu của đơn vị")
                                       : word("aggregate", "tổng hợp"));
    line(word("Sent to", "Nơi nhận"), payload_.head.audience);
    line(word("Made on", "Lập lúc"),
         to_vietnam_text(payload_.head.created_at) + " (UTC+7)");
    if (payload_.on_behalf) line(word("Entered by", "Nhập thay bởi"), *payload_.on_behalf);
    if (payload_.sent_otherwise)
      line(word("First sent", "Đã gửi trước qua"),
           payload_.sent_otherwise->channel + ", " +
               to_vietnam_text(payload_.sent_otherwise->time));
    if (!pid.empty()) line(word("Digest that is signed", "Giá trị băm được ký"), pid);
  }

  std::string_view kind_word() const {
    switch (payload_.kind) {
      case ReportKind::kOriginal: return word("original", "báo cáo gốc");
      case ReportKind::kCorrection: return word("correction", "sửa đổi");
      case ReportKind::kWithdrawal: return word("withdrawal", "rút lại");
      case ReportKind::kNilReturn: break;
    }
    return word("nil return", "không phát sinh");
  }

  void revision() {
    line(word("Revision", "Lần gửi"),
         std::to_string(payload_.rev) + ", " + std::string(kind_word()));
    if (payload_.prev) line(word("Replaces", "Thay cho"), *payload_.prev);
    if (payload_.reason)
      line(word("Reason", "Lý do"), payload_.reason->code + ": " + payload_.reason->text);
    if (!payload_.validation) return;
    line(word("Checks", "Kiểm tra"),
         std::to_string(payload_.validation->errors) + std::string(word(" errors, ", " lỗi, ")) +
             std::to_string(payload_.validation->explained) +
             std::string(word(" explained", " mục đã giải trình")));
  }

  void forms() {
    const json::Object* forms = payload_.forms.as_object();
    if (!forms) return;
    for (const auto& [code, form] : *forms) {
      const json::Value* version = form.find("version");
      const json::Number* number = version ? version->as_number() : nullptr;
      heading("Form " + code, "Biểu mẫu " + code);
      if (number) line(word("version", "phiên bản"), number->text, 2);
      if (const auto* header = form.find("header"); header && header->as_object())
        for (const auto& [field, text] : *header->as_object())
          if (text.as_string()) line(field, *text.as_string(), 2);
      if (const auto* parts = form.find("parts"); parts && parts->as_object())
        for (const auto& [name, rows] : *parts->as_object()) part(name, rows);
    }
  }

  void part(const std::string& name, const json::Value& rows) {
    line(word("part", "phần"), name, 2);
    if (!rows.as_array()) return;
    for (const json::Value& row : *rows.as_array()) {
      const std::string* key = row.text("key");
      std::string cells;
      if (const auto* list = row.find("cells"); list && list->as_object())
        for (const json::Member* cell : in_column_order(*list->as_object())) {
          if (!cells.empty()) cells += "  ";
          cells += '[' + cell->first.substr(1) + "]=" + figure(cell->second);
        }
      line(key ? *key : std::string(), cells, 4);
    }
  }

  /// Column 3 before column 10, as on the printed form.
  static std::vector<const json::Member*> in_column_order(const json::Object& cells) {
    std::vector<const json::Member*> sorted;
    for (const auto& cell : cells) sorted.push_back(&cell);
    std::ranges::stable_sort(sorted, [](const json::Member* a, const json::Member* b) {
      return a->first.size() != b->first.size() ? a->first.size() < b->first.size()
                                                : a->first < b->first;
    });
    return sorted;
  }

  std::string figure(const json::Value& cell) const {
    if (cell.as_string()) return *cell.as_string();
    std::string text;
    if (const auto* absent = cell.text("absent")) text = absent_word(*absent);
    if (const auto* value = cell.text("value")) text = *value;
    std::vector<std::string> remarks;
    if (const auto* flags = cell.find("flags"); flags && flags->as_array())
      for (const json::Value& flag : *flags->as_array())
        if (flag.as_string()) remarks.push_back(flag_word(*flag.as_string()));
    if (const auto* note = cell.text("note"); note && !note->empty()) remarks.push_back(*note);
    return remarks.empty() ? text : text + " (" + join(remarks, "; ") + ")";
  }

  /// The signs of printed statistics.
  static std::string absent_word(const std::string& absent) {
    if (absent == "nil") return "-";
    return absent == "not-applicable" ? "x" : "...";
  }

  std::string flag_word(const std::string& flag) const {
    if (!vietnamese_) return flag;
    if (flag == "estimated") return "ước tính";
    if (flag == "preliminary") return "sơ bộ";
    if (flag == "revised") return "đã sửa";
    return flag == "late" ? "chậm" : "mật";
  }

  void outline() {
    if (payload_.outline.empty()) return;
    heading("Narrative", "Đề cương");
    for (const auto& [section, text] : payload_.outline) line(section, text, 2);
  }

  void explanations() {
    if (payload_.explanations.empty()) return;
    heading("Explanations", "Giải trình");
    for (const Explanation& explanation : payload_.explanations)
      line(explanation.form + (explanation.row ? " / " + *explanation.row : "") + " / " +
               explanation.rule,
           explanation.text, 2);
  }

  void members() {
    if (!payload_.members) return;
    heading("Members", "Đơn vị thành viên");
    for (const AggregateMember& member : *payload_.members)
      line(member.unit,
           member.excluded
               ? std::string(word("left out, ", "loại ra, ")) + member.excluded->text
               : member.pid + " (" + member.origin + ", " + std::to_string(member.index) + ")",
           2);
  }

  void attachments() {
    if (payload_.attachments.empty()) return;
    heading("Attachments", "Tệp kèm");
    for (const Attachment& attachment : payload_.attachments)
      line(attachment.name,
           std::to_string(attachment.size) + " B, " + attachment.media_type + ", " +
               attachment.digest,
           2);
  }

  std::string role_word(const std::string& role) const {
    if (role == kPreparer) return std::string(word("preparer", "người lập"));
    if (role == kApprover) return std::string(word("approver", "người duyệt"));
    if (role == kAgencySeal) return std::string(word("agency's seal", "dấu cơ quan"));
    return role;
  }

  void signers() {
    heading("To be signed by", "Người ký");
    for (const ClaimedSigner& signer : payload_.head.signers)
      line((signer.authority ? *signer.authority + " " : "") + role_word(signer.role),
           signer.keyid, 2);
  }

  const ReportPayload& payload_;
  bool vietnamese_;
  std::string out_;
};

/// What a kind of document is called; its type when it is not one of ours.
std::string kind_word(const std::string& type, bool vietnamese) {
  struct Kind {
    std::string_view type, en, vi;
  };
  static constexpr Kind kKinds[] = {
      {kRegistryType, "Registry of keys", "Danh bạ khóa"},
      {kDecisionType, "Decision", "Quyết định"},
      {kRequestType, "Request to report", "Yêu cầu báo cáo"},
      {kBatchType, "Batch of packages", "Lô gói tin"},
      {kSeriesType, "Time series", "Chuỗi số liệu"},
      {kCatalogueType, "Catalogue", "Danh mục"},
  };
  for (const auto& kind : kKinds)
    if (kind.type == type) return std::string(vietnamese ? kind.vi : kind.en);
  return type;
}

Result<std::string> show_other(const Envelope& envelope, bool vietnamese) {
  GIRS_TRY(const auto head, head_of(envelope));
  GIRS_TRY(auto document, parse_payload(text_of(envelope.payload)));
  const auto line = [](std::string_view label, std::string_view value) {
    return std::string(label) + ": " + printable(value, 0) + "\n";
  };
  std::string page = kind_word(printable(envelope.payload_type, 0), vietnamese) + "\n";
  page += line(vietnamese ? "Giá trị băm được ký" : "Digest that is signed", envelope.pid());
  page += line(vietnamese ? "Gửi đến" : "For", head.audience);
  page += line(vietnamese ? "Lập lúc" : "Made at", to_vietnam_text(head.created_at));
  page += std::string(vietnamese ? "Người ký" : "To be signed by") + ":\n";
  for (const auto& signer : head.signers) page += "  " + line(signer.role, signer.keyid);
  page += std::string(vietnamese ? "Nội dung" : "Content") + ":\n";
  return page + printable(json::pretty(document), 0) + "\n";
}

}  // namespace

Result<std::string> show(const Envelope& envelope, std::string_view language) {
  if (envelope.payload_type != kReportType) return show_other(envelope, language == "vi");
  GIRS_TRY(const auto payload, parse_report(text_of(envelope.payload)));
  return show(payload, envelope.pid(), language);
}

std::string show(const ReportPayload& payload, std::string_view pid, std::string_view language) {
  return Page(payload, language).write(pid);
}

}  // namespace girs::package
