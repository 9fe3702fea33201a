#pragma once
// How a figure came about that is not one report's: formula, operands, parts of a sum, vintages with
// the signed packages that brought them.

#include "indicator/query.h"
#include "indicator/report_lineage.h"
#include "json/value.h"

namespace girs::indicator {

/// {"indicator","name","unit","unit_name"?,"period","breakdown","derivation"?,"boundaries"?,"value"|"absent"|
/// "error","status","flags","counted","expected","formula"?,"operands"?:[..the same..],"parts"?:
/// [..the same, with "weight" and "estimated" of a unit that went over in part..],"revisions"?:
/// [{"vintage","published","received","source","value"|"absent","status","package"?:{"pid",
/// "origin","index","rev","signers"}}],"more"?}, and of figures over reports what add_sources()
/// gives. "operands" are what a formula reads, or the two figures that are compared; "parts" the
/// periods, earlier units, units below or members of a breakdown that were added up. At most 200
/// figures, and as many and as deep as `budget` has left; "more": true where operands or parts are
/// not shown for that.
Result<json::Value> lineage(FigureBook& figures, const Wanted& wanted,
                            const Derivation& derivation, FigureBudget& budget);

/// The value of a figure as a member "value", "absent" or "error".
void set_shown(json::Value& shown, const formula::Value& value, int decimals);

}  // namespace girs::indicator
