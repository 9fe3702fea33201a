#pragma once
// The cells of one row by the code of their column, in order of code: a map that is one piece of
// memory, since rows are short and reports are read by the thousand.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/cell.h"

namespace girs {

class RowCells {
 public:
  using Entry = std::pair<std::string, Cell>;
  using const_iterator = std::vector<Entry>::const_iterator;

  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }

  const_iterator find(std::string_view column) const {
    const auto at = std::ranges::lower_bound(entries_, column, {}, &Entry::first);
    return at != entries_.end() && at->first == column ? at : entries_.end();
  }
  void insert_or_assign(std::string_view column, Cell cell) {
    const auto at = std::ranges::lower_bound(entries_, column, {}, &Entry::first);
    if (at != entries_.end() && at->first == column)
      at->second = std::move(cell);
    else
      entries_.emplace(at, std::string(column), std::move(cell));
  }
  void erase(std::string_view column) {
    const auto at = std::ranges::lower_bound(entries_, column, {}, &Entry::first);
    if (at != entries_.end() && at->first == column) entries_.erase(at);
  }
  void clear() { entries_.clear(); }

  void reserve(std::size_t size) { entries_.reserve(size); }
  /// A blank cell to fill, of a column that comes after all others of the row.
  Cell& append(const std::string& column) {
    return entries_.emplace_back(std::piecewise_construct, std::forward_as_tuple(column),
                                 std::forward_as_tuple()).second;
  }

  bool operator==(const RowCells&) const = default;

 private:
  std::vector<Entry> entries_;
};

}  // namespace girs
