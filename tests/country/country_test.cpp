// A country on the loopback: a national centre, two provincial centres, each a process of the
// program, and their communes by the hundred. One province misbehaves.

#include <set>

#include <doctest/doctest.h>

#include "authority.h"
#include "base/file.h"
#include "base/text.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "package/signing.h"
#include "report/receive.h"
#include "report/summing.h"
#include "store/members.h"
#include "sync/monitor.h"
#include "sync/round.h"

using namespace girs;
using namespace girs::testing;
using country::Authority;
using country::communes_of;
using country::program;

namespace {

/// Every commune reports to its province; `received` of commune number i is 100 + i.
void communes_report(Authority& province, const std::vector<std::string>& communes) {
  auto line = province.line(province.gateway_signer);
  for (std::size_t i = 0; i < communes.size(); ++i) {
    const auto site = province.world.site("commune-" + communes[i]);
    province.world.submit(site, communes[i], 100 + static_cast<int>(i));
    sync::RoundSummary summary;
    must(sync::run_round(*site.store, line, province.round(communes[i]), summary));
    REQUIRE(summary.pushed == 1);
  }
}

/// The same for `units`, whose reports one approver signs all at once, as a batch.
void communes_report_in_a_batch(Authority& province, const std::vector<std::string>& units) {
  const auto approver = must(PrivateKey::generate(Scheme::kEcdsaP256));
  const auto approver_signer = signer_of(approver);
  province.world.add_keys({{approver.public_key(), {"96", "người duyệt chung", ""}, {{"approver", {"*"}, {"*"}, {"*"}}}, Time{}}});
  std::vector<Site> sites;
  std::vector<package::Submission> packages;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& site = sites.emplace_back(province.world.site("commune-" + units[i]));
    const auto parties = province.world.parties(units[i]);
    province.world.enter(site, units[i], 100 + static_cast<int>(i));
    must(report::approve(site.workspace(), World::key(units[i]), "chairman"));
    std::vector<ClaimedSigner> signers{{"preparer", parties[0].signer->key.keyid()},
                                                {"approver", approver_signer.key.keyid()},
                                                {"agency-seal", parties[2].signer->key.keyid()}};
    packages.push_back(must(report::prepare(site.workspace(), World::key(units[i]), province.world.origin(), signers, nullptr)));
    for (const int own : {0, 2}) must(package::sign_as_named(packages.back().envelope, *parties[static_cast<std::size_t>(own)].signer));
  }
  must(package::sign_as_batch(packages, "approver", approver_signer, province.world.now));
  const auto registry = must(province.world.centre().registry());
  auto line = province.line(province.gateway_signer);
  for (std::size_t i = 0; i < units.size(); ++i) {
    must(report::submit_signed(sites[i].workspace(), World::key(units[i]), packages[i], *registry, "chairman"));
    sync::RoundSummary summary;
    must(sync::run_round(*sites[i].store, line, province.round(units[i]), summary));
    REQUIRE(summary.pushed == 1);
  }
}

/// The province's own report, summed up in its centre's store and sealed for the nation.
std::string aggregate(Authority& province, World& nation, const std::string& unit) {
  const auto workspace = province.world.centre_site().workspace();
  const auto key = World::key(unit, "aggregate");
  must(report::aggregate_report(workspace, key, {}, "officer"));
  must(report::approve(workspace, key, "chairman"));
  return must(report::seal(workspace, key, nation.origin(), nation.parties(unit), nullptr, "chairman"));
}

void send_up(Authority& province, Authority& nation, const std::string& unit) {
  auto line = nation.line(nation.gateway_signer);
  sync::RoundSummary summary;
  must(sync::run_round(*province.world.centre_site().store, line, nation.round(unit), summary));
  REQUIRE(summary.refused.empty());
  CHECK(summary.pushed == 1);
}

/// `girs central members` at the nation, over the province's line.
json::Value fetch_members(Authority& nation, const Authority& province, int expected_exit, const std::string& origin = {}) {
  const auto below = nation.path("below.json");
  json::Value described;
  described.set("origin", origin.empty() ? province.world.origin() : origin);
  described.set("roots", json::Array{json::Value(province.root_text())});
  must(write_file(below, json::compact(described)));
  const auto output = nation.girs({"central", "members", nation.store, "--from", province.url, "--below", below, "--log-key",
                                   nation.path("log.pem"), "--decision-key", nation.path("decision.pem"), "--request-key",
                                   province.path("gateway.pem")});
  CAPTURE(output.text);
  CHECK(output.exit == expected_exit);
  return must(json::parse(output.text));
}

