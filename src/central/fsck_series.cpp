// fsck of series: packages are verified again, vintages that they brought are derived anew, and
// blobs must decode.

#include <map>

#include "central/fsck_parts.h"
#include "central/series.h"
#include "package/submission.h"

namespace girs::central {
namespace {

void check_package(FsckRun& run, const store::SeriesPackageRow& row,
                   std::map<std::string, Bytes>& figures) {
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
  const auto vintage = vintage_of(*run.workspace.catalog, payload, row.pid);
  const auto* definition = run.workspace.catalog->indicator(payload.indicator);
  auto encoded = vintage && definition ? indicator::encode(vintage->values, definition->round)
                                       : Result<Bytes>(Bytes{});
  if (encoded) figures.emplace(row.pid, *std::move(encoded));
}

}  // namespace

Status check_series_packages(FsckRun& run, store::Connection& connection) {
  std::map<std::string, Bytes> figures;  // by pid, as the packages have them
  GIRS_CHECK(store::each_series_package(connection, [&](const store::SeriesPackageRow& row) {
    check_package(run, row, figures);
    return ok();
  }));
  GIRS_CHECK(store::each_vintage(connection, [&](const store::VintageRow& row) -> Status {
    const std::string key = "id " + std::to_string(row.id);
    if (!indicator::decode(row.figures))
      run.fault("series_vintage", key, "The values cannot be read.", "Không đọc được các giá trị.");
    if (!row.pid) return ok();
    const auto signed_values = figures.find(*row.pid);
    if (signed_values == figures.end() || signed_values->second != row.figures)
      run.fault("series_vintage", key, "The values are not those of the signed package.",
                "Các giá trị không khớp với gói đã ký.");
    if (signed_values != figures.end()) signed_values->second.clear();
    return ok();
  }));
  for (const auto& [pid, values] : figures)
    if (!values.empty())
      run.fault("series_vintage", "pid " + pid, "The values of the signed package are not there.",
                "Thiếu các giá trị của gói đã ký.");
  return ok();
}

}  // namespace girs::central
