// What a body pulls by rules of sharing, over the loopback: reports, decisions, time series, each with
// its proof; and what is on record of it.

#include <doctest/doctest.h>

#include "base/text.h"
#include "central/series.h"
#include "guarded.h"
#include "indicator/query.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "report/receive.h"
#include "report/seal_series.h"
#include "store/series.h"
#include "store/submissions.h"
#include "sync/shared.h"

using namespace girs;
using namespace girs::http;
using namespace girs::http::testing;

namespace {

constexpr const char* kSeriesRule = R"({"schema":"girs.sharing/1","code":"CS-2","recipient":"96","indicators":["DOCTORS"],
  "units":["96"],"valid_from":"2025-12-01","basis":"Nghị định 47/2020/NĐ-CP, Điều 23"})";

/// A series of doctors of Cà Mau, sealed, sent and logged; its pid.
std::string deliver_series(World& world, const Site& site, const std::string& value) {
  const std::string draft = R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01",)"
                            R"("values":[{"period":"2025","value":")" + value + R"(","status":"official","flags":[]}]})";
  const auto parties = world.parties("96");
  const auto payload = must(report::series_draft(site.workspace(), draft, kOrigin, parties));
  const auto pid = must(report::seal_series(site.workspace(), payload, parties, nullptr));
  must(world.centre().admit(pid, World::body(site, pid)));
  return pid;
}

/// A line that changes what comes, or cuts it.
class Meddling final : public sync::Transport {
 public:
  using Meddle = std::function<void(const sync::Request&, sync::Response&)>;
  Meddling(Client client, Meddle meddle) : client_(std::move(client)), meddle_(std::move(meddle)) {}
  Result<sync::Response> exchange(const sync::Request& request) override {
    auto answer = client_.exchange(request);
    if (answer) meddle_(request, *answer);
    return answer;
  }

 private:
  Client client_;
  Meddle meddle_;
};

/// A ministry's store that pulls from the guarded centre.
struct Ministry {
  Guarded& at;
  Site site;
  bool lacks_indicator = false;
  Meddling::Meddle meddle = [](const sync::Request&, sync::Response&) {};
  sync::RoundOptions options;

  explicit Ministry(Guarded& guarded, const std::string& name = "ministry") : at(guarded), site(at.world.site(name)) {
    options.unit = "01";  // whatever the key that signs its requests is for
    options.audience = kOrigin;
    options.roots = {at.world.root().public_key()};
    options.receive = [this](store::Connection& c, const package::VerifiedReport& report, const Bytes& stored, const sync::Place& place) -> Status {
      GIRS_TRY(const auto subject, report::subject_of(*site.catalog, report::key_of(report.payload)));
      return report::receive(c, subject, report, stored, {place.origin, place.index, place.time, place.receipt});
    };
    options.receive_series = [this](store::Connection& c, const package::VerifiedSeries& series, const Bytes& stored, const sync::Place& place) -> Status {
      if (lacks_indicator) return error(Code::kNotFound, "There is no indicator DOCTORS.", "Không có chỉ tiêu DOCTORS.");
      GIRS_TRY(const auto vintage, central::vintage_of(*site.catalog, series.payload, series.pid));
      return central::keep_series(c, *site.catalog, series, vintage, stored, {place.origin, place.index, place.time, place.receipt});
    };
    must(site.store->write([](store::Connection& c) { return store::set_setting(c, "audience", "bo.example.gov.vn/log"); }));
  }
  Result<sync::SharedSummary> pull(const std::string& role = "partner") {
    ClientOptions line;
    line.clock = [this] { return at.world.now; };
    line.signer = &at.signers.at(role);
    Meddling transport(must(Client::open((**at.server).url(), line)), meddle);
    sync::SharedSummary summary;
    GIRS_CHECK(sync::pull_shared(*site.store, transport, options, summary));
    return summary;
  }
  std::string doctors() const {
    const auto query = must(indicator::read_query(must(json::parse(R"({"indicators":["DOCTORS"],"units":["96"],"from":"2025"})"))));
    const auto told = must(indicator::ask(site.workspace(), query));
    return told.observations.empty() ? "" : formula::shown(told.observations.front().point.value);
  }
  std::string status(const std::string& pid) const {
    const auto row = must(site.store->read([&](store::Connection& c) { return store::submission(c, pid); }));
    return row ? row->status : "";
  }
  std::optional<store::SeriesPackageRow> series(const std::string& pid) const {
    return must(site.store->read([&](store::Connection& c) { return store::series_package(c, pid); }));
  }
};

}  // namespace

