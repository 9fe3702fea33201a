#include "http/routes.h"

#include <algorithm>

#include "base/text.h"
#include "http/answers.h"
#include "http/problem.h"
#include "http/visit.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "key/verifier_key.h"

namespace girs::http {
namespace {

using central::Centre;
using sync::Request;
using sync::Response;

constexpr std::int64_t kEventsMax = 1000;
constexpr const char* kPlain = "text/plain; charset=utf-8";

Response well_known(Centre& centre) {
  json::Value limits;
  limits.set("package_bytes", static_cast<std::int64_t>(central::kSubmissionSizeMax));
  limits.set("blob_bytes", static_cast<std::int64_t>(central::kBlobSizeMax));
  limits.set("events", kEventsMax);
  json::Value urls;
  for (const auto& [name, path] : {std::pair("registry", "/v1/registry"), std::pair("catalog", "/v1/catalog"),
                                   std::pair("submissions", "/v1/submissions"), std::pair("events", "/v1/events"),
                                   std::pair("blobs", "/v1/blobs/sha256"), std::pair("log", "/log")})
    urls.set(name, path);
  json::Value shown;
  shown.set("versions", json::Array{json::Value("v1")});
  shown.set("origin", centre.origin());
  shown.set("vkey", VerifierKey{centre.origin(), NoteAlgorithm::kEd25519, centre.options().log_key->key}.text());
  shown.set("limits", std::move(limits));
  shown.set("urls", std::move(urls));
  return answer(200, "application/json", json::compact(shown));
}

Response get_registry(Centre& centre) {
  const auto registry = centre.registry_envelope();
  if (!registry) return problem_of(registry.error());
  if (!*registry) return not_found();
  auto response = answer(200, "application/json", std::string(text_of((*registry)->envelope)));
  response.headers.emplace_back("etag", '"' + std::to_string((*registry)->version) + '"');
  return cached(std::move(response), kAskAgain);
}

/// The signed list of definitions; each is fetched, and verified, by its digest.
Response get_catalogue(Centre& centre) {
  auto envelope = centre.catalogue_envelope();
  if (!envelope) return problem_of(envelope.error());
  if (!*envelope) return not_found();
  return cached(answer(200, "application/json", **std::move(envelope)), kAskAgain);
}

Response get_log(Centre& centre, std::string_view path) {
  if (path == "checkpoint") {
    auto note = centre.checkpoint();
    return note ? cached(answer(200, kPlain, *std::move(note)), kAskAgain) : problem_of(note.error());
  }
  const auto file = centre.log_file(path);
  if (!file) return problem_of(file.error());
  return cached(answer(200, "application/octet-stream", std::string(text_of(*file))), kForEver);
}

/// A definition is public; an attachment is part of a report. Who names its digest has read that
/// report, so a role is enough here.
Response get_blob(const Visit& visit, std::string_view hex) {
  const auto content = visit.centre.blob("sha256:" + std::string(hex));
  if (!content) return problem_of(content.error());
  if (!*content) return not_found();
  if (auto unrecorded = record_read(visit, 1)) return *std::move(unrecorded);
  auto response = answer(200, "application/octet-stream", std::string(text_of(**content)));
  response.headers.emplace_back("etag", '"' + std::string(hex) + '"');
  return cached(std::move(response), kForEverForOne);
}

Response put_blob(Centre& centre, std::string_view hex, const Request& request) {
  const auto fresh = centre.put_blob("sha256:" + std::string(hex), request.body);
  if (!fresh) return problem_of(fresh.error());
  auto response = answer(*fresh ? 201 : 200, kPlain, "");
  response.headers.emplace_back("etag", '"' + std::string(hex) + '"');
  return response;
}

/// What stands in the way of a package before it is looked at.
std::optional<Response> refuse_upload(Centre& centre, std::string_view pid, const Request& request) {
  const auto type = field_of(request, "content-type");
  if (type.substr(0, type.find(';')) != "application/json")
    return problem(415, "content-type", {"A package is sent as application/json.",
                                         "Gói báo cáo phải gửi dạng application/json."});
  if (field_of(request, "if-none-match") != "*") return std::nullopt;
  const auto known = centre.upload(pid);
  if (!known) return problem_of(known.error());
  if (*known) return problem(412, "exists", {"The package is here already.", "Gói báo cáo này đã có."});
  return std::nullopt;
}

Response answer_to_upload(const std::string& pid, const Result<central::Admission>& admission) {
  if (!admission) {
    auto failure = admission.error();
    // No registry yet, say: nothing that this sender could mend.
    if (failure.code == Code::kNotFound && !detail_of(failure.details, "reason"))
      failure.code = Code::kBusy;
    return problem_of(failure);
  }
  auto response = answer(admission->fresh ? 201 : 200, kPlain, admission->receipt);
  response.headers.emplace_back("location", "/v1/submissions/" + pid);
  response.headers.emplace_back("etag", '"' + pid + '"');
  return response;
}

using Answer = std::function<void(Response)>;

/// Admission in PUT and POST alike.
void admit(Centre& centre, std::string_view pid, const Request& request, const Executor& executor,
           const Answer& answer) {
  if (auto refused = refuse_upload(centre, pid, request)) return answer(*std::move(refused));
  centre.admit(pid, request.body, executor,
               [answer, pid = std::string(pid)](const std::optional<Result<central::Admission>>& admission) {
                 // Without memory there is no answer: the server then gives its own.
                 if (admission) answer(answer_to_upload(pid, *admission));
               });
}

/// The code of a refusal, as its problem document has it.
std::string code_of(const Response& response) {
  if (response.status < 400) return {};
  const auto document = json::parse(response.body);
  const auto* code = document ? document->text("code") : nullptr;
  return code ? *code : std::string();
}

/// For gateways without PUT: the key of the request is the package's identity.
void post_submission(Centre& centre, const Request& request, const Executor& executor, const Answer& answer) {
  auto key = field_of(request, "idempotency-key");
  if (key.size() == 66 && key.starts_with('"') && key.ends_with('"')) key = key.substr(1, 64);
  if (!is_hash(key))
    return answer(problem(400, "idempotency-key",
                          {"POST needs Idempotency-Key: the identity of the package, in quotes.",
                           "POST cần Idempotency-Key: định danh của gói báo cáo, trong dấu nháy kép."}));
  admit(centre, key, request, executor, [answer](Response response) {
    // The same key with another body is not a mistake of carriage here, but of the sender.
    if (response.status == 400 && code_of(response) == "digest")
      response = problem(422, "idempotency-key", {"The package is not the one that Idempotency-Key names.",
                                                  "Gói báo cáo không phải gói nêu trong Idempotency-Key."});
    answer(std::move(response));
  });
}

Response get_submission(const Visit& visit, std::string_view pid) {
  const auto upload = visit.centre.upload(pid);
  if (!upload) return problem_of(upload.error());
  if (!*upload) return not_found();
  if (auto refused = refuse_package(visit, pid)) return *std::move(refused);
  if (auto unrecorded = record_read(visit, 1)) return *std::move(unrecorded);
  auto response = answer(200, "application/json", std::string(text_of((*upload)->envelope)));
  response.headers.emplace_back("etag", '"' + (*upload)->env + '"');
  return response;
}

Response get_receipt(const Visit& visit, std::string_view pid) {
  if (auto refused = refuse_package(visit, pid)) return *std::move(refused);
  auto receipt = visit.centre.receipt(pid);
  return receipt ? answer(200, kPlain, *std::move(receipt)) : problem_of(receipt.error());
}

Response get_series(const Visit& visit, std::string_view series) {
  auto& centre = visit.centre;
  const auto head = centre.series_head(series);
  if (!head) return problem_of(head.error());
  if (!*head) return not_found();
  if (auto refused = refuse(visit, {(*head)->regime, (*head)->unit, (*head)->period})) return *std::move(refused);
  const auto note = centre.checkpoint();
  if (!note) return problem_of(note.error());
  json::Value shown;
  shown.set("rev", (*head)->rev);
  shown.set("pid", (*head)->pid);
  shown.set("status", (*head)->status);
  shown.set("index", (*head)->index);
  shown.set("checkpoint", *note);
  return answer(200, "application/json", json::compact(shown));
}

Response get_events(const Visit& visit) {
  const std::string_view path = visit.request.path;
  const auto since = number(query(path, "since"));
  const auto limit_text = query(path, "limit");
  const auto limit = limit_text.empty() ? std::optional(kEventsMax) : number(limit_text);
  const std::string unit(query(path, "unit"));
  if (!since || !limit || *limit == 0)
    return problem(400, "query", {"`since` and `limit` are whole numbers.", "`since` và `limit` là số nguyên."});
  // The log itself is public; what is not are decisions with their reasons, and requests.
  if (auto refused = refuse_unit(visit, unit)) return *std::move(refused);
  const auto page = visit.centre.events(*since, std::min(*limit, kEventsMax), unit);
  if (!page) return problem_of(page.error());
  if (auto failed = note_seen(visit, unit, *page)) return *std::move(failed);
  std::string lines;
  for (const auto& event : page->events) {
    json::Value line;
    line.set("index", event.index);
    line.set("kind", event.kind);
    line.set("leaf", text_of(event.leaf));
    std::string text = json::compact(line);
    if (!event.envelope.empty()) {  // stored as JSON already: put in as it is
      text.back() = ',';
      text += "\"envelope\":" + std::string(text_of(event.envelope)) + "}";
    }
    lines += text + "\n";
  }
  auto response = answer(200, "application/x-ndjson", std::move(lines));
  if (page->next > *since)
    response.headers.emplace_back("link", "</v1/events?since=" + std::to_string(page->next) + "&limit=" +
                                              std::to_string(*limit) + "&unit=" + unit + ">; rel=\"next\"");
  return response;
}

Response route(const Visit& visit) {
  using access::Call;
  auto& centre = visit.centre;
  const auto& request = visit.request;
  const auto path = std::string_view(request.path).substr(0, request.path.find('?'));
  const auto parts = split(path, '/');  // the first part is empty
  const auto named = parts.size() > 3 ? parts[3] : std::string_view();
  constexpr std::string_view kLog = "/log/";
  switch (visit.right.call) {
    case Call::kWellKnown: return well_known(centre);
    case Call::kHealth: return get_health(visit);
    case Call::kRegistry: return get_registry(centre);
    case Call::kCatalogue: return get_catalogue(centre);
    case Call::kLog: return get_log(centre, path.substr(kLog.size()));
    case Call::kSubmission: return is_hash(named) ? get_submission(visit, named) : not_found();
    case Call::kReceipt: return is_hash(named) ? get_receipt(visit, named) : not_found();
    case Call::kSeries: return is_hash(named) ? get_series(visit, named) : not_found();
    case Call::kPutBlob: return is_hash(parts[4]) ? put_blob(centre, parts[4], request) : not_found();
    case Call::kBlob: return is_hash(parts[4]) ? get_blob(visit, parts[4]) : not_found();
    case Call::kEvents: return get_events(visit);
    case Call::kOverview: return get_overview(visit);
    case Call::kRequests: return get_requests(visit);
    case Call::kShared: return get_shared(visit);
    case Call::kAudit: return get_audit(visit);
    case Call::kMetrics: return get_metrics(visit);
    case Call::kPostSubmission:
    case Call::kPutSubmission: break;  // answered later
    case Call::kDecide:
    case Call::kRequest: break;  // calls of the host's program
  }
  return not_found();
}

/// What answers requests, gate and record included.
struct Desk {
  Centre& centre;
  RequestGate gate;
  central::ReadBook reads;
  central::Board board = {};
  Watch watch;

