#include "words.h"

#include <algorithm>
#include <array>

namespace cli {
namespace {

struct Word {
  std::string_view key;
  const char* en;
  const char* vi;
};

constexpr std::array kNames = {
    Word{"absent", "absent", "không có số liệu"},
    Word{"accepted", "accepted", "được tiếp nhận"},
    Word{"action", "action", "việc"},
    Word{"actor", "by", "người thực hiện"},
    Word{"after", "after", "sau"},
    Word{"as_of", "as of", "tính đến"},
    Word{"at", "at", "lúc"},
    Word{"attempts", "attempts", "số lần gửi"},
    Word{"authority", "authority", "thẩm quyền"},
    Word{"before", "before", "trước"},
    Word{"cells_a_year", "cells a year", "số ô mỗi năm"},
    Word{"checkpoints", "checkpoints", "điểm xác nhận"},
    Word{"code", "code", "mã"},
    Word{"column", "column", "cột"},
    Word{"completeness", "completeness", "tỷ lệ đã gửi"},
    Word{"counted", "counted", "đã tính"},
    Word{"days_left", "days left", "số ngày còn lại"},
    Word{"decision", "decision", "quyết định"},
    Word{"decisions", "decisions", "quyết định"},
    Word{"denominator", "denominator", "mẫu số"},
    Word{"denominator_cells", "cells of the denominator", "các ô của mẫu số"},
    Word{"detail", "detail", "chi tiết"},
    Word{"difference", "difference", "chênh lệch"},
    Word{"digest", "digest", "mã băm"},
    Word{"due", "due", "hạn gửi"},
    Word{"estimated", "estimated", "ước tính"},
    Word{"exact", "with accents", "đúng dấu"},
    Word{"excluded", "left out", "không tổng hợp"},
    Word{"expected", "expected", "phải gửi"},
    Word{"explanations", "explanations", "giải trình"},
    Word{"factor", "factor", "hệ số"},
    Word{"faults", "faults", "sai lệch"},
    Word{"first", "regime", "chế độ báo cáo"},
    Word{"figure", "figure", "số liệu"},
    Word{"figures", "figures", "số liệu"},
    Word{"form", "form", "biểu mẫu"},
    Word{"forms", "forms", "biểu mẫu"},
    Word{"formula", "formula", "công thức"},
    Word{"from", "from", "từ ngày"},
    Word{"index", "leaf", "số thứ tự nhật ký"},
    Word{"indicator", "indicator", "chỉ tiêu"},
    Word{"keyid", "key", "khóa"},
    Word{"keys", "keys", "khóa"},
    Word{"kind", "kind", "loại"},
    Word{"late", "late", "quá hạn"},
    Word{"leaves", "log entries", "mục nhật ký"},
    Word{"level", "level", "cấp"},
    Word{"logged", "received at", "nhận lúc"},
    Word{"matched", "name found", "tên tìm thấy"},
    Word{"members", "members", "đơn vị thành viên"},
    Word{"message_en", "message", "nội dung (tiếng Anh)"},
    Word{"message_vi", "message (Vietnamese)", "nội dung"},
    Word{"missing", "missing", "chưa gửi"},
    Word{"name", "name", "tên"},
    Word{"not_yet_due", "not yet due", "chưa đến hạn"},
    Word{"name_en", "name", "tên tiếng Anh"},
    Word{"not_after", "valid to", "hiệu lực đến"},
    Word{"not_before", "valid from", "hiệu lực từ"},
    Word{"not_comparable", "not comparable", "không so sánh được"},
    Word{"note", "note", "ghi chú"},
    Word{"numerator", "numerator", "tử số"},
    Word{"numerator_cells", "cells of the numerator", "các ô của tử số"},
    Word{"older", "older notation", "cách ghi cũ"},
    Word{"on", "on", "ngày"},
    Word{"on_time", "on time", "đúng hạn"},
    Word{"origin", "log", "nhật ký"},
    Word{"outbox", "delivery", "việc gửi"},
    Word{"package", "package", "gói tin"},
    Word{"parent", "parent", "thuộc"},
    Word{"parts", "parts", "thành phần"},
    Word{"periods", "periods", "số kỳ"},
    Word{"period", "period", "kỳ báo cáo"},
    Word{"person", "person", "người"},
    Word{"pid", "package", "gói tin"},
    Word{"predecessors", "predecessors", "đơn vị trước đó"},
    Word{"pushed", "sent", "đã gửi"},
    Word{"queued", "waiting", "đang chờ gửi"},
    Word{"queued_at", "waiting since", "chờ gửi từ"},
    Word{"receipted", "receipts", "biên nhận"},
    Word{"received", "received", "đã nhận"},
    Word{"refused", "refused", "bị từ chối"},
    Word{"regime", "regime", "chế độ báo cáo"},
    Word{"rejected", "rejected", "bị trả lại"},
    Word{"reminder", "reminder", "nhắc ngày"},
    Word{"reports", "reports of units below", "báo cáo cấp dưới"},
    Word{"requests", "requests to report", "yêu cầu báo cáo"},
    Word{"rev", "rev.", "lần"},
    Word{"role", "role", "vai trò"},
    Word{"roles", "roles", "vai trò"},
    Word{"round", "decimals", "số chữ số thập phân"},
    Word{"row", "row", "hàng"},
    Word{"rule", "rule", "quy tắc"},
    Word{"scheme", "scheme", "thuật toán"},
    Word{"scope", "scope", "phạm vi"},
    Word{"shares", "shares", "tỷ lệ"},
    Word{"second", "regime", "chế độ báo cáo"},
    Word{"signers", "signers", "người ký"},
    Word{"size", "log size", "cỡ nhật ký"},
    Word{"state", "state", "trạng thái"},
    Word{"stated", "stated", "đơn vị báo cáo"},
    Word{"status", "status", "tình trạng"},
    Word{"submissions", "packages", "gói tin"},
    Word{"successors", "successors", "đơn vị sau đó"},
    Word{"sum", "sum of members", "tổng các đơn vị"},
    Word{"table", "table", "bảng"},
    Word{"text", "text", "nội dung"},
    Word{"time_claimed", "made at (claimed)", "lập lúc (khai)"},
    Word{"time_logged", "received at", "nhận lúc"},
    Word{"timeliness", "timeliness", "tỷ lệ đúng hạn"},
    Word{"title", "title", "chức vụ"},
    Word{"to", "to", "đến ngày"},
    Word{"totals", "totals", "tổng số"},
    Word{"unexpected", "not asked for", "gửi ngoài yêu cầu"},
    Word{"unit", "unit", "đơn vị"},
    Word{"unit_name", "name", "tên đơn vị"},
    Word{"unit_of_measure", "unit of measure", "đơn vị tính"},
    Word{"units", "units", "đơn vị"},
    Word{"value", "value", "giá trị"},
    Word{"verified", "definition confirmed", "định nghĩa đã xác minh"},
    Word{"version", "version", "phiên bản"},
    Word{"whole", "whole", "toàn bộ"},
    Word{"window", "window", "thời gian chốt số liệu"}};

constexpr std::array kValues = {
    Word{"accepted", "accepted", "được tiếp nhận"},
    Word{"active", "active", "có hiệu lực"},
    Word{"aggregate", "aggregate", "tổng hợp"},
    Word{"aggregated", "aggregated", "đã tổng hợp"},
    Word{"agency-seal", "agency seal", "con dấu cơ quan"},
    Word{"approved", "approved", "đã duyệt chờ tổng hợp"},
    Word{"approver", "approver", "người duyệt"},
    Word{"commune", "commune", "xã, phường"},
    Word{"completed", "completed", "hoàn thành"},
    Word{"conflict", "conflict", "xung đột"},
    Word{"country", "country", "quốc gia"},
    Word{"dead-letter", "undeliverable", "không gửi được"},
    Word{"district", "district", "huyện"},
    Word{"draft", "draft", "đang nhập liệu"},
    Word{"error", "ERROR", "LỖI"},
    Word{"excluded", "left out", "không tổng hợp"},
    Word{"explain", "to explain", "cần giải trình"},
    Word{"info", "note", "lưu ý"},
    Word{"late", "late", "quá hạn"},
    Word{"missing", "missing", "chưa có"},
    Word{"nil", "-", "-"},
    Word{"not-applicable", "x", "x"},
    Word{"not-available", "...", "..."},
    Word{"not-begun", "not begun", "chưa lập"},
    Word{"not-received", "not received", "chưa nhận"},
    Word{"not-yet-due", "not yet due", "chưa đến hạn"},
    Word{"on-time", "on time", "đúng hạn"},
    Word{"own", "own", "của đơn vị"},
    Word{"preparer", "preparer", "người lập"},
    Word{"province", "province", "tỉnh, thành phố"},
    Word{"queued", "waiting to be sent", "đang chờ gửi"},
    Word{"receipted", "receipted", "đã có biên nhận"},
    Word{"received", "received", "đã nhận"},
    Word{"rejected", "rejected", "bị trả lại"},
    Word{"reopened", "reopened", "cho gửi lại"},
    Word{"retired", "retired", "hết dùng"},
    Word{"returned", "returned", "yêu cầu chỉnh lý"},
    Word{"revoked", "revoked", "bị thu hồi"},
    Word{"sealed", "sealed", "đã ký, niêm phong"},
    Word{"submitted", "submitted", "đã gửi chờ duyệt"},
    Word{"withdrawn", "withdrawn", "đã rút"}};

/// Members whose values are words of the program; all others hold codes, names and texts.
constexpr std::array<std::string_view, 8> kWordMembers = {"kind",   "outbox", "role",  "scope",
                                                          "severity", "state",  "status", "decision"};

template <std::size_t kCount>
std::string look_up(const std::array<Word, kCount>& words, const Session& session,
                    std::string_view key) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.key == key; });
  return found == words.end() ? std::string(key) : session.say(found->en, found->vi);
}

}  // namespace

std::string word_for_name(const Session& session, std::string_view name) {
  return look_up(kNames, session, name);
}

std::string word_for_value(const Session& session, std::string_view name,
                           const std::string& value) {
  const bool is_word = std::find(kWordMembers.begin(), kWordMembers.end(), name) != kWordMembers.end();
  return is_word ? look_up(kValues, session, value) : vietnam_time(value);
}

}  // namespace cli
