#include "http/guard.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/characters.h"

namespace girs::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
// No body that anybody can send has more digits; it also keeps the number within 64 bits.
constexpr std::size_t kLengthDigitsMax = 18;

using MaybeRefusal = std::optional<Refusal>;

Refusal broken(std::string en, std::string vi) {
  return {400, "framing", {std::move(en), std::move(vi)}};
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower_case(x) == lower_case(y); });
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the text up to the next line end from `rest`.
std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find(kLineEnd), rest.size());
  const auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + kLineEnd.size(), rest.size()));
  return line;
}

/// Reads one line of the header into `headers`, the name in lower case.
MaybeRefusal read_field(std::string_view line, sync::Headers& headers) {
  if (line.starts_with(' ') || line.starts_with('\t'))
    return broken("a header line is folded", "một dòng tiêu đề bị gập xuống dòng");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return broken("a header line has no proper field name",
                  "một dòng tiêu đề không có tên trường hợp lệ");
  const auto value = trim_blanks(line.substr(colon + 1));
  if (!is_value(value))
    return broken("a header field holds control characters",
                  "một trường tiêu đề chứa ký tự điều khiển");
  headers.emplace_back(lower_case(line.substr(0, colon)), std::string(value));
  return std::nullopt;
}

/// Reads all fields up to the empty line.
MaybeRefusal read_fields(std::string_view rest, const HeaderLimits& limits,
                         sync::Headers& headers) {
  for (auto line = take_line(rest); !line.empty(); line = take_line(rest)) {
    if (headers.size() == limits.fields_max) {
      const auto count = std::to_string(limits.fields_max);
      return Refusal{431,
                     "header-too-large",
                     {"the header has more than " + count + " fields",
                      "phần tiêu đề có hơn " + count + " trường"}};
    }
    if (auto refusal = read_field(line, headers)) return refusal;
  }
  return std::nullopt;
}

/// The one value of field `name`, nothing when there is none; a refusal when there are two.
MaybeRefusal single_field(const sync::Headers& headers, std::string_view name,
                          const std::string*& value) {
  value = nullptr;
  for (const auto& [key, text] : headers) {
    if (key != name) continue;
    if (value)
      return broken("the header has more than one field '" + std::string(name) + "'",
                    "phần tiêu đề có hơn một trường '" + std::string(name) + "'");
    value = &text;
  }
  return std::nullopt;
}

/// Content-Length and Transfer-Encoding, which must not leave two ways to find the body's end.
MaybeRefusal read_framing(const sync::Headers& headers, bool version_1_1, Framing& framing) {
  const std::string* coding = nullptr;
  const std::string* length = nullptr;
  if (auto refusal = single_field(headers, "transfer-encoding", coding)) return refusal;
  if (auto refusal = single_field(headers, "content-length", length)) return refusal;
  if (coding) {
    if (length)
      return broken("the header has both Transfer-Encoding and Content-Length",
                    "phần tiêu đề có cả Transfer-Encoding lẫn Content-Length");
    if (!version_1_1)
      return broken("HTTP/1.0 has no Transfer-Encoding", "HTTP/1.0 không có Transfer-Encoding");
    if (!equal_ignoring_case(*coding, "chunked"))
      return Refusal{501,
                     "transfer-encoding",
                     {"the only Transfer-Encoding understood is chunked",
                      "Transfer-Encoding duy nhất được hỗ trợ là chunked"}};
    framing.kind = Framing::Kind::kChunked;
  }
  if (length) {
    if (length->empty() || !std::ranges::all_of(*length, is_digit))
      return broken("Content-Length is not a number of digits only",
                    "Content-Length không phải là số chỉ gồm chữ số");
    if (length->size() > kLengthDigitsMax)
      return Refusal{413,
                     "body-too-large",
                     {"Content-Length is larger than any body may be",
                      "Content-Length lớn hơn mọi giới hạn cho phép"}};
    framing.kind = Framing::Kind::kLength;
    std::from_chars(length->data(), length->data() + length->size(), framing.length);
  }
  return std::nullopt;
}

