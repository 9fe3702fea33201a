#include "indicator/figure_stream.h"

#include <algorithm>

#include "indicator/stale.h"

namespace girs::indicator {
namespace {

using engine::Column;
using engine::kBatch;
using fixed::Int128;
using formula::Value;

constexpr std::size_t kRowsMax = 65536;             // of a batch that ask() answered
constexpr std::size_t kFiguresMax = 1'000'000'000;  // by columns: no more than one is in memory

std::string joined(const std::set<std::string>& flags) {
  std::string text;
  for (const auto& flag : flags) text += (text.empty() ? "" : " ") + flag;
  return text;
}

/// Why there is no value, as other answers say it; empty when there is one.
std::string why_of(const Value& value) {
  if (const auto* absent = std::get_if<formula::Absent>(&value))
    return std::string(formula::to_text(*absent));
  const auto* fault = std::get_if<formula::Fault>(&value);
  return fault ? std::string(formula::to_text(*fault)) : std::string();
}

Numbers numbers(std::vector<std::int32_t> list) {
  return std::make_shared<const std::vector<std::int32_t>>(std::move(list));
}

Error too_many_digits() {
  return error(Code::kUnsupported,
               "A figure has more than 38 digits at the decimals that all figures of the answer "
               "share; ask for the indicators one by one.",
               "Có số liệu quá 38 chữ số với số chữ số thập phân chung của kết quả; hãy truy vấn "
               "từng chỉ tiêu.");
}

}  // namespace

/// Rows that come one by one.
struct FigureStream::Builder {
  std::array<std::vector<std::int32_t>, kWordCount> words;
  std::vector<Int128> values;
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

std::int32_t FigureStream::List::place(const std::string& word) {
  const auto [found, added] = places.try_emplace(word, static_cast<std::int32_t>(words.size()));
  if (added) words.push_back(word);
  return found->second;
}

bool FigureStream::is_by_columns() const {
  const auto& catalog = *workspace_.catalog;
  return workspace_.columns && !figures_.workspace().as_of && !query_.boundaries &&
         query_.breakdowns == std::vector<Breakdown>{{}} &&
         query_.derive == std::vector<Derivation>{{}} &&
         std::ranges::all_of(query_.indicators, [&](const std::string& code) {
           const auto* one = catalog.indicator(code);
           const auto frequency = one ? frequency_of(catalog, *one) : std::nullopt;
           return one && one->from == IndicatorSource::kReports && frequency == query_.from.kind;
         });
}

Result<std::unique_ptr<FigureStream>> FigureStream::open(const report::Workspace& workspace,
                                                         const Query& query) {
  std::unique_ptr<FigureStream> stream(new FigureStream(workspace, query));
  GIRS_CHECK(stream->start());
  return stream;
}

Status FigureStream::start() {
  const auto& catalog = *workspace_.catalog;
  if (is_by_columns()) {
    GIRS_TRY(question_, understood(catalog, query_, figures_, kFiguresMax));
    for (const auto& code : query_.indicators) {
      const auto* indicator = catalog.indicator(code);
      auto group = std::ranges::find_if(groups_, [&](const Group& one) {
        return one.indicators.front()->regime == indicator->regime;
      });
      if (group == groups_.end()) group = groups_.insert(groups_.end(), Group{});
      group->indicators.push_back(indicator);
    }
    for (auto& group : groups_) {
      group.figures = std::make_unique<ColumnFigures>(workspace_, group.indicators);
      group.division = std::make_unique<ColumnDivision>(group.indicators);
    }
  } else {
    GIRS_TRY(auto answer, ask(workspace_, query_));
    observations_ = std::move(answer.observations);
  }
  for (const auto& code : query_.indicators)
    for (const auto& derivation : query_.derive)
      scale_ = std::max(scale_, decimals_of(*catalog.indicator(code), derivation));
  return ok();
}

Result<bool> FigureStream::next(FigureRows& rows) {
  while (ready_.empty() && period_ < question_.periods.size()) GIRS_CHECK(compute_period());
  if (!ready_.empty()) {
    rows = std::move(ready_.front());
    ready_.pop_front();
    return true;
  }
  Builder batch;
  for (; given_ < observations_.size() && batch.values.size() < kRowsMax; ++given_)
    GIRS_CHECK(add(observations_[given_], batch));
  rows = batch.take();
  return rows.size() > 0;
}

Status FigureStream::compute_period() {
  const auto& period = question_.periods[period_++];
  for (auto& group : groups_) GIRS_CHECK(compute_group(group, period));
  return figures_.status();
}

Status FigureStream::compute_group(Group& group, const Period& period) {
  auto figures = group.figures->of(period);
  if (!figures && figures.error().code == Code::kCorrupt) return std::move(figures).error();
  std::vector<std::optional<Column>> values(group.indicators.size());
  Frame frame;
  if (figures && *figures) {
    GIRS_TRY(values, group.division->of(**figures));
    GIRS_TRY(frame, frame_of(**figures));
  }
  for (std::size_t i = 0; i < group.indicators.size(); ++i) {
    const auto& indicator = *group.indicators[i];
    if (values[i]) {
      GIRS_TRY(auto rows, rows_of(indicator, frame, period, *values[i]));
      if (rows.size() > 0) ready_.push_back(std::move(rows));
      continue;
    }
    GIRS_CHECK(compute_by_report(indicator, period));
  }
  return ok();
}

/// What columns cannot give.
Status FigureStream::compute_by_report(const Indicator& indicator, const Period& period) {
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
  if (!batch.values.empty()) ready_.push_back(batch.take());
  return ok();
}

Result<FigureStream::Frame> FigureStream::frame_of(const PeriodFigures& figures) {
  const auto& columns = *figures.columns;
  const auto& period = columns.subject().period;
  const auto on = figures_.day(period);
  Frame frame;
  std::vector<std::int32_t> units, flags, counted, expected;
  for (const auto& unit : question_.units) {
    Row row;
    const bool there = on && workspace_.catalog->units().find(unit.code, *on);
    if (there) row.position = columns.order().position(unit.code);
    if (!row.position && !unit.by_name) continue;
    row.unit = place(Word::kUnit, unit.code);
    if (row.position) {
      const auto at = *row.position;
      row.counted = static_cast<std::int32_t>(figures.counted[at]);
      row.expected = static_cast<std::int32_t>(figures.expected[at]);
      if (row.counted < row.expected && row.counted > 0) row.flags.insert(kPartial);
      const auto& source = columns.source(at);
      if (figures.owes[at] && source.aggregate) {
        GIRS_TRY(const bool stale, is_stale(*workspace_.store, source.pid));
        if (stale) row.flags.insert(kStale);
      }
    } else {
      row.flags.insert(kNoUnit);
    }
    units.push_back(row.unit);
    flags.push_back(place(Word::kFlags, joined(row.flags)));
    counted.push_back(row.counted);
    expected.push_back(row.expected);
    frame.rows.push_back(std::move(row));
  }
  const auto all = [&](std::int32_t place) {
    return numbers(std::vector<std::int32_t>(frame.rows.size(), place));
  };
  frame.units = numbers(std::move(units));
  frame.flags = numbers(std::move(flags));
  frame.counted = numbers(std::move(counted));
  frame.expected = numbers(std::move(expected));
  frame.period = all(place(Word::kPeriod, period.label()));
  frame.zeros = all(0);
  frame.derivation = all(place(Word::kDerivation, Derivation{}.text()));
  frame.status = all(place(Word::kStatus, std::string(to_text(ValueStatus::kOfficial))));
  return frame;
}

Result<FigureRows> FigureStream::rows_of(const Indicator& indicator, const Frame& frame,
                                         const Period& period, const Column& values) {
  const auto power = fixed::power_of_ten(scale_ - values.scale());
  FigureRows rows;
  std::vector<std::int32_t> why(frame.rows.size());
  rows.values.resize(frame.rows.size());
  const auto missing = place(Word::kWhy, why_of(formula::Absent::kMissing));
  std::vector<engine::States> states(values.batches());   // of narrow batches: what is there
  for (std::size_t b = 0; b < states.size(); ++b)
    if (values.width(b) == engine::Width::kNarrow) values.states(b, states[b]);
  for (std::size_t i = 0; i < frame.rows.size(); ++i) {
    const auto at = frame.rows[i].position;
    const auto batch = at ? *at / kBatch : 0;
    if (!at) {
      why[i] = missing;
    } else if (states[batch].number.test(*at % kBatch)) {
      rows.values[i] = values.narrow(batch)[*at % kBatch] * power;
    } else {
      GIRS_TRY(const auto found, figure(values.value(*at)));
      rows.values[i] = found.first;
      why[i] = found.second;
    }
  }
  rows.words = {numbers(std::vector<std::int32_t>(frame.rows.size(),
                                                  place(Word::kIndicator, indicator.code))),
                frame.units, frame.period, frame.zeros, frame.derivation, numbers(std::move(why)),
                frame.status, frame.flags};
  rows.counted = frame.counted;
  rows.expected = frame.expected;
  rows.decimals = numbers(std::vector<std::int32_t>(frame.rows.size(), indicator.round));
  const auto span = calendar_span(period);
  const bool breaks = span && std::ranges::any_of(indicator.breaks, [&](const SeriesBreak& one) {
    return span->from <= one.on && one.on <= span->to;
  });
  if (!breaks) return rows;
  std::vector<std::int32_t> flags;
  for (const auto& row : frame.rows) {
    auto said = row.flags;
    if (row.position) said.insert(kBreak);
    flags.push_back(place(Word::kFlags, joined(said)));
  }
  rows.words[static_cast<std::size_t>(Word::kFlags)] = numbers(std::move(flags));
  return rows;
}

Status FigureStream::add(const Observation& one, Builder& rows) {
  GIRS_TRY(const auto found, figure(one.point.value));
  rows.values.push_back(found.first);
  const std::pair<Word, std::int32_t> words[] = {
      {Word::kIndicator, place(Word::kIndicator, one.indicator->code)},
      {Word::kUnit, place(Word::kUnit, one.unit)},
      {Word::kPeriod, place(Word::kPeriod, one.period.label())},
      {Word::kBreakdown, place(Word::kBreakdown, to_text(one.breakdown))},
      {Word::kDerivation, place(Word::kDerivation, one.derivation.text())},
      {Word::kWhy, found.second},
      {Word::kStatus, place(Word::kStatus, std::string(to_text(one.point.status)))},
      {Word::kFlags, place(Word::kFlags, joined(one.point.flags))}};
  for (const auto& [column, word] : words)
    rows.words[static_cast<std::size_t>(column)].push_back(word);
  rows.counted.push_back(static_cast<std::int32_t>(one.point.counted));
  rows.expected.push_back(static_cast<std::int32_t>(one.point.expected));
  rows.decimals.push_back(one.decimals);
  return ok();
}

Result<std::pair<Int128, std::int32_t>> FigureStream::figure(const Value& value) {
  Int128 figure = 0;
  if (const auto* number = std::get_if<Decimal>(&value)) {
    // Figures of 34 digits may need more at the common scale.
    const int own = std::min(number->scale(), scale_);
    const auto at_own = quantize(*number, own);
    if (!at_own || !fixed::from_decimal(*at_own, own, figure) ||
        __builtin_mul_overflow(figure, fixed::power_of_ten(scale_ - own), &figure))
      return too_many_digits();
  }
  return std::pair(figure, place(Word::kWhy, why_of(value)));
}

}  // namespace girs::indicator
