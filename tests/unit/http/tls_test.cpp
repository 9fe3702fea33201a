// TLS 1.3 between our client and our server: who is believed, and through which proxies.

#include <doctest/doctest.h>

#include <openssl/ssl.h>

#include <functional>
#include <string>
#include <thread>

#include "support/certificates.h"
#include "http/client.h"
#include "running_server.h"

using namespace girs;
using namespace girs::http;
using namespace girs::testing;

namespace {

sync::Response echo(const sync::Request& request) {
  return {200, {{"content-type", "text/plain"}}, request.method + request.path + request.body};
}

ServerOptions with(const Identity& identity, const std::string& client_authorities = {}) {
  ServerOptions options;
  options.tls = ServerTls{identity, client_authorities};
  options.body_bytes_max = [](auto, auto) { return 10u << 20; };
  return options;
}

ClientOptions believing(const std::string& authorities) {
  ClientOptions options;
  options.tls.authorities = authorities;
  return options;
}

Result<sync::Response> ask(Server& server, ClientOptions options) {
  auto client = Client::open(server.url(), std::move(options));
  if (!client) return client.error();
  return client->exchange({"GET", "/x"});
}

/// A proxy that does what a script says with the one connection that it takes.
class ScriptedProxy {
 public:
  explicit ScriptedProxy(std::function<void(raw::Socket)> script)
      : thread_([this, script = std::move(script)] { script(listener_.accept()); }) {}
  ~ScriptedProxy() { thread_.join(); }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_.port()); }

 private:
  raw::Listener listener_;
  std::thread thread_;
};

/// Carries bytes both ways until one side hangs up.
void carry(raw::Socket& client, raw::Socket& server) {
  std::thread back([&] {
    for (auto part = server.receive(); !part.empty(); part = server.receive())
      if (!client.send(part)) break;
    client.finish_sending();
  });
  for (auto part = client.receive(); !part.empty(); part = client.receive())
    if (!server.send(part)) break;
  server.finish_sending();
  back.join();
}

const Certificate kAuthority("Test authority", "");
const Certificate kServer("server", "IP:127.0.0.1", &kAuthority);

}  // namespace

TEST_CASE("a server with a certificate that the client's authority vouches for is spoken to") {
  RunningServer server(echo, with(kServer.identity()));
  CHECK((*server).url().starts_with("https://127.0.0.1:"));
  auto client = Client::open((*server).url(), believing(kAuthority.pem()));
  REQUIRE(client);
  std::string body(3'000'000, 'a');
  for (int i = 0; i < 3; ++i) {
    const auto answer = client->exchange({"PUT", "/x", {}, body});
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "PUT/x" + body);
  }
}

TEST_CASE("a certificate that nobody vouches for, or for another name, is not believed") {
  RunningServer server(echo, with(kServer.identity()));
  const Certificate elsewhere("elsewhere", "DNS:elsewhere.example", &kAuthority);
  RunningServer other(echo, with(elsewhere.identity()));
  for (const auto& answer : {ask(*server, {}), ask(*other, believing(kAuthority.pem()))}) {
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::kUntrusted);
    CHECK(*detail_of(answer.error().details, "reason") == "certificate");
    CHECK(answer.error().message.vi.find("không được tin cậy") != std::string::npos);
  }
}

