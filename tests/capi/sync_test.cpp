// Rounds of sync against a server on a thread of this process, and against nobody.

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

/// A server on a thread, until it goes.
class Running {
 public:
  explicit Running(const Central& central) {
    MUST(girs_server_listen(central, nullptr, server_.out(), error));
    thread_ = std::thread([this] { status_ = girs_server_run(server_, nullptr); });
  }
  ~Running() {
    girs_server_stop(server_);
    thread_.join();
    CHECK(status_ == GIRS_OK);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(girs_server_port(server_)); }

 private:
  Server server_;
  std::thread thread_;
  girs_status status_ = GIRS_OK;
};

struct Round {
  girs_status status = GIRS_OK;
  std::string summary;
  Failure failure;
};

Round sync(const Store& store, const std::string& url, girs_progress_fn progress = nullptr) {
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.url = url.c_str();
  options.timeout_ms = 5000;
  options.progress = progress;
  Given summary;
  Round round;
  round.status = girs_sync_run(store, &options, summary.out(), round.failure.out());
  round.summary = summary.text();
  return round;
}

/// The address of a port on which nobody listens.
std::string nobody(const Central& central) {
  std::string url;
  { url = Running(central).url(); }
  return url;
}

}  // namespace

TEST_CASE("a round delivers, stores the receipt and brings the decision") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto pid = exchange.seal_quarter();
  const Running server(central);
  const auto round = sync(exchange.commune, server.url());
  INFO(round.failure.all());
  REQUIRE(round.status == GIRS_OK);
  CAPTURE(round.summary);
  CHECK(member(round.summary, "pushed") == "1");
  CHECK(member(round.summary, "receipted") == "1");
  CHECK(member(round.summary, "queued") == "0");
  CHECK(round.summary.find("\"refused\":[]") != std::string::npos);
  CHECK(member(exchange.outbox(), "state") == "accepted");
  Given receipt, proved;
  MUST(girs_receipt_get(exchange.commune, pid.c_str(), GIRS_NUL, receipt.out(), error));
  const auto bundle = exchange.package(pid);
  const auto keys = member(show(exchange.log_key, kAudience), "vkey");
  MUST(girs_receipt_verify(bundle.data(), bundle.size(), "", 0, keys.data(), keys.size(), proved.out(), error));
  const auto again = sync(exchange.commune, server.url());
  CHECK(again.status == GIRS_OK);
  CHECK(member(again.summary, "pushed") == "0");
}

TEST_CASE("a request reaches the commune that it names in its next round, with what it defines") {
  Exchange exchange;
  const Central central = exchange.open_central();
  girs_signer requester = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.request_key, &requester, error));
  const std::string regime =
      R"({"schema":"girs.regime/1","code":"BAO","version":1,"name":{"vi":"Thiệt hại do bão"},"kind":"ad-hoc",)"
      R"("frequency":{"kind":"campaign","code":"bao-12"},"window":{"kind":"dates","from":"2025-12-10","to":"2025-12-18"},)"
      R"("due":{"kind":"working-days-after","days":1},"reporters":["commune"],"recipient":"G22","forms":[]})";
  const std::string request = R"({"regime":"BAO","units":["31825"],"period":"X-bao-12","due":"2025-12-22",)"
                              R"("text":"Báo cáo thiệt hại do bão số 12","definitions":[)" + regime + "]}";
  Given pid, catalogue;
  MUST(girs_central_request(central, request.data(), request.size(), &requester, pid.out(), error));
  CHECK(pid.text().size() == 64);
  const Running server(central);
  const auto round = sync(exchange.commune, server.url());
  INFO(round.failure.all());
  CAPTURE(round.summary);
  REQUIRE(round.status == GIRS_OK);
  CHECK(member(round.summary, "requests") == "1");
  CHECK(round.summary.find("\"passed\":[]") != std::string::npos);
  MUST(girs_catalog_list(exchange.commune, catalogue.out(), error));
  CHECK(catalogue.text().find("\"BAO\"") != std::string::npos);
  CHECK(member(sync(exchange.commune, server.url()).summary, "requests") == "0");
}

