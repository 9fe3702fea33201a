// central decide, request: the authority's side.

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "commands.h"
#include "input.h"
#include "json_value.h"
#include "serving.h"
#include "signing.h"

namespace cli {

OpenCentral::OpenCentral(const Session& session, const Store& store, const std::string& log_key,
                         const std::string& decision_key)
    : log_key_(session, log_key) {
  girs_central_options options = GIRS_CENTRAL_OPTIONS;
  options.log_key = &log_key_.signer;
  if (!decision_key.empty()) options.decision_key = &decision_key_.emplace(session, decision_key).signer;
  central_ = make<Central>(girs_central_open, store.get(),
                           static_cast<const girs_central_options*>(&options));
}

namespace {

struct DecideOptions {
  std::string store, pid, decision, codes, text, log_key, decision_key;
};

int decide(Session& session, const DecideOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner decider(session, options.decision_key);
  const OpenCentral central(session, store, options.log_key);
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

struct PublishOptions {
  std::string store, log_key, publisher_key;
};

int publish_catalogue(Session& session, const PublishOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const KeySigner publisher(session, options.publisher_key);
  const OpenCentral central(session, store, options.log_key);
  int64_t version = 0;
  call(girs_central_publish_catalogue, central.get(), &publisher.signer, &version);
  JsonWriter out;
  out.open_object();
  out.add("version", version);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %lld\n", session.say("Published and logged: the catalogue, version",
                                         "Đã công bố và ghi nhật ký: danh mục, phiên bản"),
                static_cast<long long>(version));
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
  const KeySigner requester(session, options.requester_key);
  const OpenCentral central(session, store, options.log_key);
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

struct AdmitOptions {
  std::string store, package, receipt, log_key, decision_key;
};

int admit(Session& session, const AdmitOptions& options) {
  const auto package = read_file(options.package);
  const auto store = session.open(options.store, Session::kWrite);
  const OpenCentral central(session, store, options.log_key, options.decision_key);
  const auto json = fetch(girs_central_admit, central.get(), package);
  const JsonDocument document(json);
  if (!options.receipt.empty()) write_file(options.receipt, text(document.root(), "receipt"));
  session.answer(json, [&] {
    std::printf("%s %s\n", text(document.root(), "fresh") == "true"
                               ? session.say("Admitted and logged as entry", "Đã nhận và ghi nhật ký, mục")
                               : session.say("It was here already, as entry", "Gói đã có từ trước, mục"),
                text(document.root(), "index").c_str());
    if (options.receipt.empty()) std::printf("%s", text(document.root(), "receipt").c_str());
  });
  return kDone;
}

}  // namespace

void add_central_commands(CommandLine app, Session& session) {
  const auto central = app.group("central", "The receiving authority");
  add_serve_commands(central, session);
  add_service_commands(central, session);
  add_cascade_commands(central, session);
  add_sharing_commands(central, session);

  const auto publish_command = add_command(
      central, session, "publish-catalogue", "Signs and logs the store's catalogue; units adopt it", publish_catalogue);
  add_store(publish_command);
  publish_command.app.required("--publisher-key", publish_command.options->publisher_key,
                               "key file with the role \"publisher\" in the registry");
  publish_command.app.required("--log-key", publish_command.options->log_key, "key file that signs checkpoints");

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

  const auto admit_command =
      add_command(central, session, "admit", "Takes a package that was carried here as a file", admit);
  add_store(admit_command);
  auto& carried = *admit_command.options;
  admit_command.app.required("FILE", carried.package, "the package (girs package export), - for standard input");
  admit_command.app.option("--receipt", carried.receipt, "the receipt's file to write; default: standard output");
  admit_command.app.required("--log-key", carried.log_key, "key file that signs checkpoints");
  admit_command.app.option("--decision-key", carried.decision_key,
                           "key file that signs decisions made by the rules; without: people decide");

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
