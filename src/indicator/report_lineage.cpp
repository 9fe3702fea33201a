#include "indicator/report_lineage.h"

#include "indicator/indicator_cells.h"
#include "indicator/stale.h"
#include "report/receive.h"
#include "report/unit_hierarchy.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::indicator {
namespace {

// Levels of JSON from a figure to another below it.
constexpr std::size_t kPartLevels = 2;     // "parts", the part
constexpr std::size_t kBehindLevels = 4;   // "numerator_cells", the operand, "behind", "lineage"

void set_value(json::Value& shown, const char* name, const formula::Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) shown.set(name, number->text());
  else if (const auto* absent = std::get_if<formula::Absent>(&value)) {
    json::Value state;
    state.set("absent", formula::to_text(*absent));
    shown.set(name, std::move(state));
  } else if (const auto* fault = std::get_if<formula::Fault>(&value)) {
    json::Value state;
    state.set("error", formula::to_text(*fault));
    shown.set(name, std::move(state));
  } else {
    shown.set(name, formula::shown(value));
  }
}

json::Value signers_json(const std::vector<store::SignerRow>& rows) {
  json::Value signers = json::Array{};
  for (const auto& signer : rows) {
    json::Value one;
    one.set("role", signer.role);
    one.set("keyid", signer.keyid);
    one.set("person", signer.person);
    signers.push(std::move(one));
  }
  return signers;
}

/// The members that an aggregate names; of those that the store holds also revision and signers,
/// and the newest revision when it is another, as known at `as_of` (none: now).
Result<json::Value> members_json(store::Connection& connection, ByteView envelope,
                                 const std::optional<Time>& as_of) {
  json::Value list = json::Array{};
  const auto members = report::members_of(envelope);
  for (auto member : *members.as_array()) {
    const auto* pid = member.text("pid");
    const auto row = pid ? store::submission(connection, *pid)
                         : Result<std::optional<store::SubmissionRow>>(std::nullopt);
    if (!row) return row.error();
    if (*row) {
      member.set("rev", (*row)->rev);
      GIRS_TRY(const auto signers, store::signers(connection, (*row)->pid));
      member.set("signers", signers_json(signers));
      GIRS_TRY(const auto head, newer_than(connection, **row, as_of));
      if (head) {
        json::Value newer;
        newer.set("pid", head->pid);
        newer.set("rev", head->rev);
        member.set("corrected", std::move(newer));
      }
    }
    list.push(std::move(member));
  }
  return list;
}

/// What was decided on a report by then.
Result<std::string> status_at(store::Connection& connection, const store::SubmissionRow& row,
                              const std::optional<Time>& as_of) {
  if (!as_of) return row.status;
  GIRS_TRY(const auto decided, store::decisions(connection, row.pid));
  std::string status = "received";
  for (const auto& one : decided)
    if (one.logged_at <= as_of->time_since_epoch().count()) status = one.status;
  return status;
}

/// The package behind a figure, from what was received or from this store's own outbox.
Result<json::Value> package_json(store::Connection& connection, const std::string& pid,
                                 const std::optional<Time>& as_of) {
  json::Value shown;
  shown.set("pid", pid);
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (!row) {
    GIRS_TRY(const auto own, store::outbox_row(connection, pid));
    if (!own) return shown;
    shown.set("rev", own->rev);
    shown.set("state", own->state);
    GIRS_TRY(auto members, members_json(connection, own->envelope, as_of));
    shown.set("members", std::move(members));
    return shown;
  }
  shown.set("origin", row->origin);
  shown.set("index", row->index);
  shown.set("logged", to_rfc3339(Time{std::chrono::seconds{row->logged_at}}));
  shown.set("rev", row->rev);
  GIRS_TRY(const auto status, status_at(connection, *row, as_of));
  shown.set("status", status);
  GIRS_TRY(const auto signers, store::signers(connection, pid));
  shown.set("signers", signers_json(signers));
  GIRS_TRY(auto members, members_json(connection, row->envelope, as_of));
  shown.set("members", std::move(members));
  return shown;
}

/// One explanation: what its figures share.
class Descending {
 public:
  Descending(const report::Workspace& workspace, const Indicator& indicator, const Regime& regime,
             const Period& period, FigureBudget& budget, const AsOf& as_of)
      : workspace_(workspace),
        indicator_(indicator),
        cells_(workspace, regime.code, 0, as_of),
        hierarchy_(*workspace.catalog, regime),
        period_(period),
        budget_(budget),
        as_of_(as_of) {}

