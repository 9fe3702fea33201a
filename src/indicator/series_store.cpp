#include "indicator/series_store.h"

#include <algorithm>

#include "indicator/ordinal.h"

namespace girs::indicator {
namespace {

std::int64_t seconds(Time time) { return time.time_since_epoch().count(); }
Time moment(std::int64_t seconds) { return Time{std::chrono::seconds{seconds}}; }

/// At the indicator's scale, so that blobs of one indicator compare.
std::vector<SeriesValue> in_order(std::vector<SeriesValue> values) {
  std::ranges::sort(values, {}, &SeriesValue::period);
  return values;
}

store::VintageBounds bounds_of(const AsOf& as_of) {
  store::VintageBounds bounds;
  if (as_of.published) bounds.published_until = seconds(*as_of.published);
  if (as_of.received) bounds.received_until = seconds(*as_of.received);
  return bounds;
}

}  // namespace

std::optional<Time> published_at(std::string_view vintage) {
  if (const auto time = from_rfc3339(vintage)) return time;
  return from_rfc3339(std::string(vintage) + "T00:00:00+07:00");
}

Result<std::int64_t> put_vintage(store::Connection& connection, const Indicator& indicator,
                                 const Vintage& vintage, Time received) {
  GIRS_TRY(auto figures, encode(in_order(vintage.values), indicator.round));
  return store::insert_vintage(
      connection, {0, vintage.indicator, vintage.unit, to_text(vintage.breakdown), vintage.vintage,
                   seconds(vintage.published), seconds(received), vintage.source, vintage.pid,
                   std::move(figures)});
}

const Known* KnownValues::find(const Period& period) const {
  if (values_.empty()) return nullptr;
  // Most series have no gap: then the place follows from the first period.
  const auto& first = values_.front().period;
  const auto guess = static_cast<std::size_t>(ordinal_of(period) - ordinal_of(first));
  if (guess < values_.size() && values_[guess].period == period) return &values_[guess].known;
  const auto found = std::ranges::lower_bound(values_, period, {}, &One::period);
  return found != values_.end() && found->period == period ? &found->known : nullptr;
}

void KnownValues::take(const Period& period, Known known) {
  if (values_.empty() || values_.back().period < period) {
    values_.push_back({period, std::move(known)});
    return;
  }
  const auto found = std::ranges::lower_bound(values_, period, {}, &One::period);
  if (found->period != period) {
    values_.insert(found, {period, std::move(known)});
    return;
  }
  known.revised = found->known.revised || found->known.value != known.value;
  found->known = std::move(known);
}

const Known* KnownSeries::find(const std::string& unit, const Period& period) const {
  const auto series = units.find(unit);
  return series == units.end() ? nullptr : series->second.find(period);
}

Result<std::int64_t> newest_vintage(store::Connection& connection) {
  std::int64_t row = 0;
  GIRS_CHECK(connection.each("SELECT coalesce(max(id), 0) FROM series_vintage",
                             [&](store::Statement& newest) {
                               row = newest.integer(0);
                               return ok();
                             }));
  return row;
}

Result<KnownSeries> read_series(store::Connection& connection, std::string_view indicator,
                                const Breakdown& breakdown, const AsOf& as_of) {
  KnownSeries known;
  GIRS_CHECK(store::each_vintage(
      connection, indicator, to_text(breakdown), bounds_of(as_of),
      [&](const store::VintageRow& row) -> Status {
        if (as_of.row && row.id > *as_of.row) return ok();
        GIRS_TRY(auto values, decode(row.figures));
        known.vintages[row.id] = {row.vintage, row.source};
        auto& series = known.units[row.unit];
        if (series.size() == 0) series.expect(values.size());
        for (auto& value : values)
          series.take(value.period,
                      {std::move(value.value), value.status, std::move(value.flags), row.id});
        return ok();
      }));
  return known;
}

Result<std::vector<Revision>> revisions(store::Connection& connection, std::string_view indicator,
                                        const std::string& unit, const Breakdown& breakdown,
                                        const Period& period, const AsOf& as_of) {
  std::vector<Revision> found;
  GIRS_CHECK(store::each_vintage(
      connection, indicator, to_text(breakdown), bounds_of(as_of),
      [&](const store::VintageRow& row) -> Status {
        if (row.unit != unit || (as_of.row && row.id > *as_of.row)) return ok();
        GIRS_TRY(auto values, decode(row.figures));
        const auto value = std::ranges::find(values, period, &SeriesValue::period);
        if (value != values.end())
          found.push_back({row.id, row.vintage, row.source, row.pid, moment(row.published_at),
                           moment(row.received_at), std::move(*value)});
        return ok();
      }));
  return found;
}

}  // namespace girs::indicator
