#include "indicator/query.h"

#include <algorithm>
#include <cstdint>

#include "indicator/asking.h"
#include "report/column_cache.h"

namespace girs::indicator {
namespace {

constexpr std::size_t kReservedMax = 100'000;   // figures, about 50 MB

}  // namespace

int decimals_of(const Indicator& indicator, const Derivation& derivation) {
  switch (derivation.kind) {
    case Derivation::Kind::kValue:
    case Derivation::Kind::kYearToDate:
    case Derivation::Kind::kMoving: return indicator.round;
    case Derivation::Kind::kRank: return 0;
    default: return 2;
  }
}

const VintageName& Answer::vintage_of(const Observation& one) const {
  static const VintageName kNone;
  const auto found = vintages.find(one.point.vintage);
  return found == vintages.end() ? kNone : found->second;
}

Result<Answer> ask(const report::Workspace& workspace, const Query& query) {
  GIRS_TRY(const auto asking, Asking::begin(workspace, query, kObservationsMax));
  Answer answer{query, {}, {}};
  // At once, as far as it is not much: a list that grows is copied, and its pages given back.
  answer.observations.reserve(std::min(kReservedMax, asking->count()));
  GIRS_CHECK(asking->next(SIZE_MAX / 2, answer.observations));
  answer.vintages = asking->vintages();
  if (workspace.columns) workspace.columns->store_fresh(workspace);
  return answer;
}

}  // namespace girs::indicator
