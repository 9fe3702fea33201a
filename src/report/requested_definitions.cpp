#include "report/requested_definitions.h"

#include <algorithm>

#include "report/definitions.h"

namespace girs::report {
namespace {

std::string name_of(std::string_view kind, std::string_view code, std::int64_t version) {
  return std::string(kind) + " " + std::string(code) + " version " + std::to_string(version);
}

Error contradicts(const std::string& name) {
  return error(Code::kConflict,
               "The store holds another " + name + " than the one that the request brings.",
               "Kho đã có " + name + " với nội dung khác với định nghĩa kèm theo yêu cầu.",
               {{"reason", "definition"}, {"definition", name}});
}

/// Whether the store lacks `row`, which may stand beside what it holds.
Result<bool> is_fresh(const std::vector<store::DefinitionRow>& known,
                      const store::DefinitionRow& row) {
  bool other_version = false;
  const auto name = name_of(row.kind, row.code, row.version);
  for (const auto& one : known) {
    if (one.kind != row.kind || one.code != row.code) continue;
    if (one.version != row.version) {
      other_version = true;
      continue;
    }
    if (one.digest != row.digest) return contradicts(name);
    return false;
  }
  if (other_version && row.kind != "regime")
    return error(Code::kConflict,
                 "The request brings " + name +
                     ", but the store holds another version of it, which other regimes may use; a "
                     "new version comes with the catalogue.",
                 "Yêu cầu kèm " + name +
                     " nhưng kho đã có phiên bản khác mà chế độ báo cáo khác có thể dùng; phiên "
                     "bản mới phải gửi theo danh mục.",
                 {{"reason", "definition"}, {"definition", name}});
  return true;
}

/// `held`: whether the authority took them in before (Document::held).
Result<JoinedDefinitions> joined_with(store::Connection& connection,
                                      const std::vector<json::Value>& documents, bool held) {
  JoinedDefinitions joined;
  GIRS_TRY(const auto known, store::definitions(connection));
  for (const auto& document : documents) {
    GIRS_TRY(auto row, definition_row(document));
    GIRS_TRY(const bool fresh, is_fresh(known, row));
    if (fresh) joined.fresh.push_back(std::move(row));
  }
  if (joined.fresh.empty()) return joined;
  auto all = documents_of(known);
  for (auto& fresh : documents_of(joined.fresh)) {
    fresh.held = held;
    all.push_back(std::move(fresh));
  }
  GIRS_TRY(joined.catalog, Catalog::load(all));
  return joined;
}

}  // namespace

Result<JoinedDefinitions> join_definitions(store::Connection& connection,
                                           const std::vector<json::Value>& documents) {
  return joined_with(connection, documents, false);
}

Result<std::optional<Catalog>> adopt_definitions(store::Connection& connection,
                                                 const package::RequestPayload& request,
                                                 Time now) {
  GIRS_TRY(auto joined, joined_with(connection, request.definitions, true));
  GIRS_CHECK(store::put_definitions(connection, joined.fresh, now));
  GIRS_TRY(const auto all, store::definitions(connection));
  const auto& regime = request.regime;
  const auto found = std::ranges::find_if(all, [&](const store::DefinitionRow& row) {
    return row.kind == "regime" && row.code == regime.code && row.version == regime.version;
  });
  const auto name = name_of("regime", regime.code, regime.version);
  if (found == all.end())
    return error(Code::kNotFound,
                 "The request is for " + name + ", which the store does not have; load the catalogue "
                 "that defines it.",
                 "Yêu cầu theo " + name + " mà kho chưa có; hãy nạp danh mục có định nghĩa này.",
                 {{"reason", "regime"}, {"regime", regime.code}});
  if (found->digest != regime.digest) return contradicts(name);
  return std::move(joined.catalog);
}

}  // namespace girs::report
