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
  /// Empty: evaluates to missing. compile() gives real ones.
  Expression() = default;

  /// Reads canonical text or the lenient English form. The error has details "offset" (bytes
  /// from 0), "line", "column" (from 1, in characters) and, where they apply, "expected" and
  /// "suggestion". kUnsupported: in the language, but not in this version.
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
    // Codes named, of a range both ends; empty: the current one; "*" may occur.
    std::vector<std::string> rows;
    std::vector<std::string> columns;
  };
  std::vector<Reference> references() const;

  /// What compiles but is seldom meant (-2^2), with its place.
  const std::vector<Mistake>& warnings() const { return warnings_; }

  bool empty() const { return root_ == nullptr; }
  /// The tree; not for an empty expression.
  const Node& root() const { return *root_; }

 private:
  std::shared_ptr<const Node> root_;
  std::vector<Mistake> warnings_;
};

}  // namespace girs::formula
