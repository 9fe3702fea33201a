#pragma once
// A commune with one sealed package and a line to its authority.

#include "crypto/hash.h"
#include "store/blobs.h"
#include "support/line.h"

namespace girs::testing {

inline store::OutboxRow row_of(const Site& site, const std::string& pid) {
  return must(site.store->read([&](store::Connection& c) { return store::outbox_row(c, pid); })).value();
}

/// The authority's answer to a package of which it lacks this file.
inline sync::Response lacking(const std::string& digest) {
  return {422, {}, R"({"code":"missing-blobs","errors":[{"digest":")" + digest + R"("}],"detail":"Gone","detail_vi":"Mất"})"};
}

struct Commune {
  World world{{"31825"}};
  Site site = world.site("commune");
  std::string pid = world.submit(site, "31825");
  Line line{world};

  Round go(bool patient = false) { return run(world, site, line, "31825", {}, patient); }
  /// The store has a file with this content; gives its digest.
  std::string keep(const std::string& content) {
    auto digest = to_digest(sha256(content));
    must(site.store->write([&](store::Connection& c) { return store::put_blob(c, digest, view(content), world.now); }));
    return digest;
  }
  /// The authority lacks a file that the store has, and answers to its upload with `answer`.
  void refuse_upload(const sync::Response& answer) {
    line.spoil = [answer, digest = keep("phụ lục")](const sync::Request& request, sync::Response& response) {
      if (request.method == "PUT") response = request.path.starts_with("/v1/blobs/") ? answer : lacking(digest);
    };
  }
  store::OutboxRow row() const { return row_of(site, pid); }
  std::int64_t now() const { return world.now.time_since_epoch().count(); }
};

}  // namespace girs::testing