  Desk(Centre& at, GateOptions options, Watch told)
      : centre(at), gate(at, std::move(options)), reads(*at.workspace().store), watch(std::move(told)) {}
};

/// What the watch hears of one request.
class Observation {
 public:
  Observation(const Watch& watch, const Clock& clock) : watch_(watch), clock_(clock) {
    if (watch_.metrics) watch_.metrics->begin();
  }
  void end(const Request& request, const access::Right* right, const access::Caller& caller, int status,
           const std::string& code, std::size_t bytes) const {
    if (!watch_.metrics && !watch_.log) return;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_);
    const Observed seen{right ? right->method : "", right ? right->path : "", caller.keyid, status, code,
                        request.body.size(), bytes, took};
    if (watch_.metrics) watch_.metrics->end(seen);
    if (watch_.log) watch_.log(log_line(seen, clock_()));
  }

 private:
  const Watch& watch_;
  const Clock& clock_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

std::string_view path_of(const Request& request) {
  return std::string_view(request.path).substr(0, request.path.find('?'));
}

/// For a request that fits no route: its method, where the address knows others.
Response unrouted(const Request& request) {
  const auto methods = access::methods_of(path_of(request));
  if (methods.empty()) return not_found();
  auto response = problem(405, "method", {"This address takes " + methods + " only.", "Địa chỉ này chỉ nhận " + methods + "."});
  response.headers.emplace_back("allow", methods);
  return response;
}

/// One request from its arrival to its answer.
class Case : public std::enable_shared_from_this<Case> {
 public:
  Case(std::shared_ptr<Desk> desk, Exchange exchange)
      : desk_(std::move(desk)), exchange_(std::move(exchange)),
        right_(access::right_for(exchange_.request.method, path_of(exchange_.request))),
        observation_(desk_->watch, desk_->gate.options().clock) {}
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;
  ~Case() {
    if (answered_) return;
    try {
      observation_.end(request(), right_, caller_, 500, "internal", 0);  // what the server answers then
    } catch (...) {
    }
  }