  /// What stands behind the first figure of `table`.
  Status add(const Table& table, json::Value& shown) {
    const auto& figure = table.figures.front();
    if (!figure.scope.empty()) GIRS_CHECK(add_report(figure, shown));
    if (table.now) shown.set("now", to_json(*table.now));
    json::Value parts = json::Array{};
    for (std::size_t i = 1; i < table.figures.size(); ++i) {
      auto part = to_json(table.figures[i]);
      const Deeper room(budget_, kPartLevels);
      if (!room || !budget_.take()) part.set("more", true);
      else GIRS_CHECK(add_part(table.figures[i], part));
      parts.push(std::move(part));
    }
    if (figure.scope.empty() || !parts.as_array()->empty()) shown.set("parts", std::move(parts));
    return cells_.status();
  }

 private:
  Status add_report(const Figure& figure, json::Value& shown) {
    formula::Context context;
    context.period = period_;
    context.unit = figure.unit;
    context.missing = indicator_.missing;
    context.cells = &cells_;
    context.hierarchy = &hierarchy_;
    GIRS_TRY(auto cells, operands(indicator_.numerator, context));
    shown.set("numerator_cells", std::move(cells));
    if (indicator_.denominator) {
      GIRS_TRY(auto more, operands(*indicator_.denominator, context));
      shown.set("denominator_cells", std::move(more));
    }
    if (figure.pid.empty()) return ok();   // not sealed yet
    GIRS_TRY(auto package, workspace_.store->read([&](store::Connection& connection) {
      return package_json(connection, figure.pid, workspace_.as_of);
    }));
    shown.set("package", std::move(package));
    return ok();
  }

  Result<json::Value> operands(const formula::Expression& expression,
                               const formula::Context& context) {
    json::Value list = json::Array{};
    for (const auto& operand : formula::operands(expression, context)) {
      const auto& address = operand.address;
      json::Value one;
      if (!address.indicator.empty()) one.set("indicator", address.indicator);
      one.set("form", address.form);
      one.set("row", address.row);
      one.set("column", address.column);
      one.set("period", address.period.label());
      one.set("unit", address.unit);
      set_value(one, "value", operand.value);
      if (!address.indicator.empty()) GIRS_CHECK(add_behind(address, one));
      list.push(std::move(one));
    }
    return list;
  }

  /// What stands behind an operand that is an indicator.
  Status add_behind(const formula::CellAddress& address, json::Value& shown) {
    const Deeper room(budget_, kBehindLevels);
    if (!room || !budget_.take()) {
      shown.set("more", true);
      return ok();
    }
    auto behind = explained(workspace_, address.indicator, address.unit, address.period, budget_,
                            as_of_);
    if (behind) shown.set("behind", *std::move(behind));
    else if (behind.error().code != Code::kNotFound) return std::move(behind).error();
    return ok();
  }

  /// Who has not reported has nothing behind it, and who reports for nobody else no parts.
  Status add_part(const Figure& figure, json::Value& shown) {
    if (figure.counted == 0) return ok();
    if (figure.scope == "own") return add_report(figure, shown);
    GIRS_TRY(const auto table, compute(workspace_, indicator_.code, figure.unit, period_, 0, as_of_));
    return add(table, shown);
  }

  const report::Workspace& workspace_;
  const Indicator& indicator_;
  const IndicatorCells cells_;
  const report::UnitHierarchy hierarchy_;
  const Period period_;
  FigureBudget& budget_;
  const AsOf as_of_;
};

}  // namespace

json::Value to_json(const Figure& figure) {
  json::Value shown;
  shown.set("unit", figure.unit);
  shown.set("name", figure.name);
  set_value(shown, "value", figure.value);
  set_value(shown, "numerator", figure.numerator);
  set_value(shown, "denominator", figure.denominator);
  shown.set("counted", static_cast<std::int64_t>(figure.counted));
  shown.set("expected", static_cast<std::int64_t>(figure.expected));
  shown.set("pid", figure.pid.empty() ? json::Value() : json::Value(figure.pid));
  json::Value flags = json::Array{};
  for (const auto& flag : figure.flags) flags.push(flag);
  shown.set("flags", std::move(flags));
  if (figure.status) shown.set("status", to_text(*figure.status));
  return shown;
}

Status add_sources(const report::Workspace& workspace, const Table& table, FigureBudget& budget,
                   json::Value& shown, const AsOf& as_of) {
  GIRS_TRY(const Regime* regime,
           workspace.catalog->regime_of(table.indicator->regime, table.period));
  return Descending(workspace, *table.indicator, *regime, table.period, budget, as_of)
      .add(table, shown);
}

}  // namespace girs::indicator
