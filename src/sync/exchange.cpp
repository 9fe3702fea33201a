#include "sync/exchange.h"

#include <algorithm>

#include "base/clock.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "package/report_payload.h"
#include "package/series_payload.h"
#include "store/outbox.h"
#include "sync/seen.h"

namespace girs::sync {
namespace {

bool is_transient(int status) { return status == 408 || status == 425 || status == 429 || status >= 500; }

Error unexpected_answer(const Request& request, const Response& response) {
  const std::string code = std::to_string(response.status);
  auto failed = error(Code::kIo, "The authority answered " + code + " to " + request.method + " " + request.path + "; try again later.",
                      "Cơ quan nhận trả lời " + code + " cho " + request.method + " " + request.path + "; hãy thử lại sau.",
                      {{"http_status", code}});
  if (auto wait = retry_after(response)) failed.details.emplace_back("retry_after", *std::move(wait));
  return failed;
}

/// Answers of 3xx and 4xx that the authority does not give: a captive portal, a proxy's own page.
Error intermediary(const Request& request, const Response& response) {
  const std::string code = std::to_string(response.status);
  return error(Code::kIo,
               "The answer " + code + " to " + request.method + " " + request.path +
                   " is not the authority's: something between changes the line (a proxy, a sign-in page).",
               "Câu trả lời " + code + " cho " + request.method + " " + request.path +
                   " không phải của cơ quan nhận: có thiết bị trung gian can thiệp đường truyền.",
               {{"http_status", code}, {"reason", "intermediary"}});
}

/// The code of a refusal because of who makes the request, not of what it carries.
constexpr std::string_view kRequestRole = "request-role";

/// The bytes of a first character that moves what a screen shows: a control character, a line or
/// paragraph separator, a mark that turns the direction of writing. 0 of any other.
std::size_t unshown(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  if (byte(0) < 0x20 || byte(0) == 0x7f) return 1;
  if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0) return 2;   // U+0080 to U+009F
  const bool breaks = byte(1) == 0x80 && byte(2) >= 0xa8 && byte(2) <= 0xae;     // U+2028 to U+202E
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;   // U+2066 to U+2069
  return byte(0) == 0xe2 && (breaks || isolates) ? 3 : 0;
}

/// What a person is shown of a sentence that came from elsewhere: one line of no more than a page.
std::string shown(std::string text) {
  constexpr std::size_t kLongest = 2000;
  if (text.size() > kLongest) {
    auto end = kLongest;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not within a character
    text.erase(end);
  }
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto length = unshown(std::string_view(text).substr(at))) text.replace(at, length, " ");
  return text;
}

/// Whether `text` is a word, as codes of problem documents are.
bool is_word(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

/// Whether an answer of 4xx is a problem document with a code.
bool is_problem(const Response& response) {
  const auto document = json::parse(response.body);
  return document && document->text("code");
}

}  // namespace

Error contradiction(Session& session, const store::CheckpointRow& known, const std::string& note) {
  const auto kept = session.store.write([&](store::Connection& connection) {
    return store::add_fork_evidence(connection, session.options.audience,
                                    session.store.now().time_since_epoch().count(), known.note, note);
  });
  if (!kept) return kept.error();
  return error(Code::kUntrusted,
               "The authority's log contradicts its own earlier checkpoint; both signed notes are kept as evidence.",
               "Nhật ký của cơ quan nhận mâu thuẫn với điểm chốt trước; đã lưu cả hai bản ký làm bằng chứng.",
               {{"reason", std::string(kForkReason)}});
}