/// Whether the connection outlives this message (RFC 9112 section 9.3). HTTP/1.0 never does.
bool keeps_alive(const sync::Headers& headers, bool version_1_1) {
  if (!version_1_1) return false;
  for (const auto& [name, value] : headers) {
    if (name != "connection") continue;
    for (const auto option : split(value, ','))
      if (equal_ignoring_case(trim_blanks(option), "close")) return false;
  }
  return true;
}

/// "HTTP/1.0" or "HTTP/1.1" and later minor versions, which mean 1.1 to us.
MaybeRefusal read_version(std::string_view text, bool& version_1_1) {
  if (text.size() != 8 || !text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' ||
      !is_digit(text[7]))
    return broken("the first line names no HTTP version", "dòng đầu không nêu phiên bản HTTP");
  if (text[5] != '1')
    return Refusal{505,
                   "http-version",
                   {"the only HTTP versions understood are 1.0 and 1.1",
                    "chỉ hỗ trợ HTTP phiên bản 1.0 và 1.1"}};
  version_1_1 = text[7] != '0';
  return std::nullopt;
}

MaybeRefusal read_host(const sync::Headers& headers, const std::string*& host) {
  if (auto refusal = single_field(headers, "host", host)) return refusal;
  if (!host) return broken("the header has no Host field", "phần tiêu đề không có trường Host");
  const bool proper = !host->empty() && std::ranges::all_of(*host, [](char c) {
    constexpr std::string_view kMarks = "-._~%:[]";
    return is_digit(c) || is_letter(c) || kMarks.find(c) != kMarks.npos;
  });
  if (!proper) return broken("the Host field names no host", "trường Host không nêu tên máy chủ");
  return std::nullopt;
}

/// Makes "/path" of "http://host/path" (RFC 9112 section 3.2.2); the host must be the same
/// that Host names, since two names of one server are two readings of one request.
MaybeRefusal read_target(std::string_view method, const std::string& host, std::string& target) {
  if (const auto colon = target.find("://"); is_letter(target.front()) && colon != target.npos) {
    const auto scheme = lower_case(target.substr(0, colon));
    const auto slash = std::min(target.find_first_of("/?", colon + 3), target.size());
    const auto authority = target.substr(colon + 3, slash - colon - 3);
    if ((scheme != "http" && scheme != "https") || !equal_ignoring_case(authority, host))
      return broken("the target and the Host field name two servers",
                    "địa chỉ đích và trường Host nêu hai máy chủ khác nhau");
    target.erase(0, slash);
    if (!target.starts_with('/')) target.insert(0, 1, '/');
  }
  const bool whole_server = target == "*" && method == "OPTIONS";
  if (!whole_server && (!target.starts_with('/') || !is_path_and_query(target)))
    return broken("the target is not a path", "địa chỉ đích không phải là một đường dẫn");
  return std::nullopt;
}

MaybeRefusal read_expectation(bool version_1_1, RequestHead& head) {
  const std::string* expect = nullptr;
  if (auto refusal = single_field(head.headers, "expect", expect)) return refusal;
  if (!expect || !version_1_1) return std::nullopt;  // RFC 9110 section 10.1.1
  if (!equal_ignoring_case(*expect, "100-continue"))
    return Refusal{417,
                   "expectation",
                   {"the only Expect understood is 100-continue",
                    "Expect duy nhất được hỗ trợ là 100-continue"}};
  head.expects_continue = true;
  return std::nullopt;
}

MaybeRefusal read_request(std::string_view block, const HeaderLimits& limits, RequestHead& head) {
  auto rest = block;
  const auto line = split(take_line(rest), ' ');
  if (line.size() != 3 || !is_token(line[0]) || line[1].empty())
    return broken("the first line is not 'METHOD target HTTP/1.1'",
                  "dòng đầu không có dạng 'METHOD đích HTTP/1.1'");
  bool version_1_1 = false;
  const std::string* host = nullptr;
  head.method = line[0];
  head.target = line[1];
  if (auto refusal = read_version(line[2], version_1_1)) return refusal;
  if (auto refusal = read_fields(rest, limits, head.headers)) return refusal;
  if (auto refusal = read_host(head.headers, host)) return refusal;
  if (auto refusal = read_target(head.method, *host, head.target)) return refusal;
  if (auto refusal = read_framing(head.headers, version_1_1, head.framing)) return refusal;
  if (head.framing.kind == Framing::Kind::kNone && (head.method == "PUT" || head.method == "POST"))
    return Refusal{411,
                   "length-required",
                   {"a PUT or POST must say how long its body is",
                    "PUT hoặc POST phải nêu độ dài phần thân"}};
  if (auto refusal = read_expectation(version_1_1, head)) return refusal;
  head.keep_alive = keeps_alive(head.headers, version_1_1);
  return std::nullopt;
}

