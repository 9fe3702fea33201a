// Signing through callbacks of a host: what a token may do wrong, and that nothing is queued then.

#include <cstring>

#include "exchange.h"

using namespace capi;

namespace {

/// A token that spoils what the right key would have signed.
struct Token {
  girs_signer honest;
  int32_t (*spoil)(uint8_t* signature, size_t* size);

  static int32_t sign(void* context, const char* scheme, const uint8_t* tbs, size_t tbs_size,
                      uint8_t* signature, size_t* signature_size) {
    auto* const token = static_cast<Token*>(context);
    const auto answer = token->honest.sign(token->honest.context, scheme, tbs, tbs_size, signature, signature_size);
    return answer != 0 ? answer : token->spoil(signature, signature_size);
  }
};

struct Attempt {
  girs_status status;
  Failure failure;
};

/// Submits an approved quarter with the approver's signer replaced.
Attempt submit_with(Exchange& exchange, const girs_signer& approver) {
  const Report report = exchange.draft();
  MUST(girs_report_approve(report, error));
  auto parties = exchange.parties();
  parties[1].signer = &approver;
  Attempt attempt{};
  Given pid;
  attempt.status = girs_report_submit(report, parties.data(), parties.size(), pid.out(), attempt.failure.out());
  CHECK((pid == nullptr) == (attempt.status < 0));
  Given json;
  MUST(girs_report_show(report, json.out(), error));
  CHECK(member(json.text(), "state") == (attempt.status < 0 ? "approved" : "completed"));
  return attempt;
}

Attempt submit_through(Exchange& exchange, int32_t (*spoil)(uint8_t*, size_t*)) {
  Token token{*exchange.parties()[1].signer, spoil};
  girs_signer signer = token.honest;
  signer.sign = Token::sign;
  signer.context = &token;
  return submit_with(exchange, signer);
}

}  // namespace

TEST_CASE("a token that signs puts the package into the outbox") {
  Exchange exchange;
  const auto attempt = submit_through(exchange, [](uint8_t*, size_t*) -> int32_t { return 0; });
  INFO(attempt.failure.all());
  CHECK(attempt.status == GIRS_OK);
  CHECK(member(exchange.outbox(), "state") == "queued");
}

TEST_CASE("a token that refuses leaves everything as it was, and its number comes back") {
  Exchange exchange;
  const auto attempt = submit_through(exchange, [](uint8_t*, size_t*) -> int32_t { return 77; });
  CHECK(attempt.status < 0);
  CHECK(attempt.failure.detail("callback") == "77");
  CHECK(exchange.outbox() == "[]");
}

TEST_CASE("a token that returns garbage never gets it stored") {
  Exchange exchange;
  girs_status expected = GIRS_UNTRUSTED;
  int32_t (*spoil)(uint8_t*, size_t*) = nullptr;
  SUBCASE("a changed byte") {
    spoil = [](uint8_t* signature, size_t* size) -> int32_t {
      signature[*size - 1] ^= 1;
      return 0;
    };
  }
  SUBCASE("an empty signature") {
    spoil = [](uint8_t*, size_t* size) -> int32_t {
      *size = 0;
      return 0;
    };
  }
  SUBCASE("zeros") {
    spoil = [](uint8_t* signature, size_t* size) -> int32_t {
      std::memset(signature, 0, *size);
      return 0;
    };
  }
  SUBCASE("more than there is room for") {
    expected = GIRS_CANCELLED;
    spoil = [](uint8_t*, size_t* size) -> int32_t {
      *size = 1u << 30;
      return 0;
    };
  }
  const auto attempt = submit_through(exchange, spoil);
  CHECK(attempt.status == expected);
  CHECK_FALSE(attempt.failure.message("vi").empty());
  CHECK(exchange.outbox() == "[]");
}

TEST_CASE("a token that signs with another key than it says is found out") {
  Exchange exchange;
  girs_signer signer = *exchange.parties()[1].signer;
  const girs_signer other = *exchange.parties()[0].signer;
  signer.sign = other.sign;
  signer.context = other.context;
  const auto attempt = submit_with(exchange, signer);
  CHECK(attempt.status == GIRS_UNTRUSTED);
  CHECK(exchange.outbox() == "[]");
}

TEST_CASE("one key cannot prepare and approve, no role may be missing, and no signer either") {
  Exchange exchange;
  const Report report = exchange.draft();
  MUST(girs_report_approve(report, error));
  Failure failure;
  auto parties = exchange.parties();
  parties[1].signer = parties[0].signer;
  CHECK(girs_report_submit(report, parties.data(), 3, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  parties = exchange.parties();
  CHECK(girs_report_submit(report, parties.data(), 2, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(girs_report_submit(report, nullptr, 0, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(girs_report_submit(report, nullptr, 3, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  parties[2].signer = nullptr;
  CHECK(girs_report_submit(report, parties.data(), 3, nullptr, failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(exchange.outbox() == "[]");
}

TEST_CASE("a draft that nobody approved cannot be signed") {
  Exchange exchange;
  const Report report = exchange.draft();
  const auto parties = exchange.parties();
  Failure failure;
  CHECK(girs_report_submit(report, parties.data(), parties.size(), nullptr, failure.out()) == GIRS_CONFLICT);
  CHECK(exchange.outbox() == "[]");
}

TEST_CASE("a key file opens with its passphrase only") {
  const TemporaryFolder folder;
  const std::string path = folder / "approver.pem";
  Key key, opened;
  Failure failure;
  MUST(girs_key_generate("ecdsa-sha2-nistp384", GIRS_NUL, key.out(), error));
  MUST(girs_key_save(key, path.c_str(), GIRS_NUL, "mật khẩu", GIRS_NUL, error));
  MUST(girs_key_open(path.c_str(), GIRS_NUL, "mật khẩu", GIRS_NUL, opened.out(), error));
  CHECK(show(opened) == show(key));
  CHECK(girs_key_open(path.c_str(), GIRS_NUL, "mat khau", GIRS_NUL, opened.out(), failure.out()) == GIRS_UNTRUSTED);
  CHECK(opened == nullptr);
  CHECK(girs_key_open((folder / "none").c_str(), GIRS_NUL, "", 0, opened.out(), failure.out()) == GIRS_NOT_FOUND);
  CHECK(girs_key_generate("rot13", GIRS_NUL, key.out(), failure.out()) < 0);
}
