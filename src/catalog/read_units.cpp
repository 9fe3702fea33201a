// Units and agencies through time: {"schema":"girs.units/1", ...}. Several documents together
// make one tree, so parents are checked when all have been read.

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

UnitVersion read_unit(const Node& node) {
  UnitVersion unit;
  node.only({"code", "name", "kind", "parent", "from", "to", "attributes", "note", "source"});
  check_remarks(node);
  unit.code = node.member("code").code();
  unit.name = node.member("name").text();
  unit.kind = node.member("kind").code();
  if (const auto parent = node.optional("parent"))
    if (!parent.is_text() || !parent.text(0).empty()) unit.parent = parent.code();
  const auto dates = read_dates(node);
  unit.from = dates.from;
  unit.to = dates.to;
  if (const auto attributes = node.optional("attributes"))
    attributes.members([&](const std::string& name, Node value) {
      unit.attributes.emplace(name, value.text(0));
    });
  return unit;
}

std::map<std::string, Decimal> read_shares(const Node& node) {
  std::map<std::string, Decimal> shares;
  node.members([&](const std::string& key, Node node_of_share) {
    const auto share = read_decimal(node_of_share);
    if (!share) return;
    if (share->is_negative() || *share > Decimal(1))
      node_of_share.mistake("A share lies between 0 and 1.", "Tỷ lệ phải nằm giữa 0 và 1.");
    else
      shares.emplace(key, *share);
  });
  return shares;
}

std::optional<UnitChange> read_change(const Node& node) {
  node.only({"on", "before", "after", "whole", "shares", "note", "source"});
  check_remarks(node);
  const auto on = read_date(node.member("on"));
  auto before = node.member("before").code();
  auto after = node.member("after").code();
  const bool whole = read_optional_boolean(node, "whole", true);
  const auto shares = node.optional("shares");
  auto read = shares ? read_shares(shares) : std::map<std::string, Decimal>();
  if (whole && !read.empty())
    shares.mistake("A unit that goes over as a whole has no shares; write \"whole\": false or "
                   "leave the shares out.",
                   "Đơn vị được nhập toàn bộ thì không có tỷ lệ; hãy ghi \"whole\": false hoặc bỏ "
                   "các tỷ lệ.");
  if (!on) return std::nullopt;
  return UnitChange{std::move(before), std::move(after), *on, whole, std::move(read)};
}

DaysOfUnit read_days(const Node& node) {
  const auto dates = read_dates(node);
  return {dates.from, dates.to};
}

CompleteDay read_complete(const Node& node) {
  node.only({"on", "kinds", "note", "source"});
  check_remarks(node);
  const auto on = read_date(node.member("on"));
  return {on.value_or(Date{}), read_codes(node.member("kinds"))};
}

UnitAlias read_alias(const Node& node) {
  node.only({"unit", "name", "from", "to", "note", "source"});
  check_remarks(node);
  return {node.member("unit").code(), node.member("name").text(), read_days(node)};
}

GroupMember read_member(const Node& node) {
  node.only({"group", "unit", "from", "to", "note", "source"});
  check_remarks(node);
  return {node.member("group").code(), node.member("unit").code(), read_days(node)};
}

ReportRoute read_route(const Node& node) {
  node.only({"unit", "aggregator", "subject", "from", "to", "note", "source"});
  check_remarks(node);
  ReportRoute route{node.member("unit").code(), node.member("aggregator").code(), {}, {}};
  if (const auto subject = node.optional("subject")) route.subject = subject.code();
  route.days = read_days(node);
  return route;
}

/// Reads the elements of a list that may be absent, and remembers where each stands.
template <class Read>
void read_list(const Node& node, std::string_view name, UnitPart part, UnitsDocument& document,
               Read read) {
  if (const auto list = node.optional(name))
    list.each([&](Node element) {
      if (read(element)) document.nodes[static_cast<std::size_t>(part)].push_back(element);
    });
}

}  // namespace

UnitsDocument read_units(const Node& node) {
  UnitsDocument document{node, {}};
  node.only({"schema", "code", "version", "title", "units", "changes", "complete", "doubtful",
             "aliases", "groups", "routes", "note", "source"});
  check_remarks(node);
  document.code = node.member("code").code();
  document.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  read_optional_label(node, "title");
  auto& data = document.data;
  const auto keep = [](auto& list, auto element) {
    list.push_back(std::move(element));
    return true;
  };
  const auto keep_change = [](auto& list, std::optional<UnitChange> change) {
    if (change) list.push_back(*std::move(change));
    return change.has_value();
  };
  read_list(node, "units", UnitPart::kUnit, document,
            [&](const Node& unit) { return keep(data.units, read_unit(unit)); });
  read_list(node, "changes", UnitPart::kChange, document,
            [&](const Node& change) { return keep_change(data.changes, read_change(change)); });
  read_list(node, "complete", UnitPart::kComplete, document,
            [&](const Node& day) { return keep(data.complete, read_complete(day)); });
  read_list(node, "aliases", UnitPart::kAlias, document,
            [&](const Node& alias) { return keep(data.aliases, read_alias(alias)); });
  read_list(node, "groups", UnitPart::kMember, document,
            [&](const Node& member) { return keep(data.members, read_member(member)); });
  read_list(node, "routes", UnitPart::kRoute, document,
            [&](const Node& route) { return keep(data.routes, read_route(route)); });
  if (const auto doubtful = node.optional("doubtful"))
    doubtful.each([&](Node change) { keep_change(data.doubtful, read_change(change)); });
  return document;
}

}  // namespace girs
