#include "http/metrics.h"

#include <cstdio>

#include "json/canonical.h"

namespace girs::http {
namespace {

std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

void head(std::string& page, const char* name, const char* type, const char* help) {
  page += std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void one(std::string& page, const char* name, const char* type, const char* help, std::int64_t value) {
  head(page, name, type, help);
  page += std::string(name) + ' ' + std::to_string(value) + '\n';
}

void store_metrics(std::string& page, const store::State& state) {
  one(page, "girs_log_entries", "gauge", "Entries of the log.", state.attention.log_entries);
  one(page, "girs_log_signed_entries", "gauge", "Entries that the newest checkpoint covers.", state.attention.log_signed);
  one(page, "girs_submissions", "gauge", "Packages in the store.", state.submissions);
  one(page, "girs_undecided", "gauge", "Packages on which nothing is decided yet.", state.undecided);
  one(page, "girs_outbox_waiting", "gauge", "Own packages that have no receipt yet.", state.outbox_waiting);
  one(page, "girs_member_faults", "gauge", "Faults found of centres below.", state.attention.member_faults);
  one(page, "girs_store_bytes", "gauge", "Size of the store.", state.store_bytes);
}

}  // namespace

std::string log_line(const Observed& seen, Time at) {
  json::Value line;
  line.set("at", to_rfc3339(at));
  line.set("event", "request");
  line.set("method", seen.method);
  line.set("route", seen.route);
  line.set("status", seen.status);
  if (!seen.code.empty()) line.set("code", seen.code);
  if (!seen.keyid.empty()) line.set("keyid", seen.keyid);
  line.set("bytes_in", static_cast<std::int64_t>(seen.bytes_in));
  line.set("bytes_out", static_cast<std::int64_t>(seen.bytes_out));
  line.set("ms", static_cast<std::int64_t>(seen.took.count() / 1000));
  return json::compact(line);
}

void Metrics::end(const Observed& seen) {
  in_flight_.fetch_sub(1, std::memory_order_relaxed);
  const double took = std::chrono::duration<double>(seen.took).count();
  std::size_t bucket = 0;
  while (bucket < kSeconds.size() && took > kSeconds[bucket]) ++bucket;
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(seen.route.empty() ? "other" : std::string(seen.method) + ' ' + std::string(seen.route)), seen.status}];
  ++durations_[bucket];
  took_ += seen.took;
  bytes_in_ += static_cast<std::int64_t>(seen.bytes_in);
  bytes_out_ += static_cast<std::int64_t>(seen.bytes_out);
}

Result<store::State> Metrics::looked_at(central::Centre& centre) const {
  const std::lock_guard lock(watch_mutex_);
  return watch_.look(*centre.workspace().store);
}

Result<std::string> Metrics::page(central::Centre& centre) const {
  GIRS_TRY(const auto state, looked_at(centre));
  std::string page;
  one(page, "girs_start_time_seconds", "gauge", "When this server began, in Unix time.", started_.time_since_epoch().count());
  one(page, "girs_requests_in_flight", "gauge", "Requests that are being answered.", in_flight_.load(std::memory_order_relaxed));
  const std::lock_guard lock(mutex_);
  head(page, "girs_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [what, count] : requests_)
    page += "girs_requests_total{route=\"" + what.first + "\",status=\"" + std::to_string(what.second) + "\"} " + std::to_string(count) + '\n';
  head(page, "girs_request_seconds", "histogram", "Time from a request's last byte to its answer.");
  std::int64_t count = 0;
  for (std::size_t i = 0; i < durations_.size(); ++i) {
    count += durations_[i];
    page += "girs_request_seconds_bucket{le=\"" + (i < kSeconds.size() ? seconds(kSeconds[i]) : std::string("+Inf")) + "\"} " + std::to_string(count) + '\n';
  }
  page += "girs_request_seconds_sum " + seconds(std::chrono::duration<double>(took_).count()) + '\n';
  page += "girs_request_seconds_count " + std::to_string(count) + '\n';
  one(page, "girs_received_bytes_total", "counter", "Bytes of the bodies of requests.", bytes_in_);
  one(page, "girs_sent_bytes_total", "counter", "Bytes of the bodies of answers.", bytes_out_);
  store_metrics(page, state);
  return page;
}

}  // namespace girs::http
