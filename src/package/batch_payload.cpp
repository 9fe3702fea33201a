// The batch payload.

#include "package/batch_payload.h"

#include <algorithm>

#include "package/payload_reading.h"

namespace girs::package {
namespace {

BatchPayload read_batch(const json::Node& root) {
  root.only({"audience", "created_at", "pids", "salt", "schema", "signers"});
  BatchPayload payload;
  payload.head = read_head(root, kBatchSchema);
  const json::Node pids = root.member("pids");
  pids.each([&](const json::Node& node) {
    std::string pid = read_hex_hash(node);
    if (!payload.pids.empty() && !pid.empty() && payload.pids.back() >= pid)
      node.mistake("The pids of a batch are sorted, each once.",
                   "Các mã gói trong lô phải xếp thứ tự và không trùng nhau.");
    payload.pids.push_back(std::move(pid));
  });
  if (pids.is_array() && (payload.pids.empty() || payload.pids.size() > kBatchPidsMax))
    pids.mistake("A batch lists 1 to 500 packages.", "Mỗi lô gồm từ 1 đến 500 gói.");
  return payload;
}

}  // namespace

Result<std::string> build(const BatchPayload& payload) {
  std::vector<std::string> sorted = payload.pids;
  std::ranges::sort(sorted);
  json::Value pids = json::Array{};
  for (const auto& pid : sorted) pids.push(pid);
  json::Value document = json::Object{};
  write_head(payload.head, kBatchSchema, document);
  document.add("pids", std::move(pids));
  return build_payload(document, "batch", read_batch);
}

Result<BatchPayload> parse_batch(std::string_view bytes) {
  return read_payload(bytes, "batch", read_batch);
}

}  // namespace girs::package
