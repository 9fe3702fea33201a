#pragma once
// A log as files (C2SP tlog-tiles): hashes of the tree in tiles of 256, leaves in bundles of 256.
// Whoever serves a log makes them from its nodes and leaves; whoever follows it reads the tree
// out of them. A tile is unauthenticated until hashes of it lead to the root of a signed
// checkpoint: proofs made of tiles are verified like any other.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "log/checkpoint.h"
#include "log/tree.h"

namespace girs::log {

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8;  // 2^8 hashes
inline constexpr unsigned kTileLevelMax = 63;
/// The longest file of a log: a bundle of 256 leaves of 65,535 bytes, each behind its length.
inline constexpr std::size_t kLogFileMax = kTileWidth * (2 + 65535);

/// Which file of a log: a tile of hashes, or a bundle of leaves.
struct TileName {
  bool entries = false;
  unsigned level = 0;          // of a tile: its hashes are the tree's nodes of level 8 * level
  std::uint64_t index = 0;
  unsigned width = kTileWidth;  // 1 to 255: partial, while the log has no more
  bool operator==(const TileName&) const = default;

  /// "tile/0/x001/x234/067", "tile/entries/x001/234.p/5"; nothing for any other text.
  static std::optional<TileName> parse(std::string_view path);
  std::string path() const;
};

/// The tile's hashes one behind the other; kNotFound when the tree of `size` leaves has fewer.
Result<Bytes> make_tile(const NodeStore& nodes, const TileName& name, std::uint64_t size);
/// A bundle of these leaves: each behind its length as two bytes, the higher one first.
Result<Bytes> make_bundle(const std::vector<Bytes>& leaves);
/// The leaves of a bundle; kCorrupt unless there are exactly `width`.
Result<std::vector<Bytes>> read_bundle(ByteView bundle, unsigned width);

/// Fetches a file of the log by its path, without a slash before it.
using FetchFile = std::function<Result<Bytes>(const std::string& path)>;

/// The nodes of a tree of `size` leaves, read from tiles as they are needed and kept.
class TileNodes : public NodeStore {
 public:
  TileNodes(FetchFile fetch, std::uint64_t size) : fetch_(std::move(fetch)), size_(size) {}
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override;
  /// Nobody writes into somebody else's log: kUnsupported.
  Status write(unsigned level, std::uint64_t index, const Hash& hash) override;

 private:
  Result<const std::vector<Hash>*> tile(unsigned level, std::uint64_t index) const;
  FetchFile fetch_;
  std::uint64_t size_;
  mutable std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles_;
};

/// Whether the greater of two checkpoints of a log is the smaller one, grown, going by the log's
/// tiles: what a client asks before it believes a new checkpoint. kUntrusted with detail
/// "reason" = "fork" when the roots contradict each other, or when tiles that lead to the newer root
/// lead to another older one (the caller keeps both signed notes). kCorrupt when the tiles do not
/// lead to the newer root: they are damaged, which is no evidence against anybody. The error of
/// `fetch` when it has none to give.
Status check_growth(const Checkpoint& one, const Checkpoint& other, const FetchFile& fetch);

}  // namespace girs::log