std::string status_of(Authority& at, const std::string& pid) {
  return must(at.world.centre().submission(pid)).value().status;
}

/// The value of a cell at every leaf of a trace, added up; each is proved by its own log's receipt.
std::int64_t sum_of_leaves(const json::Value& traced, const World& below) {
  const auto* members = traced.find("members");
  if (!members) {
    const auto proof = must(log::verify_proof(*traced.text("receipt"), below.policy()));
    const auto* leaf = std::get_if<log::SubmissionEntry>(&proof.leaf.entry);
    REQUIRE(leaf);
    CHECK(leaf->pid == *traced.text("pid"));
    CHECK(static_cast<std::int64_t>(proof.index) == traced.find("index")->as_integer());
    CHECK(*traced.find("evidence")->as_bool());
    return std::stoll(*traced.text("value"));
  }
  std::int64_t sum = 0;
  for (const auto& member : *members->as_array())
    if (!member.find("excluded")) sum += sum_of_leaves(member, below);
  return sum;
}

/// The honest province: evidence, decision, and the way down to every commune's signed cell; the pid
/// of its report.
std::string follows_figures_down(Authority& nation, Authority& honest, std::size_t communes) {
  const auto pid = aggregate(honest, nation.world, "96");
  send_up(honest, nation, "96");
  CHECK(status_of(nation, pid) == "received");  // not before the evidence is in
  const auto fetched = fetch_members(nation, honest, 0);
  CHECK(fetched.find("fetched")->as_integer() == static_cast<std::int64_t>(communes));
  CHECK(fetched.find("settled")->as_integer() == 1);
  CHECK(status_of(nation, pid) == "accepted");
  CHECK(fetch_members(nation, honest, 0).find("wanted")->as_integer() == 0);

  const auto output = nation.girs({"central", "trace", nation.store, pid, "--form", kForm, "--row", "T", "--column", "3"});
  REQUIRE(output.exit == 0);
  const auto traced = must(json::parse(output.text));
  CHECK(*traced.text("origin") == nation.world.origin());
  must(log::verify_proof(*traced.text("receipt"), nation.world.policy()));
  CHECK(std::stoll(*traced.text("value")) == sum_of_leaves(traced, honest.world));
  CHECK(traced.find("members")->as_array()->size() == communes);

  // The same for people: a line for the nation's cell and one for each commune's, with its log.
  const auto told = country::run({program(), "--now", to_rfc3339(nation.world.now), "central", "trace", nation.store, pid, "--form",
                                  kForm, "--row", "T", "--column", "3"});
  CHECK(told.exit == 0);
  std::size_t lines = 0;
  for (const auto line : split(std::string_view(told.text), '\n')) lines += line.find(honest.world.origin()) != std::string_view::npos;
  CHECK(lines == communes);

  const auto checked = nation.girs({"log", "fsck", nation.store});
  CAPTURE(checked.text);
  CHECK(checked.exit == 0);
  CHECK(must(json::parse(checked.text)).find("members")->as_integer() == static_cast<std::int64_t>(communes));
  CHECK(honest.girs({"log", "fsck", honest.store}).exit == 0);

  // What is kept as evidence of a report that was signed in a batch has the batch with it.
  const auto batches = must(nation.world.centre_site().store->read([&](store::Connection& c) -> Result<int> {
    int count = 0;
    GIRS_CHECK(store::each_member_evidence(c, [&](const store::MemberEvidenceRow& row) {
      count += static_cast<int>(must(package::Submission::parse(text_of(row.envelope))).batches.size());
      return ok();
    }));
    return count;
  }));
  CHECK(batches == 12);
  return pid;
}