  void answer() {
    using access::Call;
    if (!right_) return give(unrouted(request()));
    if (auto refused = desk_->gate.refuse(request(), *right_, caller_)) return give(*std::move(refused));
    const auto later = [self = shared_from_this()](Response response) { self->give(std::move(response)); };
    const auto parts = split(path_of(request()), '/');
    if (right_->call == Call::kPostSubmission)
      return post_submission(desk_->centre, request(), exchange_.executor, later);
    if (right_->call == Call::kPutSubmission && is_hash(parts[3]))
      return admit(desk_->centre, parts[3], request(), exchange_.executor, later);
    give(route({desk_->centre, request(), *right_, caller_, desk_->gate.options(), desk_->reads,
                desk_->watch.metrics.get(), &desk_->board}));
  }

 private:
  const Request& request() const { return exchange_.request; }
  void give(Response response) {
    if (right_ && right_->method == "GET" && !access::is_public(*right_) && !response.header("cache-control"))
      response = cached(std::move(response), kAskAgainForOne);
    response = conditional(request(), std::move(response));
    answered_ = true;
    observation_.end(request(), right_, caller_, response.status, code_of(response), response.body.size());
    exchange_.answer(std::move(response));
  }

  std::shared_ptr<Desk> desk_;
  Exchange exchange_;
  const access::Right* right_;
  access::Caller caller_;
  Observation observation_;
  bool answered_ = false;
};

}  // namespace

Service service(Centre& centre, GateOptions options, Watch watch) {
  const auto desk = std::make_shared<Desk>(centre, std::move(options), std::move(watch));
  return {[desk](Exchange exchange) { std::make_shared<Case>(desk, std::move(exchange))->answer(); },
          [desk](const Request& head) -> std::optional<Response> {
            access::Caller caller;
            const auto* right = access::right_for(head.method, path_of(head));
            auto refused = right ? desk->gate.refuse_head(head, *right, caller) : unrouted(head);
            if (refused)  // else it is observed when it is whole
              Observation(desk->watch, desk->gate.options().clock)
                  .end(head, right, caller, refused->status, code_of(*refused), refused->body.size());
            return refused;
          }};
}

Responder routes(Centre& centre, GateOptions options, Watch watch) {
  return service(centre, std::move(options), std::move(watch)).responder;
}

std::uint64_t body_limit(std::string_view method, std::string_view path) {
  if (method == "PUT" && path.starts_with("/v1/blobs/")) return central::kBlobSizeMax;
  const bool package = (method == "PUT" && path.starts_with("/v1/submissions/")) ||
                       (method == "POST" && path == "/v1/submissions");
  return package ? central::kSubmissionSizeMax : 64u << 10;
}

}  // namespace girs::http
