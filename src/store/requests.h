#pragma once
// Requests of an authority for an ad hoc or thematic report (yêu cầu báo cáo đột xuất, chuyên
// đề): at the centre those that it issued, at a unit those that it received. Signed evidence,
// never changed.

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

struct RequestRow {
  std::string pid;               // of the request's own envelope
  std::string origin;            // the log that holds it
  std::int64_t index = 0;
  std::int64_t logged_at = 0;
  std::string regime;
  std::string period;
  std::string due;               // the last day, ISO 8601
  std::string text;              // what is asked, for people
  Bytes envelope;
  std::vector<std::string> units = {};
};

Status insert_request(Connection& connection, const RequestRow& row);
Result<std::optional<RequestRow>> request(Connection& connection, std::string_view pid);
/// Requests logged up to `until` that name `unit` (empty: any), in order of log and leaf.
Result<std::vector<RequestRow>> requests(Connection& connection, std::string_view unit,
                                         std::int64_t until);

}  // namespace girs::store
