#pragma once
// The tree of a formula, as FORMULA.md section 1 describes the text. A run of operators of one
// level is one node with many operands, so the tree is as deep as the brackets are and no
// deeper: whoever walks it recurses at most some hundred times.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "calendar/period.h"
#include "formula/value.h"

namespace girs::formula {

// Limits of the language, refused when a formula is compiled (FORMULA.md section 1).
inline constexpr std::size_t kBytesMax = 8192;
inline constexpr std::size_t kDepthMax = 64;        // brackets, calls and signs within each other
inline constexpr std::size_t kArgumentsMax = 255;
inline constexpr std::size_t kNodesMax = 4096;
inline constexpr std::size_t kCellsMax = 10000;     // cells that the formula names by number
/// A text that a function or & makes, as Excel's cells hold; what a formula needs of memory is
/// this for every call in it, and what its source gives.
inline constexpr std::size_t kTextBytesMax = 32767;

/// Where something stands in the text, in bytes from 0.
struct Place {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// "2:9", or one code when `to` is empty.
struct CodeRange {
  std::string from;
  std::string to;
  bool operator==(const CodeRange&) const = default;
};

/// The rows or columns that a reference names: "*", or codes and ranges of codes.
struct Selection {
  bool all = false;
  std::vector<CodeRange> items;
  bool operator==(const Selection&) const = default;
  /// Whether it is exactly one code.
  bool is_single() const { return !all && items.size() == 1 && items[0].to.empty(); }
};

enum class PeriodRelation { kPeriods, kYears, kYearToDate, kFullYear, kNamed };
/// One "@..." of a reference: [c3@P-1] is {kPeriods, -1}.
struct PeriodStep {
  PeriodRelation relation = PeriodRelation::kPeriods;
  int count = 0;
  Period period;  // kNamed
  bool operator==(const PeriodStep&) const = default;
};

enum class UnitRelation {
  kCurrent, kSelf, kParent, kChildren, kLeaves, kRoot, kLevel, kAncestor, kUnit, kGroup
};

/// [form!target{breakdown}@period^unit]
struct CellReference {
  std::string form;                   // empty: the formula's own
  bool bare = false;                  // [3], written without the "c" of [c3]
  std::optional<Selection> rows;      // none: the current row
  std::optional<Selection> columns;   // none: the current column
  std::string row_group;              // g<code>
  std::string indicator;              // #<code>
  std::vector<std::pair<std::string, std::string>> breakdown;
  std::vector<PeriodStep> periods;    // applied from left to right
  UnitRelation unit = UnitRelation::kCurrent;
  std::string unit_argument;          // of kLevel, kAncestor, kUnit, kGroup
  bool operator==(const CellReference&) const = default;
  /// Whether it may name more or fewer cells than one.
  bool is_range() const;
};

enum class Relation { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
std::string_view to_text(Relation relation);  // "=", "<>", ...

struct Function;  // functions.h
struct Node;

/// A number, text, logical, MISSING or error written in the formula.
struct Literal {
  Value value;
  bool operator==(const Literal&) const = default;
};
/// An argument left out: F(a;;c).
struct Omitted {
  bool operator==(const Omitted&) const = default;
};
/// [$name]
struct Parameter {
  std::string name;
  bool operator==(const Parameter&) const = default;
};
/// What CONVERT multiplies and divides by: both units of measure in the smallest of their kind.
struct Conversion {
  Decimal from{1};
  Decimal to{1};
};
struct Call {
  std::string name;                     // upper case
  const Function* function = nullptr;   // none: there is no function of this name
  std::vector<Node> arguments;
  std::optional<Conversion> conversion = {};  // of CONVERT, found out by the checker
  bool operator==(const Call& other) const;
};
/// a + b - c: operators of one level, applied from left to right.
struct Chain {
  std::string operators;                // one character each, one fewer than operands
  std::vector<Node> operands;
  bool operator==(const Chain& other) const;
};
struct Comparison {
  Relation relation = Relation::kEqual;
  std::vector<Node> sides;              // left, right
  bool operator==(const Comparison& other) const;
};
struct Prefix {
  char sign = '-';
  std::vector<Node> operand;            // one
  bool operator==(const Prefix& other) const;
};
struct Percent {
  std::size_t count = 1;                // 5%% is one node
  std::vector<Node> operand;            // one
  bool operator==(const Percent& other) const;
};

struct Node {
  using Content = std::variant<Literal, Omitted, Parameter, CellReference, Call, Chain,
                               Comparison, Prefix, Percent>;
  Content content;
  Place place;

  /// The same tree, wherever it stood.
  bool operator==(const Node& other) const { return content == other.content; }
};

/// Operators from loosest to tightest, as levels of a Chain: "&", "+-", "*/", "^".
inline constexpr std::string_view kLevels[] = {"&", "+-", "*/", "^"};
/// The level of an operator, 0 to 3.
std::size_t level_of(char operation);

/// The nodes directly below, left to right.
const std::vector<Node>& children_of(const Node& node);

struct Parsed {
  Node root;
  std::vector<Mistake> warnings;  // what is allowed but seldom meant, such as -2^2
};

/// Reads the whole grammar, known functions or not. The error has the details of
/// Expression::compile.
Result<Parsed> parse(std::string_view text);

/// Canonical text: parsing it gives the same tree.
std::string print(const Node& node);
std::string print(const CellReference& reference);

}  // namespace girs::formula