namespace {

/// Remembers a checkpoint that is newer than what was seen so far.
Status keep_newest(Session& session, const store::CheckpointRow& row) {
  GIRS_TRY(const auto seen, session.store.write([&](store::Connection& connection) {
    return advance_seen(connection, session.options.audience, row);
  }));
  return seen && contradicts(*seen, row) ? Status(contradiction(session, *seen, row.note)) : ok();
}

/// The log's own head against the newest checkpoint that was seen before it was asked for.
Status check_head(Session& session, const store::CheckpointRow* newest, const std::string& note) {
  GIRS_TRY(const auto opened, log::open_checkpoint(note, session.policy));
  const auto& origin = session.options.audience;
  if (opened.checkpoint.origin != origin)
    return error(Code::kUntrusted, "The checkpoint is of " + opened.checkpoint.origin + ", not of " + origin + ".",
                 "Điểm chốt là của " + opened.checkpoint.origin + ", không phải của " + origin + ".",
                 {{"reason", "audience"}});
  const auto fresh = row_of(opened.checkpoint, note);
  if (newest && (fresh.size < newest->size || contradicts(fresh, *newest)))
    return contradiction(session, *newest, fresh.note);
  return keep_newest(session, fresh);
}

/// A receipt of a smaller tree than the newest one seen: old, as those that people carry are, or
/// of a log that was rolled back. The log's own head tells them apart, and the log's tiles tell
/// whether the smaller tree is the beginning of the greater one. Where neither travels (a folder)
/// the receipt stands, and a monitor (monitor.h) finds later whether the log still has its entry.
Status check_older(Session& session, const store::CheckpointRow& newest,
                   const log::Checkpoint& older, const std::string& note) {
  const auto head = exchange(session, {"GET", "/log/checkpoint"});
  if (!head && head.error().code != Code::kIo) return head.error();
  if (!head || head->status != 200) return ok();
  GIRS_CHECK(check_head(session, &newest, head->body));
  return prove_part(session, older, note, newest);
}

Status check_checkpoint(Session& session, const log::VerifiedReceipt& verified, const std::string& note) {
  const auto row = row_of(verified.checkpoint, note);
  const auto before = session.seen_before;
  if (before && contradicts(*before, row)) return contradiction(session, *before, note);
  if (before && row.size < before->size) return check_older(session, *before, verified.checkpoint, note);
  return keep_newest(session, row);
}

}  // namespace

Status see_head(Session& session) {
  GIRS_TRY(const auto head, exchange(session, {"GET", "/log/checkpoint"}));
  const auto before = session.seen_before;
  return check_head(session, before ? &*before : nullptr, head.body);
}

Status refuse_forked(Session& session) {
  const auto& origin = session.options.audience;
  GIRS_TRY(const bool forked, session.store.read([&](store::Connection& connection) {
    return store::has_fork_evidence(connection, origin);
  }));
  if (!forked) return ok();
  return error(Code::kUntrusted,
               "The log " + origin + " has contradicted itself before; both signed notes are kept, and nothing is exchanged "
               "until a person has settled it.",
               "Nhật ký " + origin + " từng mâu thuẫn với chính nó; đã lưu cả hai bản ký, ngừng trao đổi cho đến khi có "
               "người xử lý.",
               {{"reason", std::string(kForkReason)}});
}

