// central serve, decide, request: the authority's side.

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "commands.h"
#include "input.h"
#include "json_value.h"
#include "signing.h"

namespace cli {
namespace {

struct ServeOptions {
  std::string store, listen, log_key, decision_key, port_file, certificate, certificate_key, client_authorities;
  unsigned threads = 16, connections_max = 1024, requests_a_second = 0;
  bool signed_only = false;
};

struct Address {
  std::string host;
  std::uint32_t port = 0;
};

/// HOST:PORT, also [::1]:PORT.
Address parse_address(const std::string& text) {
  const auto colon = text.rfind(':');
  const auto digits = colon == std::string::npos ? "" : text.substr(colon + 1);
  const bool is_port = !digits.empty() && digits.size() <= 5 &&
                       digits.find_first_not_of("0123456789") == std::string::npos;
  if (!is_port || colon == 0 || std::stoul(digits) > 65535)
    throw WrongUse{"'" + text + "' must be HOST:PORT, 127.0.0.1:8080; port 0 is any free one."};
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return {host, static_cast<std::uint32_t>(std::stoul(digits))};
}

/// SIGTERM and SIGINT are blocked in every thread, so that one place waits for them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Serves on `count` threads until a stop signal; a thread that fails stops the others.
void serve_on_threads(girs_server* server, unsigned count, const sigset_t& signals) {
  std::mutex mutex;
  std::optional<Failure> failure;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < count; ++i) {
    threads.emplace_back([&] {
      try {
        call(girs_server_run, server);
      } catch (const Failure& failed) {
        const std::lock_guard lock(mutex);
        failure = failed;
        kill(getpid(), SIGTERM);
      }
    });
  }
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  girs_server_stop(server);
  for (auto& thread : threads) thread.join();
  if (failure) throw *failure;
}

Central open_central(const Store& store, const KeySigner& log_key, const KeySigner* decision_key) {
  girs_central_options options = GIRS_CENTRAL_OPTIONS;
  options.log_key = &log_key.signer;
  options.decision_key = decision_key ? &decision_key->signer : nullptr;
  return make<Central>(girs_central_open, store.get(),
                       static_cast<const girs_central_options*>(&options));
}

int serve(Session& session, const ServeOptions& options) {
  const auto address = parse_address(options.listen);
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner log_key(session, options.log_key);
  std::optional<KeySigner> decision_key;
  if (!options.decision_key.empty()) decision_key.emplace(session, options.decision_key);
  const auto central = open_central(store, log_key, decision_key ? &*decision_key : nullptr);
  const auto signals = block_stop_signals();
  girs_server_options server_options = GIRS_SERVER_OPTIONS;
  server_options.host = address.host.c_str();
  server_options.port = address.port;
  server_options.flags = options.signed_only ? GIRS_SERVER_SIGNED_ONLY : 0;
  server_options.connections_max = options.connections_max;
  server_options.requests_a_second = options.requests_a_second;
  const auto text_in = [](const std::string& path) { return path.empty() ? std::string() : read_file(path); };
  const auto certificate = text_in(options.certificate), certificate_key = text_in(options.certificate_key),
             client_authorities = text_in(options.client_authorities);
  server_options.certificate = certificate.c_str();
  server_options.certificate_key = certificate_key.c_str();
  server_options.client_authorities = client_authorities.c_str();
  const auto server = make<Server>(girs_server_listen, central.get(),
                                   static_cast<const girs_server_options*>(&server_options));
  const auto port = std::to_string(girs_server_port(server.get()));
  const auto url = (certificate.empty() ? "http://" : "https://") + options.listen.substr(0, options.listen.rfind(':')) + ':' + port;
  JsonWriter out;
  out.open_object();
  out.add("listening", url);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("listening on", "đang phục vụ tại"), url.c_str());
  });
  std::fflush(stdout);
  if (!options.port_file.empty()) write_file(options.port_file, port + '\n');
  serve_on_threads(server.get(), options.threads, signals);
  return kDone;
}

struct DecideOptions {
  std::string store, pid, decision, codes, text, log_key, decision_key;
};

int decide(Session& session, const DecideOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner log_key(session, options.log_key);
  const KeySigner decider(session, options.decision_key);
  const auto central = open_central(store, log_key, nullptr);
  const auto pid = fetch(girs_central_decide, central.get(), options.pid, options.decision,
                         options.codes, options.text, &decider.signer);
  JsonWriter out;
  out.open_object();
  out.add("pid", pid);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("Decided and logged:", "Đã quyết định và ghi nhật ký:"), pid.c_str());
  });
  return kDone;
}

struct RequestOptions {
  std::string store, regime, units, period, due, text, log_key, requester_key;
  std::vector<std::string> definitions;
};

