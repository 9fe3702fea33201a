#include "central/retention.h"

#include <doctest/doctest.h>

#include "central/fsck.h"
#include "crypto/hash.h"
#include "json/parse.h"
#include "report/draft.h"
#include "store/blobs.h"
#include "store/reads.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::string digest_of(const std::string& content) { return to_digest(sha256(content)); }

const std::string kRules = R"({"schema":"girs.retention/1","rules":[
  {"code":"doc","what":"reads","keep":{"months":18},"valid_from":"2025-07-01","basis":"QĐ 10, Điều 3"},
  {"code":"tep","what":"unclaimed-attachments","keep":{"days":30},"valid_from":"2025-07-01","basis":"QĐ 10, Điều 4"},
  {"code":"cu","what":"packages","keep":{"years":5},"valid_from":"2020-01-01","valid_to":"2025-06-30","basis":"QĐ 1"},
  {"code":"goi","what":"packages","keep":{"years":20},"valid_from":"2025-07-01","basis":"Luật Lưu trữ"},
  {"code":"sao","what":"copies","keep":{"days":90},"at_least":3,"valid_from":"2025-07-01","basis":"QĐ 10, Điều 5"}]})";

/// A definition that another authority publishes otherwise than this store holds it.
const std::string kContradicting = R"({"code":"M1","name":"Khác","schema":"girs.form/1","version":1})";

void read_at(World& world, const char* moment) {
  must(world.centre_site().store->write([&](store::Connection& c) {
    return store::insert_read(c, {0, from_rfc3339(moment)->time_since_epoch().count(), "k", "96", "", "GET /", "/", "", 1});
  }));
}

bool is_there(World& world, const std::string& content) {
  return must(world.centre_site().store->read([&](store::Connection& c) { return store::has_blob(c, digest_of(content)); }));
}

/// {"doc": 2, ...} of the rules of an answer.
std::map<std::string, std::int64_t> counts(const json::Value& answer) {
  std::map<std::string, std::int64_t> found;
  for (const auto& rule : *answer.find("rules")->as_array())
    if (const auto* count = rule.find("count")) found[*rule.text("code")] = count->as_integer().value();
  return found;
}

/// Attachments of a package, of a draft, of nobody and lately of nobody; reads old and new.
void fill(World& world) {
  const auto commune = world.site("commune");
  world.enter(commune, "31825");
  const auto named = digest_of("thuyết minh");
  must(report::attach(commune.workspace(), World::key("31825"), "thuyet-minh.pdf", "application/pdf", view("thuyết minh"), "officer"));
  must(report::approve(commune.workspace(), World::key("31825"), "chairman"));
  const auto pid = must(report::seal(commune.workspace(), World::key("31825"), kOrigin, world.parties("31825"), nullptr, "chairman"));
  const auto start = world.now;
  world.now = *from_rfc3339("2025-10-01T00:00:00Z");
  must(world.centre().put_blob(named, "thuyết minh"));
  must(world.centre().put_blob(digest_of("không ai nhận"), "không ai nhận"));
  must(world.centre().put_blob(digest_of(kContradicting), kContradicting));
  world.enter(world.centre_site(), "31834");
  must(report::attach(world.centre_site().workspace(), World::key("31834"), "a.pdf", "application/pdf", view("của bản nháp"), "officer"));
  world.now = start;
  must(world.centre().put_blob(digest_of("mới gửi"), "mới gửi"));
  must(world.centre().admit(pid, World::body(commune, pid)));
  for (const char* moment : {"2024-06-14T16:59:59Z", "2024-06-14T17:00:00Z", "2023-01-01T00:00:00Z"}) read_at(world, moment);
}

}  // namespace

TEST_CASE("rules of retention show what would go, then remove it and record that; proofs keep what they need") {
  World world({"31825"});
  fill(world);
  auto& store = *world.centre_site().store;
  const std::map<std::string, std::int64_t> expected{{"doc", 2}, {"tep", 1}, {"goi", 1}};
  const auto looked = must(central::retention(store, kRules, false));
  CHECK(counts(looked) == expected);
  CHECK(looked.find("done")->as_array()->empty());
  CHECK(is_there(world, "không ai nhận"));
  CHECK(counts(must(central::retention(store, kRules, false))) == expected);   // looking changes nothing
  for (const auto& rule : *looked.find("rules")->as_array()) {
    if (*rule.text("code") == "goi") CHECK(*rule.text("handover") == "2046-01-01");
    if (*rule.text("code") == "doc") CHECK(*rule.text("before") == "2024-06-14T17:00:00Z");   // a day in Vietnam
    if (*rule.text("code") == "sao") CHECK(rule.find("at_least")->as_integer() == 3);
    CHECK(*rule.text("code") != "cu");   // no longer in force
  }

  CHECK(counts(must(central::retention(store, kRules, true))) == expected);
  CHECK(!is_there(world, "không ai nhận"));
  for (const std::string content : {"thuyết minh", "của bản nháp", "mới gửi", kContradicting.c_str()})
    CHECK(is_there(world, content));
  const auto after = must(central::retention(store, kRules, true));
  CHECK(counts(after) == std::map<std::string, std::int64_t>{{"doc", 0}, {"tep", 0}, {"goi", 1}});
  const auto& done = *after.find("done")->as_array();
  REQUIRE(done.size() == 2);
  CHECK(*done[0].text("basis") == "QĐ 10, Điều 3");
  CHECK(done[0].find("count")->as_integer() == 2);
  CHECK(*done[1].text("what") == "unclaimed-attachments");
  const auto registry = must(world.centre().registry());
  CHECK(must(central::fsck(world.centre_site().workspace(), kOrigin, *registry, world.policy(), {})).faults.empty());
  must(store.write([](store::Connection& c) -> Status {   // and the guard rail stands again
    CHECK(!c.script("DELETE FROM blob"));
    return ok();
  }));
}

TEST_CASE("rules of retention with mistakes show all of them and remove nothing") {
  World world({"31825"});
  fill(world);
  const auto refused = central::retention(*world.centre_site().store, R"({"schema":"girs.retention/1","rules":[
    {"code":"a","what":"reads","keep":{"days":1},"valid_from":"2025-07-01","basis":""},
    {"code":"a","what":"leaves","keep":{"years":1,"days":2},"valid_from":"2025-07-01","valid_to":"2025-01-01","basis":"x"},
    {"code":"b","what":"reads","keep":{"days":0},"at_least":2,"valid_from":"hôm nay","basis":"x"}]})", true);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kInvalidArgument);
  std::set<std::string> places;
  for (const auto& mistake : refused.error().mistakes) {
    places.insert(*detail_of(mistake.details, "pointer"));
    CHECK(!mistake.message.vi.empty());
  }
  CHECK(places == std::set<std::string>{"/rules/0/basis", "/rules/1/what", "/rules/1/keep", "/rules/1/valid_to", "/rules/1/code",
                                        "/rules/2/keep/days", "/rules/2/at_least", "/rules/2/valid_from", "/rules/2"});
  CHECK(is_there(world, "không ai nhận"));
}
