#include "girs/catalog.h"

#include "handles.h"
#include "json/canonical.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_catalog_load(girs_store* store, const char* folder, size_t folder_length,
                              girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto where, text(folder, folder_length, "folder"));
    GIRS_TRY(const auto documents, read_catalog_folder(std::string(where)));
    GIRS_CHECK(report::load_catalog(*store->state->store, documents));
    store->state->forget_catalog();
    return ok();
  });
}

girs_status girs_catalog_check(const char* folder, size_t folder_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto where, text(folder, folder_length, "folder"));
    GIRS_TRY(const auto documents, read_catalog_folder(std::string(where)));
    GIRS_CHECK(Catalog::load(documents));
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