TEST_CASE("what is wrong with a certificate is said in words that lead on, in both languages") {
  constexpr long kDay = 86'400;
  const Certificate expired("server", "IP:127.0.0.1", &kAuthority, -30 * kDay, -10 * kDay);
  const Certificate early("server", "IP:127.0.0.1", &kAuthority, kDay, 30 * kDay);
  const Certificate elsewhere("elsewhere", "DNS:elsewhere.example,IP:192.0.2.7,IP:2001:db8::1", &kAuthority);
  const Certificate nameless("nameless", "", &kAuthority);
  const Certificate self_signed("self", "IP:127.0.0.1"), stranger("Another authority", "");
  const Certificate unvouched("server", "IP:127.0.0.1", &stranger);
  const struct {
    const Certificate& shown;
    const char* en;
    const char* vi;
  } troubles[] = {{expired, "it expired on 20", "đã hết hạn ngày 20"},
                  {early, "it is valid from 20", "chỉ có hiệu lực từ ngày 20"},
                  {elsewhere, "it is for elsewhere.example, 192.0.2.7, 2001:db8:0:0:0:0:0:1, not for 127.0.0.1",
                   "cấp cho elsewhere.example, 192.0.2.7, 2001:db8:0:0:0:0:0:1, không phải cho 127.0.0.1"},
                  {nameless, "it names no server", "không nêu tên máy chủ nào"},
                  {self_signed, "self-signed", "chứng thư tự ký"},
                  {unvouched, "its issuer is not among", "tổ chức cấp không thuộc danh sách"}};
  for (const auto& one : troubles) {
    CAPTURE(one.en);
    RunningServer server(echo, with(one.shown.identity()));
    const auto answer = ask(*server, believing(kAuthority.pem()));
    REQUIRE_FALSE(answer);
    CAPTURE(answer.error().message.en);
    CHECK(answer.error().code == Code::kUntrusted);
    CHECK(answer.error().message.en.find(one.en) != std::string::npos);
    CHECK(answer.error().message.vi.find(one.vi) != std::string::npos);
  }
}

TEST_CASE("a pinned key is believed whoever vouches for it, and no other key is") {
  const Certificate alone("alone", "DNS:another.example");
  RunningServer server(echo, with(alone.identity()));
  ClientOptions options;
  options.tls.pinned_keys = {std::string(64, '0'), alone.pin()};
  CHECK(ask(*server, options));
  options.tls.pinned_keys = {kServer.pin()};
  const auto refused = ask(*server, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::kUntrusted);
  // The key that is there is told, for a person to compare.
  for (const char* language : {"en", "vi"}) CHECK(refused.error().message.in(language).find(alone.pin()) != std::string::npos);
  options.tls.pinned_keys = {"abc"};
  CHECK(*detail_of(ask(*server, options).error().details, "reason") == "pin");
}

TEST_CASE("a server that asks for client certificates serves only those its authority knows") {
  RunningServer server(echo, with(kServer.identity(), kAuthority.pem()));
  auto options = believing(kAuthority.pem());
  const auto refused = [&](const char* why, const char* why_vi) {
    const auto answer = ask(*server, options);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::kIo);
    CHECK(*detail_of(answer.error().details, "reason") == "client-certificate");
    CHECK(answer.error().message.en.find(why) != std::string::npos);
    CHECK(answer.error().message.vi.find(why_vi) != std::string::npos);
  };
  refused("wants this machine to show a certificate", "xuất trình");
  const Certificate stranger("stranger", "");
  options.tls.identity = stranger.identity();
  refused("its issuer is none of those", "tổ chức cấp");
  const Certificate known("known", "", &kAuthority);
  options.tls.identity = {known.pem(), known.key_pem("secret"), "secret"};
  CHECK(ask(*server, options));
  options.tls.identity.passphrase = "wrong";
  CHECK(*detail_of(ask(*server, options).error().details, "reason") == "private-key");
  options.tls.identity.key = "";
  CHECK(ask(*server, options).error().message.en == "A certificate needs its private key, which was not given.");
}

