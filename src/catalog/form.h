#pragma once
// A form definition (biểu mẫu) with its rules, as the catalogue holds it: a version with dates.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "catalog/breakdown.h"
#include "decimal/decimal.h"
#include "formula/expression.h"
#include "formula/value.h"

namespace girs {

/// A text that people read, in both languages.
using Label = Message;

enum class CellType { kNumber, kText, kDate, kLogical, kCode };
using formula::Measure;

/// A value that the library works out; nobody enters it.
struct Computed {
  formula::Expression expression;
  formula::Missing missing = formula::Missing::kBlankZero;
};

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
  int length_max = 0;      // characters of a text; 0: as many as a cell holds
  std::string default_text = {};     // what a new row begins with, as people type it; may be empty
  std::vector<formula::Absent> states = {  // how a cell may be without a value, beside blank
      formula::Absent::kNil, formula::Absent::kNotApplicable, formula::Absent::kNotAvailable};
  std::optional<Computed> computed = {};   // by row; read-only
};

/// A field above the table ("Đơn vị báo cáo"), or a section of an outline (mục của đề cương).
struct Field {
  Column value;            // how its text is read; always entered
  std::string automatic = {};  // "unit-name", "unit-code", "period", "from" or "to": read-only
  int length_min = 0;      // characters of a section that is filled in
};

/// Rows that are printed under one heading.
struct RowGroup {
  std::string code;
  Label title;
};

struct FixedRow {
  std::string code;
  Label title;
  bool total = false;
  std::string group = {};  // of the rows that formulas name together, [gA.c3]; may be empty
  std::optional<Computed> computed = {};   // of each column of numbers; read-only
};

/// Rows: fixed ones first, then dynamic ones whose keys come from a code list (or are free).
struct Rows {
  std::vector<FixedRow> fixed;
  bool dynamic = false;
  std::string code_list;   // keys of dynamic rows; empty: any code
  std::vector<RowGroup> groups = {};       // headings, in printed order
  int count_min = 0;       // dynamic rows that a report has at least
  int count_max = 0;       // and at most; 0: no limit but that of entry
  /// Columns whose values together tell dynamic rows apart: no two rows share them.
  std::vector<std::vector<std::string>> unique = {};
};

/// A form in several parts (phần A, phần B): each has rows of its own and some of the columns.
/// Codes of rows are unique in the whole form, and one part at most takes dynamic rows.
struct Part {
  std::string code;
  Label title;
  std::vector<std::string> columns;
  std::vector<std::string> rows;
  bool dynamic = false;
};

/// Files that go with a report.
struct AttachmentRule {
  int count_min = 0;
  int count_max = 20;
  std::vector<std::string> media_types = {};  // empty: any
  std::int64_t size_max = 0;                  // bytes of one; 0: no limit
};

/// How the form of a province or ministry stands to the national one that it varies: codes of
/// its columns and rows -> those of the national form. What is not named has no counterpart.
struct Variant {
  std::string form;
  int version = 1;
  std::map<std::string, std::string> columns;
  std::map<std::string, std::string> rows;   // rows of the same code need not be named
};

enum class FormKind { kMatrix, kList, kOutline };
std::string_view to_text(FormKind kind);         // "matrix", "list", "outline"

enum class Severity { kError, kExplain, kInfo };
/// Each unit: at every direct member of the reporting unit. Each period: in every period within the
/// report's own in which the forms that the rule names are reported (the quarters of a year).
enum class RuleScope { kForm, kEachRow, kEachColumn, kEachUnit, kEachPeriod };
std::string_view to_text(Severity severity);     // "error", "explain", "info"

/// A tolerance of the comparison at the root of a rule; both zero: exact.
struct Tolerance {
  Decimal absolute;
  Decimal relative;        // share of the right side
  bool rounding = false;   // half a unit of each number's last decimal, for what was rounded before
};

struct Rule {
  std::string id;          // stable, "carry-over"
  RuleScope scope = RuleScope::kForm;
  std::string part = {};             // kEachRow: only rows of this part; empty: of all
  std::vector<std::string> rows;     // kEachRow: only these rows; empty: all rows
  std::vector<std::string> columns;  // kEachColumn: only these; empty: all number columns
  formula::Expression expression;
  formula::Missing missing = formula::Missing::kBlankZero;
  Tolerance tolerance;
  Severity severity = Severity::kError;
  Label message;           // what to do; {left}, {right}, {row}, {column}, {difference}, {unit}, {period}
  std::string source;      // legal basis or how it is known
  bool verified = false;   // whether the rule is confirmed as official
  std::optional<Date> from;
  std::optional<Date> to;
  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

enum class OutlierMethod { kZScore, kModifiedZScore, kMinMax };
std::string_view to_text(OutlierMethod method);  // "z-score", "modified-z-score", "min-max"

/// Figures that stand out from the same cell of earlier periods. No formula: what is usual is
/// learned from the unit's own history.
struct OutlierCheck {
  std::string id;
  std::vector<std::string> columns;
  OutlierMethod method = OutlierMethod::kModifiedZScore;
  /// How many standard deviations (or what stands for them) a figure may lie away; with min-max,
  /// the share of the span between smallest and largest by which it may go beyond them.
  Decimal threshold;
  int periods = 8;         // how far back
  int periods_min = 4;     // figures that there must be, or nothing is said
  Severity severity = Severity::kExplain;
};

struct Form {
  std::string code;        // "II.06a/VPCP/KSTT"
  int version = 1;
  Label title;
  std::string legal_basis;
  std::optional<Date> from;
  std::optional<Date> to;
  FormKind kind = FormKind::kMatrix;
  std::vector<Field> fields;   // of the header; of an outline: its sections in order
  std::vector<Column> columns;
  Rows rows;
  std::vector<Part> parts;     // empty: one, called "main"
  std::vector<PartOfWhole> breakdowns = {};
  std::vector<Rule> rules;
  std::vector<OutlierCheck> outliers;
  std::vector<Label> notes;    // printed below the table, in order
  std::optional<AttachmentRule> attachments;
  std::optional<Variant> variant_of;
  std::string digest;      // "sha256:<hex>" of the definition's RFC 8785 bytes
  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }

  const Column* column(std::string_view code) const;
  const FixedRow* fixed_row(std::string_view code) const;
  const Field* field(std::string_view code) const;
  const Part* part(std::string_view code) const;
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
