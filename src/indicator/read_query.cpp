// A question as JSON.

#include "indicator/query.h"
#include "json/parse.h"
#include "json/shape.h"

namespace girs::indicator {
namespace {

using json::Node;

std::vector<std::string> codes_of(const Node& node) {
  std::vector<std::string> codes;
  node.each([&](Node one) { codes.push_back(one.code()); });
  return codes;
}

std::optional<Period> period_of_node(const Node& node) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;
  const auto period = Period::parse(text);
  if (period) return *period;
  node.mistake(period.error().message.en, period.error().message.vi);
  return std::nullopt;
}

/// The last second of a day in Vietnam, or a moment.
std::optional<Time> moment_of(const Node& node) {
  const auto text = node.text();
  if (const auto time = from_rfc3339(text)) return time;
  if (const auto time = from_rfc3339(text + "T23:59:59+07:00")) return time;
  if (!text.empty())
    node.mistake("\"" + text + "\" is neither a day nor a moment (RFC 3339).",
                 "\"" + text + "\" không phải là ngày hoặc thời điểm (RFC 3339).");
  return std::nullopt;
}

Breakdown breakdown_of(const Node& node) {
  Breakdown breakdown;
  node.members([&](const std::string& dimension, Node member) {
    breakdown[dimension] = member.code();
  });
  return breakdown;
}

void read_periods(const Node& root, Query& query) {
  const auto from = period_of_node(root.member("from"));
  const auto to_node = root.optional("to");
  const auto to = to_node ? period_of_node(to_node) : from;
  if (!from || !to) return;
  query.from = *from;
  query.to = *to;
  if (from->kind != to->kind)
    to_node.mistake("\"from\" and \"to\" are periods of one kind.",
                    "\"from\" và \"to\" phải là kỳ cùng loại.");
}

void read_lists(const Node& root, Query& query) {
  query.indicators = codes_of(root.member("indicators"));
  if (const auto units = root.optional("units")) query.units = codes_of(units);
  if (const auto below = root.optional("below")) query.below = below.code();
  if (const auto all = root.optional("all_below")) query.all_below = all.code();
  if (query.units.empty() && query.below.empty() && query.all_below.empty())
    root.mistake("Name units in \"units\", or one in \"below\" or \"all_below\" for those under it.",
                 "Hãy nêu đơn vị trong \"units\", hoặc đơn vị cấp trên trong \"below\" hay "
                 "\"all_below\".");
  if (const auto breakdowns = root.optional("breakdowns")) {
    query.breakdowns.clear();
    breakdowns.each([&](Node one) { query.breakdowns.push_back(breakdown_of(one)); });
  }
  const auto derive = root.optional("derive");
  if (!derive) return;
  query.derive.clear();
  derive.each([&](Node one) {
    const auto word = one.text();
    if (const auto derivation = Derivation::parse(word)) query.derive.push_back(*derivation);
    else
      one.mistake("\"" + word + "\" is none of value, ytd, moving-3, growth, growth-year, share, "
                  "rank, index-2010.",
                  "\"" + word + "\" không thuộc value, ytd, moving-3, growth, growth-year, share, "
                  "rank, index-2010.");
  });
}

}  // namespace

Result<Query> read_query(const json::Value& request) {
  Mistakes mistakes;
  const auto root = Node::root(request, "", mistakes);
  root.only({"indicators", "units", "below", "all_below", "from", "to", "breakdowns", "derive", "boundaries",
             "as_of", "known_at"});
  Query query;
  read_lists(root, query);
  read_periods(root, query);
  if (const auto boundaries = root.optional("boundaries")) {
    const auto period = period_of_node(boundaries);
    const auto span = period ? calendar_span(*period) : std::nullopt;
    if (span) query.boundaries = span->to;
  }
  if (const auto as_of = root.optional("as_of")) query.as_of.published = moment_of(as_of);
  if (const auto known = root.optional("known_at")) query.as_of.received = moment_of(known);
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The question has mistakes.",
                                        "Truy vấn có lỗi.");
  return query;
}

Result<Query> parse_query(std::string_view request) {
  GIRS_TRY(const auto document, json::parse(request));
  return read_query(document);
}

}  // namespace girs::indicator
