// Who may call what: the table in src/access/README.md against the code's, and against a running
// server for every route and every role.

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "access/rights.h"
#include "base/file.h"
#include "base/text.h"
#include "central/read_book.h"
#include "central/request_status.h"
#include "crypto/hash.h"
#include "json/parse.h"
#include "package/decision_payload.h"
#include "package/series_id.h"
#include "guarded.h"

using namespace girs;
using namespace girs::http;
using namespace girs::http::testing;

namespace {

/// call -> column -> whether the cell says yes (or "figures").
struct Table {
  std::vector<std::string> columns;
  std::map<std::string, std::set<std::string>> rows;
};

Table read_table() {
  Table table;
  const auto text = must(read_file(source_path("/src/access/README.md"), 1 << 20));
  for (const auto line : split(text, '\n')) {
    if (!line.starts_with("| ")) continue;
    const auto cells = split(line, '|');
    if (trim(cells[1]) == "call") {
      for (std::size_t i = 2; i + 1 < cells.size(); ++i) table.columns.emplace_back(trim(cells[i]));
      continue;
    }
    auto& row = table.rows[std::string(trim(cells[1]))];
    for (std::size_t i = 2; i + 1 < cells.size(); ++i)
      if (!trim(cells[i]).empty()) row.insert(table.columns[i - 2]);
  }
  return table;
}

std::string name_of(const access::Right& right) {
  return right.method.empty() ? std::string(right.path) : std::string(right.method) + ' ' + std::string(right.path);
}

const std::set<std::string> kOtherRoles{"preparer", "approver", "agency-seal", "publisher", "root", "nonsense"};

/// A request that the route answers with 2xx, if the caller may make it.
sync::Request example_of(const access::Right& right, const Guarded& at) {
  using access::Call;
  const std::string content = "nội dung", hex = to_hex(sha256(content));
  sync::Request request{std::string(right.method), std::string(right.path)};
  const auto fill = [&](const std::string& with) {
    const auto place = request.path.find_first_of("{*");
    if (place != std::string::npos) request.path.replace(place, request.path[place] == '*' ? 1 : 2, with);
  };
  switch (right.call) {
    case Call::kPutBlob: request.body = content; [[fallthrough]];
    case Call::kBlob: fill(hex); break;
    case Call::kLog: fill("checkpoint"); break;
    case Call::kSeries: fill(package::series_id("31825", "KSTTHC", package::ReportScope::kOwn, "2025-Q4")); break;
    case Call::kEvents:
    case Call::kShared: request.path += "?since=0"; break;
    case Call::kOverview: request.path += "?regime=KSTTHC&period=2025-Q4"; break;
    default: fill(at.pid);
  }
  if (right.method == "PUT" || right.method == "POST") request.headers = {{"content-type", "application/json"}};
  if (right.call == Call::kPutSubmission || right.call == Call::kPostSubmission) {
    request.headers.emplace_back("idempotency-key", '"' + at.pid + '"');
    request.body = World::body(at.site, at.pid);
  }
  return request;
}

std::string code_of(const sync::Response& response) { return *must(json::parse(response.body)).text("code"); }

std::set<std::string> all_roles(const Table& table) {
  auto roles = kOtherRoles;
  for (const auto& column : table.columns)
    if (column != "public" && column != "figures") roles.insert(column);
  return roles;
}

}  // namespace

TEST_CASE("the table of rights in the README is the table in the code") {
  const auto table = read_table();
  REQUIRE(table.columns.size() == 9);
  CHECK(table.rows.size() == access::rights().size());
  for (const auto& right : access::rights()) {
    CAPTURE(name_of(right));
    REQUIRE(table.rows.contains(name_of(right)));
    for (const auto& column : table.columns) {
      CAPTURE(column);
      const bool yes = table.rows.at(name_of(right)).contains(column);
      if (column == "figures") CHECK(yes == right.reads_figures);
      else CHECK(yes == (access::is_public(right) || access::allows(right, column)));
    }
    for (const auto& role : kOtherRoles) CHECK(access::allows(right, role) == false);
  }
}

