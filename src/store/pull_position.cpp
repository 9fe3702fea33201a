#include "store/pull_position.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "store/store.h"

namespace girs::store {
namespace {

std::string key_of(std::string_view origin, std::string_view what, std::string_view part) {
  return std::string(what) + "-" + std::string(part) + " " + std::string(origin);
}

/// A leaf's index; nothing for what is none.
std::optional<std::int64_t> index_of(std::string_view word) {
  std::int64_t index = 0;
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), index);
  const bool whole = failed == std::errc() && end == word.data() + word.size();
  return whole && index >= 0 ? std::optional(index) : std::nullopt;
}

}  // namespace

Result<PullPosition> pull_position(Connection& connection, std::string_view origin, std::string_view what) {
  PullPosition position;
  GIRS_TRY(const auto cursor, setting(connection, key_of(origin, what, "cursor")));
  if (cursor) position.cursor = index_of(*cursor).value_or(0);
  GIRS_TRY(const auto passed, setting(connection, key_of(origin, what, "passed")));
  if (!passed) return position;
  for (const auto word : split(*passed, ' '))
    if (const auto index = index_of(word)) position.passed.push_back(*index);
  return position;
}

Status keep_pull_position(Connection& connection, std::string_view origin, std::string_view what,
                          const PullPosition& position) {
  std::vector<std::string> passed;
  for (const auto index : position.passed) passed.push_back(std::to_string(index));
  GIRS_CHECK(set_setting(connection, key_of(origin, what, "passed"), join(passed, " ")));
  return set_setting(connection, key_of(origin, what, "cursor"), std::to_string(position.cursor));
}

Result<std::int64_t> taken_up_to(Connection& connection, std::string_view origin) {
  GIRS_TRY(const auto position, pull_position(connection, origin, kEvents));
  auto end = position.cursor;
  for (const auto index : position.passed) end = std::min(end, index);
  return end;
}

}  // namespace girs::store
