// A centre in service, through the public headers alone: copies, the overview at one look, requests,
// sharing, evidence, the record of reads.

#include "exchange.h"

using namespace capi;

namespace {

/// A centre that has taken one report.
struct Serving {
  Exchange exchange;
  Central central;
  std::string pid;

  Serving() : central(exchange.open_central(true)) {
    pid = exchange.seal_quarter();
    const auto package = exchange.package(pid);
    Given answer;
    MUST(girs_central_admit(central, package.data(), package.size(), answer.out(), error));
  }
};

std::string inventory(const Store& store) {
  Given held;
  MUST(girs_store_inventory(store, held.out(), error));
  return held.text();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a copy holds what the store holds, passes fsck, and overwrites nothing") {
  Serving at;
  const auto path = at.exchange.folder / "copy.girs";
  Given held;
  MUST(girs_store_backup(at.exchange.centre, path.c_str(), GIRS_NUL, nullptr, nullptr, held.out(), error));
  CHECK(held.text() == inventory(at.exchange.centre));
  CHECK(has(held.text(), "\"submission\":1"));
  const auto copy = at.exchange.open("copy.girs");
  CHECK(inventory(copy) == held.text());
  Given checked;
  MUST(girs_fsck(copy, nullptr, nullptr, checked.out(), error));
  CHECK(has(checked.text(), "\"faults\":[]"));
  Failure failure;
  CHECK(girs_store_backup(at.exchange.centre, path.c_str(), GIRS_NUL, nullptr, nullptr, nullptr, failure.out()) == GIRS_CONFLICT);
}

TEST_CASE("a backup that is cancelled leaves no file") {
  Serving at;
  const auto path = at.exchange.folder / "copy.girs";
  Failure failure;
  const auto cancel = [](void*, const girs_progress*) -> int32_t { return 7; };
  CHECK(girs_store_backup(at.exchange.centre, path.c_str(), GIRS_NUL, cancel, nullptr, nullptr, failure.out()) == GIRS_CANCELLED);
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

TEST_CASE("the overview at one look follows what comes in, also from a warm handle") {
  Exchange exchange;
  const auto central = exchange.open_central(true);
  Given before, after, elsewhere;
  MUST(girs_central_board(exchange.centre, "96", GIRS_NUL, 0, before.out(), error));
  CHECK(has(before.text(), "\"regime\":\"KSTTHC\""));
  CHECK(has(before.text(), "\"received\":0"));
  const auto package = exchange.package(exchange.seal_quarter());
  Given answer;
  MUST(girs_central_admit(central, package.data(), package.size(), answer.out(), error));
  MUST(girs_central_board(exchange.centre, "96", GIRS_NUL, 0, after.out(), error));
  CHECK(has(after.text(), "\"received\":1"));
  CHECK(has(after.text(), "\"accepted\":1"));
  CHECK(has(after.text(), "\"newest\":[{\"regime\":\"KSTTHC\""));
  MUST(girs_central_board(exchange.centre, "01", GIRS_NUL, 0, elsewhere.out(), error));
  CHECK_FALSE(has(elsewhere.text(), "\"received\":1"));
  // A week later those that have not sent are late, and it is their turn.
  Given later;
  MUST(girs_central_board(exchange.centre, "96", GIRS_NUL, exchange.now + 7 * 86400, later.out(), error));
  CHECK(has(later.text(), "\"turn\":\"31834\""));
}

TEST_CASE("a rule of sharing is kept with its basis; one with mistakes is refused with all of them") {
  Serving at;
  const std::string wrong = R"({"schema":"girs.sharing/1","code":"A","recipient":"nobody","units":["96"],"regimes":["none"],)"
                            R"("valid_from":"2025-12-02","valid_to":"2025-12-01","basis":""})";
  Failure failure;
  CHECK(girs_central_share(at.exchange.centre, wrong.data(), wrong.size(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() == 4);
  const std::string rule = R"({"schema":"girs.sharing/1","code":"A","recipient":"G22","units":["96"],"regimes":["KSTTHC"],)"
                           R"("valid_from":"2025-12-01","valid_to":null,"basis":"Nghị định 47/2020/NĐ-CP, Điều 5"})";
  MUST(girs_central_share(at.exchange.centre, rule.data(), rule.size(), error));
  Given rules;
  MUST(girs_central_shares(at.exchange.centre, rules.out(), error));
  CHECK(has(rules.text(), "Điều 5"));
}

TEST_CASE("nothing was asked, nobody has read, no fault was found: the answers are empty") {
  Serving at;
  Given requests, reads, faults;
  MUST(girs_central_request_status(at.exchange.centre, "", GIRS_NUL, 0, requests.out(), error));
  CHECK(requests.text() == "[]");
  MUST(girs_central_reads(at.exchange.centre, 0, "", GIRS_NUL, reads.out(), error));
  CHECK(reads.text() == R"({"reads":[],"next":null})");
  MUST(girs_central_member_faults(at.exchange.centre, faults.out(), error));
  CHECK(faults.text() == "[]");
  std::int64_t forgotten = 7;
  MUST(girs_central_forget_reads(at.exchange.centre, at.exchange.now, &forgotten, error));
  CHECK(forgotten == 0);
}

TEST_CASE("rules of retention say what would go, with every mistake of theirs, and nothing goes before it is told to") {
  Serving at;
  const std::string rules =
      R"({"schema":"girs.retention/1","rules":[{"code":"doc","what":"reads","keep":{"years":5},)"
      R"("valid_from":"2025-07-01","basis":"Quyết định 10, Điều 3"},{"code":"goi","what":"packages",)"
      R"("keep":{"years":20},"valid_from":"2025-07-01","basis":"Quyết định 10, Điều 4"}]})";
  Given look, done;
  MUST(girs_central_retention(at.exchange.centre, rules.c_str(), GIRS_NUL, 0, look.out(), error));
  CHECK(has(look.text(), R"("applied":false)"));
  CHECK(has(look.text(), R"("handover":"2046-01-01")"));
  MUST(girs_central_retention(at.exchange.centre, rules.c_str(), GIRS_NUL, 1, done.out(), error));
  CHECK(has(done.text(), R"("done":[])"));   // nothing was old enough
  Failure failure;
  CHECK(girs_central_retention(at.exchange.centre, R"({"schema":"girs.retention/1","rules":[{}]})", GIRS_NUL, 0,
                               look.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a trace shows the signed cell with its receipt") {
  Serving at;
  Given traced;
  MUST(girs_central_trace(at.exchange.centre, at.pid.c_str(), GIRS_NUL, "II.06a/VPCP/KSTT", GIRS_NUL, "T", GIRS_NUL, "3", GIRS_NUL,
                          traced.out(), error));
  CHECK(member(traced.text(), "value") == "1250");
  CHECK(has(traced.text(), "c2sp.org/tlog-proof@v1"));
  Failure failure;
  CHECK(girs_central_trace(at.exchange.centre, "x", GIRS_NUL, "f", GIRS_NUL, "T", GIRS_NUL, "3", GIRS_NUL, traced.out(),
                           failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("another authority is described in full, or every mistake is told before anything is asked of it") {
  Serving at;
  girs_sync_options line = GIRS_SYNC_OPTIONS;
  line.url = "http://127.0.0.1:9";
  const std::string wrong = R"({"origin":"","roots":["x"],"more":1})";
  Failure failure;
  Given answer;
  CHECK(girs_central_fetch_members(at.central, wrong.data(), wrong.size(), &line, answer.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() >= 2);
  CHECK(girs_central_pull_shared(at.exchange.commune, wrong.data(), wrong.size(), &line, answer.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
}

TEST_CASE("a new year begins a new log whose first leaf is the old one's last checkpoint, and old receipts verify") {
  Serving at;
  Given last, old_receipt;
  MUST(girs_central_checkpoint(at.central, last.out(), error));
  MUST(girs_central_admit(at.central, at.exchange.package(at.pid).data(), at.exchange.package(at.pid).size(), old_receipt.out(), error));
  const auto path = at.exchange.folder / "next.girs";
  const std::string next = "baocao.example.gov.vn/log/2026";
  MUST(girs_central_rotate(at.central, path.c_str(), GIRS_NUL, next.c_str(), GIRS_NUL, error));
  Failure failure;
  CHECK(girs_central_rotate(at.central, path.c_str(), GIRS_NUL, next.c_str(), GIRS_NUL, failure.out()) == GIRS_CONFLICT);
  const auto store = at.exchange.open("next.girs");
  const auto held = inventory(store);
  CHECK(has(held, "\"submission\":1"));
  CHECK(has(held, "\"log_size\":1"));
  Given traced;
  MUST(girs_central_trace(store, at.pid.c_str(), GIRS_NUL, "II.06a/VPCP/KSTT", GIRS_NUL, "T", GIRS_NUL, "3", GIRS_NUL, traced.out(), error));
  const auto receipt = member(traced.text(), "receipt");
  const auto keys = member(show(at.exchange.log_key, kAudience), "vkey") + "\n";
  const auto package = at.exchange.package(at.pid);
  MUST(girs_receipt_verify(package.data(), package.size(), receipt.data(), receipt.size(), keys.data(), keys.size(), nullptr, error));
  // The old store is as it was.
  Given checked;
  MUST(girs_fsck(at.exchange.centre, nullptr, nullptr, checked.out(), error));
  CHECK(has(checked.text(), "\"faults\":[]"));
}
