#pragma once
// Lists and trees for people: aligned by what is seen, not by bytes.

#include <string>
#include <string_view>
#include <vector>

#include "json_value.h"
#include "session.h"

namespace cli {

/// Columns that a text takes on a terminal: code points without combining marks.
std::size_t width(std::string_view text);

/// An array of objects as a table; columns are members, headed in the session's language. A
/// column in which every row is empty is left out.
void print_table(const Session& session, const Json& rows, const std::vector<const char*>& columns,
                 std::size_t indent = 0);
/// Lines of cells; the first line is the heading. Columns of numbers stand at the right.
void print_lines(const std::vector<std::vector<std::string>>& lines, std::size_t indent = 0);

/// An object's scalar members, one a line.
void print_members(const Session& session, const Json& object,
                   const std::vector<const char*>& names);
/// Any document, indented, with the names in the session's language.
void print_tree(const Session& session, const Json& value, std::size_t indent = 0);

}  // namespace cli
