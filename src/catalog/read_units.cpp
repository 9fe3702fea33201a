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

}  // namespace

UnitsDocument read_units(const Node& node) {
  UnitsDocument document{node, {}};
  node.only({"schema", "code", "version", "title", "units", "changes", "note", "source"});
  check_remarks(node);
  document.code = node.member("code").code();
  document.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  read_optional_label(node, "title");
  if (const auto units = node.optional("units"))
    units.each([&](Node unit) {
      document.units.push_back(read_unit(unit));
      document.unit_nodes.push_back(unit);
    });
  if (const auto changes = node.optional("changes"))
    changes.each([&](Node change) {
      auto read = read_change(change);
      if (!read) return;
      document.changes.push_back(*std::move(read));
      document.change_nodes.push_back(change);
    });
  return document;
}

}  // namespace girs
