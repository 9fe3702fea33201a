#include "indicator/figure_frame.h"

#include <algorithm>

#include "indicator/breaks.h"
#include "indicator/compute.h"

namespace girs::indicator {
namespace {

using engine::Column;
using engine::kBatch;
using fixed::Int128;
using formula::Absent;
using formula::Value;

}  // namespace

Result<FigureFrame> FigureFrame::of(const Setting& setting, PeriodFigures& figures,
                                    const FigureFrame* before) {
  const auto& columns = figures.columns();
  const auto& units = setting.question.units;
  FigureFrame frame;
  frame.version_ = columns.version();
  frame.tree_ = columns.shared_units();
  if (before && before->tree_ == frame.tree_) {
    frame.units_asked_ = before->units_asked_;
  } else {
    std::vector<Standpoint> asked;
    for (const auto& unit : units)
      asked.push_back({columns.order().position(unit.code).value_or(kNone),
                       setting.words.place(Word::kUnit, unit.code)});
    frame.units_asked_ = std::make_shared<const std::vector<Standpoint>>(std::move(asked));
  }
  frame.row_of_.assign(columns.order().size(), kNone);
  const auto& period = columns.subject().period;
  const auto on = setting.figures.day(period);
  for (std::size_t u = 0; u < units.size(); ++u) {
    auto [position, word] = (*frame.units_asked_)[u];
    if (position != kNone && on != columns.subject().day() &&
        !(on && setting.workspace.catalog->units().find(units[u].code, *on)))
      position = kNone;
    if (position == kNone && !units[u].by_name) continue;
    GIRS_CHECK(frame.add_row(setting, figures, position, word));
  }
  const auto all = [&](std::int32_t place) {
    return numbers(std::vector<std::int32_t>(frame.rows_, place));
  };
  frame.units_ = numbers(std::move(frame.unit_words_));
  frame.flags_shared_ = numbers(frame.flag_words_);
  // As shown_status(): what came of the reports of a period is official, and without any there is
  // no figure.
  const auto official =
      setting.words.place(Word::kStatus, std::string(to_text(ValueStatus::kOfficial)));
  const auto none = setting.words.place(Word::kStatus, std::string());
  std::vector<std::int32_t> statuses;
  for (const auto counted : frame.counts_) statuses.push_back(counted == 0 ? none : official);
  frame.status_ = numbers(std::move(statuses));
  frame.counted_ = numbers(std::move(frame.counts_));
  frame.expected_ = numbers(std::move(frame.expectations_));
  frame.period_ = all(setting.words.place(Word::kPeriod, period.label()));
  frame.zeros_ = all(0);
  frame.derivation_ = all(setting.words.place(Word::kDerivation, Derivation{}.text()));
  return frame;
}

Status FigureFrame::add_row(const Setting& setting, PeriodFigures& figures,
                            std::uint32_t position, std::int32_t unit) {
  const auto& standing = figures.standing();
  const auto row = rows_++;
  std::int32_t counted = 0, expected = 1;
  if (position == kNone) {
    blanks_.push_back(row);
  } else {
    counted = static_cast<std::int32_t>(standing.counted[position]);
    expected = static_cast<std::int32_t>(standing.expected[position]);
    if (figures.is_sum(position)) sums_.push_back({{row, position}});
    else if (!standing.brings[position]) blanks_.push_back(row);
    else {
      own_.push_back({row, position});
      row_of_[position] = row;
      const auto batch = position / kBatch;
      if (std::ranges::find(batches_, batch) == batches_.end()) batches_.push_back(batch);
    }
  }
  GIRS_TRY(auto flags, flags_of(figures, position));
  unit_words_.push_back(unit);
  flag_words_.push_back(setting.words.place(flags));
  if (!sums_.empty() && sums_.back().row == row) {
    auto whole = flags, partial = flags;
    whole.erase(kPartial);
    partial.insert(kPartial);
    sums_.back().whole = setting.words.place(whole);
    sums_.back().partial = setting.words.place(partial);
  }
  flags_.push_back(std::move(flags));
  counts_.push_back(counted);
  expectations_.push_back(expected);
  return ok();
}

Result<std::set<std::string>> FigureFrame::flags_of(PeriodFigures& figures,
                                                    std::uint32_t position) {
  std::set<std::string> flags;
  if (position == kNone) {
    flags.insert(kNoUnit);
    return flags;
  }
  const auto& standing = figures.standing();
  const auto counted = standing.counted[position];
  if (counted < standing.expected[position] && counted > 0) flags.insert(kPartial);
  GIRS_TRY(const bool stale, figures.is_stale(position));
  if (stale) flags.insert(kStale);
  return flags;
}

/// One indicator's figures on their way into the rows.
class FigureFrame::Filling {
 public:
  Filling(const FigureFrame& frame, const Setting& setting, const Indicator& indicator,
          PeriodFigures& figures, std::size_t i, FigureRows& rows)
      : frame_(frame), setting_(setting), indicator_(indicator), figures_(figures), i_(i),
        rows_(rows), missing_(setting.words.place_of_why(Absent::kMissing)) {}