TEST_CASE("a running server gives every route to the roles of the table, and to no other") {
  const auto table = read_table();
  const auto roles = all_roles(table);
  Guarded at(roles);
  World::load_catalogue(at.world.centre_site());
  must(at.world.centre().publish_catalogue(at.signers.at("publisher")));
  for (const auto& right : access::rights()) {
    if (right.method.empty()) continue;
    auto asking = roles;
    asking.insert("");
    for (const auto& role : asking) {
      CAPTURE(name_of(right));
      CAPTURE(role);
      const bool may = table.rows.at(name_of(right)).contains(role.empty() ? "public" : role) || access::is_public(right);
      const auto answer = at.ask(role, example_of(right, at));
      CAPTURE(answer.body);
      if (may) {
        CHECK(answer.status / 100 == 2);
        continue;
      }
      CHECK(answer.status == (role.empty() ? 401 : 403));
      CHECK(code_of(answer) == (role.empty() ? "request-signature" : "request-role"));
      // A refusal says what is wanting and whom to ask, in both languages.
      const auto problem = must(json::parse(answer.body));
      for (const char* language : {"detail", "detail_vi"}) {
        CHECK(problem.text(language)->find("0290.3831.000") != std::string::npos);
        CHECK(problem.text(language)->find(right.roles.substr(0, right.roles.find(' '))) != std::string::npos);
      }
    }
  }
}

TEST_CASE("deciding and requesting are for the keys that the table names, whoever calls") {
  const auto table = read_table();
  const auto roles = all_roles(table);
  Guarded at(roles);
  for (const auto& role : roles) {
    CAPTURE(role);
    const auto& signer = at.signers.at(role);
    const auto decided = at.world.centre().decide(at.pid, package::DecisionKind::kReopened, {}, "mở lại", signer);
    CHECK(bool(decided) == table.rows.at("decide").contains(role));
    const auto asked = at.world.centre().request({"KSTTHC", {"31834"}, "2025-Q4", "2025-12-31", "gửi số liệu"}, signer);
    CHECK(bool(asked) == table.rows.at("request").contains(role));
    for (const auto* refused : {decided ? nullptr : &decided.error(), asked ? nullptr : &asked.error()})
      if (refused) CHECK(refused->code == Code::kUntrusted);
  }
}

TEST_CASE("a role holds for the units it names and those below, and for its regimes, and no further") {
  const auto status = [](const std::vector<std::string>& units, const std::vector<std::string>& regimes,
                         const std::string& path) {
    Guarded at({"reader"}, units, regimes);
    return at.get("reader", path == "package" ? "/v1/submissions/" + at.pid : path).status;
  };
  CHECK(status({"31825"}, {"KSTTHC"}, "package") == 200);
  CHECK(status({"96"}, {"KSTTHC"}, "package") == 200);     // the province above it
  CHECK(status({"31834"}, {"KSTTHC"}, "package") == 403);  // another commune
  CHECK(status({"01"}, {"*"}, "package") == 403);          // another province
  CHECK(status({"96"}, {"KTXH"}, "package") == 403);       // another regime
  const std::string all = "/v1/overview?regime=KSTTHC&period=2025-Q4";
  CHECK(status({"96"}, {"*"}, all) == 403);  // of the whole country
  CHECK(status({"96"}, {"*"}, all + "&unit=96") == 200);
  CHECK(status({"96"}, {"KTXH"}, all + "&unit=96") == 403);
  CHECK(status({"96"}, {"*"}, "/v1/events?since=0") == 403);
  CHECK(status({"96"}, {"*"}, "/v1/events?since=0&unit=31825") == 200);
  CHECK(status({"96"}, {"*"}, "/v1/events?since=0&unit=01") == 403);
}

TEST_CASE("who read which figures is on record before they leave; what was refused is not") {
  Guarded at({"reader", "transport", "auditor"}, {"96"});
  CHECK(at.get("reader", "/v1/submissions/" + at.pid).status == 200);
  CHECK(at.get("reader", "/v1/submissions/" + at.pid + "/receipt").status == 200);  // no figures
  CHECK(at.get("auditor", "/v1/submissions/" + at.pid).status == 403);
  const auto log = must(json::parse(at.read_log()));
  const auto& reads = *log.find("reads")->as_array();
  REQUIRE(reads.size() == 1);
  CHECK(*reads[0].text("about") == "/v1/submissions/" + at.pid);
  CHECK(*reads[0].text("unit") == "96");
  CHECK(*reads[0].text("keyid") == at.keys.at("reader").public_key().keyid());
  // The record is for those who are set to watch it.
  const auto shown = at.get("auditor", "/v1/audit?unit=96");
  CHECK(shown.status == 200);
  CHECK(shown.body.find(at.pid) != std::string::npos);
}

