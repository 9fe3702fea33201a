#include "store/definitions.h"

namespace girs::store {

Result<std::vector<DefinitionRow>> definitions(Connection& connection) {
  std::vector<DefinitionRow> rows;
  GIRS_CHECK(connection.each(
      "SELECT kind, code, version, digest, body FROM definition ORDER BY kind, code, version",
      [&](Statement& row) {
        rows.push_back({row.text(0), row.text(1), static_cast<int>(row.integer(2)), row.text(3),
                        row.text(4)});
        return ok();
      }));
  return rows;
}

Result<std::optional<std::string>> definition_body(Connection& connection, std::string_view digest) {
  std::optional<std::string> body;
  GIRS_CHECK(connection.each(
      "SELECT body FROM definition WHERE digest = ?",
      [&](Statement& row) {
        body = row.text(0);
        return ok();
      },
      digest));
  return body;
}

Result<std::int64_t> definition_count(Connection& connection) {
  std::int64_t count = 0;
  GIRS_CHECK(connection.each("SELECT count(*) FROM definition", [&](Statement& row) {
    count = row.integer(0);
    return ok();
  }));
  return count;
}

Status put_definitions(Connection& connection, const std::vector<DefinitionRow>& rows, Time now) {
  for (const auto& row : rows) {
    std::optional<std::string> known;
    GIRS_CHECK(connection.each(
        "SELECT digest FROM definition WHERE kind = ? AND code = ? AND version = ?",
        [&](Statement& found) {
          known = found.text(0);
          return ok();
        },
        row.kind, row.code, row.version));
    const std::string name = row.kind + " " + row.code + " version " + std::to_string(row.version);
    if (known && *known != row.digest)
      return error(Code::kConflict,
                   "The store holds another " + name + "; publish the change as a new version.",
                   "Kho đã có " + name + " với nội dung khác; hãy ban hành thay đổi thành phiên bản mới.",
                   {{"definition", name}});
    if (known) continue;
    GIRS_CHECK(connection.run(
        "INSERT INTO definition(kind, code, version, digest, body, loaded_at) VALUES(?,?,?,?,?,?)",
        row.kind, row.code, row.version, row.digest, row.body, now.time_since_epoch().count()));
  }
  return ok();
}

}  // namespace girs::store
