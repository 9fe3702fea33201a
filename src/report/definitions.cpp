#include "report/definitions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "catalog/document.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"

namespace girs::report {
namespace {

/// The documents together with those of the store's definitions that they do not repeat. One that
/// the store has already, unchanged, stays held: versions are immutable, nobody can mend it.
std::vector<Document> joined(const std::vector<store::DefinitionRow>& held,
                             const std::vector<Document>& documents) {
  std::vector<store::DefinitionRow> others = held;
  auto given = documents;
  for (auto& document : given) {
    const auto value = json::parse(document.bytes);
    if (!value) continue;  // Catalog::load says what is wrong
    const auto row = definition_row(*value);
    if (!row) continue;
    std::erase_if(others, [&](const store::DefinitionRow& one) {
      const bool same =
          one.kind == row->kind && one.code == row->code && one.version == row->version;
      if (same && one.digest == row->digest) document.held = true;
      return same;
    });
  }
  auto all = documents_of(others);
  all.insert(all.end(), given.begin(), given.end());
  return all;
}

}  // namespace

Result<store::DefinitionRow> definition_row(const json::Value& document) {
  GIRS_TRY(auto body, json::canonical(document));
  const auto* schema = document.text("schema");
  const auto* code = document.text("code");
  const auto* version = document.find("version");
  const std::int64_t number = version ? version->as_integer().value_or(0) : 0;
  if (!schema || !schema->starts_with("girs.") || !code || number < 1 ||
      number > kVersionMax)
    return error(Code::kInvalidArgument,
                 "A definition has a schema, a code and a version from 1 to 1000000.",
                 "Định nghĩa phải có lược đồ, mã và phiên bản từ 1 đến 1000000.");
  auto kind = schema->substr(5, schema->find('/') - 5);  // "form" of "girs.form/1"
  auto digest = to_digest(sha256(body));
  return store::DefinitionRow{std::move(kind), *code, static_cast<int>(number), std::move(digest),
                              std::move(body)};
}

std::vector<Document> documents_of(const std::vector<store::DefinitionRow>& rows) {
  std::vector<Document> documents;
  for (const auto& row : rows)
    documents.push_back({row.kind + " " + row.code + " version " + std::to_string(row.version), row.body, true});
  return documents;
}

Result<Catalog> join_catalog(store::Connection& connection, const std::vector<Document>& documents,
                             Time now) {
  GIRS_TRY(const auto held, store::definitions(connection));
  GIRS_TRY(Catalog catalog, Catalog::load(joined(held, documents)));
  std::vector<store::DefinitionRow> rows;
  for (const auto& definition : catalog.definitions())
    rows.push_back({definition.kind, definition.code, definition.version, definition.digest,
                    definition.body});
  GIRS_CHECK(store::put_definitions(connection, rows, now));
  return catalog;
}

Status load_catalog(store::Store& store, const std::vector<Document>& documents) {
  return store.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(join_catalog(connection, documents, store.now()));
    return ok();
  });
}

Status check_catalog(store::Store& store, const std::vector<Document>& documents) {
  GIRS_TRY(const auto held, store.read([](store::Connection& connection) {
    return store::definitions(connection);
  }));
  GIRS_CHECK(Catalog::load(joined(held, documents)));
  return ok();
}

Result<std::vector<Remark>> review_documents(store::Store* store,
                                             const std::vector<Document>& documents) {
  std::vector<store::DefinitionRow> held;
  if (store) {
    GIRS_TRY(held, store->read([](store::Connection& connection) {
      return store::definitions(connection);
    }));
  }
  GIRS_TRY(const auto catalog, Catalog::load(joined(held, documents)));
  std::set<std::pair<std::string, int>> asked;
  for (const auto& document : documents) {
    GIRS_TRY(const auto value, json::parse(document.bytes));
    GIRS_TRY(const auto row, definition_row(value));
    if (row.kind == "form") asked.emplace(row.code, row.version);
  }
  auto remarks = review_definitions(catalog);
  std::erase_if(remarks, [&](const Remark& remark) {
    return !asked.contains({remark.form, remark.version});
  });
  return remarks;
}

Result<Catalog> open_catalog(store::Store& store) {
  GIRS_TRY(const auto rows, store.read([](store::Connection& connection) {
    return store::definitions(connection);
  }));
  if (rows.empty())
    return error(Code::kNotFound,
                 "The store " + store.path() + " has no catalogue; load one with `girs catalog load`.",
                 "Kho " + store.path() + " chưa có danh mục; hãy nạp bằng lệnh `girs catalog load`.",
                 {{"path", store.path()}});
  return Catalog::load(documents_of(rows));
}

}  // namespace girs::report