TEST_CASE("a partner pulls what a rule gives it, with proofs, once, and each pull is on record with its rule") {
  Guarded at({"partner", "reader"});
  Ministry ministry(at);
  const auto first = must(ministry.pull());
  CHECK(first.reports == 1);
  CHECK(first.passed.empty());
  const auto row = must(ministry.site.store->read([&](store::Connection& c) { return store::submission(c, at.pid); }));
  REQUIRE(row);
  CHECK(row->status == "accepted");
  CHECK(row->receipt);
  CHECK_FALSE(must(ministry.site.store->read([&](store::Connection& c) { return store::figures(c, at.pid); })).empty());
  CHECK(must(ministry.pull()).reports == 0);  // it goes on where it ended
  const auto log = must(json::parse(at.read_log()));
  const auto& reads = *log.find("reads")->as_array();
  REQUIRE(reads.size() == 1);
  CHECK(*reads[0].text("rule") == "CS-1");
  CHECK(reads[0].find("items")->as_integer() == 1);
  // A role is not enough, and neither is a rule for others or past its time.
  CHECK(*detail_of(ministry.pull("reader").error().details, "reason") == "request-role");
  CHECK(*must(json::parse(at.get("partner", "/v1/shared?since=0&regime=KTXH").body)).text("code") == "sharing");
  at.world.now += std::chrono::hours(24 * 10);
  const auto over = ministry.pull();
  REQUIRE_FALSE(over);
  CHECK(over.error().message.en.find("0290.3831.000") != std::string::npos);  // whom to ask
}


TEST_CASE("a partner pulls the time series that a rule gives it, with the proof of the log, and each pull is on record") {
  Guarded at({"partner"});
  const auto province = at.world.site("province");
  must(central::add_sharing_rule(at.world.centre_site().workspace(), kSeriesRule));
  const auto first = deliver_series(at.world, province, "1200");
  Ministry ministry(at);
  const auto pulled = must(ministry.pull());
  CHECK(pulled.reports == 1);
  CHECK(pulled.series == 1);
  CHECK(pulled.passed.empty());
  CHECK(ministry.doctors() == "1200");
  const auto row = ministry.series(first);
  REQUIRE(row);
  const auto proved = must(log::verify_proof(row->receipt.value(), at.world.policy()));
  CHECK(static_cast<std::int64_t>(proved.index) == row->index);
  CHECK(row->origin == kOrigin);
  // A revision comes by itself, and nothing comes twice.
  deliver_series(at.world, province, "1250");
  const auto more = must(ministry.pull());
  CHECK(more.series == 1);
  CHECK(more.reports + more.known == 0);
  CHECK(ministry.doctors() == "1250");
  CHECK(must(ministry.pull()).series == 0);

  const auto log = must(json::parse(at.read_log()));
  const auto& reads = *log.find("reads")->as_array();
  REQUIRE(reads.size() == 2);
  CHECK(*reads[0].text("rule") == "CS-1 CS-2");
  CHECK(reads[0].find("items")->as_integer() == 2);
  CHECK(*reads[1].text("rule") == "CS-2");
}

TEST_CASE("only what is asked for comes when a regime or an indicator is named, and the link keeps it") {
  Guarded at({"partner"});
  must(central::add_sharing_rule(at.world.centre_site().workspace(), kSeriesRule));
  deliver_series(at.world, at.world.site("province"), "1200");
  const auto lines = [&](const std::string& more) {
    const auto answer = at.get("partner", "/v1/shared?since=0" + more);
    CHECK(answer.status == 200);
    if (!more.empty()) CHECK(answer.header("link")->find(more) != std::string::npos);
    return std::count(answer.body.begin(), answer.body.end(), '\n');
  };
  CHECK(lines("") == 2);
  CHECK(lines("&regime=KSTTHC") == 1);
  CHECK(lines("&indicator=DOCTORS") == 1);
  CHECK(at.get("partner", "/v1/shared?since=0&indicator=BEDS").status == 403);
}

