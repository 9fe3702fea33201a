#include "central/log_files.h"

#include "central/log_book.h"
#include "log/tile.h"

namespace girs::central {
namespace {

Error no_file(std::string_view path) {
  return error(Code::kNotFound, "The log has no file " + std::string(path) + ".",
               "Nhật ký không có tệp " + std::string(path) + ".");
}

}  // namespace

Result<Bytes> log_file(store::Connection& connection, std::string_view path) {
  const auto name = log::TileName::parse(path);
  if (!name) return no_file(path);
  GIRS_TRY(const auto newest, store::newest_checkpoint(connection));
  const std::uint64_t size = newest ? static_cast<std::uint64_t>(newest->size) : 0;
  if (!name->entries) return log::make_tile(SqlNodes(connection), *name, size);
  if (name->index >= size / log::kTileWidth + 1 || size - name->index * log::kTileWidth < name->width)
    return no_file(path);
  GIRS_TRY(const auto rows, store::leaves(connection, static_cast<std::int64_t>(name->index * log::kTileWidth),
                                          static_cast<std::int64_t>(name->width)));
  std::vector<Bytes> leaves;
  for (const auto& row : rows) leaves.push_back(row.leaf);
  return log::make_bundle(leaves);
}

}  // namespace girs::central
