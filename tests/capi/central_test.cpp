// The whole way in one process: a sealed report is admitted, its receipt verifies without the
// authority, and no byte of either can be changed.

#include "exchange.h"

using namespace capi;

namespace {

girs_status admit(const Central& central, const std::string& package, Given& answer, Failure& failure) {
  return girs_central_admit(central, package.data(), package.size(), answer.out(), failure.out());
}

/// A package that the authority has taken, with what proves it.
struct Admitted {
  Exchange exchange;
  Central central;
  std::string pid, package, receipt, log_keys;

  explicit Admitted(bool decides = true) : central(exchange.open_central(decides)) {
    pid = exchange.seal_quarter();
    package = exchange.package(pid);
    Given answer;
    MUST(girs_central_admit(central, package.data(), package.size(), answer.out(), error));
    CHECK(member(answer.text(), "fresh") == "true");
    receipt = member(answer.text(), "receipt");
    log_keys = member(show(exchange.log_key, kAudience), "vkey") + "\n";
  }

  girs_status verify(const std::string& what, const std::string& proof, Failure& failure,
                     girs_bytes** json_out = nullptr) const {
    return girs_receipt_verify(what.data(), what.size(), proof.data(), proof.size(), log_keys.data(),
                               log_keys.size(), json_out, failure.out());
  }
};

}  // namespace

TEST_CASE("a report goes from its cells to a receipt that verifies offline") {
  const Admitted admitted;
  Failure failure;
  Given proved;
  REQUIRE(admitted.verify(admitted.package, admitted.receipt, failure, proved.out()) == GIRS_OK);
  CHECK(member(proved.text(), "origin") == kAudience);
  CHECK(member(proved.text(), "state") != "");
  Given verified;
  MUST(girs_package_verify(admitted.exchange.centre, admitted.package.data(), admitted.package.size(), 0,
                           verified.out(), error));
  CHECK(member(verified.text(), "pid") == admitted.pid);
  CHECK(member(verified.text(), "unit") == kUnit);
  Given page;
  MUST(girs_package_show(admitted.package.data(), admitted.package.size(), "vi", page.out(), error));
  CHECK(page.text().find(kUnit) != std::string::npos);
  CHECK(page.text().find("1250") != std::string::npos);
}

TEST_CASE("the same package again has the same leaf") {
  Admitted admitted;
  Given first, again;
  Failure failure;
  REQUIRE(admit(admitted.central, admitted.package, first, failure) == GIRS_OK);
  REQUIRE(admit(admitted.central, admitted.package, again, failure) == GIRS_OK);
  CHECK(member(first.text(), "fresh") == "false");
  CHECK(member(first.text(), "index") == member(again.text(), "index"));
}

TEST_CASE("an envelope with any byte flipped has no receipt, and the authority keeps nothing of it") {
  Admitted admitted;
  const auto from = admitted.package.find("\"envelope\"");
  const auto to = admitted.package.find("\"material\"");
  REQUIRE(from < to);
  REQUIRE(to != std::string::npos);
  Given before, after, answer;
  Failure failure;
  MUST(girs_central_checkpoint(admitted.central, before.out(), error));
  for (std::size_t at = from; at < to; at += 1 + (to - from) / 150) {
    CAPTURE(at);
    std::string changed = admitted.package;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK(admitted.verify(changed, admitted.receipt, failure) < 0);
    CHECK(admit(admitted.central, changed, answer, failure) < 0);
    CHECK_FALSE(failure.message("vi").empty());
  }
  MUST(girs_central_checkpoint(admitted.central, after.out(), error));
  CHECK(before.text() == after.text());
}

TEST_CASE("a bundle changed around its envelope is refused, or is still the same package") {
  Admitted admitted;
  const auto from = admitted.package.find("\"envelope\"");
  const auto to = admitted.package.find("\"material\"");
  Given before, after, answer;
  Failure failure;
  MUST(girs_central_checkpoint(admitted.central, before.out(), error));
  for (std::size_t at = 0; at < admitted.package.size(); ++at) {
    if (at == from) at = to;
    CAPTURE(at);
    std::string changed = admitted.package;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    if (admit(admitted.central, changed, answer, failure) == GIRS_OK) CHECK(member(answer.text(), "fresh") == "false");
  }
  MUST(girs_central_checkpoint(admitted.central, after.out(), error));
  CHECK(before.text() == after.text());
}

TEST_CASE("a receipt with any byte flipped proves nothing") {
  const Admitted admitted;
  Failure failure;
  for (std::size_t at = 0; at < admitted.receipt.size(); at += 1 + admitted.receipt.size() / 200) {
    CAPTURE(at);
    std::string changed = admitted.receipt;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK(admitted.verify(admitted.package, changed, failure) == GIRS_UNTRUSTED);
    CHECK(failure.detail("reason") != "");
  }
  CHECK(admitted.verify(admitted.package, admitted.receipt.substr(0, 80), failure) == GIRS_UNTRUSTED);
  CHECK(girs_receipt_verify(admitted.package.data(), admitted.package.size(), admitted.receipt.data(),
                            admitted.receipt.size(), "", 0, nullptr, failure.out()) < 0);
}

TEST_CASE("a receipt of another package proves nothing for this one") {
  const Admitted one;
  const Admitted other;
  Failure failure;
  CHECK(one.verify(other.package, one.receipt, failure) == GIRS_UNTRUSTED);
}

