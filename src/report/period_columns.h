#pragma once
// All figures of a regime's reports for one period, by column, over the units in force on the last
// day of its window: what plans of the engine run on. Only columns of numbers are kept; formulas
// that read others go from report to report.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/table.h"
#include "report/stored_report.h"
#include "report/unit_order.h"

namespace girs::report {

/// The tree of a day as the engine and as the catalogue have it; positions are the same in both.
struct ColumnUnits {
  const UnitOrder* order = nullptr;
  std::shared_ptr<const engine::Units> units;
  std::shared_ptr<const UnitOrders> orders = {};   // that `order` is one of, when it may go away
};
Result<ColumnUnits> column_units(const UnitOrder& order);

class PeriodColumns {
 public:
  /// Where the figures of a unit are from; without a report `rev` is 0.
  struct Source {
    std::string pid = {};      // empty: a report of this store that is not sealed
    bool aggregate = false;
    int rev = 0;
    formula::ReportState state = formula::ReportState::kNone;
    bool is_there() const { return rev > 0; }
    bool operator==(const Source&) const = default;
  };
  /// Rows of a list, in the order of units and then of the sheet.
  struct List {
    std::vector<std::size_t> offsets;   // unit u has the rows offsets[u] to offsets[u + 1]
    std::vector<std::string> rows;      // their codes
    bool operator==(const List&) const = default;
  };

  /// No unit has reported. `subject` names regime, period and forms, which the catalogue keeps.
  PeriodColumns(ColumnUnits units, Subject subject);

  /// Takes a unit's report in the place of what was there; nullptr: it has none. After the last of
  /// several, settle() brings the table up to date.
  void put(std::uint32_t position, const StoredReport* report);
  void settle();

  // For what reads stored columns.
  void set_source(std::uint32_t position, Source source) { sources_[position] = std::move(source); }
  void add(engine::ColumnKey key, engine::Column column);
  void add(const std::string& form, List list, std::map<std::string, engine::Column> columns);

  const Subject& subject() const { return subject_; }
  /// Positions of the units that owe the report by the regime itself; nothing where that depends
  /// on earlier reports, or the regime asks for none in this period.
  const std::optional<std::vector<std::uint32_t>>& owed() const { return owed_; }
  void set_owed(std::vector<std::uint32_t> positions) { owed_ = std::move(positions); }

  const UnitOrder& order() const { return *units_.order; }
  const engine::Units& units() const { return *units_.units; }
  const std::shared_ptr<const engine::Units>& shared_units() const { return units_.units; }
  /// Keys are those of the engine; a column that no unit has filled in is not there.
  std::shared_ptr<const engine::Table> table() const { return table_; }
  const std::vector<engine::ColumnKey>& keys() const { return keys_; }
  /// Another number after every settle(), and in no other object but a copy.
  std::uint64_t version() const { return version_; }
  /// Positions whose reports were put since it had that version; nothing when that is not known.
  std::optional<std::vector<std::uint32_t>> changed_since(std::uint64_t version) const;
  const std::map<std::string, List>& lists() const { return lists_; }   // by form
  const Source& source(std::uint32_t position) const { return sources_[position]; }
  /// Whether one unit at least has reported.
  bool has_reports() const;
  std::size_t memory_bytes() const;

  /// Where two of the same regime and period differ first, for people; empty when they do not.
  std::string difference(const PeriodColumns& other) const;

 private:
  struct Row {
    std::string code;
    std::map<std::string, formula::Value> cells;   // by column
  };
  void put_sheet(std::uint32_t position, const FormLayout& layout, const Sheet* sheet);
  void set(const engine::ColumnKey& key, int scale, std::uint32_t position,
           const formula::Value& value);
  void settle_list(const FormLayout& layout, std::map<std::uint32_t, std::vector<Row>>& changed);
  /// The table without the lists of `form`, which cannot be taken out of it.
  void leave_out_list(const std::string& form);
  bool replace_rows(const FormLayout& layout,
                    const std::map<std::uint32_t, std::vector<Row>>& changed);

  ColumnUnits units_;
  Subject subject_;
  std::shared_ptr<engine::Table> table_;
  std::vector<engine::ColumnKey> keys_;           // of closed columns
  std::map<std::string, List> lists_;
  std::vector<Source> sources_;
  std::optional<std::vector<std::uint32_t>> owed_ = {};
  std::map<std::string, std::map<std::uint32_t, std::vector<Row>>> open_;   // since settle()
  std::uint64_t version_ = 0;
  std::uint64_t followed_ = 0;                                  // version from which on puts_ go
  std::vector<std::pair<std::uint64_t, std::uint32_t>> puts_;   // version before, position
};

}  // namespace girs::report
