// central serve, central check-config: the authority's server, from flags or a file.

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <mutex>
#include <optional>
#include <thread>

#include "commands.h"
#include "input.h"
#include "json_value.h"
#include "service_config.h"
#include "serving.h"
#include "signing.h"

namespace cli {
namespace {

struct ServeOptions {
  ServiceConfig flags;
  std::string config, port_file;
  std::vector<std::string> names;
  bool signed_only = false;
};

/// Flags over the file; "signed only" is what a file says unless it says otherwise, and flags
/// alone leave a server of this machine open.
ServiceConfig settings_of(const ServeOptions& options, std::vector<ConfigMistake>& mistakes) {
  ServiceConfig config;
  if (options.config.empty()) config.access = "open";
  else read_config(options.config, config, mistakes);
  const ServiceConfig& flags = options.flags;
  const ServiceConfig unset;
  const auto take = [](std::string& into, const std::string& given) {
    if (!given.empty()) into = given;
  };
  take(config.store, flags.store);
  take(config.listen, flags.listen);
  take(config.operation_listen, flags.operation_listen);
  take(config.log_key, flags.log_key);
  take(config.decision_key, flags.decision_key);
  take(config.certificate, flags.certificate);
  take(config.certificate_key, flags.certificate_key);
  take(config.client_authorities, flags.client_authorities);
  if (options.config.empty()) config.log = "";
  if (flags.log != unset.log) config.log = flags.log;
  if (flags.threads != unset.threads) config.threads = flags.threads;
  if (flags.connections_max != unset.connections_max) config.connections_max = flags.connections_max;
  if (flags.requests_a_second != unset.requests_a_second) config.requests_a_second = flags.requests_a_second;
  if (options.signed_only) config.access = "signed";
  for (const auto& name : options.names) config.names += name + ' ';
  return config;
}

/// Prints every mistake; true when there is none.
bool show_mistakes(const Session& session, const std::vector<ConfigMistake>& mistakes) {
  for (const auto& one : mistakes)
    std::fprintf(stderr, "%s %s\n", one.place.c_str(), session.say(one.en.c_str(), one.vi.c_str()));
  return mistakes.empty();
}

int check(Session& session, const ServeOptions& options) {
  std::vector<ConfigMistake> mistakes;
  const auto config = settings_of(options, mistakes);
  check_config(config, true, mistakes);
  JsonWriter out;
  out.open_object();
  out.open_array("mistakes");
  for (const auto& one : mistakes) {
    out.open_object();
    out.add("place", one.place);
    out.add("message_en", one.en);
    out.add("message_vi", one.vi);
    out.close_object();
  }
  out.close_array();
  out.close_object();
  session.answer(out.text(), [&] {
    if (show_mistakes(session, mistakes)) std::puts(session.say("The configuration is sound.", "Cấu hình hợp lệ."));
  });
  return mistakes.empty() ? kDone : kNegative;
}

/// Where lines of JSON go: standard error, or the end of a file that is opened anew on SIGHUP.
class ServiceLog {
 public:
  explicit ServiceLog(std::string path) : path_(std::move(path)) { reopen(); }
  ~ServiceLog() { close(); }
  ServiceLog(const ServiceLog&) = delete;
  ServiceLog& operator=(const ServiceLog&) = delete;

  bool is_on() const { return file_ >= 0; }
  void reopen() {
    const std::lock_guard lock(mutex_);
    close();
    if (path_ == "-") file_ = 2;
    else if (!path_.empty()) file_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (!path_.empty() && file_ < 0)
      throw Failure(GIRS_IO, "The log " + path_ + " cannot be written.", "Không ghi được nhật ký vận hành " + path_ + ".");
  }
  void write(std::string line) {
    line += '\n';
    const std::lock_guard lock(mutex_);
    if (file_ >= 0) (void)!::write(file_, line.data(), line.size());  // one write: lines stay whole
  }
  void event(const char* what) {
    char at[32];
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &parts);
    write(std::string("{\"at\":\"") + at + "\",\"event\":\"" + what + "\"}");
  }
  static void request(void* log, const char* line, std::size_t length) {
    static_cast<ServiceLog*>(log)->write({line, length});
  }

