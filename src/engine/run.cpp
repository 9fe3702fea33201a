#include "engine/run.h"

#include <algorithm>

#include "engine/batch_run.h"
#include "engine/dependents.h"

namespace girs::engine {
namespace {

Error units_changed() {
  return error(Code::kInvalidArgument,
               "The tree of units has changed since the columns were laid out; lay them out "
               "over the new tree.",
               "Cây đơn vị đã thay đổi kể từ khi sắp xếp các cột; hãy sắp xếp lại theo cây mới.");
}

}  // namespace

Run::Run() = default;
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::prepare(std::shared_ptr<const Plan> plan,
                                          std::shared_ptr<const Table> table,
                                          std::vector<Period> periods, const RunOptions& options,
                                          std::uint64_t units_fingerprint) {
  if (units_fingerprint != 0 && units_fingerprint != table->units().fingerprint())
    return units_changed();
  if (periods.empty())
    return error(Code::kInvalidArgument, "There is no period to compute; name one.",
                 "Chưa có kỳ nào để tính; hãy chỉ ra kỳ.");
  std::unique_ptr<Run> run(new Run);
  run->plan_ = std::move(plan);
  run->table_ = std::move(table);
  run->periods_ = std::move(periods);
  run->options_ = options;
  run->table_version_ = run->table_->version();
  run->bind_parameters();
  const Binder binder(*run->plan_, *run->table_, run->parameters_,
                      {options.blank_where_missing});
  Mistakes mistakes;
  for (const auto& period : run->periods_) run->bindings_.push_back(binder.bind(period, mistakes));
  if (!mistakes.empty())
    return std::move(mistakes).to_error(
        Code::kInvalidArgument, "The table lacks columns that the plan reads, or cells in them "
                                "are not as their forms declare.",
        "Bảng thiếu các cột mà kế hoạch tính cần đọc, hoặc có ô không đúng quy định của biểu mẫu.");
  run->make_room();
  return run;
}

void Run::bind_parameters() {
  by_reference_.resize(plan_->definitions().size());
  const auto& names = plan_->graph().parameters;
  std::vector<char> other(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto value = table_->parameter(names[i]);
    const auto* number = std::get_if<Decimal>(&value);
    parameters_.push_back(number ? *number : Decimal());
    other[i] = number ? 0 : 1;
  }
  for (std::size_t d = 0; d < by_reference_.size(); ++d)
    for (const auto parameter : plan_->reads(d).parameters)
      if (other[parameter]) by_reference_[d] = 1;
}

void Run::make_room() {
  const std::size_t units = table_->units().size();
  const std::size_t batches = batches_of(units);
  done_.resize(periods_.size() * batches);
  for (std::size_t d = 0; d < plan_->definitions().size(); ++d)
    for (std::size_t p = 0; p < periods_.size(); ++p) {
      const bool rule = plan_->is_rule(d);
      const int scale = std::max(0, bindings_[p].extents[d].scale);
      values_.push_back(rule ? Column() : Column(units, scale));
      outcomes_.push_back({});
      if (!rule) continue;
      auto& outcome = outcomes_.back();
      for (auto* words : {&outcome.fails, &outcome.unknown, &outcome.errors})
        words->resize(batches);
    }
}

/// The widest that figures of a definition can become in a period.
Width Run::width_max(std::size_t definition, std::size_t period) const {
  const bool numbers = plan_->definitions()[definition].expression.type() == formula::Type::kNumber;
  if (!plan_->is_covered(definition)) return numbers ? Width::kDecimal : Width::kAny;
  if (by_reference_[definition]) return Width::kAny;
  const auto& binding = bindings_[period];
  for (const auto input : plan_->reads(definition).inputs) {
    const auto* column = binding.columns[input];
    for (std::size_t b = 0; column && b < column->batches(); ++b)
      if (column->width(b) == Width::kAny) return Width::kAny;
    if (!column) return Width::kDecimal;
  }
  return binding.extents[definition].narrow ? Width::kNarrow : Width::kDecimal;
}

std::size_t Run::memory_bytes(std::size_t threads) const {
  const std::size_t executors = threads + (editor_ ? 1 : 0);
  std::size_t bytes = executors * BatchRun::memory_bytes(*plan_);
  if (dependents_) bytes += dependents_->memory_bytes();
  for (std::size_t d = 0; d < plan_->definitions().size(); ++d)
    for (std::size_t p = 0; p < periods_.size(); ++p)
      bytes += values(d, p).memory_bytes_max(width_max(d, p));
  for (const auto& outcome : outcomes_) bytes += 3 * outcome.fails.size() * sizeof(Words);
  for (const auto& binding : bindings_)
    for (const auto& column : binding.derived) bytes += column.memory_bytes();
  return bytes;
}

Status Run::run_part(std::size_t part, std::size_t parts, const CancelToken* cancel) {
  if (parts == 0 || part >= parts)
    return error(Code::kInvalidArgument,
                 "There is no part " + std::to_string(part) + " of " + std::to_string(parts) +
                     "; parts count from 0.",
                 "Không có phần " + std::to_string(part) + " trong " + std::to_string(parts) +
                     " phần; các phần đếm từ 0.");
  GIRS_CHECK(check_table());
  const std::size_t batches = batches_of(table_->units().size());
  const std::size_t jobs = batches * periods_.size();
  BatchRun work(*this, cancel);
  for (std::size_t job = jobs * part / parts; job < jobs * (part + 1) / parts; ++job) {
    if (job + 1 < jobs) work.will_compute((job + 1) / batches, (job + 1) % batches);
    GIRS_CHECK(work.compute(job / batches, job % batches));
    done_[job] = 1;
  }
  return ok();
}

Status Run::check_table() const {
  if (table_->version() == table_version_) return ok();
  return error(Code::kConflict,
               "The table has changed since the run was prepared; prepare a run anew, or put "
               "corrections in through the run.",
               "Bảng đã thay đổi kể từ khi chuẩn bị lần tính; hãy chuẩn bị lại, hoặc sửa ô thông "
               "qua chính lần tính đó.");
}

bool Run::is_complete() const {
  return std::all_of(done_.begin(), done_.end(), [](char done) { return done != 0; });
}

}  // namespace girs::engine
