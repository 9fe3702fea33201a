// The catalogue as the authority publishes it: a signed list of the store's definitions, whose
// versions are leaves of the log. The definitions themselves are fetched by digest.

#include "central/centre.h"
#include "central/log_book.h"
#include "central/log_end.h"

namespace girs::central {
namespace {

constexpr std::string_view kPublished = "catalogue-published";  // the newest signed list

Result<std::optional<package::CataloguePayload>> published(store::Connection& connection) {
  GIRS_TRY(const auto text, store::setting(connection, kPublished));
  if (!text) return std::optional<package::CataloguePayload>();
  GIRS_TRY(const auto envelope, package::Envelope::parse(*text));
  GIRS_TRY(auto payload, package::parse_catalogue(text_of(envelope.payload)));
  return std::optional(std::move(payload));
}

/// The list that comes after what is published; the published one itself when nothing has changed.
Result<package::CataloguePayload> next_list(store::Connection& connection) {
  package::CataloguePayload next;
  GIRS_TRY(const auto rows, store::definitions(connection));
  if (rows.empty())
    return error(Code::kNotFound, "The store has no definitions to publish; load a catalogue first.",
                 "Kho chưa có định nghĩa nào để công bố; hãy nạp danh mục trước.");
  for (const auto& row : rows)
    next.definitions.push_back({row.kind, row.code, row.version, row.digest});
  GIRS_TRY(auto before, published(connection));
  if (before && before->definitions == next.definitions) return *std::move(before);
  next.version = before ? before->version + 1 : 1;
  return next;
}

Result<package::Envelope> sealed(package::CataloguePayload payload, const std::string& origin,
                                 Time now, const Signer& publisher) {
  payload.head.audience = origin;
  payload.head.created_at = now;
  GIRS_TRY(payload.head.salt, new_salt());
  payload.head.signers = {{std::string(package::kPublisher), publisher.key.keyid()}};
  GIRS_TRY(const auto bytes, package::build(payload));
  package::Envelope envelope{std::string(package::kCatalogueType), to_bytes(bytes), {}};
  GIRS_CHECK(envelope.sign(publisher));
  return envelope;
}

}  // namespace

Result<std::int64_t> Centre::publish_catalogue(const Signer& publisher) {
  auto& store = *workspace_.store;
  const Time now = store.now();
  GIRS_TRY(const auto next, store.read(next_list));
  if (!next.head.signers.empty()) return next.version;  // this very list has been published
  GIRS_TRY(const auto envelope, sealed(next, options_.origin, now, publisher));
  GIRS_TRY(const auto keys, registry());
  GIRS_TRY(const auto at, leaf_time(store, now));
  GIRS_CHECK(package::verify_catalogue(envelope, *keys, options_.origin, at));
  GIRS_CHECK(store.write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto before, published(connection));
    if ((before ? before->version : 0) + 1 != next.version)
      return error(Code::kConflict, "Another catalogue was published meanwhile; publish again.",
                   "Vừa có danh mục khác được công bố; hãy công bố lại.");
    const log::CatalogueEvent event{next.version, to_digest(sha256(ByteView(envelope.payload)))};
    GIRS_CHECK(append_leaf(connection, event, now));
    return store::set_setting(connection, kPublished, envelope.text());
  }));
  GIRS_CHECK(sign_log(store, options_.origin, *options_.log_key));
  return next.version;
}

Result<std::optional<std::string>> Centre::catalogue_envelope() {
  return workspace_.store->read([](store::Connection& connection) {
    return store::setting(connection, kPublished);
  });
}

}  // namespace girs::central