/// Codes between commas, blanks or line ends.
void add_codes(JsonWriter& out, const std::string& text) {
  constexpr const char* kBetween = ", \t\r\n";
  for (auto at = text.find_first_not_of(kBetween); at != std::string::npos;) {
    const auto end = std::min(text.find_first_of(kBetween, at), text.size());
    out.add(nullptr, std::string_view(text).substr(at, end - at));
    at = text.find_first_not_of(kBetween, end);
  }
}

/// The request as girs_central_request() reads it.
std::string request_document(const RequestOptions& options) {
  std::error_code none;
  const bool is_file = options.units == "-" || std::filesystem::is_regular_file(options.units, none);
  JsonWriter out;
  out.open_object();
  out.add("regime", options.regime);
  out.open_array("units");
  add_codes(out, is_file ? read_file(options.units) : options.units);
  out.close_array();
  out.add("period", options.period);
  out.add("due", options.due);
  out.add("text", options.text);
  out.open_array("definitions");
  for (const auto& path : options.definitions) {
    const auto document = read_file(path);
    const JsonDocument is_json(document);  // or the whole request would be none
    out.add_json(nullptr, document);
  }
  out.close_array();
  out.close_object();
  return out.text();
}

int request(Session& session, const RequestOptions& options) {
  const auto document = request_document(options);
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner log_key(session, options.log_key);
  const KeySigner requester(session, options.requester_key);
  const auto central = open_central(store, log_key, nullptr);
  const auto pid = fetch(girs_central_request, central.get(), document, &requester.signer);
  JsonWriter out;
  out.open_object();
  out.add("pid", pid);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("Requested and logged; the units get it with their next round:",
                                       "Đã yêu cầu và ghi nhật ký; các đơn vị nhận được khi đồng bộ lần tới:"),
                pid.c_str());
  });
  return kDone;
}

}  // namespace

void add_central_commands(CommandLine app, Session& session) {
  const auto central = app.group("central", "The receiving authority");
  const auto serve_command = add_command(
      central, session, "serve", "Receives packages over HTTP until SIGTERM or SIGINT", serve);
  add_store(serve_command);
  auto& options = *serve_command.options;
  serve_command.app.required("--listen", options.listen, "HOST:PORT; port 0 is any free one");
  serve_command.app.required("--log-key", options.log_key, "key file that signs checkpoints");
  serve_command.app.option("--decision-key", options.decision_key,
                                "key file that signs decisions made by the rules; without: people decide");
  serve_command.app.number("--threads", options.threads, 1, 256,
                           "threads that serve; as many packages share one write to the disk");
  serve_command.app.option("--certificate", options.certificate, "PEM file, with its chain: TLS 1.3 is spoken");
  serve_command.app.option("--certificate-key", options.certificate_key, "PEM file of its key");
  serve_command.app.option("--client-authorities", options.client_authorities,
                           "PEM file: every client must show a certificate of theirs");
  serve_command.app.flag("--signed-only", options.signed_only,
                         "requests must be signed by a key with the role \"transport\" in the registry");
  serve_command.app.number("--connections", options.connections_max, 1, 100000, "at most at once");
  serve_command.app.number("--requests-a-second", options.requests_a_second, 0, 1000000,
                           "of one client address; 0: no limit");
  serve_command.app.option("--port-file", options.port_file, "writes the port to a file once it listens");

  const auto decide_command = add_command(central, session, "decide", "Decides on a package", decide);
  add_store(decide_command);
  auto& decision = *decide_command.options;
  decide_command.app.required("PID", decision.pid, "identity of the package");
  decide_command.app.required_choice("DECISION", decision.decision,
                                     {"accepted", "rejected", "reopened", "excluded"}, "what is decided");
  decide_command.app.option("--codes", decision.codes, "codes of the reasons, separated by blanks");
  decide_command.app.option("--text", decision.text, "the reason in words");
  decide_command.app.required("--log-key", decision.log_key, "key file that signs checkpoints");
  decide_command.app.required("--decision-key", decision.decision_key, "key file of the one who decides");

  const auto request_command =
      add_command(central, session, "request", "Asks chosen units for an ad hoc or thematic report", request);
  add_store(request_command);
  auto& asked = *request_command.options;
  request_command.app.required("--regime", asked.regime, "code of the regime");
  request_command.app.required("--units", asked.units, "codes between commas, or a file of codes");
  request_command.app.required("--period", asked.period, "2026-Q2, or a campaign X-bao-12");
  request_command.app.required("--due", asked.due, "the last day, 2026-09-20");
  request_command.app.required("--text", asked.text, "what is asked, in words");
  request_command.app.many("--definition", asked.definitions,
                           "a document (regime, form, code list) that units may not have; may be repeated");
  request_command.app.required("--log-key", asked.log_key, "key file that signs checkpoints");
  request_command.app.required("--requester-key", asked.requester_key, "key file of the one who asks");
}

}  // namespace cli
