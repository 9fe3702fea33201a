#pragma once
// Calls: that the function is there and takes such arguments, and that they are of the types and
// units that it takes. Types are checked as far as they are known.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/declarations.h"
#include "formula/findings.h"
#include "formula/syntax.h"

namespace girs::formula {

/// The function, the number of its arguments, and what is written out in them.
Status check_form_of_call(std::string_view source, const Node& node, const Call& call);

/// Types, measures and units of the arguments, of which `known` is known; gives what is known of
/// the result, and notes in the call what CONVERT computes with.
Declared check_types_of_call(const Node& node, Call& call, const std::vector<Declared>& known,
                             const Declarations* declarations, Findings& findings);

// What an operator or a function wants of an operand, said in `findings` when it is not so.
void expect_number(const Node& node, const Declared& known, Findings& findings);
/// A cell that cannot exist has no place in arithmetic (section 4).
void expect_present(const Node& node, const Declared& known, Findings& findings);
void expect_one_type(const Node& node, Type a, Type b, Findings& findings);
void expect_one_unit(const Node& node, const std::string& before, const std::string& here,
                     Findings& findings);

}  // namespace girs::formula
