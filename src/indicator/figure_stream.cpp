#include "indicator/figure_stream.h"

#include <algorithm>

namespace girs::indicator {
namespace {

constexpr std::size_t kRowsMax = 65536;             // of a batch of figures one by one
constexpr std::size_t kFiguresMax = 1'000'000'000;  // no more than a batch is in memory
constexpr std::size_t kTogether = 16;               // indicators of a group

}  // namespace

/// Rows that come one by one.
struct FigureStream::Builder {
  std::array<std::vector<std::int32_t>, kWordCount> words;
  std::vector<fixed::Int128> values;
  std::vector<std::int32_t> counted, expected, decimals;

  FigureRows take() {
    FigureRows rows;
    for (std::size_t i = 0; i < kWordCount; ++i) rows.words[i] = numbers(std::move(words[i]));
    rows.values = std::move(values);
    rows.counted = numbers(std::move(counted));
    rows.expected = numbers(std::move(expected));
    rows.decimals = numbers(std::move(decimals));
    return rows;
  }
};

bool FigureStream::is_by_columns() const {
  const auto& catalog = *workspace_.catalog;
  return workspace_.columns && !figures_.workspace().as_of && !query_.boundaries &&
         query_.breakdowns == std::vector<Breakdown>{{}} &&
         query_.derive == std::vector<Derivation>{{}} &&
         std::ranges::all_of(query_.indicators, [&](const std::string& code) {
           const auto* one = catalog.indicator(code);
           const auto* frequency = one ? frequency_of(catalog, *one) : nullptr;
           return one && one->from == IndicatorSource::kReports && frequency &&
                  counts(*frequency, query_.from);
         });
}

Result<std::unique_ptr<FigureStream>> FigureStream::open(const report::Workspace& workspace,
                                                         const Query& query) {
  GIRS_TRY(const auto now, of_this_moment(workspace, query));
  std::unique_ptr<FigureStream> stream(new FigureStream(workspace, now));
  GIRS_CHECK(stream->start());
  return stream;
}

Status FigureStream::start() {
  const auto& catalog = *workspace_.catalog;
  if (is_by_columns()) {
    GIRS_TRY(question_, understood(catalog, query_, figures_, kFiguresMax));
    make_groups();
  } else {
    const bool ranks = std::ranges::any_of(query_.derive, [](const Derivation& one) {
      return one.kind == Derivation::Kind::kRank;   // all units have to be seen together
    });
    GIRS_TRY(asking_, Asking::begin(workspace_, query_, ranks ? kObservationsMax : kFiguresMax));
  }
  for (const auto& code : query_.indicators)
    for (const auto& derivation : query_.derive)
      scale_ = std::max(scale_, decimals_of(*catalog.indicator(code), derivation));
  return ok();
}

/// Neighbours of one regime, in the order in which they are asked for.
void FigureStream::make_groups() {
  for (const auto& code : query_.indicators) {
    const auto* indicator = workspace_.catalog->indicator(code);
    if (groups_.empty() || groups_.back().indicators.size() == kTogether ||
        groups_.back().indicators.front()->regime != indicator->regime)
      groups_.emplace_back();
    groups_.back().indicators.push_back(indicator);
  }
  for (auto& group : groups_)
    group.figures = std::make_unique<ColumnFigures>(workspace_, group.indicators);
}

/// What columns cannot give, the reference says: also what is wrong with the question.
Status FigureStream::begin_group() {
  auto found = groups_[group_].figures->of(question_.periods[period_]);
  if (!found && found.error().code == Code::kCorrupt) return std::move(found).error();
  at_hand_ = found ? *std::move(found) : std::nullopt;
  if (!at_hand_ || (frame_ && frame_->is_of(*at_hand_))) return ok();
  GIRS_TRY(auto frame, FigureFrame::of(setting(), *at_hand_, frame_ ? &*frame_ : nullptr));
  frame_ = std::move(frame);
  return ok();
}

Result<bool> FigureStream::next(FigureRows& rows) {
  while (period_ < question_.periods.size() && group_ < groups_.size()) {
    const auto& group = groups_[group_];
    if (indicator_ == 0) GIRS_CHECK(begin_group());
    const auto i = indicator_++;
    if (at_hand_ && at_hand_->has(i))
      GIRS_CHECK(frame_->fill(setting(), *group.indicators[i], *at_hand_, i, rows));
    else GIRS_CHECK(by_report(*group.indicators[i], question_.periods[period_], rows));
    if (indicator_ == group.indicators.size()) {
      indicator_ = 0;
      if (++group_ == groups_.size()) {
        group_ = 0;
        ++period_;
      }
    }
    if (rows.size() > 0) return true;
  }
  Builder batch;
  if (given_ == observations_.size() && asking_) {
    observations_.clear();
    given_ = 0;
    GIRS_CHECK(asking_->next(kRowsMax, observations_));
  }
  for (; given_ < observations_.size() && batch.values.size() < kRowsMax; ++given_)
    GIRS_CHECK(add(observations_[given_], batch));
  rows = batch.take();
  if (rows.size() == 0 && workspace_.columns) workspace_.columns->store_fresh(workspace_);
  return rows.size() > 0;
}

Status FigureStream::by_report(const Indicator& indicator, const Period& period,
                               FigureRows& rows) {
  const auto on = figures_.day(period);
  Builder batch;
  Observation one;
  one.indicator = &indicator;
  one.period = period;
  one.decimals = indicator.round;
  for (const auto& unit : question_.units) {
    if (!unit.by_name && (!on || !workspace_.catalog->units().find(unit.code, *on))) continue;
    one.unit = unit.code;
    one.point = figures_.at({&indicator, unit.code, period});
    GIRS_CHECK(figures_.status());
    GIRS_CHECK(add(one, batch));
  }
  rows = batch.take();
  return ok();
}

Status FigureStream::add(const Observation& one, Builder& rows) {
  GIRS_TRY(const auto figure, figure_at(one.point.value, scale_));
  rows.values.push_back(figure);
  const std::pair<Word, std::int32_t> words[] = {
      {Word::kIndicator, words_.place(Word::kIndicator, one.indicator->code)},
      {Word::kUnit, words_.place(Word::kUnit, one.unit)},
      {Word::kPeriod, words_.place(Word::kPeriod, one.period.label())},
      {Word::kBreakdown, words_.place(Word::kBreakdown, to_text(one.breakdown))},
      {Word::kDerivation, words_.place(Word::kDerivation, one.derivation.text())},
      {Word::kWhy, words_.place_of_why(one.point.value)},
      {Word::kStatus, words_.place(Word::kStatus, std::string(shown_status(one.point)))},
      {Word::kFlags, words_.place(one.point.flags)}};
  for (const auto& [column, word] : words)
    rows.words[static_cast<std::size_t>(column)].push_back(word);
  rows.counted.push_back(static_cast<std::int32_t>(one.point.counted));
  rows.expected.push_back(static_cast<std::int32_t>(one.point.expected));
  rows.decimals.push_back(one.decimals);
  return ok();
}

}  // namespace girs::indicator
