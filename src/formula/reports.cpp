// Functions of reports: whether the unit's report of a form for the period is there, and how far
// it has come. Without a source that knows they are missing, never FALSE.

#include "formula/functions.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

template <ReportState least>
Value has_come_to(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const std::string form = taken.text(0);
  if (const auto other = taken.other()) return *other;
  const Context& context = evaluator.context();
  const auto state = context.cells->report_state(form, context.period, context.unit);
  if (state == ReportState::kUnknown) return Absent::kMissing;
  return state >= least;
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"APPROVED", {kText}, kLogical, has_come_to<ReportState::kApproved>},
    {"HASFORM", {kText}, kLogical, has_come_to<ReportState::kDraft>},
    {"SUBMITTED", {kText}, kLogical, has_come_to<ReportState::kSubmitted>},
};

}  // namespace

std::span<const Function> report_functions() { return kFunctions; }

}  // namespace girs::formula