  Status fill() {
    rows_.values.resize(frame_.rows_);
    GIRS_TRY(const auto* values, figures_.values(i_, frame_.batches_));
    if (values && values->scale() <= setting_.scale && is_narrow(*values)) GIRS_CHECK(take(*values));
    else for (const auto& place : frame_.own_) GIRS_CHECK(combine(place));
    GIRS_CHECK(take_sums());
    for (const auto row : frame_.blanks_) {
      rows_.values[row] = 0;
      why(row, missing_);
    }
    rows_.places(Word::kWhy) = why_.empty() ? frame_.zeros_ : numbers(std::move(why_));
    GIRS_CHECK(count_sums());
    rows_.counted = counts_.empty() ? frame_.counted_ : numbers(counts_);
    rows_.places(Word::kStatus) = status();
    rows_.places(Word::kFlags) = flags();
    return ok();
  }

 private:
  bool is_narrow(const Column& values) const {
    return std::ranges::all_of(frame_.batches_, [&](std::size_t batch) {
      return values.width(batch) == engine::Width::kNarrow;
    });
  }

  /// Values as they are computed; where they are no numbers, the parts say why.
  Status take(const Column& values) {
    const auto power = static_cast<std::int64_t>(
        fixed::power_of_ten(setting_.scale - values.scale()));   // 10^18 at most
    const auto* const figures = values.narrow(0);                // of all batches in a row
    auto* const out = rows_.values.data();
    for (const auto& place : frame_.own_)
      out[place.row] = static_cast<Int128>(figures[place.position]) * power;
    engine::States states;
    Status done = ok();
    for (const auto batch : frame_.batches_) {
      if (!values.states(batch, states)) states = {};
      const auto without = engine::first_bits(engine::units_in_batch(values.size(), batch)) &
                           ~states.number;
      engine::each_bit(without, [&](std::size_t at) {
        const auto position = static_cast<std::uint32_t>(batch * kBatch + at);
        const auto row = frame_.row_of_[position];
        if (row == kNone || !done) return;
        if (states.missing.test(at)) why(row, missing_);
        else done = combine({row, position});
      });
    }
    return done;
  }

  Status take_sums() {
    if (frame_.sums_.empty()) return ok();
    GIRS_TRY(const auto* values, figures_.sum_values(i_));
    const auto& tree = *figures_.standing().tree;
    const auto power = static_cast<std::int64_t>(
        fixed::power_of_ten(std::max(0, setting_.scale - values->scale())));
    std::vector<engine::States> states(values->batches());
    for (std::size_t b = 0; b < states.size(); ++b)
      if (values->width(b) != engine::Width::kNarrow || !values->states(b, states[b]) ||
          values->scale() > setting_.scale)
        states[b] = {};   // one by one
    for (const auto& place : frame_.sums_) {
      const auto at = tree.place(place.position);
      if (states[at / kBatch].number.test(at % kBatch))
        rows_.values[place.row] = static_cast<Int128>(values->narrow(0)[at]) * power;
      else
        GIRS_CHECK(combine(place));
    }
    return ok();
  }

  Status combine(const Place& place) {
    GIRS_TRY(const auto parts, figures_.parts(i_, place.position));
    const auto value = combined(indicator_, parts.numerator, parts.denominator);
    GIRS_TRY(rows_.values[place.row], figure_at(value, setting_.scale));
    if (!std::holds_alternative<Decimal>(value))
      why(place.row, setting_.words.place_of_why(value));
    std::set<std::string> hidden;
    note_hidden(indicator_, parts.numerator, parts.denominator, hidden);
    if (hidden.empty()) return ok();
    if (hidden_.empty()) hidden_.resize(frame_.rows_);
    hidden_[place.row] = 1;
    return ok();
  }