/// A province that names a member at the wrong place of its log, or one that it does not have.
void a_lie_is_named(Authority& nation, Authority& other) {
  const auto workspace = other.world.centre_site().workspace();
  const auto key = World::key("12", "aggregate");
  must(report::aggregate_report(workspace, key, {}, "officer"));
  must(workspace.store->write([&](store::Connection& c) -> Status {
    return c.script("UPDATE report_member SET idx = idx + 1 WHERE unit = (SELECT min(unit) FROM report_member WHERE pid IS NOT NULL);"
                    "UPDATE report_member SET pid = replace(pid, substr(pid, 1, 8), '00000000') "
                    "WHERE unit = (SELECT max(unit) FROM report_member WHERE pid IS NOT NULL)");
  }));
  must(report::approve(workspace, key, "chairman"));
  const auto pid = must(report::seal(workspace, key, nation.world.origin(), nation.world.parties("12"), nullptr, "chairman"));
  send_up(other, nation, "12");
  const auto fetched = fetch_members(nation, other, 1);
  CHECK(fetched.find("faults")->as_array()->size() == 2);
  CHECK(status_of(nation, pid) == "rejected");
  const auto faults = must(json::parse(nation.girs({"central", "member-faults", nation.store}).text));
  REQUIRE(faults.as_array()->size() == 2);
  for (const auto& fault : *faults.as_array()) {
    CHECK(*fault.text("origin") == other.world.origin());
    CHECK(*fault.text("aggregate") == pid);
    // Both signed documents: the province's report, and what its own log has signed.
    CHECK(fault.text("theirs")->find("\"signatures\"") != std::string::npos);
    CHECK(fault.text("contradicting")->find(other.world.origin()) != std::string::npos);
  }
  CHECK(*faults.as_array()->front().text("reason") == "other-place");
  CHECK(*faults.as_array()->back().text("reason") == "missing");
}

/// A province whose log is rolled back is frozen out, with both signed notes kept.
void a_rollback_is_named(Authority& nation, Authority& other) {
  CHECK(other.service->stop() == 0);
  CHECK(other.girs({"central", "restore", other.path("copy.girs"), other.path("old.girs")}).exit == 0);
  other.store = other.path("old.girs");
  other.serve();
  const auto fetched = fetch_members(nation, other, 1);
  REQUIRE(fetched.find("faults")->as_array()->size() == 1);
  CHECK(*fetched.find("faults")->as_array()->front().text("reason") == "fork");
  const auto faults = must(json::parse(nation.girs({"central", "member-faults", nation.store}).text));
  const auto& fault = faults.as_array()->back();
  for (const char* note : {"theirs", "contradicting"}) must(log::open_checkpoint(*fault.text(note), other.world.policy()));
  CHECK(*fault.text("theirs") != *fault.text("contradicting"));
  // And it stays so until people have settled it.
  fetch_members(nation, other, 1);
}

/// The honest province goes on with a log of the new year: the nation follows it there, and what it
/// holds of the old log stays proved.
void a_new_year_is_followed(Authority& nation, Authority& honest, const std::string& aggregate) {
  const std::string next = "camau.example.gov.vn/log/2026", old_store = honest.store;
  const auto vkey = VerifierKey{next, NoteAlgorithm::kEd25519, honest.world.log_key().public_key()}.text();
  CHECK(honest.service->stop() == 0);
  CHECK(honest.girs({"central", "rotate", old_store, honest.path("2026.girs"), "--origin", next, "--log-key", honest.path("log.pem")}).exit == 0);
  honest.key_file("root", honest.world.root());
  json::Value key = must(json::parse(R"({"scheme":"ed25519","unit":"96","not_before":"2025-01-01T00:00:00Z",
    "roles":[{"role":"transport","units":["*"],"regimes":["*"],"types":["*"]}]})"));
  key.set("spki", to_base64(honest.gateway.public_key().spki()));
  must(write_file(honest.path("keys.json"), json::compact(json::Value(json::Array{key}))));
  CHECK(honest.girs({"registry", "add", honest.path("2026.girs"), "--keys", honest.path("keys.json"), "--root",
                     honest.path("root.pem"), "--log-vkey", vkey}).exit == 0);
  for (const auto& [store, origin] : {std::pair(honest.path("2026.girs"), next), std::pair(old_store, honest.world.origin())}) {
    honest.store = store;
    honest.serve();
    CHECK(fetch_members(nation, honest, 0, origin).find("wanted")->as_integer() == 0);
    if (store != old_store) CHECK(honest.service->stop() == 0);
  }
  const auto traced = nation.girs({"central", "trace", nation.store, aggregate, "--form", kForm, "--row", "T", "--column", "3"});
  REQUIRE(traced.exit == 0);
  const auto document = must(json::parse(traced.text));
  CHECK(std::stoll(*document.text("value")) == sum_of_leaves(document, honest.world));
  CHECK(nation.girs({"log", "fsck", nation.store}).exit == 0);
  CHECK(honest.girs({"log", "fsck", honest.path("2026.girs")}).exit == 0);
}

