#include "sync/position.h"

#include <algorithm>

namespace girs::sync {
namespace {

constexpr std::size_t kPassedMax = 10'000;  // more than that and something else is wrong

}  // namespace

std::optional<std::int64_t> number_of(std::string_view digits) {
  return json::Value(json::Number{std::string(digits)}).as_integer();
}

Result<Position> position_of(Session& session, std::string_view what) {
  return session.store.read([&](store::Connection& connection) {
    return store::pull_position(connection, session.options.audience, what);
  });
}

Status keep_position(Session& session, std::string_view what, const Position& position) {
  return session.store.write([&](store::Connection& connection) {
    return keep_position(connection, session, what, position);
  });
}

Status keep_position(store::Connection& connection, const Session& session, std::string_view what,
                     const Position& position) {
  return store::keep_pull_position(connection, session.options.audience, what, position);
}

Status pass_by(Position& position, std::vector<Passed>& passed, std::int64_t index,
               std::string_view kind, const Error& why) {
  if (!is_of_document(why) || position.passed.size() >= kPassedMax) return why;
  if (std::ranges::find(position.passed, index) != position.passed.end()) return ok();
  position.passed.push_back(index);
  passed.push_back(note_of(why, index, kind));
  return ok();
}

std::optional<std::int64_t> index_of(const json::Value& line, const Span& span) {
  const auto* number = line.find("index");
  const auto index = number ? number->as_integer() : std::nullopt;
  return index && span.begin <= *index && *index < span.end ? index : std::nullopt;
}

std::optional<std::int64_t> next_of(const Response& response) {
  const auto* link = response.header("link");
  constexpr std::string_view kSince = "since=";
  const auto at = link ? link->find(kSince) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const auto digits = std::string_view(*link).substr(at + kSince.size());
  return number_of(digits.substr(0, digits.find_first_not_of("0123456789")));
}

}  // namespace girs::sync