  void why(std::uint32_t row, std::int32_t word) {
    if (why_.empty()) why_.resize(frame_.rows_);
    why_[row] = word;
  }

  /// Reports in which a sum finds no figure of this indicator do not count for it.
  Status count_sums() {
    if (frame_.sums_.empty()) return ok();
    GIRS_TRY(const auto* counts, figures_.sum_counts(i_));
    for (const auto& sum : frame_.sums_) {
      const auto counted = static_cast<std::int32_t>(
          (*counts)[figures_.standing().tree->place(sum.position)]);
      if (counted == (*frame_.counted_)[sum.row]) continue;
      if (counts_.empty()) counts_ = *frame_.counted_;
      counts_[sum.row] = counted;
    }
    return ok();
  }
  bool is_partial(const Sum& sum) const {
    return counts_[sum.row] > 0 && counts_[sum.row] < (*frame_.expected_)[sum.row];
  }

  /// As shown_status(): a sum of no figure has none.
  Numbers status() const {
    const bool summed = can_be_summed(indicator_);
    auto words = frame_.status_;
    const auto is_without = [&](const Sum& sum) {
      return !summed || (!counts_.empty() && counts_[sum.row] == 0);
    };
    if (std::ranges::none_of(frame_.sums_, is_without)) return words;
    const auto none = setting_.words.place(Word::kStatus, std::string());
    auto own = *words;
    for (const auto& sum : frame_.sums_)
      if (is_without(sum)) own[sum.row] = none;
    return numbers(std::move(own));
  }

  Numbers flags() const {
    const bool breaks = has_break(indicator_, figures_.columns().subject().period);
    const bool summed = can_be_summed(indicator_);
    if (!breaks && hidden_.empty() && counts_.empty() && summed) return frame_.flags_shared_;
    auto words = frame_.flag_words_;
    if (!counts_.empty())
      for (const auto& sum : frame_.sums_)
        words[sum.row] = is_partial(sum) ? sum.partial : sum.whole;
    if (!breaks && hidden_.empty() && summed) return numbers(std::move(words));
    auto said = frame_.flags_;
    for (const auto& sum : frame_.sums_) {
      if (!counts_.empty() && is_partial(sum)) said[sum.row].insert(kPartial);
      else if (!counts_.empty()) said[sum.row].erase(kPartial);
      if (!summed) said[sum.row].insert(kNotAdditive);
    }
    for (std::uint32_t row = 0; row < frame_.rows_; ++row) {
      if (breaks && !said[row].contains(kNoUnit)) said[row].insert(kBreak);
      if (!hidden_.empty() && hidden_[row]) said[row].insert(kError);
      words[row] = setting_.words.place(said[row]);
    }
    return numbers(std::move(words));
  }

  const FigureFrame& frame_;
  const Setting& setting_;
  const Indicator& indicator_;
  PeriodFigures& figures_;
  const std::size_t i_;
  FigureRows& rows_;
  const std::int32_t missing_;
  std::vector<std::int32_t> why_;   // by row; empty: all have a value
  std::vector<char> hidden_;        // by row: its error is shown as missing; empty: none
  std::vector<std::int32_t> counts_;   // by row; empty: as the frame has them
};

Status FigureFrame::fill(const Setting& setting, const Indicator& indicator,
                         PeriodFigures& figures, std::size_t i, FigureRows& rows) const {
  GIRS_CHECK(Filling(*this, setting, indicator, figures, i, rows).fill());
  rows.places(Word::kIndicator) = numbers(std::vector<std::int32_t>(
      rows_, setting.words.place(Word::kIndicator, indicator.code)));
  rows.places(Word::kUnit) = units_;
  rows.places(Word::kPeriod) = period_;
  rows.places(Word::kBreakdown) = zeros_;
  rows.places(Word::kDerivation) = derivation_;
  rows.expected = expected_;
  rows.decimals = numbers(std::vector<std::int32_t>(rows_, indicator.round));
  return ok();
}

}  // namespace girs::indicator
