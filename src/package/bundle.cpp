// The single-file bundle.

#include "package/bundle.h"

#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"
#include "key/payload_head.h"
#include "package/envelope_list.h"

namespace girs::package {
namespace {

void check_count(const json::Node& list, std::size_t count) {
  if (count > kBundleItemsMax)
    list.mistake("A list in a bundle has at most 256 items.",
                 "Mỗi danh sách trong tệp gói có tối đa 256 phần tử.");
}

Bytes read_bytes(const json::Node& node) {
  const std::string text = node.text(0);
  auto bytes = from_base64(text);
  if (!bytes)
    node.mistake("Bytes in a bundle are written in padded base64.",
                 "Dữ liệu nhị phân phải ghi bằng base64 có ký tự đệm.");
  return bytes ? *std::move(bytes) : Bytes{};
}

std::vector<Bytes> read_byte_list(const json::Node& list) {
  std::vector<Bytes> items;
  list.each([&](const json::Node& node) { items.push_back(read_bytes(node)); });
  check_count(list, items.size());
  return items;
}

Material read_material(const json::Node& node) {
  node.only({"certs", "crls", "ocsp", "tst"});
  return {read_byte_list(node.member("certs")), read_byte_list(node.member("crls")),
          read_byte_list(node.member("ocsp")), read_byte_list(node.member("tst"))};
}

std::vector<BundledAttachment> read_attachments(const json::Node& list) {
  std::vector<BundledAttachment> attachments;
  std::size_t total = 0;
  list.each([&](const json::Node& node) {
    node.only({"content", "digest"});
    BundledAttachment attachment{read_digest(node.member("digest")),
                                 read_bytes(node.member("content"))};
    total += attachment.content.size();
    if (!attachment.digest.empty() &&
        attachment.digest != to_digest(sha256(ByteView(attachment.content))))
      node.member("content").mistake("The attachment's content does not have this digest.",
                                     "Nội dung tệp kèm không khớp với giá trị băm.");
    attachments.push_back(std::move(attachment));
  });
  check_count(list, attachments.size());
  if (total > kBundleInlineMax)
    list.mistake("Attachments in a bundle have at most 64 MiB in all; send larger ones apart.",
                 "Tệp kèm trong gói có tổng dung lượng tối đa 64 MiB; hãy gửi riêng tệp lớn.");
  return attachments;
}

json::Value to_json(const std::vector<Bytes>& items) {
  json::Value list = json::Array{};
  for (const Bytes& item : items) list.push(to_base64(item));
  return list;
}

json::Value to_json(const Material& material) {
  json::Value value = json::Object{};
  value.add("certs", to_json(material.certs));
  value.add("crls", to_json(material.crls));
  value.add("ocsp", to_json(material.ocsp));
  value.add("tst", to_json(material.tst));
  return value;
}

Error broken(Mistakes&& mistakes) {
  const std::string count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      "The bundle has " + count + " mistakes.",
                                      "Tệp gói có " + count + " lỗi.", {{"reason", "bundle"}});
}

}  // namespace

Result<Bundle> Bundle::parse(std::string_view json) {
  json::Limits limits;
  limits.size_max = kBundleSizeMax;
  limits.values_max = 16384;
  GIRS_TRY(const json::Value document, json::parse(json, limits));
  Mistakes mistakes;
  const json::Node root = json::Node::root(document, "bundle", mistakes);
  root.only({"attachments", "batches", "envelope", "material", "mediaType", "receipts"});
  root.member("mediaType").one_of({kBundleType});
  Material material = read_material(root.member("material"));
  std::vector<std::string> receipts;
  const json::Node receipt_list = root.member("receipts");
  receipt_list.each([&](const json::Node& node) { receipts.push_back(node.text()); });
  check_count(receipt_list, receipts.size());
  std::vector<BundledAttachment> attachments = read_attachments(root.member("attachments"));
  const json::Node envelope_json = root.member("envelope");
  if (!mistakes.empty()) return broken(std::move(mistakes));

  auto envelope = Envelope::from_json(*envelope_json.value());
  if (!envelope) return at("/envelope", std::move(envelope).error());
  GIRS_TRY(std::vector<Envelope> batches, read_batches(document.find("batches")));
  return Bundle{*std::move(envelope), std::move(material), std::move(batches),
                std::move(receipts), std::move(attachments)};
}

Result<std::string> Bundle::text() const {
  json::Value attachment_list = json::Array{};
  for (const BundledAttachment& attachment : attachments) {
    json::Value& element = attachment_list.push(json::Object{});
    element.add("content", to_base64(attachment.content));
    element.add("digest", attachment.digest);
  }
  json::Value receipt_list = json::Array{};
  for (const std::string& receipt : receipts) receipt_list.push(receipt);

  json::Value document = json::Object{};
  document.add("attachments", std::move(attachment_list));
  document.add("batches", write_batches(batches));
  document.add("envelope", envelope.to_json());
  document.add("material", to_json(material));
  document.add("mediaType", kBundleType);
  document.add("receipts", std::move(receipt_list));
  GIRS_TRY(std::string bytes, json::canonical(document));
  GIRS_CHECK(Bundle::parse(bytes));  // what we write, we can read: limits, digests, texts
  return bytes;
}

}  // namespace girs::package
