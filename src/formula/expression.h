#pragma once
// A compiled formula: immutable, shared freely between threads.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/declarations.h"

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
  /// "suggestion". Nothing is known of what references give, so that only mistakes of type among
  /// what is written out (1+"a") are found; they are warnings, and #VALUE! when evaluated, as
  /// CONVERT is.
  static Result<Expression> compile(std::string_view text);
  /// As above, and by the rules of types, measures and units of measure (FORMULA.md section 3):
  /// what is not declared, or breaks them, comes as mistakes, all at once, each with its place;
  /// the error itself says the first.
  static Result<Expression> compile(std::string_view text, const Declarations& declarations);

  /// Canonical text: compiling it gives the same tree again.
  std::string text() const;
  /// Whether the root is a comparison, as that of a rule must be.
  bool is_comparison() const;
  /// Whether the root gives a logical (a comparison, AND, NOT, ISMISSING...).
  bool is_logical() const { return root_ && result_.type == Type::kLogical; }

  // What the formula gives, as far as it is known.
  Type type() const { return result_.type; }
  std::optional<Measure> measure() const { return result_.measure; }
  const std::string& unit_of_measure() const { return result_.unit_of_measure; }
  /// What an evaluation costs, known before running: parts of the formula times cells named.
  std::size_t cost() const { return cost_; }

  /// A cell reference as written, for inspection and for blaming cells.
  struct Reference {
    std::string form;     // empty: the formula's own form
    std::string text;     // canonical text with brackets
    bool other_period = false;
    bool other_unit = false;
    // Codes named, of a range both ends; empty: the current one; "*" may occur.
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    std::string indicator = {};   // code, of a reference to an indicator
  };
  std::vector<Reference> references() const;

  /// What compiles but is seldom meant (-2^2, 1+"a"), with its place.
  const std::vector<Mistake>& warnings() const { return warnings_; }

  bool empty() const { return root_ == nullptr; }
  /// The tree; not for an empty expression.
  const Node& root() const { return *root_; }

 private:
  static Result<Expression> compile(std::string_view text, const Declarations* declarations);

  std::shared_ptr<const Node> root_;
  std::vector<Mistake> warnings_;
  Declared result_;
  std::size_t cost_ = 0;
};

}  // namespace girs::formula
