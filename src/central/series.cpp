#include "central/series.h"

#include "central/admission.h"
#include "central/log_book.h"
#include "central/log_end.h"
#include "indicator/series_check.h"
#include "json/canonical.h"

namespace girs::central {
namespace {

/// The store's word for a status is the payload's.
indicator::ValueStatus status_of(package::ValueStatus status) {
  return indicator::parse_status(package::to_text(status)).value_or(indicator::ValueStatus::kOfficial);
}

formula::Value value_of(const package::SeriesValue& value) {
  if (value.value)
    if (const auto number = Decimal::parse_canonical(*value.value)) return *number;
  return formula::parse_absent(value.absent).value_or(formula::Absent::kNotAvailable);
}

void note(Mistakes& mistakes, const std::string& pointer, const std::optional<Message>& wrong) {
  if (wrong) mistakes.add(wrong->en, wrong->vi, {{"pointer", pointer}});
}

/// Revisions of one vintage follow each other.
Status check_chain(const std::optional<store::SeriesPackageRow>& head,
                   const package::SeriesPayload& payload) {
  const bool follows = head ? payload.rev == head->rev + 1 && payload.prev == head->pid
                            : payload.rev == 1;
  if (follows) return ok();
  auto conflict = refusal("series-conflict",
                          "The revision " + std::to_string(payload.rev) +
                              " of the series does not follow the newest one.",
                          "Phiên bản " + std::to_string(payload.rev) +
                              " của chuỗi không nối tiếp phiên bản mới nhất.",
                          Code::kConflict);
  if (head) conflict.details.emplace_back("head", head->pid);
  return conflict;
}

}  // namespace

std::string signers_json(const std::vector<package::VerifiedSigner>& signers) {
  json::Value list = json::Array{};
  for (const auto& signer : signers) {
    json::Value one;
    one.set("role", signer.claimed.role);
    one.set("keyid", signer.claimed.keyid);
    one.set("person", signer.subject.person);
    list.push(std::move(one));
  }
  return json::compact(list);
}

Status keep_series(store::Connection& connection, const Catalog& catalog,
                   const package::VerifiedSeries& series, const indicator::Vintage& vintage,
                   const Bytes& stored, const SeriesPlace& place) {
  const auto& payload = series.payload;
  GIRS_CHECK(store::insert_series_package(
      connection, {series.pid, series.env, place.origin, place.index,
                   place.time.time_since_epoch().count(), series.series, payload.rev, payload.prev,
                   payload.indicator, payload.unit, indicator::to_text(payload.breakdown),
                   payload.vintage, signers_json(series.signers), stored, place.receipt}));
  GIRS_TRY(const auto* definition, indicator::delivered_indicator(catalog, payload.indicator));
  GIRS_TRY([[maybe_unused]] const auto id,
           indicator::put_vintage(connection, *definition, vintage, place.time));
  return ok();
}

Result<indicator::Vintage> vintage_of(const Catalog& catalog, const package::SeriesPayload& payload,
                                      const std::string& pid) {
  GIRS_TRY(const auto* definition, indicator::delivered_indicator(catalog, payload.indicator));
  Mistakes mistakes;
  note(mistakes, "/breakdown", indicator::wrong_breakdown(catalog, *definition, payload.breakdown));
  indicator::Vintage vintage{payload.indicator, payload.unit, payload.breakdown, payload.vintage,
                             {}, "package", pid, {}};
  if (const auto published = indicator::published_at(payload.vintage)) vintage.published = *published;
  else
    note(mistakes, "/vintage", Message{"A vintage is the day or moment of publication.",
                                       "Phiên bản công bố phải là ngày hoặc thời điểm."});
  for (std::size_t i = 0; i < payload.values.size(); ++i) {
    const auto& one = payload.values[i];
    const std::string pointer = "/values/" + std::to_string(i);
    const auto period = Period::parse(one.period);
    if (!period) {
      note(mistakes, pointer + "/period", period.error().message);
      continue;
    }
    const auto value = value_of(one);
    note(mistakes, pointer + "/period", indicator::wrong_period(*definition, *period));
    note(mistakes, pointer + "/period",
         indicator::wrong_unit(catalog, *definition, payload.unit, *period));
    note(mistakes, pointer + "/value", indicator::wrong_value(*definition, value));
    vintage.values.push_back({*period, value, status_of(one.status), one.flags});
  }
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument,
                                        "The series contradicts its definition.",
                                        "Chuỗi số liệu trái với định nghĩa của chỉ tiêu.",
                                        {{"reason", "package-invalid"}});
  return vintage;
}

Result<Admission> admit_series(Centre& centre, const package::Submission& sent) {
  auto& store = *centre.workspace().store;
  const auto pid = sent.envelope.pid();
  const Time now = store.now();
  GIRS_TRY(const auto known, store.read([&](store::Connection& connection) {
    return store::series_package(connection, pid);
  }));
  if (known && known->env != sent.envelope.env_digest()) return envelope_differs();
  if (known) {
    GIRS_TRY(auto again, centre.receipt(pid));
    return Admission{false, known->index, std::move(again)};
  }
  GIRS_TRY(const auto current, centre.present());
  GIRS_TRY(const auto keys, centre.registry());
  GIRS_TRY(const auto at, leaf_time(store, now));
  GIRS_TRY(const auto verified,
           package::verify_series(sent.envelope, *keys, centre.origin(), at));
  GIRS_CHECK(check_keyids(sent.envelope, verified.signers));
  const auto vintage = vintage_of(current->catalog(), verified.payload, pid);
  if (!vintage) return in_package(vintage.error(), "package-invalid");
  const auto& payload = verified.payload;
  GIRS_TRY(const auto entered, store.write([&](store::Connection& connection) -> Result<Entered> {
    GIRS_TRY(const auto raced, store::series_package(connection, pid));
    if (raced && raced->env != verified.env) return envelope_differs();
    if (raced) return Entered{false, raced->index};  // it arrived twice at once: one leaf
    GIRS_TRY(const auto head, store::series_package_head(connection, verified.series));
    GIRS_CHECK(check_chain(head, payload));
    const log::SeriesEntry entry{verified.pid, verified.env, payload.unit, payload.indicator,
                                 payload.vintage, payload.rev, payload.prev};
    GIRS_TRY(const auto leaf, append_leaf(connection, entry, now));
    GIRS_CHECK(keep_series(connection, current->catalog(), verified, *vintage, to_bytes(sent.text()),
                           {centre.origin(), leaf.index, leaf.time}));
    return Entered{true, leaf.index};
  }));
  const auto note_text = sign_log(store, centre.origin(), *centre.options().log_key);
  if (!note_text) return own_fault(note_text.error());
  GIRS_TRY(auto proof, store.read([&](store::Connection& connection) {
    return receipt_of(connection, entered.index, *note_text);
  }));
  return Admission{entered.fresh, entered.index, std::move(proof)};
}

}  // namespace girs::central
