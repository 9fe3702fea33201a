#include "table.h"

#include <algorithm>
#include <cstdio>

#include "words.h"

namespace cli {
namespace {

/// Whether a code point takes no column: combining marks, as decomposed Vietnamese has them.
bool is_mark(unsigned point) {
  return (point >= 0x300 && point <= 0x36F) || point == 0x200B || point == 0xFEFF;
}

std::string padded(const std::string& text, std::size_t columns, bool right) {
  const std::string blanks(columns - std::min(columns, width(text)), ' ');
  return right ? blanks + text : text + blanks;
}

bool is_figure(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos &&
         std::count(text.begin() + 1, text.end(), '-') == 0;
}

bool is_scalar(const Json& value) { return !value.IsObject() && !value.IsArray(); }

bool is_list_of_scalars(const Json& value) {
  return value.IsArray() && std::all_of(value.Begin(), value.End(), is_scalar);
}

bool is_flat_object(const Json& value) {
  return value.IsObject() && std::all_of(value.MemberBegin(), value.MemberEnd(),
                                         [](const auto& member) { return is_scalar(member.value); });
}

std::string joined(const Session& session, const char* name, const Json& list) {
  std::string all;
  for (const auto& value : list.GetArray())
    all += (all.empty() ? "" : ", ") + word_for_value(session, name, text(value));
  return all;
}

/// {"SEX":"F"} as SEX=F.
std::string joined_members(const Json& object) {
  std::string all;
  for (const auto& [name, value] : object.GetObject())
    all += (all.empty() ? "" : ";") + std::string(name.GetString()) + "=" + text(value);
  return all;
}

/// A member as a cell of a table: nested values in short.
std::string cell(const Session& session, const Json& row, const char* name) {
  const auto& value = member(row, name);
  if (value.IsString()) return word_for_value(session, name, text(value));
  if (value.IsObject() && value.HasMember("from")) return text(value, "from") + " .. " + text(value, "to");
  if (value.IsObject() && value.HasMember("absent"))
    return word_for_value(session, "state", text(value, "absent"));
  if (value.IsObject() && value.HasMember("error")) return text(value, "error");
  if (is_list_of_scalars(value)) return joined(session, name, value);
  if (is_flat_object(value)) return joined_members(value);
  return text(value);
}

bool is_table(const Json& value) {
  return value.IsArray() && std::all_of(value.Begin(), value.End(), is_flat_object);
}

/// Every member that one of the rows has, in the order in which they appear.
std::vector<const char*> columns_of(const Json& rows) {
  std::vector<const char*> columns;
  for (const auto& row : rows.GetArray())
    for (const auto& member : row.GetObject()) {
      const char* name = member.name.GetString();
      if (std::none_of(columns.begin(), columns.end(),
                       [&](std::string_view known) { return known == name; }))
        columns.push_back(name);
    }
  return columns;
}

/// One member of a tree: on its line when it is short, else below its heading.
void print_branch(const Session& session, const char* name, const Json& item, std::size_t indent) {
  const auto heading = std::string(indent, ' ') + word_for_name(session, name);
  if (item.IsNull() || (item.IsArray() && item.Empty())) return;
  if (item.IsObject() && item.ObjectEmpty()) return;
  if (is_scalar(item)) {
    std::printf("%s: %s\n", heading.c_str(), word_for_value(session, name, text(item)).c_str());
  } else if (is_list_of_scalars(item)) {
    std::printf("%s: %s\n", heading.c_str(), joined(session, name, item).c_str());
  } else {
    std::printf("%s:\n", heading.c_str());
    print_tree(session, item, indent + 2);
  }
}

}  // namespace

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned point = lead < 0x80 ? lead : lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
      point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    if (!is_mark(point)) ++columns;
    at += size;
  }
  return columns;
}

void print_lines(const std::vector<std::vector<std::string>>& lines, std::size_t indent) {
  if (lines.empty()) return;
  const auto count = lines.front().size();
  std::vector<std::size_t> widths(count);
  std::vector<bool> right(count, lines.size() > 1);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t c = 0; c < count; ++c) {
      widths[c] = std::max(widths[c], width(lines[i][c]));
      if (i > 0 && !lines[i][c].empty() && !is_figure(lines[i][c])) right[c] = false;
    }
  }
  for (const auto& line : lines) {
    std::string out(indent, ' ');
    for (std::size_t c = 0; c < count; ++c)
      out += (c == 0 ? "" : "  ") + padded(line[c], widths[c], right[c]);
    std::printf("%s\n", out.substr(0, out.find_last_not_of(' ') + 1).c_str());
  }
}

void print_table(const Session& session, const Json& rows, const std::vector<const char*>& columns,
                 std::size_t indent) {
  if (!rows.IsArray() || rows.Empty()) {
    std::printf("%s\n", session.say("(none)", "(không có)"));
    return;
  }
  std::vector<std::vector<std::string>> lines(1);
  for (const char* column : columns) {
    const auto has = [&](const Json& row) { return !cell(session, row, column).empty(); };
    if (!std::any_of(rows.Begin(), rows.End(), has)) continue;
    lines.front().push_back(word_for_name(session, column));
    lines.resize(rows.Size() + 1);
    for (rapidjson::SizeType i = 0; i < rows.Size(); ++i)
      lines[i + 1].push_back(cell(session, rows[i], column));
  }
  print_lines(lines, indent);
}

void print_members(const Session& session, const Json& object,
                   const std::vector<const char*>& names) {
  std::size_t widest = 0;
  for (const char* name : names) widest = std::max(widest, width(word_for_name(session, name)));
  for (const char* name : names) {
    const auto shown = cell(session, object, name);
    if (shown.empty()) continue;
    std::printf("%s  %s\n", padded(word_for_name(session, name), widest, false).c_str(),
                shown.c_str());
  }
}

void print_tree(const Session& session, const Json& value, std::size_t indent) {
  const std::string blanks(indent, ' ');
  if (is_scalar(value)) {
    std::printf("%s%s\n", blanks.c_str(), text(value).c_str());
  } else if (is_table(value)) {
    print_table(session, value, columns_of(value), indent);
  } else if (value.IsArray()) {
    for (const auto& item : value.GetArray()) {
      std::printf("%s-\n", blanks.c_str());
      print_tree(session, item, indent + 2);
    }
  } else {
    for (const auto& [name, item] : value.GetObject())
      print_branch(session, name.GetString(), item, indent);
  }
}

}  // namespace cli
