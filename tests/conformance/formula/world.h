#pragma once
// A world of the vectors: forms, reports, units and what became of them, in memory.

#include <map>
#include <string>

#include "formula/grid_source.h"
#include "json/value.h"

namespace girs::formula {

/// A cell as the vectors write it.
Value cell_of(const json::Value& written);

class World : public CellSource, public Hierarchy {
 public:
  /// Of a JSON object that worlds.py wrote.
  explicit World(const json::Value& written);

  Value cell(const CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  Measure measure_of(const CellAddress& address) const override;
  ReportState report_state(const std::string& form, const Period& period,
                           const std::string& unit) const override;
  Value parameter(const std::string&, const girs::Period&) const override { return Absent::kMissing; }

  std::vector<std::string> children(const std::string& unit, const Period&) const override;
  std::vector<std::string> leaves(const std::string& unit, const Period& period) const override;
  std::string parent(const std::string& unit, const Period&) const override;
  std::string kind(const std::string& unit, const Period&) const override;
  std::optional<std::string> attribute(const std::string& name, const std::string& unit,
                                       const Period&) const override;
  std::optional<std::vector<std::string>> group(const std::string& code,
                                                const Period&) const override;
  std::optional<std::vector<Part>> predecessors(const std::string& unit, const Period& now,
                                                const Period& then) const override;

 private:
  const GridSource* report(const std::string& form, const Period& period,
                           const std::string& unit) const;

  json::Value written_;
  std::map<std::string, GridSource> reports_;
  std::map<std::string, std::string> states_;
};

}  // namespace girs::formula