 private:
  void close() {
    if (file_ > 2) ::close(file_);
    file_ = -1;
  }
  std::string path_;
  std::mutex mutex_;
  int file_ = -1;
};

/// SIGTERM, SIGINT and SIGHUP are blocked in every thread, so that one place waits for them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, one);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// Serves until a stop signal, then lets what has begun finish; a thread that fails stops the
/// others. `beside` may be null: it needs one thread only.
void serve_on_threads(girs_server* server, girs_server* beside, unsigned count, const sigset_t& signals, ServiceLog& log) {
  std::mutex mutex;
  std::optional<Failure> failure;
  std::vector<std::thread> threads;
  const auto run = [&](girs_server* one) {
    try {
      call(girs_server_run, one);
    } catch (const Failure& failed) {
      const std::lock_guard lock(mutex);
      failure = failed;
      kill(getpid(), SIGTERM);
    }
  };
  for (unsigned i = 0; i < count; ++i) threads.emplace_back(run, server);
  if (beside) threads.emplace_back(run, beside);
  int signal_number = SIGHUP;
  while (signal_number == SIGHUP) {
    sigwait(&signals, &signal_number);
    if (signal_number == SIGHUP) log.reopen();
  }
  log.event("draining");
  girs_server_stop(server);
  if (beside) girs_server_stop(beside);
  for (auto& thread : threads) thread.join();
  log.event("stopped");
  if (failure) throw *failure;
}

Server listen(const ServiceConfig& config, girs_central* central, ServiceLog& log) {
  Address address;
  parse_address(config.listen, address);
  const auto text_in = [](const std::string& path) { return path.empty() ? std::string() : read_file(path); };
  const auto certificate = text_in(config.certificate), certificate_key = text_in(config.certificate_key),
             client_authorities = text_in(config.client_authorities);
  girs_server_options options = GIRS_SERVER_OPTIONS;
  options.host = address.host.c_str();
  options.port = address.port;
  options.flags = config.access == "signed" ? GIRS_SERVER_SIGNED_ONLY : 0;
  options.connections_max = config.connections_max;
  options.requests_a_second = config.requests_a_second;
  options.certificate = certificate.c_str();
  options.certificate_key = certificate_key.c_str();
  options.client_authorities = client_authorities.c_str();
  options.names = config.names.c_str();
  if (log.is_on()) {
    options.log = &ServiceLog::request;
    options.log_context = &log;
  }
  return make<Server>(girs_server_listen, central, static_cast<const girs_server_options*>(&options));
}

Server listen_for_operation(const std::string& text, girs_central* central) {
  if (text.empty()) return nullptr;
  Address address;
  parse_address(text, address);
  girs_server_options options = GIRS_SERVER_OPTIONS;
  options.host = address.host.c_str();
  options.port = address.port;
  options.flags = GIRS_SERVER_OPERATION;
  return make<Server>(girs_server_listen, central, static_cast<const girs_server_options*>(&options));
}

/// Says where it listens, on standard output and in the port file.
void announce(const Session& session, const ServiceConfig& config, const ServeOptions& options,
              const Server& server, const Server& operation) {
  const auto port = std::to_string(girs_server_port(server.get()));
  const auto url = (config.certificate.empty() ? "http://" : "https://") +
                   config.listen.substr(0, config.listen.rfind(':')) + ':' + port;
  JsonWriter out;
  out.open_object();
  out.add("listening", url);
  if (operation)
    out.add("operation", "http://" + config.operation_listen.substr(0, config.operation_listen.rfind(':')) + ':' +
                             std::to_string(girs_server_port(operation.get())));
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("listening on", "đang phục vụ tại"), url.c_str());
  });
  std::fflush(stdout);
  if (!options.port_file.empty()) write_file(options.port_file, port + '\n');
}

