#include "report/cells.h"

#include <algorithm>

#include "form/codec.h"
#include "form/sheet_source.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

constexpr std::string_view kUnfinished[] = {"draft", "submitted", "returned"};

}  // namespace

Result<std::optional<StoredCells::Found>> StoredCells::load_own(store::Connection& connection,
                                                                const Subject& subject,
                                                                const store::ReportKey& key) const {
  GIRS_TRY(const auto row, store::find_report(connection, key));
  if (!row || row->kind == "withdrawal" ||
      std::ranges::find(kUnfinished, row->state) != std::end(kUnfinished))
    return std::optional<Found>();
  Found found{{row->pid.value_or(""), key.scope, row->rev}, {}};
  GIRS_TRY(const auto sheets, store::sheets(connection, row->id));
  for (const auto& stored : sheets) {
    const auto* layout = subject.form(stored.form);
    if (!layout) continue;
    GIRS_TRY(auto sheet, from_blob(*layout, stored.cells));
    found.sheets.emplace(stored.form, std::move(sheet));
  }
  return std::optional<Found>(std::move(found));
}

Result<std::optional<StoredCells::Found>> StoredCells::load_received(
    store::Connection& connection, const Subject& subject, const store::ReportKey& key) const {
  GIRS_TRY(const auto heads,
           store::heads(connection, key.regime, key.period, key.unit, key.scope));
  if (heads.empty()) return std::optional<Found>();
  const auto& head = heads.front();
  if (head.kind == "withdrawal" || head.status == "rejected" || head.status == "excluded")
    return std::optional<Found>();
  Found found{{head.pid, key.scope, head.rev}, {}};
  GIRS_TRY(const auto figures, store::figures(connection, head.pid));
  for (const auto& figure : figures) {
    const auto* layout = subject.form(figure.form);
    if (!layout) continue;
    GIRS_TRY(auto sheet, from_blob(*layout, figure.cells));
    found.sheets.emplace(figure.form, std::move(sheet));
  }
  return std::optional<Found>(std::move(found));
}

Result<std::optional<StoredCells::Found>> StoredCells::load(const Period& period,
                                                            const std::string& unit) const {
  store::ReportKey key{regime_, unit, period.label(), "own"};
  auto subject = subject_of(*workspace_.catalog, key);
  if (!subject) return std::optional<Found>();  // no such unit or form then: nothing reported
  if (subject->regime->aggregates(subject->unit->kind)) key.scope = "aggregate";
  return workspace_.store->read(
      [&](store::Connection& connection) -> Result<std::optional<Found>> {
        GIRS_TRY(auto own, load_own(connection, *subject, key));
        if (own) return own;
        return load_received(connection, *subject, key);
      });
}

const StoredCells::Found* StoredCells::find(const Period& period, const std::string& unit) const {
  const auto key = std::make_pair(period.label(), unit);
  auto at = cache_.find(key);
  if (at == cache_.end()) {
    auto loaded = load(period, unit);
    if (!loaded && !failure_) failure_ = loaded.error();
    at = cache_.emplace(key, loaded ? *std::move(loaded) : std::optional<Found>()).first;
  }
  return at->second ? &*at->second : nullptr;
}

std::optional<StoredCells::Origin> StoredCells::origin(const Period& period,
                                                       const std::string& unit) const {
  const auto* found = find(period, unit);
  if (!found) return std::nullopt;
  return found->origin;
}

Status StoredCells::status() const {
  if (failure_) return *failure_;
  return ok();
}

formula::Value StoredCells::cell(const formula::CellAddress& address) const {
  const auto* found = find(address.period, address.unit);
  if (!found) return formula::Absent::kMissing;
  const auto sheet = found->sheets.find(address.form);
  if (sheet == found->sheets.end()) return formula::Absent::kMissing;
  return sheet->second.get({address.row, address.column}).value;
}

std::vector<formula::CellSource::Row> StoredCells::rows(const std::string& form, const Period& period,
                                                        const std::string& unit) const {
  std::vector<Row> rows;
  const auto* found = find(period, unit);
  if (!found) return rows;
  const auto sheet = found->sheets.find(form);
  if (sheet == found->sheets.end()) return rows;
  const auto* definition = workspace_.catalog->form_version(form, sheet->second.version());
  for (const auto& row : sheet->second.rows()) {
    const auto* fixed = definition ? definition->fixed_row(row.code) : nullptr;
    rows.push_back({row.code, row.dynamic, fixed && fixed->total});
  }
  return rows;
}

std::vector<std::string> StoredCells::columns(const std::string& form) const {
  std::vector<std::string> codes;
  for (const auto& definition : workspace_.catalog->forms()) {
    if (definition.code != form) continue;
    codes.clear();  // versions stand in order: the newest one's columns
    for (const auto& column : definition.columns)
      if (column.entered) codes.push_back(column.code);
  }
  return codes;
}

formula::Value StoredCells::parameter(const std::string&) const { return formula::Absent::kMissing; }

std::optional<Date> UnitHierarchy::day(const Period& period) const {
  const auto window = catalog_.window(regime_, period);
  if (!window) return std::nullopt;
  return window->to;
}

std::vector<std::string> UnitHierarchy::children(const std::string& unit, const Period& period) const {
  std::vector<std::string> codes;
  if (const auto at = day(period))
    for (const auto* child : catalog_.units().children(unit, *at)) codes.push_back(child->code);
  return codes;
}

std::vector<std::string> UnitHierarchy::leaves(const std::string& unit, const Period& period) const {
  std::vector<std::string> codes;
  const auto at = day(period);
  if (!at) return codes;
  for (const auto* below : catalog_.units().descendants(unit, *at))
    if (catalog_.units().children(below->code, *at).empty()) codes.push_back(below->code);
  return codes;
}

std::string UnitHierarchy::parent(const std::string& unit, const Period& period) const {
  const auto at = day(period);
  const auto* found = at ? catalog_.units().find(unit, *at) : nullptr;
  return found ? found->parent : std::string();
}

}  // namespace girs::report