MaybeRefusal read_response(std::string_view block, const HeaderLimits& limits,
                           ResponseHead& head) {
  auto rest = block;
  const auto line = take_line(rest);
  // HTTP/1.1 SP 3DIGIT SP [reason], RFC 9112 section 4.
  const bool proper = line.size() >= 13 && line[8] == ' ' &&
                      std::ranges::all_of(line.substr(9, 3), is_digit) && line[9] != '0' &&
                      line[12] == ' ' && is_value(line);
  if (!proper)
    return broken("the first line is not 'HTTP/1.1 status reason'",
                  "dòng đầu không có dạng 'HTTP/1.1 mã-trạng-thái'");
  bool version_1_1 = false;
  if (auto refusal = read_version(line.substr(0, 8), version_1_1)) return refusal;
  std::from_chars(line.data() + 9, line.data() + 12, head.status);
  if (auto refusal = read_fields(rest, limits, head.headers)) return refusal;
  if (auto refusal = read_framing(head.headers, version_1_1, head.framing)) return refusal;
  if (head.status < 200 || head.status == 204 || head.status == 304)
    head.framing = {};  // these have no body whatever the fields say
  else if (head.framing.kind == Framing::Kind::kNone)
    head.framing.kind = Framing::Kind::kUntilClose;
  head.keep_alive =
      keeps_alive(head.headers, version_1_1) && head.framing.kind != Framing::Kind::kUntilClose;
  return std::nullopt;
}

}  // namespace

HeaderScanner::State HeaderScanner::scan(std::string_view bytes) {
  for (; position_ < bytes.size(); ++position_) {
    if (position_ == bytes_max_) return State::kTooLarge;
    const char c = bytes[position_];
    const bool after_return = position_ > 0 && bytes[position_ - 1] == '\r';
    if (after_return != (c == '\n')) return State::kBroken;
    if (c != '\n' && c != '\r' && !is_value_character(c)) return State::kBroken;
    if (c != '\n') continue;
    if (position_ - line_start_ == 1) {  // an empty line
      ++position_;
      return State::kComplete;
    }
    line_start_ = position_ + 1;
  }
  return State::kMore;
}

Refusal refusal_of(HeaderScanner::State state, const HeaderLimits& limits) {
  if (state == HeaderScanner::State::kTooLarge) {
    const auto size = std::to_string(limits.bytes_max);
    return {431,
            "header-too-large",
            {"the header is larger than " + size + " bytes",
             "phần tiêu đề lớn hơn " + size + " byte"}};
  }
  return broken("the header holds a byte that HTTP does not allow there",
                "phần tiêu đề chứa một byte mà HTTP không cho phép");
}

std::variant<RequestHead, Refusal> guard_request(std::string_view block,
                                                 const HeaderLimits& limits) {
  RequestHead head;
  if (auto refusal = read_request(block, limits, head)) return *std::move(refusal);
  return head;
}

std::variant<ResponseHead, Refusal> guard_response(std::string_view block,
                                                   const HeaderLimits& limits) {
  ResponseHead head;
  if (auto refusal = read_response(block, limits, head)) return *std::move(refusal);
  return head;
}

bool is_proper(const sync::Headers& headers, const HeaderLimits& limits) {
  constexpr std::size_t kOwnBytes = 1024;  // first line, Host, Date, digest, ...
  constexpr std::size_t kOwnFields = 8;
  std::size_t bytes = kOwnBytes;
  for (const auto& [name, value] : headers) {
    if (!is_token(name) || !is_value(value)) return false;
    bytes += name.size() + value.size() + 4;
  }
  return bytes <= limits.bytes_max && headers.size() + kOwnFields <= limits.fields_max;
}

}  // namespace girs::http
