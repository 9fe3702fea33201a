#include "package/bundle.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "json/canonical.h"
#include "json/parse.h"
#include "package/submission.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

Bundle sample() {
  const PackageFixture fixture;
  Bundle bundle{fixture.sealed()};
  std::ranges::sort(bundle.envelope.signatures,
                    [](const auto& a, const auto& b) { return a.keyid < b.keyid; });
  bundle.material.certs = {to_bytes("certificate")};
  bundle.receipts = {"c2sp.org/tlog-proof@v1\nindex 0\n\n— x"};
  bundle.attachments = {{to_digest(sha256("nội dung")), to_bytes("nội dung")}};
  bundle.batches = {bundle.envelope};
  return bundle;
}

}  // namespace

TEST_CASE("a bundle reads back as it was written") {
  const Bundle bundle = sample();
  const auto text = bundle.text();
  REQUIRE(text);
  const auto again = Bundle::parse(*text);
  REQUIRE(again);
  CHECK(*again == bundle);
  CHECK(again->envelope.env_digest() == bundle.envelope.env_digest());
}

TEST_CASE("an attachment that does not have its digest is refused with its place") {
  Bundle bundle = sample();
  bundle.attachments[0].content.push_back('!');
  const auto text = bundle.text();
  REQUIRE(!text);
  CHECK(*detail_of(text.error().mistakes.front().details, "pointer") == "/attachments/0/content");
}

TEST_CASE("bundles beyond the limits or of another shape are refused") {
  Bundle bundle = sample();
  bundle.receipts.assign(kBundleItemsMax + 1, "x");
  CHECK(!bundle.text());
  bundle = sample();
  bundle.batches.assign(kBatchesMax + 1, bundle.envelope);
  CHECK(!bundle.text());

  const json::Value good = *json::parse(*sample().text());
  const auto changed = [&](std::string name, json::Value value) {
    json::Value document = good;
    document.set(std::move(name), std::move(value));
    return static_cast<bool>(Bundle::parse(*json::canonical(document)));
  };
  CHECK(changed("receipts", json::Array{}));
  CHECK(!changed("receipts", nullptr));
  CHECK(!changed("mediaType", "application/vnd.girs.bundle.v2+json"));
  CHECK(!changed("material", json::Object{}));
  CHECK(!changed("extra", 1));
  CHECK(!changed("envelope", json::Object{}));
  CHECK(!Bundle::parse(""));
  CHECK(!Bundle::parse("[]"));
}

TEST_CASE("an upload carries the envelope and its batches") {
  const Bundle bundle = sample();
  const Submission submission{bundle.envelope, bundle.batches};
  const auto again = Submission::parse(submission.text());
  REQUIRE(again);
  CHECK(*again == submission);
  CHECK(Submission::parse("{\"envelope\":" + bundle.envelope.text() + "}")->batches.empty());
  CHECK(!Submission::parse("{}"));
  CHECK(!Submission::parse("{\"envelope\":" + bundle.envelope.text() + ",\"batches\":{}}"));
}