TEST_CASE("without a line everything stays queued, and the next round delivers it") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  const auto cut = sync(exchange.commune, nobody(central));
  CHECK(cut.status == GIRS_IO);
  CHECK(cut.failure.detail("url") != "");
  CHECK_FALSE(cut.failure.message("vi").empty());
  CHECK(member(exchange.outbox(), "state") == "queued");
  const Running server(central);
  CHECK(sync(exchange.commune, server.url()).status == GIRS_OK);
  CHECK(member(exchange.outbox(), "state") == "accepted");
}

TEST_CASE("a package that the authority refuses is told with its reason") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  exchange.commune.free();
  tamper(exchange.folder / "commune.girs",
         "UPDATE outbox SET envelope = CAST(replace(CAST(envelope AS TEXT), '\"sig\":\"M', '\"sig\":\"N') AS BLOB)");
  exchange.commune = exchange.open("commune.girs", kUnit);
  const Running server(central);
  const auto round = sync(exchange.commune, server.url());
  INFO(round.failure.all());
  CAPTURE(round.summary);
  CHECK(round.status == GIRS_OK);
  CHECK(member(round.summary, "receipted") == "0");
  CHECK(member(round.summary, "reason") != "");
  CHECK(member(round.summary, "message_vi") != "");
}

TEST_CASE("addresses that cannot be used are refused before anything is sent") {
  Exchange exchange;
  (void)exchange.seal_quarter();
  for (const std::string url : {"", "nonsense", "ftp://127.0.0.1", "http://192.0.2.1:80", "http://user@127.0.0.1/"}) {
    CAPTURE(url);
    const auto round = sync(exchange.commune, url);
    CHECK(round.status < 0);
    CHECK(round.status != GIRS_IO);
  }
  CHECK(member(exchange.outbox(), "state") == "queued");
}

TEST_CASE("a round is cancelled by its progress function and loses nothing") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  const Running server(central);
  const auto round =
      sync(exchange.commune, server.url(), [](void*, const girs_progress*) -> int32_t { return 9; });
  CHECK(round.status == GIRS_CANCELLED);
  CHECK(round.failure.detail("callback") == "9");
  CHECK(sync(exchange.commune, server.url()).status == GIRS_OK);
  CHECK(member(exchange.outbox(), "state") == "accepted");
}

TEST_CASE("a listener that cannot have its address says so") {
  Exchange exchange;
  const Central central = exchange.open_central();
  Server first, second;
  Failure failure;
  MUST(girs_server_listen(central, nullptr, first.out(), error));
  girs_server_options options = GIRS_SERVER_OPTIONS;
  options.port = girs_server_port(first);
  CHECK(girs_server_listen(central, &options, second.out(), failure.out()) == GIRS_IO);
  options = GIRS_SERVER_OPTIONS;
  options.host = "192.0.2.1";
  CHECK(girs_server_listen(central, &options, second.out(), failure.out()) < 0);
}

#ifdef GIRS_SYNC_TOOL
namespace {

/// Runs the sync tool; its exit code, with what it printed.
int run_tool(const std::string& arguments, std::string& printed) {
  const std::string command = std::string("'" GIRS_SYNC_TOOL "' ") + arguments + " 2>&1";
  FILE* const pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  printed.clear();
  char buffer[512];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) printed.append(buffer, n);
  const int status = pclose(pipe);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("the sync tool tells by its exit code what came of the round") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto pid = exchange.seal_quarter();
  exchange.commune.free();
  const std::string store = "'" + (exchange.folder / "commune.girs") + "' ";
  const std::string now = " --now 2025-12-15T09:00:00+07:00";
  std::string printed;
  CHECK(run_tool("", printed) == 2);
  CHECK(run_tool(store + "http://127.0.0.1:1 --now yesterday", printed) == 2);
  CHECK(run_tool("'/no/such.girs' http://127.0.0.1:1", printed) == 2);
  CHECK(run_tool(store + nobody(central) + now + " --lang vi", printed) == 4);
  CHECK(printed.find("hàng chờ") != std::string::npos);
  const Running server(central);
  CHECK(run_tool(store + server.url() + now, printed) == 0);
  CAPTURE(printed);
  CHECK(printed.find("1 delivered, 1 receipted, 0 refused, 0 still queued") != std::string::npos);
  CHECK(printed.find("receipts: 1 verified") != std::string::npos);
  CHECK(run_tool(store + server.url() + now + " --quiet", printed) == 0);
  CHECK(printed.empty());
}
#endif
