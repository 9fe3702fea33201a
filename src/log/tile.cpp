#include "log/tile.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "log/decimal_text.h"

namespace girs::log {
namespace {

/// "x001/x234/067": three digits a part, all but the last behind an x.
std::string index_path(std::uint64_t index) {
  std::string path;
  for (bool last = true; last || index > 0; last = false, index /= 1000) {
    std::string part = std::to_string(1000 + index % 1000).substr(1);
    path = (last ? part : "x" + part + "/") + path;
  }
  return path;
}

/// The index that parts [begin, end) spell; nothing unless they are spelt as index_path() does.
std::optional<std::uint64_t> parse_index(const std::vector<std::string_view>& parts, std::size_t begin) {
  std::string digits;
  for (std::size_t i = begin; i < parts.size(); ++i) {
    auto part = parts[i];
    if (i + 1 < parts.size()) {
      if (!part.starts_with('x')) return std::nullopt;
      part.remove_prefix(1);
    }
    if (part.size() != 3) return std::nullopt;
    digits += part;
  }
  const auto first = digits.find_first_not_of('0');
  const auto index = parse_decimal(first == std::string::npos ? "0" : digits.substr(first));
  std::string spelt;
  for (std::size_t i = begin; i < parts.size(); ++i) spelt += (i > begin ? "/" : "") + std::string(parts[i]);
  if (!index || index_path(*index) != spelt) return std::nullopt;
  return index;
}

/// How many nodes of the tile's level a tree of `size` leaves has.
std::uint64_t nodes_at(unsigned tile_level, std::uint64_t size) {
  const unsigned level = tile_level * kTileHeight;
  return level >= 64 ? 0 : size >> level;
}

Error no_such_tile(const TileName& name) {
  return error(Code::kNotFound, "The log has no " + name.path() + " yet.", "Nhật ký chưa có " + name.path() + ".");
}

Error broken_file(const TileName& name) {
  return error(Code::kCorrupt, "The file " + name.path() + " of the log is not of its size.",
               "Tệp " + name.path() + " của nhật ký không đúng độ dài.");
}

Error fork(std::string why_en, std::string why_vi) {
  return error(Code::kUntrusted, std::move(why_en), std::move(why_vi), {{"reason", "fork"}});
}

/// Tiles that do not lead to the signed root are not those of the log, and prove nothing against it.
Error damaged(const Checkpoint& signed_one) {
  const auto size = std::to_string(signed_one.size);
  return error(Code::kCorrupt,
               "The tiles of the log " + signed_one.origin + " do not lead to the root that it signed for size " + size +
                   "; they were damaged on the way or where they are kept.",
               "Các tệp cây của nhật ký " + signed_one.origin + " không dẫn đến giá trị gốc đã ký cho cỡ " + size +
                   "; tệp bị hỏng khi truyền hoặc khi lưu giữ.",
               {{"reason", "tiles"}});
}

}  // namespace

std::optional<TileName> TileName::parse(std::string_view path) {
  TileName name;
  auto parts = split(path, '/');
  if (parts.size() < 3 || parts.size() > 12 || parts[0] != "tile") return std::nullopt;
  // The width of a partial file is a part of its own: "067.p/5".
  if (auto& before = parts[parts.size() - 2]; before.ends_with(".p")) {
    const auto width = parse_decimal(parts.back());
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    name.width = static_cast<unsigned>(*width);
    before.remove_suffix(2);
    parts.pop_back();
    if (parts.size() < 3) return std::nullopt;
  }
  name.entries = parts[1] == "entries";
  if (!name.entries) {
    const auto level = parse_decimal(parts[1]);
    if (!level || *level > kTileLevelMax) return std::nullopt;
    name.level = static_cast<unsigned>(*level);
  }
  const auto index = parse_index(parts, 2);
  if (!index) return std::nullopt;
  name.index = *index;
  return name;
}

std::string TileName::path() const {
  std::string path = "tile/" + (entries ? std::string("entries") : std::to_string(level)) + "/" + index_path(index);
  if (width < kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

Result<Bytes> make_tile(const NodeStore& nodes, const TileName& name, std::uint64_t size) {
  const std::uint64_t have = nodes_at(name.level, size);
  if (name.index >= (have >> kTileHeight) + 1 || have - name.index * kTileWidth < name.width)
    return no_such_tile(name);
  Bytes tile;
  tile.reserve(name.width * sizeof(Hash));
  for (unsigned i = 0; i < name.width; ++i) {
    GIRS_TRY(const auto hash, nodes.read(name.level * kTileHeight, name.index * kTileWidth + i));
    if (!hash)
      return error(Code::kCorrupt, "A node of " + name.path() + " is missing; run the tree check.",
                   "Thiếu nút của " + name.path() + "; hãy kiểm tra cây nhật ký.");
    tile.insert(tile.end(), hash->begin(), hash->end());
  }
  return tile;
}

Result<Bytes> make_bundle(const std::vector<Bytes>& leaves) {
  Bytes bundle;
  for (const auto& leaf : leaves) {
    if (leaf.size() > 65535) return error(Code::kInvalidArgument, "A leaf has at most 65535 bytes.");
    bundle.push_back(static_cast<std::uint8_t>(leaf.size() >> 8));
    bundle.push_back(static_cast<std::uint8_t>(leaf.size() & 0xff));
    bundle.insert(bundle.end(), leaf.begin(), leaf.end());
  }
  return bundle;
}

Result<std::vector<Bytes>> read_bundle(ByteView bundle, unsigned width) {
  const auto broken = error(Code::kCorrupt, "The bundle of leaves does not hold the leaves that it should.",
                            "Gói mục nhật ký không đủ hoặc thừa mục.");
  std::vector<Bytes> leaves;
  while (!bundle.empty()) {
    if (bundle.size() < 2 || leaves.size() == width) return broken;
    const std::size_t size = bundle[0] * std::size_t{256} + bundle[1];
    bundle = bundle.subspan(2);
    if (bundle.size() < size) return broken;
    leaves.emplace_back(bundle.begin(), bundle.begin() + static_cast<std::ptrdiff_t>(size));
    bundle = bundle.subspan(size);
  }
  if (leaves.size() != width) return broken;
  return leaves;
}

Result<const std::vector<Hash>*> TileNodes::tile(unsigned level, std::uint64_t index) const {
  const auto found = tiles_.find({level, index});
  if (found != tiles_.end()) return &found->second;
  const std::uint64_t have = nodes_at(level, size_) - index * kTileWidth;
  const TileName name{false, level, index, static_cast<unsigned>(std::min(have, kTileWidth))};
  GIRS_TRY(const auto bytes, fetch_(name.path()));
  if (bytes.size() != name.width * sizeof(Hash)) return broken_file(name);
  std::vector<Hash> hashes(name.width);
  for (std::size_t i = 0; i < hashes.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Hash)), sizeof(Hash), hashes[i].begin());
  return &tiles_.emplace(std::pair{level, index}, std::move(hashes)).first->second;
}

Result<std::optional<Hash>> TileNodes::read(unsigned level, std::uint64_t index) const {
  if (level >= 64 || index >= size_ >> level) return std::optional<Hash>{};
  // The node is the root of 2^above hashes of its tile, which begin at `first`.
  const unsigned above = level % kTileHeight;
  const std::uint64_t first = index << above;
  GIRS_TRY(const auto* hashes, tile(level / kTileHeight, first / kTileWidth));
  const auto begin = hashes->begin() + static_cast<std::ptrdiff_t>(first % kTileWidth);
  std::vector<Hash> row(begin, begin + (std::ptrdiff_t{1} << above));
  while (row.size() > 1) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    row.resize(row.size() / 2);
  }
  return std::optional<Hash>{row.front()};
}

