#include "report/period_columns.h"

#include <algorithm>
#include <atomic>

namespace girs::report {
namespace {

using engine::ColumnKey;
using formula::Absent;
using formula::Value;

constexpr const char* kListRow = "*";
constexpr std::size_t kPutsMax = 1024;   // that are remembered

std::uint64_t next_version() {
  static std::atomic<std::uint64_t> newest{0};
  return ++newest;
}

/// Calls `take` with every column of numbers that sheets hold.
template <class Take>
void each_number_column(const FormLayout& layout, Take take) {
  for (const auto& column : layout.form().columns)
    if (column.entered && column.type == CellType::kNumber) take(column);
}

}  // namespace

Result<ColumnUnits> column_units(const UnitOrder& order) {
  std::vector<engine::Units::Unit> units;
  units.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const auto& unit = order.unit(i);
    units.push_back({unit.code, order.position(unit.parent) ? unit.parent : std::string(),
                     unit.kind});
  }
  GIRS_TRY(auto made, engine::Units::in_order(std::move(units)));
  return ColumnUnits{&order, std::make_shared<const engine::Units>(std::move(made))};
}

PeriodColumns::PeriodColumns(ColumnUnits units, Subject subject)
    : units_(std::move(units)),
      subject_(std::move(subject)),
      table_(std::make_shared<engine::Table>(units_.units)),
      sources_(units_.order->size()),
      version_(next_version()),
      followed_(version_) {}

void PeriodColumns::add(ColumnKey key, engine::Column column) {
  if (table_->add(key, std::move(column))) keys_.push_back(std::move(key));
}

void PeriodColumns::add(const std::string& form, List list,
                        std::map<std::string, engine::Column> columns) {
  for (auto& [code, cells] : columns)
    (void)table_->add({form, kListRow, code, subject_.period},
                      engine::OpenColumn{list.offsets, std::move(cells)});
  lists_[form] = std::move(list);
}

void PeriodColumns::set(const ColumnKey& key, int scale, std::uint32_t position,
                        const Value& value) {
  auto* column = table_->find(key);
  if (!column) {
    if (value == Value(Absent::kMissing)) return;
    add(key, engine::Column(units_.order->size(), scale));
    column = table_->find(key);
  }
  column->set(position, value);
}

void PeriodColumns::put(std::uint32_t position, const StoredReport* report) {
  if (table_.use_count() > 1) table_ = std::make_shared<engine::Table>(*table_);  // others read it
  Source source;
  if (report)
    source = {report->pid, report->scope == "aggregate", report->rev, report->state};
  sources_[position] = std::move(source);
  puts_.emplace_back(version_, position);
  for (const auto& layout : subject_.forms) {
    const auto sheet = report ? report->sheets.find(layout.form().code)
                              : std::map<std::string, Sheet>::const_iterator();
    put_sheet(position, layout,
              report && sheet != report->sheets.end() ? &sheet->second : nullptr);
  }
}

void PeriodColumns::put_sheet(std::uint32_t position, const FormLayout& layout,
                              const Sheet* sheet) {
  const auto& form = layout.form();
  const auto value = [&](const SheetRow* row, const std::string& column) -> Value {
    const auto cell = row ? row->cells.find(column) : decltype(row->cells.end()){};
    return row && cell != row->cells.end() ? cell->second.value : Value(Absent::kMissing);
  };
  each_number_column(layout, [&](const Column& column) {
    for (const auto& fixed : form.rows.fixed)
      set({form.code, fixed.code, column.code, subject_.period}, column.scale, position,
          value(sheet ? sheet->row(fixed.code) : nullptr, column.code));
  });
  if (!form.rows.dynamic) return;
  auto& rows = open_[form.code][position];
  rows.clear();
  if (!sheet) return;
  for (const auto& row : sheet->rows()) {
    if (!row.dynamic) continue;
    rows.push_back({row.code, {}});
    each_number_column(layout, [&](const Column& column) {
      const auto cell = value(&row, column.code);
      if (cell != Value(Absent::kMissing)) rows.back().cells.emplace(column.code, cell);
    });
  }
}

void PeriodColumns::settle() {
  for (const auto& layout : subject_.forms) {
    const auto changed = open_.find(layout.form().code);
    if (changed == open_.end()) continue;
    if (!replace_rows(layout, changed->second)) settle_list(layout, changed->second);
  }
  open_.clear();
  version_ = next_version();
  if (puts_.size() <= kPutsMax) return;
  puts_.clear();
  followed_ = version_;
}

std::optional<std::vector<std::uint32_t>> PeriodColumns::changed_since(
    std::uint64_t version) const {
  if (version < followed_ || version > version_) return std::nullopt;
  std::vector<std::uint32_t> positions;
  for (const auto& [before, position] : puts_)
    if (before >= version) positions.push_back(position);
  std::ranges::sort(positions);
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

/// Where every changed unit has the same rows as before, their cells are replaced one by one.
bool PeriodColumns::replace_rows(const FormLayout& layout,
                                 const std::map<std::uint32_t, std::vector<Row>>& changed) {
  const auto& form = layout.form().code;
  const auto list = lists_.find(form);
  if (list == lists_.end()) return false;
  for (const auto& [unit, rows] : changed) {
    const auto begin = list->second.offsets[unit];
    if (list->second.offsets[unit + 1] - begin != rows.size()) return false;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (list->second.rows[begin + i] != rows[i].code) return false;
  }
  std::map<std::string, engine::Column> columns;
  each_number_column(layout, [&](const Column& column) {
    const auto* open = table_->find_open({form, kListRow, column.code, subject_.period});
    auto cells = open ? open->cells : engine::Column(list->second.rows.size(), column.scale);
    for (const auto& [unit, rows] : changed)
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto cell = rows[i].cells.find(column.code);
        cells.set(list->second.offsets[unit] + i,
                  cell == rows[i].cells.end() ? Value(Absent::kMissing) : cell->second);
      }
    columns.emplace(column.code, std::move(cells));
  });
  auto same = list->second;
  leave_out_list(form);
  add(form, std::move(same), std::move(columns));
  return true;
}

