#include "http/visit.h"

#include "central/request_status.h"
#include "http/answers.h"
#include "http/problem.h"

namespace girs::http {
namespace {

using sync::Response;

std::optional<Response> refuse_object(const Visit& visit, const access::Object& object) {
  const auto may = access::permits(visit.right, visit.caller, object, visit.options.contact);
  if (may) return std::nullopt;
  return problem(403, "request-role", may.error().message);
}

}  // namespace

std::optional<Response> refuse(const Visit& visit, const central::Concern& concern) {
  if (visit.caller.kind != access::Caller::Kind::kKey) return std::nullopt;  // the gate has judged
  const auto current = visit.centre.present();
  if (!current) return problem_of(current.error());
  const Time now = visit.options.clock();
  return refuse_object(visit, {concern.unit, concern.regime, [&](std::string_view ancestor) {
                                 return central::lies_within((*current)->catalog(), concern, ancestor, now);
                               }});
}

std::optional<Response> refuse_package(const Visit& visit, std::string_view pid) {
  if (visit.caller.kind != access::Caller::Kind::kKey) return std::nullopt;
  const auto about = visit.centre.about(pid);
  if (!about) return problem_of(about.error());
  if (!*about) return std::nullopt;
  return refuse(visit, {(*about)->regime, (*about)->unit, (*about)->period});
}

std::optional<Response> refuse_unit(const Visit& visit, std::string_view unit,
                                    std::string_view regime) {
  return refuse(visit, {regime, unit, {}});
}

std::optional<Response> record_read(const Visit& visit, std::int64_t items, std::string_view rule) {
  if (!visit.right.reads_figures || visit.caller.kind != access::Caller::Kind::kKey)
    return std::nullopt;
  const auto& caller = visit.caller;
  const auto recorded = visit.reads.record(
      {0, visit.options.clock().time_since_epoch().count(), caller.keyid, caller.subject.unit,
       caller.subject.person, std::string(visit.right.method) + ' ' + std::string(visit.right.path),
       visit.request.path, std::string(rule), items});
  if (recorded) return std::nullopt;
  return problem_of(recorded.error());
}

std::optional<Response> note_seen(const Visit& visit, std::string_view unit,
                                  const central::EventPage& page) {
  std::vector<std::string> pids;
  for (const auto& event : page.events)
    if (event.kind == "request") pids.push_back(event.pid);
  if (pids.empty() || unit.empty()) return std::nullopt;
  const auto marked = central::mark_seen(*visit.centre.workspace().store, pids, unit, visit.caller.keyid,
                                         visit.options.clock());
  if (marked) return std::nullopt;
  return problem_of(marked.error());
}

}  // namespace girs::http
