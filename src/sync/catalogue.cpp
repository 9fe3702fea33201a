// The catalogue half of a round: the authority's signed list of definitions is verified, what the
// store lacks is fetched by digest, and all of it joins the store's catalogue or none. What the
// store holds with other content is not replaced: it is kept beside it, for people to settle.

#include <map>
#include <tuple>

#include "crypto/hash.h"
#include "json/parse.h"
#include "store/blobs.h"
#include "store/definitions.h"
#include "sync/exchange.h"

namespace girs::sync {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";

std::string version_key(const Session& session) { return "catalogue-version " + session.options.audience; }
std::string tag_key(const Session& session) { return "catalogue-tag " + session.options.audience; }

/// The newest list that was taken as a whole, and the tag under which it was served.
struct Known {
  std::int64_t version = 0;
  std::optional<std::string> tag;
};

Result<Known> known_list(Session& session) {
  return session.store.read([&](store::Connection& connection) -> Result<Known> {
    GIRS_TRY(const auto version, store::setting(connection, version_key(session)));
    GIRS_TRY(auto tag, store::setting(connection, tag_key(session)));
    const auto number = version ? json::Value(json::Number{*version}).as_integer() : std::nullopt;
    return Known{number.value_or(0), std::move(tag)};
  });
}

std::string name_of(const package::DefinitionReference& wanted) {
  return wanted.kind + " " + wanted.code + " version " + std::to_string(wanted.version);
}

Error unlike(const package::DefinitionReference& wanted) {
  return error(Code::kUntrusted, "What the authority serves as " + name_of(wanted) + " is something else.",
               "Nội dung cơ quan nhận gửi không phải là " + name_of(wanted) + ".",
               {{"reason", "definition"}, {"definition", name_of(wanted)}});
}

/// The bytes that the list names, from the store when they came in an earlier round.
Result<std::string> fetch(Session& session, const package::DefinitionReference& wanted) {
  GIRS_TRY(const auto kept, session.store.read([&](store::Connection& connection) {
    return store::blob(connection, wanted.digest);
  }));
  if (kept) return std::string(text_of(*kept));
  GIRS_TRY(auto answer, exchange(session, {"GET", "/v1/blobs/sha256/" + wanted.digest.substr(kDigestPrefix.size())}));
  if (answer.status != 200 || to_digest(sha256(answer.body)) != wanted.digest) return unlike(wanted);
  const auto document = json::parse(answer.body);
  const auto* code = document ? document->text("code") : nullptr;
  const auto* schema = document ? document->text("schema") : nullptr;
  const auto* version = document ? document->find("version") : nullptr;
  if (!code || *code != wanted.code || !version || version->as_integer() != wanted.version ||
      !schema || !schema->starts_with("girs." + wanted.kind + "/"))
    return unlike(wanted);
  return std::move(answer.body);
}

/// The store holds another content of the same version: both stay, and the round says so.
Status keep_conflict(Session& session, const package::DefinitionReference& wanted) {
  GIRS_TRY(const auto body, fetch(session, wanted));
  GIRS_CHECK(session.store.write([&](store::Connection& connection) {
    return store::put_blob(connection, wanted.digest, view(body), session.store.now());
  }));
  session.summary.passed.push_back(
      {kNoLeaf, "catalogue", "definition",
       {"The authority publishes another " + name_of(wanted) + " than this store holds; both are kept (" +
            wanted.digest + "), and a person must settle it.",
        "Cơ quan nhận công bố " + name_of(wanted) + " với nội dung khác bản trong kho; đã giữ cả hai (" +
            wanted.digest + "), cần người xử lý."}});
  return ok();
}

/// What is to be done about a list: documents that the store lacks, and references that it contradicts.
struct Difference {
  std::vector<std::string> missing;
  std::size_t conflicts = 0;
};

Result<Difference> compare(Session& session, const package::CataloguePayload& list) {
  GIRS_TRY(const auto held, session.store.read([](store::Connection& connection) {
    return store::definitions(connection);
  }));
  using Name = std::tuple<std::string_view, std::string_view, std::int64_t>;
  std::map<Name, std::string_view> digests;
  for (const auto& row : held) digests.emplace(Name(row.kind, row.code, row.version), row.digest);
  Difference difference;
  Progress progress{"catalogue", 0, static_cast<std::int64_t>(list.definitions.size()), "definitions"};
  for (const auto& wanted : list.definitions) {
    GIRS_CHECK(report_progress(session.options.progress, progress));
    ++progress.done;
    const auto found = digests.find(Name(wanted.kind, wanted.code, wanted.version));
    if (found == digests.end()) {
      GIRS_TRY(auto body, fetch(session, wanted));
      difference.missing.push_back(std::move(body));
    } else if (found->second != wanted.digest) {
      GIRS_CHECK(keep_conflict(session, wanted));
      ++difference.conflicts;
    }
  }
  return difference;
}

Status take(Session& session, const Response& answer, std::int64_t known_version) {
  GIRS_TRY(const auto envelope, package::Envelope::parse(answer.body));
  GIRS_TRY(const auto list, package::verify_catalogue(envelope, *session.registry, session.options.audience,
                                                      session.store.now()));
  const auto version = list.payload.version;
  if (version < known_version)
    return error(Code::kUntrusted,
                 "The authority offers version " + std::to_string(version) + " of its catalogue after version " +
                     std::to_string(known_version) + ".",
                 "Cơ quan nhận đưa danh mục phiên bản " + std::to_string(version) + " sau phiên bản " +
                     std::to_string(known_version) + ".",
                 {{"reason", "version"}});
  GIRS_TRY(const auto difference, compare(session, list.payload));
  return session.store.write([&](store::Connection& connection) -> Status {
    if (!difference.missing.empty())
      GIRS_CHECK(session.options.adopt_catalogue(connection, difference.missing));
    session.summary.definitions += static_cast<std::int64_t>(difference.missing.size());
    if (difference.conflicts > 0) return ok();  // looked at again, and told again, in each round
    GIRS_CHECK(store::set_setting(connection, version_key(session), std::to_string(version)));
    const auto* tag = answer.header("etag");
    return store::set_setting(connection, tag_key(session), tag ? *tag : "");
  });
}

}  // namespace

Status refresh_catalogue(Session& session) {
  if (!session.options.adopt_catalogue) return ok();
  GIRS_TRY(const auto known, known_list(session));
  Request request{"GET", "/v1/catalog"};
  if (known.tag && !known.tag->empty()) request.headers.emplace_back("if-none-match", *known.tag);
  const auto answer = exchange(session, request);
  // Where no list travels (a folder that people carry) the store's own catalogue goes on.
  if (!answer) return answer.error().code == Code::kIo ? ok() : Status(answer.error());
  if (answer->status != 200) return ok();  // nothing new, or nothing published
  auto taken = take(session, *answer, known.version);
  if (taken || !is_of_document(taken.error())) return taken;
  session.summary.passed.push_back(note_of(taken.error(), kNoLeaf, "catalogue"));
  return ok();
}

}  // namespace girs::sync