TEST_CASE("a rule that comes later gives what was logged before it; so does a rule whose day has come") {
  Guarded at({"partner"});
  deliver_series(at.world, at.world.site("province"), "1200");
  Ministry ministry(at);
  CHECK(must(ministry.pull()).series == 0);
  std::string rule = kSeriesRule;
  rule.replace(rule.find("2025-12-01"), 10, "2025-12-18");
  must(central::add_sharing_rule(at.world.centre_site().workspace(), rule));
  CHECK(must(ministry.pull()).series == 0);
  at.world.now = Time{parse_date("2025-12-18")->time_since_epoch()};
  const auto pulled = must(ministry.pull());
  CHECK(pulled.series == 1);
  CHECK(pulled.known == 1);  // the report, seen anew
  CHECK(must(ministry.pull()).known == 0);
}

TEST_CASE("what could not be taken for want of a definition is taken by a later pull") {
  Guarded at({"partner"});
  must(central::add_sharing_rule(at.world.centre_site().workspace(), kSeriesRule));
  const auto pid = deliver_series(at.world, at.world.site("province"), "1200");
  Ministry ministry(at);
  ministry.lacks_indicator = true;
  for (int i = 0; i < 2; ++i) {
    const auto pulled = must(ministry.pull());
    REQUIRE(pulled.passed.size() == 1);
    CHECK(pulled.passed.front().kind == "series");
  }
  // The same where series are not taken at all.
  const auto receive = std::exchange(ministry.options.receive_series, nullptr);
  const auto without = must(ministry.pull());
  REQUIRE(without.passed.size() == 1);
  CHECK(without.passed.front().reason == "series");
  ministry.options.receive_series = receive;
  ministry.lacks_indicator = false;
  CHECK(must(ministry.pull()).series == 1);
  CHECK(ministry.series(pid));
  CHECK(must(ministry.pull()).passed.empty());
}

TEST_CASE("a later decision on a shared report comes too, with the page of its acceptance or after it") {
  Guarded at({"partner"});
  Ministry before(at);
  CHECK(must(before.pull()).reports == 1);
  must(at.world.centre().decide(at.pid, package::DecisionKind::kExcluded, {"R1"}, "số liệu trùng", at.world.decider()));
  const auto pulled = must(before.pull());
  CHECK(pulled.decisions == 1);
  CHECK(pulled.reports == 0);
  CHECK(before.status(at.pid) == "excluded");
  Ministry after(at, "another ministry");  // pulls first now: the acceptance and the later decision come in one page
  const auto whole = must(after.pull());
  CHECK(whole.reports == 1);
  CHECK(whole.decisions == 1);
  CHECK(whole.passed.empty());
  CHECK(after.status(at.pid) == "excluded");
}

TEST_CASE("a series that was changed on the way, or comes with another's receipt, is not kept") {
  Guarded at({"partner"});
  must(central::add_sharing_rule(at.world.centre_site().workspace(), kSeriesRule));
  const auto pid = deliver_series(at.world, at.world.site("province"), "1200");
  Ministry ministry(at);
  const auto swap_receipts = [](const sync::Request& request, sync::Response& answer) {
    const auto lines = split(std::string_view(answer.body), '\n');
    if (!request.path.starts_with("/v1/shared") || lines.size() < 2) return;
    auto one = must(json::parse(lines[0])), other = must(json::parse(lines[1]));
    const std::string first = *one.text("receipt"), second = *other.text("receipt");
    one.set("receipt", second);
    other.set("receipt", first);
    answer.body = json::compact(one) + "\n" + json::compact(other) + "\n";
  };
  const auto flip_signature = [](const sync::Request& request, sync::Response& answer) {
    const auto place = answer.body.rfind("\"sig\":\"");
    if (!request.path.starts_with("/v1/shared") || place == std::string::npos) return;
    auto& letter = answer.body[place + 20];
    letter = letter == 'A' ? 'B' : 'A';
  };
  ministry.meddle = swap_receipts;
  CHECK(must(ministry.pull()).passed.size() == 2);
  ministry.meddle = flip_signature;
  CHECK_FALSE(must(ministry.pull()).passed.empty());
  CHECK_FALSE(ministry.series(pid));
  // The honest line brings it after all.
  ministry.meddle = [](const sync::Request&, sync::Response&) {};
  CHECK(must(ministry.pull()).passed.empty());
  CHECK(ministry.series(pid));
}
