// Rounds of sync against a server on a thread of this process, and against nobody.

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

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

TEST_CASE("a commune watches the authority's log, finds its own package there and no fault") {
  Exchange exchange;
  const Central central = exchange.open_central();
  exchange.seal_quarter();
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  Given json;
  Failure failure;
  {
    const Running server(central);
    const auto url = server.url();
    REQUIRE(sync(exchange.commune, url).status == GIRS_OK);
    options.url = url.c_str();
    MUST(girs_log_monitor(exchange.commune, &options, json.out(), error));
  }
  INFO(json.text());
  CHECK(member(json.text(), "origin") == kAudience);
  CHECK(member(json.text(), "own_found") == "1");
  CHECK(member(json.text(), "finding_count") == "0");
  options.url = "http://127.0.0.1:9";
  CHECK(girs_log_monitor(exchange.commune, &options, json.out(), failure.out()) == GIRS_IO);
  girs_transport transport = GIRS_TRANSPORT;
  std::string asked;
  transport.context = &asked;
  transport.exchange = [](void* context, const girs_request* request, girs_answer*) -> int32_t {
    *static_cast<std::string*>(context) += request->path;
    return 7;
  };
  options.transport = &transport;
  CHECK(girs_log_monitor(exchange.commune, &options, json.out(), failure.out()) == GIRS_IO);
  CHECK(failure.detail("callback") == "7");
  CHECK(asked == "/log/checkpoint");
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

TEST_CASE("a package that the authority refuses is told with its reason, and goes again when a person says so") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto pid = exchange.seal_quarter();
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
  Given json;
  Failure failure;
  for (const char* state : {"dead-letter", "queued"}) {
    MUST(girs_sync_outbox(exchange.commune, json.out(), error));
    CHECK(member(json.text(), "state") == state);
    CHECK((member(json.text(), "note_en") == "") == (state == std::string("queued")));
    const auto again = girs_sync_send_again(exchange.commune, pid.c_str(), GIRS_NUL, failure.out());
    CHECK(again == (state == std::string("queued") ? GIRS_CONFLICT : GIRS_OK));
  }
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

TEST_CASE("progress tells how long a stage still takes, once it has a pace") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  const Running server(central);
  struct { bool unknown_at_first = true, known_later = false, sensible = true; std::string stage; } seen;
  const auto watch = [](void* context, const girs_progress* progress) -> int32_t {
    auto& told = *static_cast<decltype(seen)*>(context);
    if (told.stage != progress->stage) told.unknown_at_first &= progress->seconds_left == -1;
    else told.known_later |= progress->total > 0 && progress->seconds_left >= 0;
    told.sensible &= progress->seconds_left >= -1 && progress->seconds_left < 3600;
    told.stage = progress->stage;
    return 0;
  };
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  const auto url = server.url();
  options.url = url.c_str();
  options.progress = watch;
  options.progress_context = &seen;
  Given told;
  MUST(girs_sync_run(exchange.commune, &options, told.out(), error));
  CHECK(seen.unknown_at_first);
  CHECK(seen.known_later);
  CHECK(seen.sensible);
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

namespace {

/// A transport that carries packages to a centre by hand.
struct ByHand {
  const Exchange* exchange;
  const Central* central;
  int32_t says = 0;
  std::string asked;
};

/// The receipt of girs_central_admit()'s answer: its line ends are escaped there.
std::string receipt_in(const std::string& json) {
  auto text = member(json, "receipt");
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
    text.replace(at, 2, "\n");
  return text;
}

int32_t carry(void* context, const girs_request* request, girs_answer* answer) {
  auto& by_hand = *static_cast<ByHand*>(context);
  const std::string path = request->path;
  by_hand.asked += std::string(request->method) + ' ' + path + '\n';
  if (by_hand.says != 0) return by_hand.says;
  if (path == "/v1/registry") {
    girs_answer_set(answer, 200, by_hand.exchange->registry.data(), by_hand.exchange->registry.size());
  } else if (std::string(request->method) == "PUT") {
    CHECK(std::string(request->header_names[0]) == "content-type");
    Given json;
    MUST(girs_central_admit(*by_hand.central, request->body, request->body_length, json.out(), error));
    const auto receipt = receipt_in(json.text());
    girs_answer_set(answer, 201, receipt.data(), receipt.size());
    girs_answer_header(answer, "content-type", "text/plain");
  } else {
    girs_answer_set(answer, 200, "", 0);
  }
  return 0;
}

}  // namespace

TEST_CASE("a transport of the host carries a round, and its receipt is verified like any other") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  ByHand by_hand{&exchange, &central, 7, {}};
  girs_transport transport = GIRS_TRANSPORT;
  transport.exchange = carry;
  transport.context = &by_hand;
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.transport = &transport;
  Failure failure;
  CHECK(girs_sync_run(exchange.commune, &options, nullptr, failure.out()) == GIRS_IO);
  CHECK(failure.detail("callback") == "7");
  CHECK(member(exchange.outbox(), "state") == "queued");
  by_hand.says = 0;
  Given summary;
  MUST(girs_sync_run(exchange.commune, &options, summary.out(), error));
  CHECK(member(summary.text(), "pushed") == "1");
  CHECK(by_hand.asked.find("PUT /v1/submissions/") != std::string::npos);
  CHECK(member(exchange.outbox(), "state") == "receipted");
  girs_transport none = GIRS_TRANSPORT;
  options.transport = &none;
  CHECK(girs_sync_run(exchange.commune, &options, nullptr, nullptr) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a patient host is told when the next attempt is due, and the answers of a proxy are none") {
  Exchange exchange;
  const Central central = exchange.open_central();
  (void)exchange.seal_quarter();
  ByHand by_hand{&exchange, &central, 0, {}};
  girs_transport transport = GIRS_TRANSPORT;
  transport.context = &by_hand;
  transport.exchange = [](void* context, const girs_request* request, girs_answer* answer) -> int32_t {
    if (std::string(request->method) != "PUT") return carry(context, request, answer);
    girs_answer_set(answer, 503, "", 0);
    girs_answer_header(answer, "Retry-After", "600");
    return 0;
  };
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.transport = &transport;
  options.flags = GIRS_SYNC_PATIENT;
  Given summary, later;
  CHECK(girs_sync_run(exchange.commune, &options, summary.out(), nullptr) == GIRS_IO);
  CHECK(member(summary.text(), "waiting") == "1");
  CHECK(member(summary.text(), "next_attempt") == "2025-12-15T02:10:00Z");
  by_hand.asked.clear();
  MUST(girs_sync_run(exchange.commune, &options, later.out(), error));
  CHECK(by_hand.asked.find("PUT") == std::string::npos);
  transport.exchange = [](void* context, const girs_request* request, girs_answer* answer) -> int32_t {
    if (std::string(request->method) != "PUT") return carry(context, request, answer);
    girs_answer_set(answer, 403, "<html>", 6);
    return 0;
  };
  options.flags = 0;
  Failure failure;
  CHECK(girs_sync_run(exchange.commune, &options, nullptr, failure.out()) == GIRS_IO);
  CHECK(failure.detail("reason") == "intermediary");
  CHECK(member(exchange.outbox(), "state") == "queued");
}

TEST_CASE("certificates and keys that cannot be used are refused before anything is sent or heard") {
  Exchange exchange;
  const Central central = exchange.open_central();
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.url = "https://127.0.0.1:1";
  options.pinned_keys = "abc";
  CHECK(girs_sync_run(exchange.commune, &options, nullptr, nullptr) == GIRS_INVALID_ARGUMENT);
  options.pinned_keys = nullptr;
  options.authorities = "no certificates";
  Failure failure;
  CHECK(girs_sync_run(exchange.commune, &options, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.detail("reason") == "authorities");
  girs_server_options listening = GIRS_SERVER_OPTIONS;
  listening.host = "0.0.0.0";
  listening.certificate = "none";
  Server server;
  CHECK(girs_server_listen(central, &listening, server.out(), nullptr) == GIRS_INVALID_ARGUMENT);
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
  CHECK(run_tool(store + "http://192.0.2.1:1" + now, printed) == 2);  // beyond this machine TLS is spoken
  CHECK(printed.find("needs https") != std::string::npos);
  CHECK(printed.find("run again later") == std::string::npos);
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
