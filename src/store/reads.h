#pragma once
// Who read which figures, and when: one row a read. Append-only until its time of keeping is over.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "store/connection.h"

namespace girs::store {

struct ReadRow {
  std::int64_t id = 0;
  std::int64_t at = 0;
  std::string keyid;   // of the key that signed the request
  std::string unit;    // of its holder
  std::string person;  // empty: a machine
  std::string call;    // "GET /v1/submissions/{}"
  std::string about;   // what exactly: the path with its query; no figure
  std::string rule;    // code of the sharing rule that gave the right; empty: a role did
  std::int64_t items = 0;  // reports or values that the answer held
};

Status insert_read(Connection& connection, const ReadRow& row);
/// Reads after number `since`, at most `limit`, of the holder `unit` (empty: all), oldest first.
Status each_read(Connection& connection, std::int64_t since, std::int64_t limit,
                 std::string_view unit, const std::function<Status(const ReadRow&)>& visit);
/// Deletes reads before `time`; gives how many.
Result<std::int64_t> forget_reads_before(Connection& connection, std::int64_t time);

}  // namespace girs::store
