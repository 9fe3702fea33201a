#include "girs/catalog.h"

#include "handles.h"
#include "json/canonical.h"
#include "report/definitions.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

namespace {

Result<std::vector<Document>> documents_at(const char* const* paths, size_t count) {
  GIRS_CHECK(require(paths, "paths"));
  if (count == 0)
    return error(Code::kInvalidArgument, "Name at least one folder or file.", "Hãy nêu ít nhất một thư mục hoặc tệp.",
                 {{"argument", "path_count"}});
  std::vector<std::string> where;
  for (size_t i = 0; i < count; ++i) {
    GIRS_CHECK(require(paths[i], "paths"));
    GIRS_TRY(const auto path, text(paths[i], "paths"));
    where.emplace_back(path);
  }
  return read_catalog_paths(where);
}

Status load(StoreState& state, const std::vector<Document>& documents) {
  GIRS_CHECK(report::load_catalog(*state.store, documents));
  state.forget_catalog();
  state.listener.tell(GIRS_LEVEL_INFO, "catalog", [&] {
    return std::to_string(documents.size()) + " definitions were loaded.";
  });
  return ok();
}

}  // namespace

girs_status girs_catalog_load_paths(girs_store* store, const char* const* paths, size_t path_count,
                                    girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto documents, documents_at(paths, path_count));
    return load(*store->state, documents);
  });
}

girs_status girs_catalog_check_paths(girs_store* store, const char* const* paths, size_t path_count,
                                     girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto documents, documents_at(paths, path_count));
    if (!store) {
      GIRS_CHECK(Catalog::load(documents));
      return ok();
    }
    GIRS_CHECK(require(store, "store"));
    return report::check_catalog(*store->state->store, documents);
  });
}

girs_status girs_catalog_load(girs_store* store, const char* folder, size_t folder_length,
                              girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto where, text(folder, folder_length, "folder"));
    GIRS_TRY(const auto documents, read_catalog_paths({std::string(where)}));
    return load(*store->state, documents);
  });
}

girs_status girs_catalog_check(const char* folder, size_t folder_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto where, text(folder, folder_length, "folder"));
    GIRS_TRY(const auto documents, read_catalog_paths({std::string(where)}));
    GIRS_CHECK(Catalog::load(documents));
    return ok();
  });
}

girs_status girs_catalog_review(const char* folder, size_t folder_length, girs_bytes** json_out,
                                girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto where, text(folder, folder_length, "folder"));
    GIRS_TRY(const auto documents, read_catalog_folder(std::string(where)));
    GIRS_TRY(const auto catalog, Catalog::load(documents));
    give(json_out, json::compact(report::view(review_definitions(catalog))));
    return ok();
  });
}

girs_status girs_catalog_review_paths(girs_store* store, const char* const* paths, size_t path_count,
                                      girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto documents, documents_at(paths, path_count));
    if (store) GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto remarks,
             report::review_documents(store ? store->state->store.get() : nullptr, documents));
    give(json_out, json::compact(report::view(remarks)));
    return ok();
  });
}

girs_status girs_catalog_list(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    give(json_out, json::compact(report::view(*workspace.catalog)));
    return ok();
  });
}

girs_status girs_form_difference(girs_store* store, const char* form, size_t form_length,
                                 int32_t from_version, int32_t to_version, girs_bytes** json_out,
                                 girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto code, text(form, form_length, "form"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto* before, workspace.catalog->get_form_version(code, from_version));
    GIRS_TRY(const auto* after, workspace.catalog->get_form_version(code, to_version));
    give(json_out, json::compact(report::view(difference(*before, *after))));
    return ok();
  });
}

girs_status girs_catalog_overlaps(girs_store* store, int32_t year, girs_bytes** json_out,
                                  girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    if (year < 1 || year > 9999)
      return error(Code::kInvalidArgument, "A year is a number from 1 to 9999.", "Năm là số từ 1 đến 9999.");
    GIRS_TRY(const auto workspace, workspace_of(store));
    give(json_out, json::compact(report::view(report::regime_overlaps(*workspace.catalog, year))));
    return ok();
  });
}
