#include "indicator/series_store.h"

#include <algorithm>

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

const Known* KnownSeries::find(const std::string& unit, const Period& period) const {
  const auto series = units.find(unit);
  if (series == units.end()) return nullptr;
  const auto value = series->second.find(period);
  return value == series->second.end() ? nullptr : &value->second;
}

Result<KnownSeries> read_series(store::Connection& connection, std::string_view indicator,
                                const Breakdown& breakdown, const AsOf& as_of) {
  KnownSeries known;
  GIRS_CHECK(store::each_vintage(
      connection, indicator, to_text(breakdown), bounds_of(as_of),
      [&](const store::VintageRow& row) -> Status {
        GIRS_TRY(auto values, decode(row.figures));
        known.vintages[row.id] = {row.vintage, row.source};
        auto& series = known.units[row.unit];
        for (auto& value : values) {
          const auto found = series.find(value.period);
          const bool revised = found != series.end() && (found->second.revised ||
                                                         found->second.value != value.value);
          series.insert_or_assign(value.period,
                                  Known{std::move(value.value), value.status,
                                        std::move(value.flags), row.id, revised});
        }
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
        if (row.unit != unit) return ok();
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
