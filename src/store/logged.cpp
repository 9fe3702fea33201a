#include "store/logged.h"

namespace girs::store {
namespace {

/// Indexed by Logged.
constexpr std::string_view kTables[] = {"submission", "decision", "request", "series_package"};

}  // namespace

std::string_view to_text(Logged kind) { return kTables[static_cast<std::size_t>(kind)]; }

Result<std::optional<std::int64_t>> logged_index(Connection& connection, Logged kind,
                                                 std::string_view pid) {
  std::optional<std::int64_t> index;
  GIRS_CHECK(connection.each(
      "SELECT idx FROM " + std::string(to_text(kind)) + " WHERE pid = ?",
      [&](Statement& row) {
        index = row.integer(0);
        return ok();
      },
      pid));
  return index;
}

Result<std::optional<Bytes>> registry_of_version(Connection& connection, std::int64_t version) {
  std::optional<Bytes> envelope;
  GIRS_CHECK(connection.each(
      "SELECT envelope FROM registry WHERE version = ?",
      [&](Statement& row) {
        envelope = row.blob(0);
        return ok();
      },
      version));
  return envelope;
}

Result<std::optional<Reporter>> reporter_of(Connection& connection, std::string_view pid) {
  std::optional<Reporter> reporter;
  GIRS_CHECK(connection.each(
      "SELECT unit, regime FROM submission WHERE pid = ?",
      [&](Statement& row) {
        reporter = Reporter{row.text(0), row.text(1)};
        return ok();
      },
      pid));
  return reporter;
}

}  // namespace girs::store