void PeriodColumns::leave_out_list(const std::string& form) {
  auto kept = std::make_shared<engine::Table>(units_.units);
  for (const auto& key : keys_) (void)kept->add(key, *std::as_const(*table_).find(key));
  for (const auto& [other, list] : lists_)
    for (const auto& column : table_->open_columns(other, subject_.period)) {
      const ColumnKey key{other, kListRow, column, subject_.period};
      if (other != form) (void)kept->add(key, *table_->find_open(key));
    }
  table_ = std::move(kept);
}

/// Lays the list out anew: what was there of other units, and the rows that came.
void PeriodColumns::settle_list(const FormLayout& layout,
                                std::map<std::uint32_t, std::vector<Row>>& changed) {
  const auto& form = layout.form().code;
  const auto before = lists_.find(form);
  List list;
  std::vector<std::pair<const Row*, std::size_t>> from;   // a row that came, or a place before
  for (std::uint32_t unit = 0; unit < sources_.size(); ++unit) {
    list.offsets.push_back(from.size());
    if (const auto rows = changed.find(unit); rows != changed.end()) {
      for (const auto& row : rows->second) from.emplace_back(&row, 0);
    } else if (before != lists_.end()) {
      for (auto i = before->second.offsets[unit]; i < before->second.offsets[unit + 1]; ++i)
        from.emplace_back(nullptr, i);
    }
  }
  list.offsets.push_back(from.size());
  for (const auto& [row, place] : from)
    list.rows.push_back(row ? row->code : before->second.rows[place]);
  std::map<std::string, engine::Column> columns;
  each_number_column(layout, [&](const Column& column) {
    const auto* old = table_->find_open({form, kListRow, column.code, subject_.period});
    engine::Column cells(from.size(), column.scale);
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (!from[i].first) {
        if (old) cells.set(i, old->cells.value(from[i].second));
      } else if (const auto cell = from[i].first->cells.find(column.code);
                 cell != from[i].first->cells.end()) {
        cells.set(i, cell->second);
      }
    }
    columns.emplace(column.code, std::move(cells));
  });
  if (before != lists_.end()) leave_out_list(form);
  add(form, std::move(list), std::move(columns));
}

bool PeriodColumns::has_reports() const {
  return std::ranges::any_of(sources_, [](const Source& source) { return source.is_there(); });
}

std::size_t PeriodColumns::memory_bytes() const {
  std::size_t bytes = 0;
  for (const auto& key : keys_) bytes += std::as_const(*table_).find(key)->memory_bytes();
  for (const auto& layout : subject_.forms) {
    const auto list = lists_.find(layout.form().code);
    if (list == lists_.end()) continue;
    bytes += list->second.rows.size() * sizeof(std::string);
    each_number_column(layout, [&](const Column& column) {
      const auto* open = std::as_const(*table_).find_open(
          {layout.form().code, kListRow, column.code, subject_.period});
      if (open) bytes += open->cells.memory_bytes() + open->offsets.size() * sizeof(std::size_t);
    });
  }
  return bytes + sources_.size() * (sizeof(Source) + 72);   // the text of a pid
}

std::string PeriodColumns::difference(const PeriodColumns& other) const {
  for (std::uint32_t unit = 0; unit < sources_.size(); ++unit)
    if (sources_[unit] != other.sources_[unit]) return "the report of " + units().code(unit);
  if (lists_ != other.lists_) return "the rows of a list";
  auto keys = keys_;
  keys.insert(keys.end(), other.keys_.begin(), other.keys_.end());
  const engine::Column blank(sources_.size());
  for (const auto& key : keys) {
    const auto* mine = std::as_const(*table_).find(key);
    const auto* theirs = std::as_const(*other.table_).find(key);
    for (std::uint32_t unit = 0; unit < sources_.size(); ++unit)
      if ((mine ? mine : &blank)->value(unit) != (theirs ? theirs : &blank)->value(unit))
        return engine::to_text(key) + " at " + units().code(unit);
  }
  for (const auto& [form, list] : lists_)
    for (const auto& column : subject_.form(form)->form().columns) {
      const ColumnKey key{form, kListRow, column.code, subject_.period};
      const auto* mine = std::as_const(*table_).find_open(key);
      const auto* theirs = std::as_const(*other.table_).find_open(key);
      if (!mine && !theirs) continue;
      if (!mine || !theirs) return engine::to_text(key);
      for (std::size_t i = 0; i < list.rows.size(); ++i)
        if (mine->cells.value(i) != theirs->cells.value(i))
          return engine::to_text(key) + ", row " + list.rows[i];
    }
  return {};
}

}  // namespace girs::report
