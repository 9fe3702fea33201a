#include "girs/server.h"

#include "base/text.h"
#include "central_handle.h"
#include "http/routes.h"
#include "http/url.h"

using namespace girs;
using namespace girs::capi;

struct girs_server {
  static constexpr auto kMark = girs::capi::Mark::kServer;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<CentralState> central;
  http::Server server;
  http::Responder responder;
  girs::capi::Birth birth = {};
};

namespace {

Status read_tls(const girs_server_options& chosen, http::ServerOptions& options) {
  GIRS_TRY(const auto certificate, text(chosen.certificate, "options.certificate"));
  if (certificate.empty()) return ok();
  GIRS_TRY(const auto key, text(chosen.certificate_key, "options.certificate_key"));
  GIRS_TRY(const auto passphrase, text(chosen.certificate_passphrase, "options.certificate_passphrase"));
  GIRS_TRY(const auto authorities, text(chosen.client_authorities, "options.client_authorities"));
  options.tls = http::ServerTls{{std::string(certificate), std::string(key), std::string(passphrase)},
                                std::string(authorities)};
  return ok();
}

Result<http::Service> service_of(CentralState& state, const girs_server_options& chosen) {
  http::GateOptions gate;
  gate.signed_only = (chosen.flags & GIRS_SERVER_SIGNED_ONLY) != 0;
  GIRS_TRY(auto contact, state.workspace.store->read([](store::Connection& connection) {
    return store::setting(connection, "contact");
  }));
  gate.contact = contact.value_or("");
  GIRS_TRY(const auto names, text(chosen.names, "options.names"));
  for (const auto name : split(names, ' '))
    if (!name.empty()) gate.names.emplace_back(name);
  gate.clock = [store = state.workspace.store] { return store->now(); };
  http::Watch watch{state.metrics, {}};
  if (chosen.log)
    watch.log = [log = chosen.log, context = chosen.log_context](const std::string& line) {
      log(context, line.data(), line.size());
    };
  return http::service(*state.centre, std::move(gate), std::move(watch));
}

void tell(const CentralState& central, const std::string& what, int status) {
  const auto level = status >= 500 ? GIRS_LEVEL_ERROR : status >= 400 ? GIRS_LEVEL_WARNING : GIRS_LEVEL_DEBUG;
  central.workspace.state->listener.tell(level, "server", [&] {
    return what + " was answered " + std::to_string(status) + ".";
  });
}

/// What the host's log hears of each request.
http::Service told(http::Service service, std::shared_ptr<CentralState> central) {
  return {[responder = std::move(service.responder), central](http::Exchange exchange) {
            exchange.answer = [central, what = exchange.request.method + " " + exchange.request.path,
                               answer = std::move(exchange.answer)](sync::Response response) {
              tell(*central, what, response.status);
              answer(std::move(response));
            };
            responder(std::move(exchange));
          },
          [before_body = std::move(service.before_body), central](const sync::Request& head) {
            auto refused = before_body ? before_body(head) : std::nullopt;
            if (refused) tell(*central, head.method + " " + head.path, refused->status);
            return refused;
          }};
}

}  // namespace

girs_status girs_server_listen(girs_central* central, const girs_server_options* options, girs_server** server_out,
                               girs_error** error_out) noexcept {
  if (server_out) *server_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(central, "central"));
    GIRS_CHECK(require(server_out, "server_out"));
    girs_server_options chosen = GIRS_SERVER_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, GIRS_SERVER_SIGNED_ONLY | GIRS_SERVER_OPERATION, chosen.reserved | chosen.reserved2));
    GIRS_TRY(const auto host, text(chosen.host, "options.host"));
    if (chosen.port > 65535) return error(Code::kInvalidArgument, "A port is at most 65535.");
    http::ServerOptions server_options;
    if (!host.empty()) server_options.host = std::string(host);
    server_options.port = static_cast<std::uint16_t>(chosen.port);
    server_options.body_bytes_max = http::body_limit;
    server_options.clock = [store = central->state->workspace.store] { return store->now(); };
    if (chosen.request_timeout_ms) server_options.request_time = std::chrono::milliseconds{chosen.request_timeout_ms};
    if (chosen.connections_max) server_options.connections_max = chosen.connections_max;
    server_options.requests_a_second_max = chosen.requests_a_second;
    GIRS_CHECK(read_tls(chosen, server_options));
    const bool operation = (chosen.flags & GIRS_SERVER_OPERATION) != 0;
    if (operation && !http::loopback_address(server_options.host))
      return error(Code::kInvalidArgument, "Health and metrics are for this machine alone: listen on 127.0.0.1.",
                   "Trạng thái và số đo chỉ dành cho máy này: hãy mở cổng tại 127.0.0.1.");
    const auto& state = central->state;
    GIRS_TRY(auto service,
             operation ? Result<http::Service>({http::answering(http::operation_routes(*state->centre, state->metrics)), {}})
                       : service_of(*state, chosen));
    service = told(std::move(service), state);
    server_options.before_body = std::move(service.before_body);
    GIRS_TRY(auto server, http::Server::listen(std::move(server_options)));
    *server_out = new girs_server{girs_server::kMark, state, std::move(server), std::move(service.responder)};
    return ok();
  });
}

uint32_t girs_server_port(const girs_server* server) noexcept { return is(server) ? server->server.port() : 0; }

girs_status girs_server_run(girs_server* server, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(server, "server"));
    server->server.run(server->responder);
    return ok();
  });
}

void girs_server_stop(girs_server* server) noexcept {
  if (is(server)) server->server.stop();
}

void girs_server_free(girs_server* server) noexcept { free_handle(server); }
