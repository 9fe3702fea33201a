// Who may move a report from which state to which.

#include "report/transition.h"

#include <doctest/doctest.h>

#include "package/envelope.h"
#include "package/verify.h"
#include "report/registered_roles.h"

#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const store::ReportKey kKey = World::key("31825");
constexpr report::Actor kLan{"Lan", "preparer"};
constexpr report::Actor kBinh{"Bình", "approver"};

std::string state(const Site& site) { return must(report::open(site.workspace(), kKey)).row.state; }

}  // namespace

TEST_CASE("the preparer submits, the approver approves or returns, and nobody does the other's work") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto workspace = site.workspace();
  CHECK(report::submit_for_approval(workspace, kKey, kBinh).error().code == Code::kUntrusted);
  CHECK(report::approve(workspace, kKey, kBinh).error().code == Code::kConflict);  // not submitted
  must(report::submit_for_approval(workspace, kKey, kLan));
  CHECK(state(site) == "submitted");
  CHECK(report::set_cell(workspace, kKey, "", {"LV01", "4"}, "1", NumberStyle::kPlain, "Lan").error().code ==
        Code::kConflict);
  CHECK(report::approve(workspace, kKey, kLan).error().code == Code::kUntrusted);
  CHECK(report::approve(workspace, kKey, report::Actor{"Lan", "approver"}).error().code == Code::kUntrusted);
  must(report::take_back(workspace, kKey, kLan));
  CHECK(state(site) == "draft");
  must(report::submit_for_approval(workspace, kKey, kLan));
  CHECK(report::send_back(workspace, kKey, " ", kBinh).error().code == Code::kInvalidArgument);
  must(report::send_back(workspace, kKey, "Thiếu số liệu", kBinh));
  CHECK(state(site) == "returned");
  must(report::submit_for_approval(workspace, kKey, kLan));
  must(report::approve(workspace, kKey, kBinh));
  CHECK(state(site) == "approved");
}

TEST_CASE("a move that is not allowed says from which state it is, and by whom") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto refused = report::take_back(site.workspace(), kKey, kLan);
  REQUIRE(!refused);
  CHECK(refused.error().message.en ==
        "The report KSTTHC 31825 2025-Q4 is draft; it can be taken back only when submitted, by the preparer.");
  CHECK(refused.error().message.vi.find("đã gửi chờ duyệt") != std::string::npos);
  CHECK(*detail_of(refused.error().details, "by") == "preparer");
}

TEST_CASE("a nil return is an edit: it can be taken back, and whoever looked before it is told of a conflict") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825", 100);
  const auto workspace = site.workspace();
  const auto before = must(report::open(workspace, kKey));
  must(report::make_nil(workspace, kKey, kLan));
  const auto refused = report::import_file(workspace, kKey, {"", "Minh", before.row.edit}, report::FileFormat::kCsv,
                                           "row,3\nT,7\n", {});
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kConflict);
  CHECK(*detail_of(refused.error().mistakes.at(0).details, "actor") == "Lan");
  must(report::undo(workspace, kKey, "Lan"));
  const auto after = must(report::open(workspace, kKey));
  CHECK(after.sheets == before.sheets);
  CHECK(after.row.kind == "original");
}

TEST_CASE("a nil return is checked, signed and sent as such, and is a report again once edited") {
  World world({"31825"});
  const auto site = world.site("commune");
  must(report::create(site.workspace(), kKey, "o"));
  must(report::make_nil(site.workspace(), kKey, kLan));
  const auto draft = must(report::open(site.workspace(), kKey));
  CHECK(draft.row.kind == "nil-return");
  CHECK(draft.sheet(kForm)->get({"T", "3"}).value == formula::Value(formula::Absent::kNil));
  must(report::approve(site.workspace(), kKey, "c"));
  const auto pid = must(report::seal(site.workspace(), kKey, kOrigin, world.parties("31825"), nullptr, "c"));
  CHECK(World::body(site, pid).size() > 0);
  must(report::amend(site.workspace(), kKey, false, "error", "Có phát sinh", "", "o"));
  CHECK(report::make_nil(site.workspace(), kKey, kLan).error().code == Code::kConflict);
  CHECK(must(report::open(site.workspace(), kKey)).row.kind == "correction");
}

