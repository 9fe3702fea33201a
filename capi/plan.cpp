// Plans and runs of girs/plan.h.

#include "arrow_table.h"
#include "engine/change.h"
#include "engine/findings.h"
#include "plan_handles.h"
#include "plan_request.h"

using namespace girs;
using namespace girs::capi;

namespace {

using Text = std::optional<std::string_view>;

Status require_complete(const engine::Run& run) {
  if (run.is_complete()) return ok();
  return error(Code::kConflict, "Some part of the run has not been computed; run every part first.",
               "Còn phần chưa được tính; hãy chạy hết các phần trước.");
}

Status add_finding(ArrowTable& table, const engine::Run& run, const engine::FindingAt& found) {
  static constexpr std::string_view kOutcomes[] = {"fail", "not-evaluated", "error"};
  const std::string period = run.periods()[found.period].label();
  const std::string left = found.sides ? formula::shown(found.sides->left) : "";
  const std::string right = found.sides ? formula::shown(found.sides->right) : "";
  const std::string difference = found.difference ? found.difference->shortest() : "";
  const auto side = [&](const std::string& text) { return found.sides ? Text(text) : Text(); };
  const Text row[] = {run.plan().definitions()[found.definition].name, period,
                      run.table().units().code(found.unit),
                      kOutcomes[static_cast<std::size_t>(found.outcome)], side(left), side(right),
                      found.difference ? Text(difference) : Text()};
  for (std::size_t i = 0; i < std::size(row); ++i) GIRS_CHECK(table.add(i, row[i]));
  return ok();
}

Status add_value(ArrowTable& table, const engine::Run& run, std::size_t definition,
                 std::size_t period, std::size_t unit) {
  const auto value = run.values(definition, period).value(unit);
  const auto* number = std::get_if<Decimal>(&value);
  const auto* absent = std::get_if<formula::Absent>(&value);
  const bool plain = number || !(absent || std::holds_alternative<formula::Fault>(value));
  const std::string shown = absent ? std::string(to_text(*absent)) : formula::shown(value);
  const std::string label = run.periods()[period].label();
  const Text row[] = {run.plan().definitions()[definition].name, label,
                      run.table().units().code(unit), plain ? Text(shown) : Text(),
                      plain ? Text() : Text(shown)};
  for (std::size_t i = 0; i < std::size(row); ++i) GIRS_CHECK(table.add(i, row[i]));
  return ok();
}

}  // namespace

girs_status girs_plan_compile(const char* request, size_t request_length, girs_plan** plan_out,
                              girs_error** error_out) noexcept {
  if (plan_out) *plan_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(plan_out, "plan_out"));
    GIRS_TRY(const auto written, text(request, request_length, "request"));
    GIRS_TRY(auto given, read_plan_request(written));
    GIRS_TRY(auto plan, engine::Plan::compile(std::move(given.definitions), std::move(given.shapes)));
    std::string printed = plan->text();
    *plan_out = new girs_plan{girs_plan::kMark, std::move(plan), std::move(printed)};
    return ok();
  });
}

const char* girs_plan_text(const girs_plan* plan) noexcept { return is(plan) ? plan->text.c_str() : ""; }

void girs_plan_free(girs_plan* plan) noexcept { free_handle(plan); }

girs_status girs_plan_run_prepare(const girs_plan* plan, const girs_plan_table* table, const char* periods,
                                  size_t periods_length, uint32_t flags, girs_plan_run** run_out,
                                  girs_error** error_out) noexcept {
  if (run_out) *run_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(plan, "plan"));
    GIRS_CHECK(require(table, "table"));
    GIRS_CHECK(require(run_out, "run_out"));
    GIRS_CHECK(only_known(flags, GIRS_PLAN_BLANK_COLUMNS));
    GIRS_TRY(const auto written, text(periods, periods_length, "periods"));
    GIRS_TRY(auto list, read_periods(written));
    GIRS_TRY(auto run, engine::Run::prepare(plan->plan, table->table, std::move(list),
                                            {(flags & GIRS_PLAN_BLANK_COLUMNS) != 0}));
    auto handle = std::make_unique<girs_plan_run>();
    handle->run = std::move(run);
    handle->table = table->table;
    *run_out = handle.release();
    return ok();
  });
}

int64_t girs_plan_run_memory(const girs_plan_run* run, size_t threads) noexcept {
  return is(run) ? static_cast<int64_t>(run->run->memory_bytes(threads)) : 0;
}

girs_status girs_plan_run_part(girs_plan_run* run, size_t part, size_t parts, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(run, "run"));
    return run->run->run_part(part, parts, &run->cancel);
  });
}

girs_status girs_plan_run_apply(girs_plan_run* run, const char* changes, size_t changes_length,
                                int64_t* definitions_out, girs_error** error_out) noexcept {
  if (definitions_out) *definitions_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(run, "run"));
    GIRS_TRY(const auto written, text(changes, changes_length, "changes"));
    GIRS_TRY(const auto list, read_changes(written));
    GIRS_CHECK(require_complete(*run->run));
    GIRS_TRY(const auto changed, engine::apply_changes(*run->run, *run->table, list));
    if (definitions_out) *definitions_out = static_cast<std::int64_t>(changed.definitions);
    return ok();
  });
}

void girs_plan_run_cancel(girs_plan_run* run) noexcept {
  if (is(run)) run->cancel.set();
}

girs_status girs_plan_run_findings(const girs_plan_run* run, ArrowArrayStream* stream_out,
                                   girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(run, "run"));
    GIRS_CHECK(require(stream_out, "stream_out"));
    GIRS_CHECK(require_complete(*run->run));
    ArrowTable table({{"rule"}, {"period"}, {"unit"}, {"outcome"}, {"left"}, {"right"}, {"difference"}});
    GIRS_CHECK(engine::each_finding(*run->run, [&](const engine::FindingAt& found) {
      return add_finding(table, *run->run, found);
    }));
    give(stream_out, std::move(table));
    return ok();
  });
}

girs_status girs_plan_run_values(const girs_plan_run* run, ArrowArrayStream* stream_out,
                                 girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(run, "run"));
    GIRS_CHECK(require(stream_out, "stream_out"));
    GIRS_CHECK(require_complete(*run->run));
    GIRS_CHECK(run->run->check_table());
    ArrowTable table({{"indicator"}, {"period"}, {"unit"}, {"value"}, {"why"}});
    const auto& done = *run->run;
    for (std::size_t d = 0; d < done.plan().definitions().size(); ++d)
      for (std::size_t p = 0; !done.plan().is_rule(d) && p < done.periods().size(); ++p)
        for (std::size_t u = 0; u < done.table().units().size(); ++u)
          GIRS_CHECK(add_value(table, done, d, p, u));
    give(stream_out, std::move(table));
    return ok();
  });
}

void girs_plan_run_free(girs_plan_run* run) noexcept { free_handle(run); }
