#pragma once
// Units and figures in boundaries as JSON, for callers; and the request for the latter.

#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "unit/agency_code.h"
#include "unit/boundaries.h"
#include "unit/unit_tree.h"

namespace girs {

/// {"before","after","on","whole"} and "shares" where there are some.
json::Value view(const UnitChange& change);
json::Value view(const std::vector<UnitChange>& changes);
/// {"code","name","kind","parent","matched","exact"}
json::Value view(const NameMatch& match);
/// {"code","older","level","parent"}
json::Value view(const AgencyCode& code);
/// {"unit","period","value","estimated","missing":[..],"not_comparable":{"en","vi"}|null}
json::Value view(const BoundaryFigure& figure);
/// {"message_en","message_vi"} and the details
json::Value view(const Mistake& mistake);

/// {"on","addition":"flow"|"stock"|"none","key"?,"kind"?,"figures":[{"unit","period","on","value"}]}
struct BoundaryRequest {
  BoundaryRule rule;
  std::vector<UnitFigure> figures;
};
/// kInvalidArgument with every mistake and its pointer.
Result<BoundaryRequest> read_boundary_request(const json::Value& request);

}  // namespace girs
