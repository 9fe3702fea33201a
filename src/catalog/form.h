#pragma once
// A form definition (biểu mẫu) with its rules, as the catalogue holds it: a version with dates.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "catalog/breakdown.h"
#include "decimal/decimal.h"
#include "formula/expression.h"

namespace girs {

/// A text that people read, in both languages.
using Label = Message;

enum class CellType { kNumber, kText, kDate, kLogical, kCode };
using formula::Measure;

struct Column {
  std::string code;        // its printed number, "3"
  std::string key;         // a name for data files, "tiep_nhan_tong"; may be empty
  Label title;
  Label group;             // heading above several columns; may be empty
  CellType type = CellType::kNumber;
  int scale = 0;           // decimals of a number
  Measure measure = Measure::kFlow;
  std::string unit_of_measure = {};  // of a number, with its multiplier: "triệu đồng"; may be empty
  bool required = false;
  bool entered = true;     // false: ordinal and label columns that are printed, not stored
  std::optional<Decimal> min;
  std::optional<Decimal> max;
  std::string code_list;   // kCode
};

struct FixedRow {
  std::string code;
  Label title;
  bool total = false;
  std::string group = {};  // of the rows that formulas name together, [gA.c3]; may be empty
};

/// Rows: fixed ones first, then dynamic ones whose keys come from a code list (or are free).
struct Rows {
  std::vector<FixedRow> fixed;
  bool dynamic = false;
  std::string code_list;   // keys of dynamic rows; empty: any code
};

enum class Severity { kError, kExplain, kInfo };
enum class RuleScope { kForm, kEachRow, kEachColumn };
std::string_view to_text(Severity severity);     // "error", "explain", "info"

/// A tolerance of the comparison at the root of a rule; both zero: exact.
struct Tolerance {
  Decimal absolute;
  Decimal relative;        // share of the right side
};

struct Rule {
  std::string id;          // stable, "carry-over"
  RuleScope scope = RuleScope::kForm;
  std::vector<std::string> rows;     // kEachRow: only these rows; empty: all rows
  std::vector<std::string> columns;  // kEachColumn: only these; empty: all number columns
  formula::Expression expression;
  formula::Missing missing = formula::Missing::kBlankZero;
  Tolerance tolerance;
  Severity severity = Severity::kError;
  Label message;           // what to do; {left}, {right}, {row}, {column}, {difference}
  std::string source;      // legal basis or how it is known
  bool verified = false;   // whether the rule is confirmed as official
  std::optional<Date> from;
  std::optional<Date> to;
  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

struct Form {
  std::string code;        // "II.06a/VPCP/KSTT"
  int version = 1;
  Label title;
  std::string legal_basis;
  std::optional<Date> from;
  std::optional<Date> to;
  std::vector<Column> columns;
  Rows rows;
  std::vector<PartOfWhole> breakdowns = {};
  std::vector<Rule> rules;
  std::string digest;      // "sha256:<hex>" of the definition's RFC 8785 bytes
  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }

  const Column* column(std::string_view code) const;
  const FixedRow* fixed_row(std::string_view code) const;
};

struct CodeList {
  std::string code;        // "linh-vuc"
  int version = 1;
  Label title;
  struct Item { std::string code; Label title; };
  std::vector<Item> items;
  const Item* find(std::string_view code) const;
};

}  // namespace girs
