// fsck of series: packages are verified again, vintages that they brought are derived anew, and
// blobs must decode.

#include <map>
#include <set>
#include <tuple>

#include "central/fsck_parts.h"
#include "central/series.h"
#include "package/submission.h"

namespace girs::central {
namespace {

/// By pid, the rows that the values of packages make.
using Vintages = std::map<std::string, store::VintageRow>;

/// Nothing for a package that the catalogue does not admit.
std::optional<store::VintageRow> row_of(const FsckRun& run, const package::SeriesPayload& payload,
                                        const store::SeriesPackageRow& package) {
  const auto vintage = vintage_of(*run.workspace.catalog, payload, package.pid);
  const auto* definition = run.workspace.catalog->indicator(payload.indicator);
  if (!vintage || !definition) return std::nullopt;
  auto figures = indicator::encode(vintage->values, definition->round);
  if (!figures) return std::nullopt;
  return store::VintageRow{0, vintage->indicator, vintage->unit, indicator::to_text(vintage->breakdown),
                           vintage->vintage, vintage->published.time_since_epoch().count(),
                           package.logged_at, vintage->source, package.pid, *std::move(figures)};
}

bool is_same(const store::VintageRow& one, const store::VintageRow& other) {
  const auto parts = [](const store::VintageRow& row) {
    return std::tie(row.indicator, row.unit, row.breakdown, row.vintage, row.published_at,
                    row.received_at, row.source, row.figures);
  };
  return parts(one) == parts(other);
}

void check_package(FsckRun& run, const store::SeriesPackageRow& row, Vintages& vintages) {
  const std::string key = "pid " + row.pid;
  const Time logged{std::chrono::seconds{row.logged_at}};
  const auto sent = package::Submission::parse(text_of(row.envelope));
  const auto series = sent ? package::verify_series(sent->envelope, run.registry_of(row.origin), row.origin, logged)
                           : Result<package::VerifiedSeries>(sent.error());
  if (!series) {
    run.fault("series_package", key, "The package does not verify: " + series.error().message.en,
              "Gói số liệu không xác thực được: " + series.error().message.in("vi"));
    return;
  }
  const auto& payload = series->payload;
  if (series->pid != row.pid || series->env != row.env || series->series != row.series ||
      payload.rev != row.rev || payload.prev != row.prev || payload.indicator != row.indicator ||
      payload.unit != row.unit || payload.vintage != row.vintage ||
      indicator::to_text(payload.breakdown) != row.breakdown ||
      signers_json(series->signers) != row.signers)
    run.fault("series_package", key, "A column is not what the signed package says.",
              "Có cột không khớp với gói đã ký.");
  check_leaf(run, {store::Logged::kSeriesPackage, row.pid, series->env, row.logged_at}, row.origin,
             row.index);
  check_stored_receipt(run, store::Logged::kSeriesPackage, row.receipt, claim_of(*series, row.origin),
                       row.index, row.logged_at);
  if (auto vintage = row_of(run, payload, row)) vintages.emplace(row.pid, *std::move(vintage));
}

}  // namespace

Status check_series_packages(FsckRun& run, store::Connection& connection) {
  Vintages vintages;
  GIRS_CHECK(store::each_series_package(connection, [&](const store::SeriesPackageRow& row) {
    check_package(run, row, vintages);
    return ok();
  }));
  std::set<std::string> found;
  GIRS_CHECK(store::each_vintage(connection, [&](const store::VintageRow& row) -> Status {
    const std::string key = "id " + std::to_string(row.id);
    if (!indicator::decode(row.figures))
      run.fault("series_vintage", key, "The values cannot be read.", "Không đọc được các giá trị.");
    if (!row.pid) return ok();
    const auto of_package = vintages.find(*row.pid);
    if (of_package == vintages.end() || !found.insert(*row.pid).second || !is_same(of_package->second, row))
      run.fault("series_vintage", key, "The values are not those of the signed package.",
                "Các giá trị không khớp với gói đã ký.");
    return ok();
  }));
  for (const auto& [pid, vintage] : vintages)
    if (!found.contains(pid))
      run.fault("series_vintage", "pid " + pid, "The values of the signed package are not there.",
                "Thiếu các giá trị của gói đã ký.");
  return ok();
}

}  // namespace girs::central