/// Without an anchor nobody notices that the store was put back from an old copy, and what is signed
/// then contradicts receipts that were given out.
void warn_without_anchor(const Session& session, const ServiceConfig& config, const Store& store) {
  if (config.log_key.empty()) return;
  if (girs_bytes* anchor = nullptr; girs_store_get(store.get(), "anchor", GIRS_NUL, &anchor, nullptr) == GIRS_OK)
    return girs_bytes_free(anchor);
  std::fprintf(stderr, "girs: %s\n",
               session.say("this store has no anchor: that it was restored from an old copy would not be noticed. Name "
                           "a file on another disk by `girs init STORE --unit CODE --audience LOG --anchor FILE`.",
                           "kho này chưa có tệp neo: sẽ không phát hiện được việc kho bị khôi phục từ bản sao cũ. Hãy "
                           "đặt một tệp trên ổ đĩa khác bằng `girs init KHO --unit MÃ --audience NHẬT-KÝ --anchor TỆP`."));
}

int serve(Session& session, const ServeOptions& options) {
  std::vector<ConfigMistake> mistakes;
  const auto config = settings_of(options, mistakes);
  check_config(config, !options.config.empty(), mistakes);
  if (!show_mistakes(session, mistakes)) return kWrongUse;
  if (!config.passphrase_file.empty() && session.passphrase_file.empty()) session.passphrase_file = config.passphrase_file;
  const auto store = session.open(config.store, Session::kWrite);
  const OpenCentral central(session, store, config.log_key, config.decision_key);
  warn_without_anchor(session, config, store);
  ServiceLog log(config.log);
  const auto signals = block_signals();
  const auto server = listen(config, central.get(), log);
  const auto operation = listen_for_operation(config.operation_listen, central.get());
  announce(session, config, options, server, operation);
  log.event("listening");
  serve_on_threads(server.get(), operation.get(), config.threads, signals, log);
  return kDone;
}

void add_options(const Command<ServeOptions>& command) {
  auto& options = *command.options;
  auto& flags = options.flags;
  const auto& app = command.app;
  app.option("STORE", flags.store, "the store, one file");
  app.option("--config", options.config, "file of settings (girs.central-config/1); flags count over it");
  app.option("--listen", flags.listen, "HOST:PORT; port 0 is any free one");
  app.option("--operation-listen", flags.operation_listen, "127.0.0.1:PORT for GET /health and /metrics alone");
  app.option("--log-key", flags.log_key, "key file that signs checkpoints");
  app.option("--decision-key", flags.decision_key,
             "key file that signs decisions made by the rules; without: people decide");
  app.number("--threads", flags.threads, 1, 256, "threads that serve, default one more than processors; keys on slow tokens want more");
  app.option("--certificate", flags.certificate, "PEM file, with its chain: TLS 1.3 is spoken");
  app.option("--certificate-key", flags.certificate_key, "PEM file of its key");
  app.option("--client-authorities", flags.client_authorities, "PEM file: every client must show a certificate of theirs");
  app.flag("--signed-only", options.signed_only,
           "requests must be signed by a key of the registry, and do what its roles allow");
  app.many("--name", options.names,
           "a name of this server, with or without port: requests signed for another are refused");
  app.number("--connections", flags.connections_max, 1, 100000, "at most at once");
  app.number("--requests-a-second", flags.requests_a_second, 0, 1000000, "of one client address; 0: no limit");
  app.option("--log", flags.log, "file for one line of JSON a request; SIGHUP opens it anew");
  app.option("--port-file", options.port_file, "writes the port to a file once it listens");
}

}  // namespace

void add_serve_commands(CommandLine central, Session& session) {
  add_options(add_command(central, session, "serve", "Receives packages over HTTP until SIGTERM or SIGINT", serve));
  add_options(add_command(central, session, "check-config", "Tells every mistake of a configuration", check));
}

}  // namespace cli