std::optional<std::string> retry_after(const Response& response) {
  const auto* text = response.header("retry-after");
  if (!text || text->empty() || text->size() > 6 || text->find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return *text;
}

Result<Response> exchange(Session& session, Request request) {
  request.progress = session.options.progress;
  GIRS_TRY(session.seen_before, session.store.read([&](store::Connection& connection) {
    return store::checkpoint_seen(connection, session.options.audience);
  }));
  session.note.clear();  // another process may see a newer one meanwhile
  GIRS_TRY(auto response, session.transport.exchange(request));
  if (is_transient(response.status)) return unexpected_answer(request, response);
  const bool is_odd = response.status >= 300 && response.status != 304;
  if (is_odd && (response.status < 400 || !is_problem(response))) return intermediary(request, response);
  return response;
}

Result<std::int64_t> pause_before(std::int64_t attempts, const Error& failure) {
  constexpr std::int64_t kLongest = 15 * 60;
  if (const auto* asked = detail_of(failure.details, "retry_after"))
    return std::min<std::int64_t>(std::stoll(*asked), store::kLongestWaitSeconds);
  const auto most = std::min(kLongest, std::int64_t{1} << std::min<std::int64_t>(attempts, 10));
  GIRS_TRY(const auto random, random_bytes(4));
  std::uint32_t number = 0;
  for (const auto byte : random) number = number << 8 | byte;
  return static_cast<std::int64_t>(number % static_cast<std::uint64_t>(most + 1));
}

Refused refusal_of(const Response& response, std::string pid) {
  Refused refused{std::move(pid), "http-" + std::to_string(response.status), {}};
  if (const auto document = json::parse(response.body)) {
    const auto text = [&](std::string_view key) {
      const auto* found = document->text(key);
      return found ? *found : std::string();
    };
    if (const auto code = text("code"); is_word(code))
      refused.reason = store::is_own_reason(code) ? "authority-" + code : code;
    refused.message = {shown(text("detail")), shown(text("detail_vi"))};
  }
  if (refused.message.en.empty()) refused.message.en = "The authority answered " + std::to_string(response.status) + ".";
  return refused;
}

bool is_of_what_was_sent(const Response& response) {
  const auto code = refusal_of(response, "").reason;
  switch (response.status) {
    case 403: return code != kRequestRole;
    case 409: return code != "in-progress";
    case 413:
    case 422: return true;
    default: return false;
  }
}

Error request_refused(const Response& response) {
  auto refused = refusal_of(response, "");
  const bool untrusted = response.status == 401 || response.status == 403;
  Details details{{"http_status", std::to_string(response.status)}, {"reason", std::move(refused.reason)}};
  if (auto wait = retry_after(response)) details.emplace_back("retry_after", *std::move(wait));
  return error(untrusted ? Code::kUntrusted : Code::kIo, std::move(refused.message.en), std::move(refused.message.vi),
               std::move(details));
}

Status refresh_registry(Session& session) {
  GIRS_TRY(const auto response, exchange(session, {"GET", "/v1/registry"}));
  if (response.status == 401 || response.status == 403) return request_refused(response);  // a key that it does not know
  if (response.status != 200) return unexpected_answer({"GET", "/v1/registry"}, response);
  GIRS_TRY(const auto envelope, package::Envelope::parse(response.body));
  GIRS_TRY(auto fresh, package::open_registry(envelope, session.options.roots));
  if (fresh.audience() != session.options.audience)
    return error(Code::kUntrusted,
                 "The registry is that of " + fresh.audience() + ", not of " + session.options.audience +
                     ". If the authority has begun a new log (a new year), set \"audience\" to its name and \"log-key\" to its key; what has a receipt stays valid.",
                 "Danh bạ khóa là của " + fresh.audience() + ", không phải " + session.options.audience +
                     ". Nếu cơ quan nhận đã mở nhật ký mới (năm mới), hãy đặt lại \"audience\" là tên nhật ký đó và \"log-key\" là khóa của nó; gói đã có biên nhận vẫn có giá trị.",
                 {{"reason", "audience"}});
  GIRS_TRY(const auto stored, session.store.read([&](store::Connection& connection) {
    return store::newest_registry(connection, session.options.audience);
  }));
  if (stored) {
    GIRS_TRY(const auto known_envelope, package::Envelope::parse(text_of(stored->envelope)));
    GIRS_TRY(const auto known, package::open_registry(known_envelope, session.options.roots));
    GIRS_CHECK(succeeds(known, fresh));
  }
  if (!stored || stored->version < fresh.version())
    GIRS_CHECK(session.store.write([&](store::Connection& connection) -> Status {
      // Another round on this store may have been faster.
      GIRS_TRY(const auto newest, store::newest_registry(connection, session.options.audience));
      if (newest && newest->version >= fresh.version()) return ok();
      return store::put_registry(connection, session.options.audience, fresh.version(), view(envelope.text()));
    }));
  if (session.options.log_key) {
    GIRS_TRY(auto key, VerifierKey::parse(*session.options.log_key));
    session.policy.logs.push_back(std::move(key));
  } else {
    GIRS_TRY(session.policy, log::Policy::of(fresh.content().tlog_policy, fresh.content().log_keys));
  }
  session.registry = std::move(fresh);
  return ok();
}

Result<log::VerifiedReceipt> open_receipt(Session& session, std::string_view receipt) {
  GIRS_TRY(const auto proof, log::Proof::parse(receipt));
  const bool is_open = !session.note.empty() && proof.checkpoint == session.note;
  if (!is_open) {
    session.note.clear();
    GIRS_TRY(session.opened, log::open_checkpoint_of(proof, session.policy));
  }
  GIRS_TRY(auto proved, log::verify_proof(proof, session.opened));
  if (proved.checkpoint.origin != session.options.audience)
    return error(Code::kUntrusted, "The receipt is from the log " + proved.checkpoint.origin + ", not from " + session.options.audience + ".",
                 "Biên nhận của nhật ký " + proved.checkpoint.origin + ", không phải của " + session.options.audience + ".",
                 {{"reason", "claim"}});
  if (!is_open) GIRS_CHECK(check_checkpoint(session, proved, proof.checkpoint));
  session.note = proof.checkpoint;
  return proved;
}

Status check_inclusion(Session& session, const log::Leaf& leaf, std::int64_t index,
                       std::string_view receipt) {
  GIRS_TRY(const auto proved, open_receipt(session, receipt));
  if (proved.leaf == leaf && proved.index == static_cast<std::uint64_t>(index)) return ok();
  return error(Code::kUntrusted, "The proof is of another log entry than the one it came with.",
               "Bằng chứng là của mục nhật ký khác.", {{"reason", "claim"}});
}

namespace {

log::ReceiptClaim claim_of(const package::ReportPayload& payload, std::string pid, std::string env,
                           const std::string& audience) {
  return {std::move(pid), std::move(env), payload.unit, payload.regime.code, payload.period,
          payload.rev, payload.prev, audience, payload.head.created_at};
}

log::ReceiptClaim claim_of(const package::SeriesPayload& payload, std::string pid, std::string env,
                           const std::string& audience) {
  return {std::move(pid), std::move(env), payload.unit, payload.indicator, payload.vintage,
          payload.rev, payload.prev, audience, payload.head.created_at};
}

Result<log::ReceiptClaim> claim_of(const package::Envelope& envelope, const std::string& audience) {
  if (envelope.payload_type == package::kSeriesType) {
    GIRS_TRY(const auto series, package::parse_series(text_of(envelope.payload)));
    return claim_of(series, envelope.pid(), envelope.env_digest(), audience);
  }
  GIRS_TRY(const auto payload, package::parse_report(text_of(envelope.payload)));
  return claim_of(payload, envelope.pid(), envelope.env_digest(), audience);
}

}  // namespace

log::ReceiptClaim claim_of(const package::VerifiedReport& report, const std::string& audience) {
  return claim_of(report.payload, report.pid, report.env, audience);
}

log::ReceiptClaim claim_of(const package::VerifiedSeries& series, const std::string& audience) {
  return claim_of(series.payload, series.pid, series.env, audience);
}

Result<Place> place_of(const log::VerifiedReceipt& proved, const log::ReceiptClaim& claim,
                       std::string_view receipt) {
  GIRS_CHECK(log::check_claim(proved, claim));
  return Place{claim.audience, static_cast<std::int64_t>(proved.index), proved.time_logged,
               std::string(receipt), std::string(proved.state())};
}

Result<Place> check_receipt(Session& session, const package::Submission& submission, std::string_view receipt) {
  GIRS_TRY(const auto claim, claim_of(submission.envelope, session.options.audience));
  GIRS_TRY(const auto proved, open_receipt(session, receipt));
  return place_of(proved, claim, receipt);
}

}  // namespace girs::sync
