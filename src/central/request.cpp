#include "central/request.h"

#include <set>

#include "central/centre.h"
#include "central/day.h"
#include "central/log_book.h"
#include "central/log_end.h"
#include "json/parse.h"
#include "json/shape.h"
#include "package/verify.h"
#include "report/requested_definitions.h"
#include "store/requests.h"

namespace girs::central {
namespace {

/// The units exist on the last day that the period covers, and the due date is a day to come.
Status check_draft(const RequestDraft& draft, const RegimePeriod& asked, const UnitTree& units,
                   Time now) {
  Mistakes mistakes;
  const auto due = parse_date(draft.due);
  const Date today = day_of(now);
  if (!due)
    mistakes.add("\"" + draft.due + "\" is no day; write the due date as 2026-09-20.",
                 "\"" + draft.due + "\" không phải là một ngày; hãy viết thời hạn như 2026-09-20.",
                 {{"pointer", "/due"}});
  else if (*due < today || *due < asked.window.from)
    mistakes.add("The due date " + draft.due + " has passed, or lies before the period begins.",
                 "Thời hạn " + draft.due + " đã qua hoặc trước khi kỳ báo cáo bắt đầu.",
                 {{"pointer", "/due"}});
  std::set<std::string_view> named;
  for (std::size_t i = 0; i < draft.units.size(); ++i) {
    const auto& code = draft.units[i];
    const Details place{{"pointer", "/units/" + std::to_string(i)}, {"unit", code}};
    if (!named.insert(code).second)
      mistakes.add("The unit " + code + " is named twice.", "Đơn vị " + code + " được nêu hai lần.",
                   place);
    else if (const auto found = units.get(code, asked.window.to); !found)
      mistakes.add({found.error().message, place});
  }
  if (mistakes.empty()) return ok();
  const auto count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      "The request has " + count + " mistakes; nothing was sent.",
                                      "Yêu cầu có " + count + " lỗi; chưa gửi đi.");
}

/// The request of `requester` as a signed envelope.
Result<package::Envelope> signed_request(const std::string& origin, Time now,
                                         const RequestDraft& draft, const RegimePeriod& asked,
                                         const Signer& requester) {
  package::RequestPayload payload;
  payload.head.audience = origin;
  payload.head.created_at = now;
  GIRS_TRY(payload.head.salt, new_salt());
  payload.head.signers.push_back({std::string(package::kRequester), requester.key.keyid()});
  payload.regime = {asked.regime->code, asked.regime->digest, asked.regime->version};
  payload.definitions = draft.definitions;
  payload.units = draft.units;
  payload.period = asked.period.label();
  payload.due = draft.due;
  payload.text = draft.text;
  GIRS_TRY(const auto bytes, package::build(payload));
  package::Envelope envelope{std::string(package::kRequestType), to_bytes(bytes), {}};
  GIRS_CHECK(envelope.sign(requester));
  return envelope;
}

}  // namespace

Result<RequestDraft> read_request(std::string_view json) {
  GIRS_TRY(const auto document, json::parse(json));
  Mistakes mistakes;
  const auto root = json::Node::root(document, "request", mistakes);
  root.only({"regime", "units", "period", "due", "text", "definitions"});
  RequestDraft draft;
  draft.regime = root.member("regime").code();
  root.member("units").each([&](const json::Node& unit) { draft.units.push_back(unit.code()); });
  draft.period = root.member("period").code();
  draft.due = root.member("due").text();
  draft.text = root.member("text").text();
  if (const auto definitions = root.optional("definitions"))
    definitions.each([&](const json::Node& one) { draft.definitions.push_back(*one.value()); });
  if (mistakes.empty()) return draft;
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      "The request has mistakes; nothing was sent.",
                                      "Yêu cầu có lỗi; chưa gửi đi.");
}

Result<RegimePeriod> regime_period(const Catalog& catalog, std::string_view regime,
                                   std::string_view period) {
  RegimePeriod asked;
  GIRS_TRY(asked.period, Period::parse(period));
  GIRS_TRY(asked.regime, catalog.regime_of(regime, asked.period));
  GIRS_CHECK(check_period(asked.regime->frequency, asked.regime->window, asked.period,
                          catalog.calendar()));
  GIRS_TRY(asked.window, catalog.window(*asked.regime, asked.period));
  return asked;
}

Result<std::string> Centre::request(const RequestDraft& draft, const Signer& requester) {
  auto& store = *workspace_.store;
  const Time now = store.now();
  GIRS_TRY(const auto current, present());
  GIRS_TRY(const auto joined, store.read([&](store::Connection& connection) {
    return report::join_definitions(connection, draft.definitions);
  }));
  const Catalog& definitions = joined.catalog ? *joined.catalog : current->catalog();
  GIRS_TRY(const auto asked, regime_period(definitions, draft.regime, draft.period));
  GIRS_CHECK(check_draft(draft, asked, definitions.units(), now));
  GIRS_TRY(const auto envelope, signed_request(options_.origin, now, draft, asked, requester));
  GIRS_TRY(const auto keys, registry());
  GIRS_TRY(const auto at, leaf_time(store, now));
  GIRS_TRY(const auto verified, package::verify_request(envelope, *keys, options_.origin, at));
  GIRS_CHECK(store.write([&](store::Connection& connection) -> Status {
    const auto& payload = verified.payload;
    if (!payload.definitions.empty())
      GIRS_CHECK(report::adopt_definitions(connection, payload, now));
    const log::RequestEntry entry{verified.pid, verified.env, payload.regime.code, payload.period};
    GIRS_TRY(const auto leaf, append_leaf(connection, entry, now));
    return store::insert_request(
        connection, {verified.pid, options_.origin, leaf.index, leaf.time.time_since_epoch().count(),
                     payload.regime.code, payload.period, payload.due, payload.text,
                     to_bytes(envelope.text()), payload.units});
  }));
  GIRS_CHECK(sign_log(store, options_.origin, *options_.log_key));
  return verified.pid;
}

}  // namespace girs::central
