#include "central/anchor.h"

#include <mutex>

#include "base/file.h"
#include "central/log_book.h"
#include "log/checkpoint.h"

namespace girs::central {
namespace {

constexpr std::size_t kAnchorSizeMax = 4096;

Result<std::optional<log::Checkpoint>> read_anchor(const std::string& path) {
  const auto text = read_file(path, kAnchorSizeMax);
  if (!text && text.error().code == Code::kNotFound) return std::optional<log::Checkpoint>();
  if (!text) return text.error();
  auto anchor = log::Checkpoint::parse(*text);
  if (anchor) return std::optional(*std::move(anchor));
  return error(Code::kCorrupt, "The anchor " + path + " cannot be read; nothing is signed.",
               "Không đọc được tệp neo " + path + "; không ký tiếp.", {{"path", path}});
}

Error rolled_back(const std::string& path, std::uint64_t anchored, std::uint64_t have) {
  return error(Code::kCorrupt,
               "The log has " + std::to_string(have) + " entries but the anchor " + path + " says that " +
                   std::to_string(anchored) + " were signed, or others: the store is an old or changed copy; nothing is signed.",
               "Nhật ký có " + std::to_string(have) + " mục nhưng tệp neo " + path + " ghi đã ký " +
                   std::to_string(anchored) + " mục, hoặc mục khác: kho là bản cũ hoặc đã bị sửa; không ký tiếp.",
               {{"path", path}});
}

Error other_log(const std::string& path, const std::string& origin) {
  return error(Code::kUntrusted, "The anchor " + path + " is of the log " + origin + ".",
               "Tệp neo " + path + " là của nhật ký " + origin + ".", {{"path", path}});
}

}  // namespace

Status check_anchor(store::Store& store, const std::string& path, const std::string& origin) {
  GIRS_TRY(const auto anchor, read_anchor(path));
  if (!anchor) return ok();
  if (anchor->origin != origin) return other_log(path, anchor->origin);
  return store.read([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto size, store::log_size(connection));
    const auto have = static_cast<std::uint64_t>(size);
    if (have < anchor->size) return rolled_back(path, anchor->size, have);
    GIRS_TRY(const auto root, log::root_of(SqlNodes(connection), anchor->size));
    return root == anchor->root ? ok() : Status(rolled_back(path, anchor->size, have));
  });
}

Signer anchored(Signer log_key, std::string path) {
  auto mutex = std::make_shared<std::mutex>();
  auto sign = [inner = log_key.sign, path = std::move(path), mutex](ByteView tbs) -> Result<Bytes> {
    const std::lock_guard lock(*mutex);
    GIRS_TRY(const auto next, log::Checkpoint::parse(text_of(tbs)));
    GIRS_TRY(const auto anchor, read_anchor(path));
    if (anchor && anchor->origin != next.origin) return other_log(path, anchor->origin);
    if (anchor && (anchor->size > next.size || (anchor->size == next.size && anchor->root != next.root)))
      return rolled_back(path, anchor->size, next.size);
    if (!anchor || anchor->size < next.size) GIRS_CHECK(write_file(path, next.body()));
    return inner(tbs);
  };
  return Signer{log_key.scheme, log_key.key, std::move(sign)};
}

}  // namespace girs::central
