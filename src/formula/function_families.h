#pragma once
// What the functions compute, by family; functions.cpp puts them in its table.

#include <vector>

#include "formula/evaluator.h"
#include "formula/syntax.h"

namespace girs::formula {

using Arguments = std::vector<Node>;

// aggregates.cpp: over the cells of ranges and over single values.
Value sum(const Evaluator& evaluator, const Arguments& arguments);
Value average(const Evaluator& evaluator, const Arguments& arguments);
Value minimum(const Evaluator& evaluator, const Arguments& arguments);
Value maximum(const Evaluator& evaluator, const Arguments& arguments);
Value product(const Evaluator& evaluator, const Arguments& arguments);
Value count_numbers(const Evaluator& evaluator, const Arguments& arguments);
Value count_entered(const Evaluator& evaluator, const Arguments& arguments);
Value count_blank(const Evaluator& evaluator, const Arguments& arguments);
Value count_rows(const Evaluator& evaluator, const Arguments& arguments);

// logic.cpp: three-valued logic and choices.
Value conjunction(const Evaluator& evaluator, const Arguments& arguments);
Value disjunction(const Evaluator& evaluator, const Arguments& arguments);
Value exclusive_or(const Evaluator& evaluator, const Arguments& arguments);
Value negation(const Evaluator& evaluator, const Arguments& arguments);
Value implication(const Evaluator& evaluator, const Arguments& arguments);
Value always_true(const Evaluator& evaluator, const Arguments& arguments);
Value always_false(const Evaluator& evaluator, const Arguments& arguments);
Value is_one_of(const Evaluator& evaluator, const Arguments& arguments);
Value is_between(const Evaluator& evaluator, const Arguments& arguments);
Value is_near(const Evaluator& evaluator, const Arguments& arguments);
Value choose_if(const Evaluator& evaluator, const Arguments& arguments);
Value choose_first_true(const Evaluator& evaluator, const Arguments& arguments);

// information.cpp: what state a value is in.
Value is_number(const Evaluator& evaluator, const Arguments& arguments);
Value is_text(const Evaluator& evaluator, const Arguments& arguments);
Value is_logical_value(const Evaluator& evaluator, const Arguments& arguments);
Value is_error(const Evaluator& evaluator, const Arguments& arguments);
Value is_not_available_error(const Evaluator& evaluator, const Arguments& arguments);
Value is_blank(const Evaluator& evaluator, const Arguments& arguments);
Value is_missing_value(const Evaluator& evaluator, const Arguments& arguments);
Value is_nil(const Evaluator& evaluator, const Arguments& arguments);
Value is_not_applicable(const Evaluator& evaluator, const Arguments& arguments);
Value unless_error(const Evaluator& evaluator, const Arguments& arguments);
Value unless_not_available(const Evaluator& evaluator, const Arguments& arguments);
Value first_present(const Evaluator& evaluator, const Arguments& arguments);
Value number_or_zero(const Evaluator& evaluator, const Arguments& arguments);
Value error_type(const Evaluator& evaluator, const Arguments& arguments);

// scalars.cpp: of one number or text.
Value round_half_away_to(const Evaluator& evaluator, const Arguments& arguments);
Value round_away(const Evaluator& evaluator, const Arguments& arguments);
Value round_toward_zero(const Evaluator& evaluator, const Arguments& arguments);
Value round_half_even(const Evaluator& evaluator, const Arguments& arguments);
Value floor_of(const Evaluator& evaluator, const Arguments& arguments);
Value absolute(const Evaluator& evaluator, const Arguments& arguments);
Value sign_of(const Evaluator& evaluator, const Arguments& arguments);
Value remainder(const Evaluator& evaluator, const Arguments& arguments);
Value growth(const Evaluator& evaluator, const Arguments& arguments);
Value length(const Evaluator& evaluator, const Arguments& arguments);
Value is_exactly(const Evaluator& evaluator, const Arguments& arguments);

}  // namespace girs::formula