TEST_CASE("data are entered on behalf of a unit by one above it, and by no other") {
  World world({"31825", "96"});
  const auto site = world.site("province");
  const auto workspace = site.workspace();
  CHECK(report::create(workspace, kKey, "o", "31825").error().code == Code::kInvalidArgument);
  CHECK(report::create(workspace, kKey, "o", "01").error().code == Code::kInvalidArgument);
  const auto draft = must(report::create(workspace, kKey, "o", "96"));
  CHECK(draft.row.on_behalf == "96");
  CHECK(must(report::history(workspace, kKey))[0].detail == "on behalf, by 96");
}

TEST_CASE("roles hold for every way of changing a report: entry, explanations, files, sealing, corrections") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto workspace = site.workspace();
  constexpr report::Actor kSealer{"Văn thư", "agency-seal"};
  const auto untrusted = [](const Status& refused) {
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::kUntrusted);
    return *detail_of(refused.error().details, "by");
  };
  CHECK(report::create(workspace, kKey, kBinh).error().code == Code::kUntrusted);
  must(report::create(workspace, kKey, kLan));
  CHECK(untrusted(report::set_cell(workspace, kKey, {"", kBinh}, {"LV01", "4"}, "1", NumberStyle::kPlain)) == "preparer");
  CHECK(untrusted(report::explain(workspace, kKey, {"", "T", "balance", "x"}, kSealer)) == "preparer");
  CHECK(untrusted(report::attach(workspace, kKey, "a.pdf", "application/pdf", view(std::string_view("x")), kBinh)) == "preparer");
  CHECK(untrusted(report::set_sent_otherwise(workspace, kKey, "paper", world.now, kBinh)) == "preparer");
  CHECK(untrusted(report::undo(workspace, kKey, kBinh)) == "preparer");
  world.import(site, "31825", 100);
  must(report::submit_for_approval(workspace, kKey, kLan));
  must(report::approve(workspace, kKey, kBinh));
  const auto seal = [&](const report::Actor& actor) {
    return report::seal(workspace, kKey, kOrigin, world.parties("31825"), nullptr, actor);
  };
  CHECK(seal(kLan).error().code == Code::kUntrusted);
  CHECK(*detail_of(seal(kLan).error().details, "by") == "approver or agency-seal");
  must(seal(kSealer));
  const auto amend = [&](bool withdrawal, const report::Actor& actor) {
    return report::amend(workspace, kKey, withdrawal, "error", "Nhập nhầm", "", actor);
  };
  CHECK(amend(true, kLan).error().code == Code::kUntrusted);
  CHECK(amend(false, kSealer).error().code == Code::kUntrusted);
  must(amend(false, kLan));
}

TEST_CASE("roles may come from the registry of keys: those of the keys that a person holds for the unit") {
  World world({"31825", "31834"});
  const auto envelope = must(package::Envelope::parse(world.registry_envelope()));
  const auto registry = must(package::open_registry(envelope, {world.root().public_key()}));
  CHECK(must(report::registered_roles(registry, "31825-a", kKey, world.now)) == "preparer");
  CHECK(must(report::registered_roles(registry, "31825-b", kKey, world.now)) == "approver");
  const auto stranger = report::registered_roles(registry, "31834-b", kKey, world.now);
  REQUIRE(!stranger);
  CHECK(stranger.error().code == Code::kUntrusted);
  const auto keyid = world.parties("31825")[2].signer->key.keyid();
  CHECK(must(report::registered_roles(registry, keyid, kKey, world.now)) == "agency-seal");
}