TEST_CASE("reads of many at once are each recorded once") {
  World world({"31825"});
  central::ReadBook book(*world.centre_site().store);
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i)
    threads.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n)
        must(book.record({0, 1, "k", "96", "", "GET", std::to_string(i * 10 + n), "", 1}));
    });
  for (auto& thread : threads) thread.join();
  std::set<std::string> seen;
  const auto log = must(central::reads(*world.centre_site().store, 0, ""));
  for (const auto& read : *log.find("reads")->as_array())
    CHECK(seen.insert(*read.text("about")).second);
  CHECK(seen.size() == 120);
}

TEST_CASE("what cannot be recorded is not shown") {
  Guarded at({"reader"});
  must(at.world.centre_site().store->write([](store::Connection& c) { return c.script("DROP TABLE read_audit"); }));
  const auto answer = at.get("reader", "/v1/submissions/" + at.pid);
  CHECK(answer.status >= 500);
  CHECK(answer.body.find("payload") == std::string::npos);
}

TEST_CASE("the README lists every metric, and the page has every metric that it lists") {
  Guarded at({"operator", "reader"});
  CHECK(at.get("reader", "/v1/submissions/" + at.pid).status == 200);
  CHECK(at.get("reader", "/nowhere").status == 404);
  const auto page = at.get("operator", "/metrics").body;
  std::set<std::string> shown, listed;
  for (const auto line : split(page, '\n'))
    if (line.starts_with("# TYPE ")) shown.emplace(split(line, ' ')[2]);
  const auto readme = must(read_file(source_path("/src/http/README.md"), 1 << 20));
  for (const auto line : split(readme, '\n'))
    if (line.starts_with("| `girs_")) listed.emplace(line.substr(3, line.find('`', 3) - 3));
  CHECK(shown == listed);
  CHECK(page.find("girs_requests_total{route=\"GET /v1/submissions/{}\",status=\"200\"} 1\n") != std::string::npos);
  CHECK(page.find("girs_submissions 1\n") != std::string::npos);
  // Prometheus' text format: every line is a comment or a name, labels and a number.
  for (const auto line : split(page, '\n')) {
    if (line.empty() || line.starts_with("#")) continue;
    CAPTURE(std::string(line));
    const auto blank = line.rfind(' ');
    REQUIRE(blank != std::string_view::npos);
    CHECK(line.substr(blank + 1).find_first_not_of("0123456789.e+-") == std::string_view::npos);
    CHECK(line.substr(0, line.find_first_of("{ ")).starts_with("girs_"));
  }
}

TEST_CASE("a line of the log tells the request and holds nothing of what was asked for or given") {
  Guarded at({"reader"});
  CHECK(at.get("reader", "/v1/submissions/" + at.pid).status == 200);
  CHECK(at.get("", "/v1/overview?regime=KSTTHC&period=2025-Q4").status == 401);
  const std::lock_guard lock(at.mutex);
  REQUIRE(at.lines.size() == 2);
  const auto read = must(json::parse(at.lines[0])), refused = must(json::parse(at.lines[1]));
  CHECK(*read.text("route") == "/v1/submissions/{}");
  CHECK(*read.text("keyid") == at.keys.at("reader").public_key().keyid());
  CHECK(*refused.text("code") == "request-signature");
  for (const auto& line : at.lines) {
    CHECK(line.find(at.pid) == std::string::npos);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("signature=") == std::string::npos);
  }
}

TEST_CASE("a request is seen when its unit's machine has fetched it, and answered when the report is in") {
  Guarded at({"transport", "reader"});
  auto& world = at.world;
  const auto asked = must(world.centre().request({"KSTTHC", {"31825", "31834"}, "2025-Q4", "2025-12-31", "gửi số liệu"}, world.requester()));
  const auto status = [&](const std::string& unit, const char* name) {
    const auto body = at.get("reader", "/v1/requests?pid=" + asked).body;
    const auto list = must(json::parse(body));
    for (const auto& one : *list.as_array()->front().find("units")->as_array())
      if (*one.text("unit") == unit) return one.text(name) ? *one.text(name) : std::string();
    return std::string("?");
  };
  CHECK(status("31834", "seen") == "");
  CHECK(status("31825", "state") == "on-time");
  CHECK(status("31834", "state") == "not-yet-due");
  CHECK(at.get("transport", "/v1/events?since=0&unit=31834").status == 200);
  CHECK(status("31834", "seen") == to_rfc3339(world.now));
  CHECK(status("31825", "seen") == "");
  world.now += std::chrono::hours(24 * 30);
  CHECK(status("31834", "state") == "missing");
}
