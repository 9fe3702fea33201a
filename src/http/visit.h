#pragma once
// One request that has passed the gate: who asks for what, and whether this caller may see this
// report, unit or regime.

#include <optional>
#include <string_view>

#include "access/caller.h"
#include "central/board.h"
#include "central/centre.h"
#include "central/read_book.h"
#include "central/scope.h"
#include "http/metrics.h"
#include "http/request_gate.h"
#include "sync/transport.h"

namespace girs::http {

struct Visit {
  central::Centre& centre;
  const sync::Request& request;
  const access::Right& right;
  const access::Caller& caller;
  const GateOptions& options;
  central::ReadBook& reads;
  Metrics* metrics = nullptr;
  central::Board* board = nullptr;
};

/// The refusal (403, code "request-role") of a caller whose grants do not cover what this is about.
std::optional<sync::Response> refuse(const Visit& visit, const central::Concern& concern);
/// The same for the package `pid`, report or series; what is not there is nobody's secret.
std::optional<sync::Response> refuse_package(const Visit& visit, std::string_view pid);
/// The same for all of `unit` and the units below it, in every regime (empty: every unit).
std::optional<sync::Response> refuse_unit(const Visit& visit, std::string_view unit,
                                          std::string_view regime = {});

/// Records that the caller reads `items` reports or values, before they go out; the problem when
/// that fails. An open server knows nobody and records nothing.
std::optional<sync::Response> record_read(const Visit& visit, std::int64_t items,
                                          std::string_view rule = {});

// The routes for people and machines that look (board_routes.cpp).
sync::Response get_health(const Visit& visit);
sync::Response get_overview(const Visit& visit);
sync::Response get_requests(const Visit& visit);
sync::Response get_audit(const Visit& visit);
// For bodies that sharing rules name (shared_routes.cpp).
sync::Response get_shared(const Visit& visit);

/// Remembers that `unit` has been given the requests of this page; the problem when that fails.
std::optional<sync::Response> note_seen(const Visit& visit, std::string_view unit,
                                        const central::EventPage& page);
sync::Response get_metrics(const Visit& visit);

}  // namespace girs::http
