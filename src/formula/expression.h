#pragma once
// A compiled formula: immutable, shared freely between threads.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace girs::formula {

struct Node;  // syntax.h

/// How a reference or operator treats a missing operand (FORMULA.md section 4).
enum class Missing { kPropagate, kBlankZero, kZero };
std::optional<Missing> parse_missing(std::string_view word);  // "propagate", "blank_zero", "zero"
std::string_view to_text(Missing policy);

class Expression {
 public:
  /// Reads canonical text or the lenient English form. The error has details "offset" (bytes
  /// from 0), "line", "column" (from 1) and, for a near miss, "suggestion".
  static Result<Expression> compile(std::string_view text);

  /// Canonical text: compiling it gives the same tree again.
  std::string text() const;
  /// Whether the root is a comparison, as that of a rule must be.
  bool is_comparison() const;
  /// Whether the root gives a logical (a comparison, AND, NOT, ISMISSING...).
  bool is_logical() const;

  /// A cell reference as written, for inspection and for blaming cells.
  struct Reference {
    std::string form;     // empty: the formula's own form
    std::string text;     // canonical text with brackets
    bool other_period = false;
    bool other_unit = false;
    std::vector<std::string> rows;     // codes named; empty: the current row; "*" may occur
    std::vector<std::string> columns;  // codes named; empty: the current column
  };
  std::vector<Reference> references() const;

  const Node& root() const { return *root_; }

 private:
  explicit Expression(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
  std::shared_ptr<const Node> root_;
};

}  // namespace girs::formula
