#include "sync/shared.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "json/parse.h"
#include "sync/position.h"
#include "sync/shared_item.h"

namespace girs::sync {
namespace {

constexpr std::string_view kShared = "shared";
constexpr std::size_t kFailuresMax = 100;  // of retries in one pull
constexpr std::size_t kRulesMax = 64;

/// A pull on its way.
struct Pull {
  Session& session;
  SharedSummary& summary;
  Position position = {};
  std::string rules = {};  // what the authority calls the rules by which was pulled so far
  Span asked = {};         // of the page that is being read
};

std::string rules_key(const Session& session) { return "shared-rules " + session.options.audience; }

Result<Pull> pull_of(Session& session, SharedSummary& summary) {
  GIRS_TRY(auto position, position_of(session, kShared));
  GIRS_TRY(auto rules, session.store.read([&](store::Connection& connection) {
    return store::setting(connection, rules_key(session));
  }));
  // An earlier version went by no rules' word: they may give what they did not when it pulled.
  if (!rules) position.cursor = 0;
  return Pull{session, summary, std::move(position), rules.value_or("")};
}

Status keep_place(Pull& pull) {
  return pull.session.store.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(store::set_setting(connection, rules_key(pull.session), pull.rules));
    return keep_position(connection, pull.session, kShared, pull.position);
  });
}

const char* kind_of(const SharedItem& item) { return item.series ? "series" : item.report ? "submission" : "decision"; }

/// Keeps a page in one transaction; an item that does not fit leaves the others as they are.
Status keep(Pull& pull, const std::vector<SharedItem>& page) {
  std::vector<Status> outcomes;
  GIRS_CHECK(pull.session.store.write([&](store::Connection& connection) -> Status {
    for (const auto& item : page) {
      auto kept = connection.in_savepoint([&] { return keep_item(connection, pull.session.options, item); });
      if (!kept && !is_of_document(kept.error())) return kept;
      outcomes.push_back(std::move(kept));
    }
    return ok();
  }));
  for (std::size_t i = 0; i < page.size(); ++i) {
    const auto& item = page[i];
    if (!outcomes[i]) {
      GIRS_CHECK(pass_by(pull.position, pull.summary.passed, item.index, kind_of(item), outcomes[i].error()));
      continue;
    }
    ++(item.series ? pull.summary.series : item.report ? pull.summary.reports : pull.summary.decisions);
  }
  return ok();
}

Status take_page(Pull& pull, const Response& answer) {
  std::vector<SharedItem> page;
  SharedReports reports;
  for (const auto text : split(answer.body, '\n')) {
    if (text.empty()) continue;
    GIRS_TRY(const auto line, json::parse(text));
    const auto index = index_of(line, pull.asked);
    if (!index) return malformed_share();
    auto item = open_item(pull.session, line, *index, reports);
    if (!item) {
      GIRS_CHECK(pass_by(pull.position, pull.summary.passed, *index, "shared", item.error()));
    } else if (!item->is_news()) {
      ++pull.summary.known;
    } else {
      page.push_back(*std::move(item));
    }
  }
  return page.empty() ? ok() : keep(pull, page);
}

Result<Response> page_at(Session& session, const std::string& query) {
  GIRS_TRY(auto page, exchange(session, {"GET", "/v1/shared?" + query + "&recipient=" + session.options.unit}));
  if (page.status == 200) return page;
  auto refused = refusal_of(page, "");
  return error(Code::kUntrusted, std::move(refused.message.en), std::move(refused.message.vi), {{"reason", refused.reason}});
}

/// What the link to the next page says of the rules: a word without meaning to this side.
std::string rules_of(const Response& page) {
  const auto* link = page.header("link");
  constexpr std::string_view kRules = "rules=";
  const auto at = link ? link->find(kRules) : std::string::npos;
  if (at == std::string::npos) return {};
  const auto word = std::string_view(*link).substr(at + kRules.size());
  const auto end = std::min({word.find_first_not_of("0123456789abcdef"), word.size(), kRulesMax});
  return std::string(word.substr(0, end));
}

Status say_progress(Pull& pull) {
  const Progress progress{"shared", pull.summary.reports + pull.summary.series, 0, "reports"};
  return report_progress(pull.session.options.progress, progress);
}

/// Tries again what earlier pulls passed by, the longest waiting first.
Status retry(Pull& pull) {
  const auto waiting = std::exchange(pull.position.passed, {});
  if (waiting.empty()) return ok();
  std::size_t tried = 0;
  for (; tried < waiting.size() && pull.position.passed.size() < kFailuresMax; ++tried) {
    GIRS_TRY(const auto page, page_at(pull.session, "since=" + std::to_string(waiting[tried]) + "&limit=1"));
    pull.asked = {waiting[tried], waiting[tried] + 1};
    GIRS_CHECK(take_page(pull, page));
    GIRS_CHECK(say_progress(pull));
  }
  // Those that failed again wait behind those that were not tried.
  pull.position.passed.insert(pull.position.passed.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(tried), waiting.end());
  return keep_place(pull);
}

Status follow(Pull& pull) {
  bool is_first = true;
  for (;;) {
    auto query = "since=" + std::to_string(pull.position.cursor);
    if (!pull.rules.empty()) query += "&rules=" + pull.rules;
    GIRS_TRY(const auto page, page_at(pull.session, query));
    const auto next = next_of(page);
    const auto rules = rules_of(page);
    // Under other rules the authority begins anew, once in a pull; else it only goes on.
    const bool began_anew = is_first && rules != pull.rules;
    is_first = false;
    const auto begin = began_anew ? 0 : pull.position.cursor;
    pull.asked = {begin, next.value_or(begin)};
    GIRS_CHECK(take_page(pull, page));
    GIRS_CHECK(say_progress(pull));
    if (!next || (*next <= pull.position.cursor && !began_anew)) return ok();
    pull.position.cursor = *next;
    pull.rules = rules;
    GIRS_CHECK(keep_place(pull));
  }
}

}  // namespace

Status pull_shared(store::Store& store, Transport& transport, const RoundOptions& options, SharedSummary& summary) {
  RoundSummary unused;
  Session session{store, transport, options, unused};
  GIRS_CHECK(refuse_forked(session));
  GIRS_CHECK(refresh_registry(session));
  GIRS_CHECK(see_head(session));
  GIRS_TRY(auto pull, pull_of(session, summary));
  GIRS_CHECK(retry(pull));
  GIRS_CHECK(follow(pull));
  return prove_growth(session);
}

}  // namespace girs::sync