Status TileNodes::write(unsigned, std::uint64_t, const Hash&) {
  return error(Code::kUnsupported, "The tiles of a log are read, not written.");
}

Status check_growth(const Checkpoint& one, const Checkpoint& other, const FetchFile& fetch) {
  const auto& [older, newer] = one.size <= other.size ? std::tie(one, other) : std::tie(other, one);
  const std::string sizes = std::to_string(older.size) + ", " + std::to_string(newer.size);
  const auto contradiction = fork("Two signed checkpoints of the log " + newer.origin + " (sizes " + sizes + ") contradict each other.",
                                  "Hai điểm chốt đã ký của nhật ký " + newer.origin + " (cỡ " + sizes + ") mâu thuẫn nhau.");
  if (older.origin != newer.origin)
    return error(Code::kInvalidArgument, "The checkpoints are of two logs: " + older.origin + ", " + newer.origin + ".",
                 "Hai điểm chốt của hai nhật ký khác nhau: " + older.origin + ", " + newer.origin + ".");
  if (older.size == newer.size) return older.root == newer.root ? ok() : Status(contradiction);
  if (older.size == 0) return older.root == empty_root() ? ok() : Status(contradiction);
  const TileNodes nodes(fetch, newer.size);
  GIRS_TRY(const auto proof, consistency_proof(nodes, older.size, newer.size));
  Hash rest = proof.front();
  if (std::has_single_bit(older.size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(older.size));
    GIRS_TRY(const auto old_tree, nodes.read(level, 0));
    rest = *old_tree;   // the newer tree is greater, so it has that node
  }
  const auto roots = growth_roots(older.size, newer.size, rest, proof);
  if (!roots || roots->newer != newer.root) return damaged(newer);
  return roots->older == older.root ? ok() : Status(contradiction);
}

}  // namespace girs::log