/// Serves a copy of the province's store in place of the one it served.
void serve_copy(Authority& province, const std::string& copy, const std::string& as) {
  CHECK(province.service->stop() == 0);
  CHECK(province.girs({"central", "restore", province.path(copy), province.path(as)}).exit == 0);
  province.store = province.path(as);
  province.serve();
}

log::Checkpoint note_of(const json::Value& fault, const char* which, const World& by) {
  return must(log::open_checkpoint(*fault.text(which), by.policy())).checkpoint;
}

}  // namespace

TEST_CASE("a province that signs two logs of one size is named at the nation and by its communes, with both notes") {
  const std::vector<std::string> communes{"31825", "31834"}, first{communes[0]}, second{communes[1]};
  Authority nation({"96"}, "quocgia.example.gov.vn/log/2025", "G22");
  Authority province(communes, "camau.example.gov.vn/log/2025", "96");
  nation.serve();
  province.serve();
  communes_report(province, first);
  CHECK(province.girs({"central", "backup", province.store, province.path("copy.girs")}).exit == 0);
  communes_report(province, second);
  fetch_members(nation, province, 0);

  // The copy takes another report of the second commune: as many entries, another root.
  serve_copy(province, "copy.girs", "fork.girs");
  auto line = province.line(province.gateway_signer);
  const auto site = province.world.site("elsewhere");
  province.world.submit(site, second[0], 999);
  sync::RoundSummary summary;
  must(sync::run_round(*site.store, line, province.round(second[0]), summary));
  REQUIRE(summary.pushed == 1);
  const auto fetched = fetch_members(nation, province, 1);
  REQUIRE(fetched.find("faults")->as_array()->size() == 1);
  const auto faults = must(json::parse(nation.girs({"central", "member-faults", nation.store}).text));
  const auto& fault = faults.as_array()->back();
  CHECK(*fault.text("reason") == "fork");
  CHECK(*fault.text("origin") == province.world.origin());
  const auto known = note_of(fault, "theirs", province.world), other = note_of(fault, "contradicting", province.world);
  CHECK(known.size == other.size);
  CHECK(known.root != other.root);
  // So does the second commune, whose receipt the log no longer has.
  const auto commune = province.world.site("commune-" + second[0]);
  const auto watched = must(sync::watch_log(*commune.store, line, {province.world.origin(), province.world.policy()}));
  std::set<std::string> rules;
  for (const auto& finding : watched.findings) rules.insert(finding.rule);
  CHECK(rules == std::set<std::string>{"fork", "missing"});
}

TEST_CASE("four levels of evidence: a nation follows its figures to the communes, and a province that lies or rolls back is named") {
  const auto communes96 = communes_of("96"), communes12 = communes_of("12");
  REQUIRE(communes96.size() + communes12.size() > 100);
  Authority nation({"96", "12"}, "quocgia.example.gov.vn/log/2025", "G22");
  Authority honest(communes96, "camau.example.gov.vn/log/2025", "96");
  Authority other(communes12, "laichau.example.gov.vn/log/2025", "12");
  for (auto* one : {&honest, &other}) {
    one->set("upward", nation.world.origin());
    one->set("upward-root", nation.root_text());
  }
  for (auto* one : {&nation, &honest, &other}) one->serve();
  communes_report_in_a_batch(honest, {communes96.begin(), communes96.begin() + 12});
  communes_report(honest, {communes96.begin() + 12, communes96.end()});

  // A copy of the other province's store is made while it serves, for its misdeed later.
  std::vector<std::string> first(communes12.begin(), communes12.begin() + 20);
  std::vector<std::string> later(communes12.begin() + 20, communes12.end());
  communes_report(other, first);
  CHECK(other.girs({"central", "backup", other.store, other.path("copy.girs")}).exit == 0);
  communes_report(other, later);

  const auto figures = follows_figures_down(nation, honest, communes96.size());
  a_lie_is_named(nation, other);
  a_rollback_is_named(nation, other);
  a_new_year_is_followed(nation, honest, figures);

  for (auto* one : {&nation, &honest, &other}) {
    CHECK(one->service->stop() == 0);  // SIGTERM: drained, and gone in good order
    const auto log = must(read_file(one->path("service.log"), 64u << 20));
    CHECK(log.find("\"event\":\"listening\"") != std::string::npos);
    CHECK(log.find("\"event\":\"stopped\"") != std::string::npos);
  }
}