TEST_CASE("TLS 1.2 and plain HTTP get nothing from a TLS listener, and the server goes on") {
  RunningServer server(echo, with(kServer.identity()));
  auto plain = server.connect();
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(plain.receive_all().find("HTTP") == std::string::npos);
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> old(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_max_proto_version(old.get(), TLS1_2_VERSION);
  const std::unique_ptr<SSL, void (*)(SSL*)> ssl(SSL_new(old.get()), SSL_free);
  const auto place = "127.0.0.1:" + std::to_string((*server).port());
  BIO* bio = BIO_new_connect(place.c_str());
  SSL_set_bio(ssl.get(), bio, bio);
  CHECK(SSL_connect(ssl.get()) != 1);
  CHECK(ask(*server, believing(kAuthority.pem())));
}

TEST_CASE("a server that hangs up before TLS is agreed on is told apart from one that speaks none") {
  auto options = with(kServer.identity());
  options.connections_max = 1;
  RunningServer server(echo, options);
  const auto first = server.connect();
  const auto answer = ask(*server, believing(kAuthority.pem()));
  REQUIRE_FALSE(answer);
  const auto& failure = answer.error();
  CHECK(failure.code == Code::kIo);
  CHECK(*detail_of(failure.details, "retriable") == "true");
  CHECK(failure.message.en.find("it may be busy") != std::string::npos);
  CHECK(failure.message.vi.find("đang bận") != std::string::npos);
}

TEST_CASE("a server stops while TLS connections are idle or half shaken") {
  RunningServer server(echo, with(kServer.identity()));
  auto client = Client::open((*server).url(), believing(kAuthority.pem()));
  REQUIRE(client->exchange({"GET", "/"}));
  const auto silent = server.connect();
  server.stop();
  CHECK_FALSE(client->exchange({"GET", "/"}));
}

TEST_CASE("https goes through a proxy's tunnel, which sees no request") {
  RunningServer server(echo, with(kServer.identity()));
  std::string asked, seen;
  {
    ScriptedProxy proxy([&](raw::Socket client) {
      asked = client.receive_message();
      auto upstream = raw::Socket::connect((*server).port());
      client.send("HTTP/1.1 200 Connection established\r\n\r\n");
      carry(client, upstream);
    });
    auto options = believing(kAuthority.pem());
    options.proxy = proxy.url();
    options.proxy_authorization = "Basic eDp5";
    const auto answer = ask(*server, options);
    REQUIRE(answer);
    CHECK(answer->body == "GET/x");
  }
  const auto place = "127.0.0.1:" + std::to_string((*server).port());
  CHECK(asked == "CONNECT " + place + " HTTP/1.1\r\nHost: " + place +
                     "\r\nProxy-Authorization: Basic eDp5\r\n\r\n");
}

TEST_CASE("a proxy that refuses the tunnel is named, and it can be tried again") {
  ScriptedProxy proxy([](raw::Socket client) {
    client.receive_message();
    client.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    client.receive_all();
  });
  ClientOptions options;
  options.proxy = proxy.url();
  auto client = Client::open("https://baocao.example:9443", options);
  REQUIRE(client);
  const auto answer = client->exchange({"GET", "/x"});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::kIo);
  CHECK(*detail_of(answer.error().details, "reason") == "proxy");
  CHECK(answer.error().message.en.find("407") != std::string::npos);
}

TEST_CASE("a proxy that is not there, or has no address, is what the message names") {
  ClientOptions options;
  const auto message = [&] {
    auto client = Client::open("https://baocao.example:9443", options);
    if (!client) return client.error().message;
    return client->exchange({"GET", "/x"}).error().message;
  };
  options.proxy = "http://127.0.0.1:" + std::to_string(raw::Listener().port());  // closed again
  CHECK(message().en.starts_with("The proxy 127.0.0.1:"));
  CHECK(message().vi.starts_with("Máy chủ trung gian 127.0.0.1:"));
  options.proxy = "http://no-such-proxy.invalid:3128";
  CHECK(message().en.starts_with("The proxy no-such-proxy.invalid:3128 is not known"));
  options.proxy = "squid";
  CHECK(message().en == "The proxy's address must look like http://host:port; 'squid' does not.");
}

TEST_CASE("listening beyond loopback needs a certificate whose key fits") {
  ServerOptions options;
  options.host = "0.0.0.0";
  CHECK(Server::listen(options).error().code == Code::kUnsupported);
  options.tls = ServerTls{kServer.identity(), {}};
  CHECK(Server::listen(options));
  options.tls->identity.key = kAuthority.key_pem();
  CHECK(*detail_of(Server::listen(options).error().details, "reason") == "private-key");
  options.tls->identity = {"no certificate", "", ""};
  CHECK(*detail_of(Server::listen(options).error().details, "reason") == "certificate");
}
