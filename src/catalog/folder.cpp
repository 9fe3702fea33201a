// The documents of a catalogue: folders of them, and single files.

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/file.h"
#include "base/text.h"
#include "catalog/catalog.h"

namespace girs {
namespace {

constexpr std::size_t kDocumentSizeMax = 64u << 20;

/// Published JSON Schemas lie beside the definitions, in folders named "schema".
bool is_in_schema_folder(std::string_view path) {
  const auto steps = split(path, '/');
  return std::ranges::find(steps.begin(), steps.end() - 1, "schema") != steps.end() - 1;
}

}  // namespace

Result<std::vector<Document>> read_catalog_folder(const std::string& folder) {
  GIRS_TRY(const auto paths, files_below(folder, ".json"));
  std::vector<Document> documents;
  for (const auto& path : paths) {
    const auto within = std::string_view(path).substr(std::min(folder.size(), path.size()));
    if (is_in_schema_folder(within)) continue;
    GIRS_TRY(auto bytes, read_file(path, kDocumentSizeMax));
    documents.push_back({path, std::move(bytes)});
  }
  if (documents.empty())
    return error(Code::kNotFound, "There is no catalogue document (*.json) in " + folder + ".",
                 "Không có tệp định nghĩa (*.json) nào trong " + folder + ".",
                 {{"path", folder}});
  return documents;
}

Result<std::vector<Document>> read_catalog_paths(const std::vector<std::string>& paths) {
  std::vector<Document> documents;
  for (const auto& path : paths) {
    std::error_code failure;
    if (std::filesystem::is_regular_file(path, failure)) {
      GIRS_TRY(auto bytes, read_file(path, kDocumentSizeMax));
      documents.push_back({path, std::move(bytes)});
      continue;
    }
    GIRS_TRY(auto found, read_catalog_folder(path));
    std::ranges::move(found, std::back_inserter(documents));
  }
  return documents;
}

}  // namespace girs