TEST_CASE("bytes that are no package are refused with what is wrong") {
  Admitted admitted;
  Given answer;
  Failure failure;
  for (const std::string bad : {"", "{}", "[]", "{\"envelope\":{}}", "not json", "\xff"}) {
    CAPTURE(bad);
    CHECK(admit(admitted.central, bad, answer, failure) < 0);
    CHECK(answer == nullptr);
    CHECK_FALSE(failure.message().empty());
  }
  CHECK(admit(admitted.central, std::string(200000, '['), answer, failure) < 0);
}

TEST_CASE("a unit's package is refused by an authority with another audience") {
  Exchange exchange;
  MUST(girs_store_set(exchange.commune, "audience", GIRS_NUL, "elsewhere.example/log", GIRS_NUL, error));
  const Central central = exchange.open_central();
  const auto package = exchange.package(exchange.seal_quarter());
  Given answer;
  Failure failure;
  CHECK(admit(central, package, answer, failure) < 0);
  CHECK(failure.detail("reason") == "audience");
}

TEST_CASE("people decide with a key that may, and the overview shows it") {
  Admitted admitted(false);
  girs_signer decider = GIRS_SIGNER;
  MUST(girs_key_signer(admitted.exchange.decision_key, &decider, error));
  Given pid, overview;
  Failure failure;
  const auto decide = [&](const char* what, const girs_signer* signer) {
    return girs_central_decide(admitted.central, admitted.pid.c_str(), GIRS_NUL, what, GIRS_NUL, "", 0, "Đủ số liệu",
                               GIRS_NUL, signer, pid.out(), failure.out());
  };
  CHECK(decide("perhaps", &decider) == GIRS_INVALID_ARGUMENT);
  girs_signer stranger = *admitted.exchange.parties()[0].signer;
  CHECK(decide("accepted", &stranger) == GIRS_UNTRUSTED);
  CHECK(girs_central_decide(admitted.central, std::string(64, '0').c_str(), GIRS_NUL, "accepted", GIRS_NUL, "", 0,
                            "", 0, &decider, nullptr, failure.out()) == GIRS_NOT_FOUND);
  CHECK(decide("accepted", &decider) == GIRS_OK);
  INFO(failure.all());
  CHECK(pid.text().size() == 64);
  MUST(girs_overview(admitted.exchange.centre, "KSTTHC", GIRS_NUL, "2025-Q4", GIRS_NUL, kUnit, GIRS_NUL, 0,
                     overview.out(), error));
  CHECK(member(overview.text(), "accepted") == "1");
  CHECK(member(overview.text(), "pid") == admitted.pid);
}

TEST_CASE("a catalogue is published by a key that may, and by no other") {
  Admitted admitted(false);
  girs_signer stranger = *admitted.exchange.parties()[0].signer;
  int64_t version = 7;
  Failure failure;
  CHECK(girs_central_publish_catalogue(admitted.central, &stranger, &version, failure.out()) == GIRS_UNTRUSTED);
  CHECK(version == 0);
  CHECK(failure.detail("reason") == "role");
}

TEST_CASE("a request is refused with every mistake, or by a key that may not ask") {
  Exchange exchange;
  const Central central = exchange.open_central();
  girs_signer requester = GIRS_SIGNER, decider = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.request_key, &requester, error));
  MUST(girs_key_signer(exchange.decision_key, &decider, error));
  Given before, after, checked;
  MUST(girs_central_checkpoint(central, before.out(), error));
  Failure failure;
  const auto ask = [&](const std::string& request, const girs_signer& signer) {
    return girs_central_request(central, request.data(), request.size(), &signer, nullptr, failure.out());
  };
  const std::string head = R"({"regime":"KSTTHC","period":"2025-Q4","text":"Gửi sớm","due":)";
  CHECK(ask(head + R"("2025-12-16","units":["31825"]})", decider) == GIRS_UNTRUSTED);
  CHECK(failure.detail("reason") == "role");
  CHECK(ask(head + R"("2025-12-01","units":["31825","00000"]})", requester) == GIRS_INVALID_ARGUMENT);
  CHECK(girs_error_mistake_count(failure) == 2);
  for (const std::string bad : {"", "{}", "[]", "not json", "\xff"}) {
    CAPTURE(bad);
    CHECK(ask(bad, requester) < 0);
    CHECK_FALSE(failure.message("vi").empty());
  }
  MUST(girs_central_checkpoint(central, after.out(), error));
  CHECK(before.text() == after.text());
  CHECK(ask(head + R"("2025-12-16","units":["31825"]})", requester) == GIRS_OK);
  MUST(girs_fsck(exchange.centre, nullptr, nullptr, checked.out(), error));
  CHECK(member(checked.text(), "requests") == "1");
  CHECK(checked.text().find("\"faults\":[]") != std::string::npos);
}

TEST_CASE("a correction follows its original, and nothing else does") {
  Admitted admitted;
  const auto options = quarter();
  const auto parties = admitted.exchange.parties();
  Report report;
  Given pid, answer;
  Failure failure;
  MUST(girs_report_open(admitted.exchange.commune, &options, report.out(), error));
  MUST(girs_report_correct(report, "so-lieu", GIRS_NUL, "Nhập thiếu một hồ sơ", GIRS_NUL, "", 0, error));
  MUST(girs_report_approve(report, error));
  MUST(girs_report_submit(report, parties.data(), parties.size(), pid.out(), error));
  const auto second = admitted.exchange.package(pid.text());
  Exchange strange;  // an authority that never saw the original
  const Central elsewhere = strange.open_central();
  CHECK(admit(elsewhere, second, answer, failure) < 0);
  CHECK(admit(admitted.central, second, answer, failure) == GIRS_OK);
  INFO(failure.all());
  CHECK(member(answer.text(), "fresh") == "true");
}
