#pragma once
// The handles of girs/plan.h.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "boundary.h"
#include "engine/run.h"
#include "girs/plan.h"

struct girs_plan {
  static constexpr auto kMark = girs::capi::Mark::kPlan;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<const girs::engine::Plan> plan;
  std::string text;
};

struct girs_plan_table {
  static constexpr auto kMark = girs::capi::Mark::kPlanTable;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::engine::Table> table;
};

struct girs_plan_run {
  static constexpr auto kMark = girs::capi::Mark::kPlanRun;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::engine::Table> table;   // of the run, to put changes into
  std::unique_ptr<girs::engine::Run> run;
  girs::CancelToken cancel;
};
