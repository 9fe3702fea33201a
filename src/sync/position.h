#pragma once
// Where a pull from an authority's log stands, kept in the store's settings.

#include <optional>
#include <string_view>
#include <vector>

#include "store/pull_position.h"
#include "sync/exchange.h"

namespace girs::sync {

using Position = store::PullPosition;

/// `what` is pulled: store::kEvents, "shared".
Result<Position> position_of(Session& session, std::string_view what);
Status keep_position(Session& session, std::string_view what, const Position& position);
/// In the given transaction.
Status keep_position(store::Connection& connection, const Session& session, std::string_view what,
                     const Position& position);

/// Leaves of the log that a page was asked for: from `begin`, before `end`.
struct Span {
  std::int64_t begin = 0, end = 0;
};
/// The "index" of a line of a page; nothing when it has none or one that was not asked for, which
/// must never be kept to be asked for again.
std::optional<std::int64_t> index_of(const json::Value& line, const Span& span);

/// Notes a document that could not be taken for a later try. Fails with `why` when it is not the
/// document's fault, or when there are too many.
Status pass_by(Position& position, std::vector<Passed>& passed, std::int64_t index,
               std::string_view kind, const Error& why);

/// A number in the link to the next page, `Link: </v1/events?since=17&...>; rel="next"` (RFC 8288);
/// nothing at the end.
std::optional<std::int64_t> next_of(const Response& response);

std::optional<std::int64_t> number_of(std::string_view digits);

}  // namespace girs::sync
