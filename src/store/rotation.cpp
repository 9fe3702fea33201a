#include "store/rotation.h"

#include <vector>

#include "store/schema.h"
#include "store/store.h"

namespace girs::store {
namespace {

/// The packages of one table that the log took and that have no receipt of their own.
Status keep_receipts(Connection& connection, const std::string& table, std::string_view origin,
                     const std::function<Result<std::string>(std::int64_t)>& receipt_of) {
  std::vector<std::int64_t> indexes;
  GIRS_CHECK(connection.each(
      "SELECT idx FROM " + table + " WHERE origin = ? AND receipt IS NULL",
      [&](Statement& row) {
        indexes.push_back(row.integer(0));
        return ok();
      },
      origin));
  for (const auto index : indexes) {
    GIRS_TRY(const auto receipt, receipt_of(index));
    GIRS_CHECK(connection.run("UPDATE " + table + " SET receipt = ? WHERE origin = ? AND idx = ?",
                              receipt, origin, index));
  }
  return ok();
}

}  // namespace

Status change_audience(Connection& connection, std::string_view audience) {
  GIRS_TRY(const auto before, setting(connection, "audience"));
  if (before && *before != audience)
    GIRS_CHECK(without_guard(connection, {"registry"}, [&]() -> Status {
      GIRS_CHECK(connection.run(
          "INSERT INTO registry_other(audience, version, envelope) SELECT ?, version, envelope FROM registry "
          "WHERE true ON CONFLICT DO NOTHING",
          *before));
      return connection.run("DELETE FROM registry");
    }));
  return set_setting(connection, "audience", audience);
}

Status end_log(Connection& connection, std::string_view origin,
               const std::function<Result<std::string>(std::int64_t)>& receipt_of) {
  return without_guard(
      connection, {"submission", "series_package", "log_leaf", "log_node", "log_checkpoint"}, [&]() -> Status {
        GIRS_CHECK(keep_receipts(connection, "submission", origin, receipt_of));
        GIRS_CHECK(keep_receipts(connection, "series_package", origin, receipt_of));
        for (const char* table : {"log_leaf", "log_node", "log_checkpoint"})
          GIRS_CHECK(connection.run(std::string("DELETE FROM ") + table));
        return ok();
      });
}

}  // namespace girs::store
