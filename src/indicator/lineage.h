#pragma once
// How a figure over series and formulas came about: formula, operands, parts of a sum, vintages
// with the signed packages that brought them.

#include "indicator/figure_book.h"
#include "indicator/report_lineage.h"
#include "json/value.h"

namespace girs::indicator {

/// {"indicator","unit","period","breakdown","value"|"absent"|"error","status","flags","counted",
/// "expected","formula"?,"operands"?:[..the same..],"parts"?:[..],"revisions"?:[{"vintage",
/// "published","received","source","value"|"absent","status","package"?:{"pid","origin","index",
/// "rev","signers"}}],"more"?}. At most 200 figures, and as many and as deep as `budget` has left;
/// "more": true where operands or parts are not shown for that.
Result<json::Value> lineage(FigureBook& figures, const Wanted& wanted, FigureBudget& budget);

/// The value of a figure as a member "value", "absent" or "error".
void set_shown(json::Value& shown, const formula::Value& value, int decimals);

}  // namespace girs::indicator
