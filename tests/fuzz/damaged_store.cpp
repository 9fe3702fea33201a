#include "damaged_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "crypto/hash.h"
#include "report/column_store.h"
#include "support/own_series.h"
#include "support/storm.h"

namespace girs::fuzzing {

using namespace girs::testing;

namespace {

void execute(sqlite3* database, const std::string& sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(database));
}

sqlite3* opened(const std::string& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) throw std::runtime_error(path);
  return database;
}

/// What the rest of an input makes of a value's bytes.
std::string edited(std::string value, std::uint8_t how, std::string_view with) {
  if (how % 8 < 4 || value.empty()) return std::string(with);
  const std::size_t at = (with.size() > 1 ? static_cast<std::uint8_t>(with[0]) * 256u +
                                                static_cast<std::uint8_t>(with[1]) : 0u) % value.size();
  const auto rest = with.size() > 2 ? with.substr(2) : std::string_view();
  switch (how % 8) {
    case 4: return value.substr(0, at);
    case 5: return value.insert(at, rest);
    case 6: return value.replace(at, std::min(rest.size(), value.size() - at), rest);
    default: value[at] = static_cast<char>(value[at] ^ (1 << how / 8 % 8)); return value;
  }
}

}  // namespace

DamagedStore::DamagedStore() {
  const auto commune = world_.site("commune");
  auto& centre = world_.centre();
  pid_ = world_.submit(commune, "31825");
  must(centre.admit(pid_, World::body(commune, pid_)));
  const auto series = seal_own_series(world_, commune);
  must(centre.admit(series, World::body(commune, series)));
  must(centre.request(early_quarter(), world_.requester()));
  must(centre.put_blob(to_digest(sha256(std::string_view("x"))), "x"));
  must(centre.decide(pid_, package::DecisionKind::kReopened, {"late"}, "đối chiếu lại", world_.decider()));
  world_.enter(world_.centre_site(), "31834");
  world_.import(world_.centre_site(), "31834", 50);
  must(report::write_chunks(world_.centre_site().workspace(), false));
  registry_ = must(centre.registry());
  must(world_.centre_site().store->close());
  path_ = world_.folder() / "centre.girs";
  loosen(path_);
  std::filesystem::copy_file(path_, path_ + ".whole");
  editor_ = opened(path_);
  execute(editor_, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; ATTACH '" +
                       path_ + ".whole' AS whole");
  tables_ = column_of("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND "
                      "name NOT LIKE 'sqlite%' ORDER BY name");
  for (const auto& table : tables_) {
    const auto keys = column_of("SELECT coalesce(group_concat('\"' || name || '\"'), 'rowid') FROM "
                                "pragma_table_info('" + table + "') WHERE pk > 0").front();
    const int rows = std::stoi(column_of("SELECT min(count(*), 8) FROM " + table).front());
    for (const auto& column : column_of("SELECT name FROM pragma_table_info('" + table + "')"))
      for (int row = 0; row < rows; ++row) places_.push_back({table, column, keys, row});
  }
}

DamagedStore::~DamagedStore() { sqlite3_close(editor_); }

void DamagedStore::loosen(const std::string& path) {
  sqlite3* file = opened(path);
  editor_ = file;
  for (const auto& trigger : column_of("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
    execute(file, "DROP TRIGGER " + trigger);
  std::string sql = "sql";
  for (const std::string type : {" TEXT", " INTEGER", " BLOB"})
    sql = "replace(" + sql + ", '" + type + " NOT NULL', '" + type + "')";
  for (const std::string word : {" STRICT,", " STRICT"})
    sql = "replace(" + sql + ", '" + word + "', '')";
  execute(file, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = " + sql +
                    " WHERE type = 'table'; PRAGMA writable_schema = RESET; "
                    "PRAGMA wal_checkpoint(TRUNCATE)");
  sqlite3_close(file);
}

std::vector<std::string> DamagedStore::column_of(const std::string& sql) {
  std::vector<std::string> values;
  const auto keep = [](void* to, int, char** row, char**) {
    static_cast<std::vector<std::string>*>(to)->emplace_back(row[0] ? row[0] : "");
    return 0;
  };
  if (sqlite3_exec(editor_, sql.c_str(), keep, &values, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(editor_));
  return values;
}

Damage DamagedStore::damage(std::span<const std::uint8_t> input) {
  if (input.size() < 3) return Damage::kNone;
  const auto& place = places_[(input[0] * 256u + input[1]) % places_.size()];
  const std::string_view with(reinterpret_cast<const char*>(input.data()) + 3, input.size() - 3);
  table_ = place.table;
  column_ = place.column;
  place_ = table_ + "." + place.column + ", row " + std::to_string(place.row);
  const std::string where = " WHERE (" + place.key + ") IN (SELECT " + place.key + " FROM whole." +
                            place.table + " LIMIT 1 OFFSET " + std::to_string(place.row) + ")";
  const std::string value = "\"" + place.column + "\"";
  const auto before = column_of("SELECT CAST(" + value + " AS TEXT) FROM whole." + place.table + where);
  const auto bytes_of = "SELECT hex(coalesce(" + value + ", '')) FROM main." + place.table + where;
  const auto as_was = column_of(bytes_of);
  const auto type_of = "SELECT typeof(" + value + ") FROM main." + place.table + where;
  const auto type = column_of(type_of);
  const auto after = edited(before.front(), input[2], with);
  place_ += ", way " + std::to_string(input[2] % 8) + ", was " + as_was.front();
  sqlite3_stmt* statement = nullptr;
  const std::string sql = "UPDATE main." + place.table + " SET " + value + " = ?" + where;
  if (sqlite3_prepare_v2(editor_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return Damage::kNone;
  std::int64_t number = 0;
  std::memcpy(&number, with.data(), std::min(with.size(), sizeof number));
  const int size = static_cast<int>(after.size());
  switch (input[2] % 8) {
    case 0: sqlite3_bind_null(statement, 1); break;
    case 1: sqlite3_bind_int64(statement, 1, number); break;
    case 2: sqlite3_bind_text(statement, 1, after.data(), size, SQLITE_TRANSIENT); break;
    case 3: sqlite3_bind_blob(statement, 1, after.data(), size, SQLITE_TRANSIENT); break;
    default:
      if (type.front() == "blob") sqlite3_bind_blob(statement, 1, after.data(), size, SQLITE_TRANSIENT);
      else sqlite3_bind_text(statement, 1, after.data(), size, SQLITE_TRANSIENT);
  }
  const bool done = sqlite3_step(statement) == SQLITE_DONE;
  sqlite3_finalize(statement);
  if (!done) return Damage::kNone;
  if (column_of(bytes_of) != as_was) return Damage::kBytes;
  return column_of(type_of) != type ? Damage::kType : Damage::kNone;
}

void DamagedStore::restore() {
  execute(editor_, "BEGIN IMMEDIATE");
  for (const auto& table : tables_)
    execute(editor_, "DELETE FROM main." + table + "; INSERT INTO main." + table +
                         " SELECT * FROM whole." + table);
  execute(editor_, "COMMIT");
}

Result<std::unique_ptr<store::Store>> DamagedStore::open() {
  return store::Store::open(path_, {false, 5000, [this] { return world_.now; }});
}

}  // namespace girs::fuzzing
