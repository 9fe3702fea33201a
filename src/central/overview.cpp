#include "central/overview.h"

#include "report/view.h"

namespace girs::central {
namespace {

constexpr int kShareDecimals = 4;

std::optional<Decimal> share(std::size_t part, std::size_t whole) {
  const auto quotient = divide(Decimal(static_cast<std::int64_t>(part)), Decimal(static_cast<std::int64_t>(whole)));
  return quotient ? round_half_away(*quotient, kShareDecimals) : std::nullopt;
}

void count(Overview& overview, const report::Standing& row) {
  if (row.excluded) {
    ++overview.excluded;
    return;
  }
  ++overview.expected;
  if (row.received) {
    ++overview.received;
    ++(row.late ? overview.late : overview.on_time);
  } else {
    ++(row.late ? overview.missing : overview.not_yet_due);
  }
  if (row.status == "accepted") ++overview.accepted;
  if (row.status == "rejected") ++overview.rejected;
}

json::Value share_json(const std::optional<Decimal>& share) {
  return share ? json::Value(share->text()) : json::Value();
}

json::Value row_json(const report::Standing& row) {
  json::Value one;
  one.set("unit", row.obligation.unit->code);
  one.set("name", row.obligation.unit->name);
  one.set("kind", row.obligation.unit->kind);
  one.set("scope", row.obligation.scope);
  one.set("due", to_text(row.due.date));
  one.set("state", row.state());
  one.set("decision", row.status.empty() ? json::Value() : json::Value(row.status));
  one.set("logged", row.pid.empty() ? json::Value() : json::Value(to_rfc3339(row.first_logged)));
  one.set("pid", row.pid.empty() ? json::Value() : json::Value(row.pid));
  one.set("rev", row.rev);
  one.set("extended", report::view(row.extended));
  one.set("excluded", report::view(row.excluded));
  return one;
}

}  // namespace

json::Value totals_json(const Overview& overview) {
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  json::Value totals;
  totals.set("expected", number(overview.expected));
  totals.set("received", number(overview.received));
  totals.set("on_time", number(overview.on_time));
  totals.set("late", number(overview.late));
  totals.set("missing", number(overview.missing));
  totals.set("not_yet_due", number(overview.not_yet_due));
  totals.set("excluded", number(overview.excluded));
  totals.set("unexpected", number(overview.unexpected.size()));
  totals.set("accepted", number(overview.accepted));
  totals.set("rejected", number(overview.rejected));
  totals.set("completeness", share_json(overview.completeness()));
  totals.set("timeliness", share_json(overview.timeliness()));
  return totals;
}

std::optional<Decimal> Overview::completeness() const {
  return share(received + unexpected.size(), expected);
}

std::optional<Decimal> Overview::timeliness() const { return share(on_time, expected); }

Result<Overview> overview(const report::Workspace& workspace, std::string_view regime, const Period& period,
                          std::string_view unit, Time as_of) {
  const auto& catalog = *workspace.catalog;
  if (!unit.empty()) GIRS_CHECK(report::check_unit(catalog, unit));
  GIRS_TRY(const Regime* definition, catalog.regime_of(regime, period));
  GIRS_TRY(const auto window, catalog.window(*definition, period));
  GIRS_TRY(auto owed, report::obligations_at(workspace, *definition, period, as_of));
  const auto inside = [&](std::string_view code) {
    return unit.empty() || code == unit || catalog.units().is_below(code, unit, window.to);
  };
  GIRS_TRY(auto all, report::standings(workspace, *definition, period, std::move(owed), as_of));
  Overview result;
  for (auto& row : all.expected) {
    if (!inside(row.obligation.unit->code)) continue;
    count(result, row);
    result.rows.push_back(std::move(row));
  }
  for (auto& code : all.unexpected)
    if (inside(code)) result.unexpected.push_back(std::move(code));
  return result;
}

Overview part_of(const Overview& whole, const UnitTree& units, std::string_view unit, Date day) {
  const auto inside = [&](std::string_view code) { return code == unit || units.is_below(code, unit, day); };
  Overview part;
  for (const auto& row : whole.rows) {
    if (!inside(row.obligation.unit->code)) continue;
    count(part, row);
    part.rows.push_back(row);
  }
  for (const auto& code : whole.unexpected)
    if (inside(code)) part.unexpected.push_back(code);
  return part;
}

json::Value to_json(const Overview& overview, std::string_view regime, const Period& period, Time as_of) {
  json::Value rows = json::Array{};
  for (const auto& row : overview.rows) rows.push(row_json(row));
  json::Value unexpected = json::Array{};
  for (const auto& unit : overview.unexpected) unexpected.push(json::Value(unit));
  json::Value shown;
  shown.set("regime", regime);
  shown.set("period", period.label());
  shown.set("as_of", to_rfc3339(as_of));
  shown.set("totals", totals_json(overview));
  shown.set("rows", std::move(rows));
  shown.set("unexpected", std::move(unexpected));
  return shown;
}

}  // namespace girs::central
