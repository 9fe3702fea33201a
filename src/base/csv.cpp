#include "base/csv.h"

#include <algorithm>

#include "base/text.h"

namespace girs {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// What data files read as the reason for an absence ("-" begins like a formula anyway).
bool is_absence(std::string_view text) {
  const auto word = trim(text);
  return word.empty() || word == "x" || word == "..." || word == "…";
}

/// Whether csv_text() puts an apostrophe before it; so it does where there are some already, so
/// that taking one away gives every text back.
bool is_neutralised(std::string_view text) {
  const auto quotes = text.find_first_not_of('\'');
  if (quotes == std::string_view::npos) return false;
  const auto rest = text.substr(quotes);
  return begins_formula(rest) || is_absence(rest);
}

}  // namespace

bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

Error CsvReader::mistake(std::size_t offset, std::string en, std::string vi) const {
  const auto before = text_.substr(0, std::min(offset, text_.size()));
  const auto line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const auto start = before.rfind('\n');
  const auto in_line = start == std::string_view::npos ? before : before.substr(start + 1);
  const auto column = first_invalid_utf8(in_line) ? in_line.size() + 1 : code_points(in_line) + 1;
  const auto line_text = std::to_string(line);
  const auto column_text = std::to_string(column);
  return error(Code::kInvalidArgument,
               "Line " + line_text + ", character " + column_text + ": " + std::move(en),
               "Dòng " + line_text + ", ký tự " + column_text + ": " + std::move(vi),
               {{"line", line_text}, {"column", column_text}});
}

Result<CsvReader> CsvReader::open(std::string_view text, const CsvLimits& limits) {
  if (text.size() > limits.size_max)
    return error(Code::kInvalidArgument,
                 "The file is larger than " + std::to_string(limits.size_max) +
                     " bytes; split it.",
                 "Tệp lớn hơn " + std::to_string(limits.size_max) + " byte; hãy chia nhỏ.",
                 {{"limit", std::to_string(limits.size_max)}});
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return error(Code::kInvalidArgument, "The file is UTF-16; save it as \"CSV UTF-8\".",
                 "Tệp đang ở dạng UTF-16; hãy lưu lại ở dạng \"CSV UTF-8\".",
                 {{"line", "1"}, {"column", "1"}});
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  CsvReader reader(text, limits);
  if (const auto offset = first_invalid_utf8(text))
    return reader.mistake(*offset, "the text is not UTF-8; save the file as \"CSV UTF-8\".",
                          "văn bản không phải UTF-8; hãy lưu tệp ở dạng \"CSV UTF-8\".");
  if (const auto offset = text.find('\0'); offset != std::string_view::npos)
    return reader.mistake(offset, "a NUL character; save the file as \"CSV UTF-8\".",
                          "có ký tự NUL; hãy lưu tệp ở dạng \"CSV UTF-8\".");
  return reader;
}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
}

void CsvReader::take_line_end() {
  if (at_ == text_.size()) return;
  at_ += std::size_t{text_[at_] == '\r' ? 2u : 1u};
  ++line_;
}

void CsvReader::skip_empty_lines() {
  while (at_ < text_.size() && at_line_end()) take_line_end();
}

Result<std::string> CsvReader::quoted_field() {
  const auto start = at_++;
  std::string field;
  while (true) {
    const auto quote = text_.find('"', at_);
    if (quote == std::string_view::npos)
      return mistake(start, "this quote is never closed.", "dấu nháy kép này không được đóng.");
    const auto part = text_.substr(at_, quote - at_);
    line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
    field += part;
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') break;
    field += '"';
    ++at_;
  }
  if (!at_line_end() && text_[at_] != ',')
    return mistake(at_, "after a closing quote comes a comma or the end of the line.",
                   "sau dấu nháy kép đóng phải là dấu phẩy hoặc hết dòng.");
  return field;
}

Result<std::string> CsvReader::plain_field() {
  const auto end = std::min(text_.find_first_of(",\n\r\"", at_), text_.size());
  std::string field(text_.substr(at_, end - at_));
  at_ = end;
  if (at_line_end() || text_[at_] == ',') return field;
  if (text_[at_] == '"')
    return mistake(at_, "a quote inside a field; put the whole field in quotes and double it.",
                   "có dấu nháy kép trong ô; hãy đặt cả ô trong nháy kép và viết đôi dấu này.");
  return mistake(at_, "a lone carriage return; end lines with LF or CRLF.",
                 "có ký tự CR lẻ; hãy kết thúc dòng bằng LF hoặc CRLF.");
}

Result<bool> CsvReader::next(CsvRecord& record) {
  record.fields.clear();
  skip_empty_lines();
  if (at_ == text_.size()) return false;
  const auto start = at_;
  if (++records_ > limits_.records_max)
    return mistake(start, "the file has too many lines; split it.",
                   "tệp có quá nhiều dòng; hãy chia nhỏ.");
  record.line = line_;
  while (true) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    GIRS_TRY(auto field, quoted ? quoted_field() : plain_field());
    if (record.fields.size() == limits_.fields_max)
      return mistake(start, "the line has too many fields.", "dòng có quá nhiều cột.");
    record.fields.push_back(std::move(field));
    if (at_line_end()) break;
    ++at_;  // the comma
  }
  take_line_end();
  return true;
}

std::string csv_text(std::string_view text) {
  return is_neutralised(text) ? "'" + std::string(text) : std::string(text);
}

std::string_view csv_text_back(std::string_view field) {
  return field.starts_with('\'') && is_neutralised(field.substr(1)) ? field.substr(1) : field;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& field = fields[i];
    if (i > 0) line += ',';
    // A lone empty field would read back as an empty line, which is skipped.
    const bool quote = field.find_first_of(",\"\n\r") != std::string::npos ||
                       (field.empty() && fields.size() == 1);
    if (!quote) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + '\n';
}

}  // namespace girs
