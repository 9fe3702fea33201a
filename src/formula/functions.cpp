#include "formula/functions.h"

#include <array>

#include "formula/function_families.h"

namespace girs::formula {
namespace {

constexpr std::size_t kMany = kArgumentsMax;

constexpr std::array kFunctions = {
    Function{"ABS", 1, 1, Ranges::kNowhere, Gives::kNumber, absolute},
    Function{"AND", 1, kMany, Ranges::kEverywhere, Gives::kLogical, conjunction},
    Function{"APPROX", 3, 3, Ranges::kNowhere, Gives::kLogical, is_near},
    Function{"AVERAGE", 1, kMany, Ranges::kEverywhere, Gives::kNumber, average},
    Function{"BETWEEN", 3, 3, Ranges::kNowhere, Gives::kLogical, is_between},
    Function{"COALESCE", 1, kMany, Ranges::kEverywhere, Gives::kAnArgument, first_present},
    Function{"COUNT", 1, kMany, Ranges::kEverywhere, Gives::kNumber, count_numbers},
    Function{"COUNTA", 1, kMany, Ranges::kEverywhere, Gives::kNumber, count_entered},
    Function{"COUNTBLANK", 1, kMany, Ranges::kEverywhere, Gives::kNumber, count_blank},
    Function{"ERROR.TYPE", 1, 1, Ranges::kNowhere, Gives::kNumber, error_type},
    Function{"EXACT", 2, 2, Ranges::kNowhere, Gives::kLogical, is_exactly},
    Function{"FALSE", 0, 0, Ranges::kNowhere, Gives::kLogical, always_false},
    Function{"GROWTH", 2, 2, Ranges::kNowhere, Gives::kNumber, growth},
    Function{"IF", 2, 3, Ranges::kNowhere, Gives::kAnArgument, choose_if},
    Function{"IFERROR", 2, 2, Ranges::kNowhere, Gives::kAnArgument, unless_error},
    Function{"IFMISSING", 2, 2, Ranges::kNowhere, Gives::kAnArgument, first_present},
    Function{"IFNA", 2, 2, Ranges::kNowhere, Gives::kAnArgument, unless_not_available},
    Function{"IFS", 2, kMany, Ranges::kNowhere, Gives::kAnArgument, choose_first_true},
    Function{"IMPLIES", 2, 2, Ranges::kNowhere, Gives::kLogical, implication},
    Function{"IN", 2, kMany, Ranges::kAfterFirst, Gives::kLogical, is_one_of},
    Function{"INT", 1, 1, Ranges::kNowhere, Gives::kNumber, floor_of},
    Function{"ISBLANK", 1, 1, Ranges::kNowhere, Gives::kLogical, is_blank},
    Function{"ISERROR", 1, 1, Ranges::kNowhere, Gives::kLogical, is_error},
    Function{"ISLOGICAL", 1, 1, Ranges::kNowhere, Gives::kLogical, is_logical_value},
    Function{"ISMISSING", 1, 1, Ranges::kNowhere, Gives::kLogical, is_missing_value},
    Function{"ISNA", 1, 1, Ranges::kNowhere, Gives::kLogical, is_not_available_error},
    Function{"ISNA.CELL", 1, 1, Ranges::kNowhere, Gives::kLogical, is_not_applicable},
    Function{"ISNIL", 1, 1, Ranges::kNowhere, Gives::kLogical, is_nil},
    Function{"ISNUMBER", 1, 1, Ranges::kNowhere, Gives::kLogical, is_number},
    Function{"ISTEXT", 1, 1, Ranges::kNowhere, Gives::kLogical, is_text},
    Function{"LEN", 1, 1, Ranges::kNowhere, Gives::kNumber, length},
    Function{"MAX", 1, kMany, Ranges::kEverywhere, Gives::kNumber, maximum},
    Function{"MIN", 1, kMany, Ranges::kEverywhere, Gives::kNumber, minimum},
    Function{"MOD", 2, 2, Ranges::kNowhere, Gives::kNumber, remainder},
    Function{"N0", 1, 1, Ranges::kNowhere, Gives::kNumber, number_or_zero},
    Function{"NOT", 1, 1, Ranges::kNowhere, Gives::kLogical, negation},
    Function{"OR", 1, kMany, Ranges::kEverywhere, Gives::kLogical, disjunction},
    Function{"PRODUCT", 1, kMany, Ranges::kEverywhere, Gives::kNumber, product},
    Function{"ROUND", 1, 2, Ranges::kNowhere, Gives::kNumber, round_half_away_to},
    Function{"ROUNDDOWN", 1, 2, Ranges::kNowhere, Gives::kNumber, round_toward_zero},
    Function{"ROUNDHALFEVEN", 1, 2, Ranges::kNowhere, Gives::kNumber, round_half_even},
    Function{"ROUNDUP", 1, 2, Ranges::kNowhere, Gives::kNumber, round_away},
    Function{"ROWCOUNT", 1, 1, Ranges::kRowsOnly, Gives::kNumber, count_rows},
    Function{"SIGN", 1, 1, Ranges::kNowhere, Gives::kNumber, sign_of},
    Function{"SUM", 1, kMany, Ranges::kEverywhere, Gives::kNumber, sum},
    Function{"TRUE", 0, 0, Ranges::kNowhere, Gives::kLogical, always_true},
    Function{"TRUNC", 1, 2, Ranges::kNowhere, Gives::kNumber, round_toward_zero},
    Function{"XOR", 1, kMany, Ranges::kEverywhere, Gives::kLogical, exclusive_or},
};

/// In the language (FORMULA.md sections 3 and 6), to be evaluated by a later version.
constexpr std::array kLater = std::to_array<Function>({
    {"MROUND"}, {"CEILING"}, {"FLOOR"}, {"QUOTIENT"}, {"POWER"}, {"SQRT"}, {"EXP"}, {"LN"},
    {"LOG"}, {"LOG10"}, {"SUMSQ"}, {"SUMPRODUCT"}, {"SUMIF"}, {"SUMIFS"}, {"AVERAGEIF"},
    {"AVERAGEIFS"}, {"COUNTIF"}, {"COUNTIFS"}, {"MINIFS"}, {"MAXIFS"}, {"MEDIAN"}, {"LARGE"},
    {"SMALL"}, {"RANK"}, {"PERCENTILE"}, {"QUARTILE"}, {"STDEV.S"}, {"STDEV.P"}, {"VAR.S"},
    {"VAR.P"}, {"WAVG"}, {"SWITCH"}, {"CHOOSE"}, {"STATUS"}, {"LEFT"}, {"RIGHT"}, {"MID"},
    {"TRIM"}, {"UPPER"}, {"LOWER"}, {"PROPER"}, {"CONCAT"}, {"TEXTJOIN"}, {"FIND"}, {"SEARCH"},
    {"SUBSTITUTE"}, {"REPLACE"}, {"REPT"}, {"TEXT"}, {"VALUE"}, {"MATCHES"}, {"DATE"}, {"YEAR"},
    {"MONTH"}, {"DAY"}, {"DATEVALUE"}, {"EDATE"}, {"EOMONTH"}, {"DAYS"}, {"DATEDIF"}, {"WEEKDAY"},
    {"ISOWEEKNUM"}, {"PERIOD"}, {"PERIODTYPE"}, {"PERIODSTART"}, {"PERIODEND"}, {"PERIODINYEAR"},
    {"PERIODSPERYEAR"}, {"PERIODADD"}, {"YEAROF"}, {"QUARTEROF"}, {"INDEXTO"}, {"YTD"},
    {"SAMEPERIODLASTYEAR"}, {"UNIT"}, {"ATTR"}, {"UNITCODE"}, {"UNITLEVEL"}, {"PARENT"},
    {"ANCESTOR"}, {"ISLEAF"}, {"CHILDCOUNT"}, {"INGROUP"}, {"COVERAGE"}, {"SHARE"}, {"UNIQUE"},
    {"DUPLICATES"}, {"ROWINDEX"}, {"LOOKUPROW"}, {"HASFORM"}, {"SUBMITTED"}, {"APPROVED"},
    {"CONVERT"},
});

}  // namespace

const Function* find_function(std::string_view name) {
  for (const auto& function : kFunctions)
    if (function.name == name) return &function;
  for (const auto& function : kLater)
    if (function.name == name) return &function;
  return nullptr;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& function : kFunctions) names.emplace_back(function.name);
  return names;
}

}  // namespace girs::formula
