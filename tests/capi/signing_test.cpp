// Signing through callbacks of a host: what a token may do wrong, and that nothing is queued then.

#include <cstring>

#include "exchange.h"
#include "support/soft_token.h"

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

namespace {

/// [{"role","keyid"}] of everybody who signs.
std::string named(const Exchange& exchange) {
  const auto one = [](const char* role, const Key& key) {
    return std::string("{\"role\":\"") + role + "\",\"keyid\":\"" + member(show(key), "keyid") + "\"}";
  };
  return "[" + one("preparer", exchange.preparer) + "," + one("approver", exchange.approver) + "," +
         one("agency-seal", exchange.seal) + "]";
}

}  // namespace

TEST_CASE("a key of a token signs without leaving it; its PIN and its name are checked") {
  const auto* const token = SoftToken::get();
  if (!token) return;
  Key key;
  Failure failure;
  const auto open = [&](const std::string& uri, const char* pin) {
    return girs_key_open_token(kTokenModule, GIRS_NUL, uri.c_str(), GIRS_NUL, pin, GIRS_NUL, key.out(), failure.out());
  };
  CHECK(open(SoftToken::uri("p256"), "4321") == GIRS_UNTRUSTED);
  CHECK(open(SoftToken::uri("none"), "1234") == GIRS_NOT_FOUND);
  CHECK(open(SoftToken::uri("p256") + "?pin-value=1234", "1234") == GIRS_INVALID_ARGUMENT);
  const auto status = open(SoftToken::uri("p256"), "1234");
  INFO(failure.all());
  REQUIRE(status == GIRS_OK);
  CHECK(girs_key_save(key, "x", GIRS_NUL, "p", GIRS_NUL, failure.out()) == GIRS_UNSUPPORTED);
  girs_signer signer = GIRS_SIGNER;
  MUST(girs_key_signer(key, &signer, error));
  CHECK(std::string(reinterpret_cast<const char*>(signer.spki), signer.spki_size) == token->spki("p256"));
  std::uint8_t signature[128];
  std::size_t size = sizeof signature;
  std::int32_t valid = 0;
  const auto* const message = reinterpret_cast<const std::uint8_t*>("abc");
  REQUIRE(signer.sign(signer.context, signer.scheme, message, 3, signature, &size) == 0);
  MUST(girs_signature_verify(signer.scheme, GIRS_NUL, signer.spki, signer.spki_size, message, 3, signature, size,
                             &valid, error));
  CHECK(valid == 1);
}

TEST_CASE("a package goes from one signer to the next and is queued when all have signed") {
  Exchange exchange;
  const Report report = exchange.draft();
  const auto signers = named(exchange);
  Failure failure;
  Given package, page, pid;
  CHECK(girs_report_prepare(report, signers.data(), signers.size(), package.out(), failure.out()) == GIRS_NOT_FOUND);
  MUST(girs_registry_import(exchange.commune, exchange.registry.data(), exchange.registry.size(), error));
  MUST(girs_report_approve(report, error));
  MUST(girs_report_prepare(report, signers.data(), signers.size(), package.out(), error));
  std::string carried = package.text();
  MUST(girs_package_show(carried.data(), carried.size(), "vi", page.out(), error));
  CHECK(page.text().find("1250") != std::string::npos);
  CHECK(girs_report_submit_signed(report, carried.data(), carried.size(), pid.out(), failure.out()) < 0);
  for (const auto& party : exchange.parties()) {
    MUST(girs_package_sign(carried.data(), carried.size(), party.signer, package.out(), error));
    carried = package.text();
    CHECK(girs_package_sign(carried.data(), carried.size(), party.signer, package.out(), failure.out()) == GIRS_CONFLICT);
  }
  MUST(girs_report_submit_signed(report, carried.data(), carried.size(), pid.out(), error));
  CHECK(member(exchange.outbox(), "pid") == pid.text());
  CHECK(girs_report_submit_signed(report, carried.data(), carried.size(), pid.out(), failure.out()) == GIRS_CONFLICT);
}

TEST_CASE("one signature of a batch stands for each of its packages") {
  Exchange exchange;
  const Report report = exchange.draft();
  MUST(girs_registry_import(exchange.commune, exchange.registry.data(), exchange.registry.size(), error));
  MUST(girs_report_approve(report, error));
  const auto signers = named(exchange);
  Given package, batch, pid;
  MUST(girs_report_prepare(report, signers.data(), signers.size(), package.out(), error));
  const auto parties = exchange.parties();
  std::string carried = package.text();
  for (std::size_t i = 0; i < 2; ++i) {
    MUST(girs_package_sign(carried.data(), carried.size(), parties[i].signer, package.out(), error));
    carried = package.text();
  }
  const auto list = "[" + carried + "]";
  MUST(girs_package_sign_batch(list.data(), list.size(), "agency-seal", GIRS_NUL, exchange.now, parties[2].signer,
                               batch.out(), error));
  carried = batch.text().substr(1, batch.text().size() - 2);
  MUST(girs_report_submit_signed(report, carried.data(), carried.size(), pid.out(), error));
  Failure failure;
  for (const std::string wrong : {"", "{}", "[]", "[{}]", "[7]"})
    CHECK(girs_package_sign_batch(wrong.data(), wrong.size(), "agency-seal", GIRS_NUL, 0, parties[2].signer, batch.out(),
                                  failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("those who sign are named by role and key, each mistake at once") {
  Exchange exchange;
  const Report report = exchange.draft();
  MUST(girs_registry_import(exchange.commune, exchange.registry.data(), exchange.registry.size(), error));
  MUST(girs_report_approve(report, error));
  Given package;
  Failure failure;
  const std::string wrong = "[{\"role\":\"preparer\"},{\"keyid\":\"x\",\"role\":7,\"more\":1}]";
  CHECK(girs_report_prepare(report, wrong.data(), wrong.size(), package.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() >= 3);
  const auto unknown = named(exchange).replace(named(exchange).find("keyid") + 8, 64, std::string(64, 'a'));
  CHECK(girs_report_prepare(report, unknown.data(), unknown.size(), package.out(), failure.out()) == GIRS_UNTRUSTED);
}

TEST_CASE("with two root keys pinned, no single person changes who may sign") {
  Exchange exchange;
  Key second;
  MUST(girs_key_generate("ecdsa-sha2-nistp256", GIRS_NUL, second.out(), error));
  girs_signer first_signer = GIRS_SIGNER, second_signer = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.root, &first_signer, error));
  MUST(girs_key_signer(second, &second_signer, error));
  const auto pin = [](const Key& key) { return member(show(key), "scheme") + " " + member(show(key), "spki"); };
  const std::string both = pin(exchange.root) + "\n" + pin(second) + "\n";
  const Store office = exchange.open("office2.girs");
  MUST(girs_store_set(office, "registry-root", GIRS_NUL, both.c_str(), GIRS_NUL, error));

  const std::string change = "{\"log_keys\":[\"" + member(show(exchange.log_key, kAudience), "vkey") +
                             "\"],\"cosigners\":[\"" + member(show(second), "keyid") + "\"]}";
  Failure failure;
  Given proposed, signed_by_both, shown, page;
  CHECK(girs_registry_add(office, "[]", 2, nullptr, 0, &first_signer, nullptr, failure.out()) == GIRS_UNTRUSTED);
  MUST(girs_registry_propose(office, change.data(), change.size(), &first_signer, proposed.out(), error));
  const auto one = proposed.text();
  CHECK(girs_registry_import(office, one.data(), one.size(), failure.out()) == GIRS_UNTRUSTED);
  CHECK(girs_registry_show(office, shown.out(), failure.out()) == GIRS_NOT_FOUND);
  MUST(girs_package_show(one.data(), one.size(), "vi", page.out(), error));
  CHECK(page.text().find("Danh bạ khóa") == 0);
  MUST(girs_package_sign(one.data(), one.size(), &second_signer, signed_by_both.out(), error));
  const auto two = signed_by_both.text();
  MUST(girs_registry_import(office, two.data(), two.size(), error));
  MUST(girs_registry_import(office, two.data(), two.size(), error));  // the very same: nothing to do
  MUST(girs_registry_show(office, shown.out(), error));
  CHECK(member(shown.text(), "version") == "1");
}

TEST_CASE("keys are rotated and revoked by changes that name them, each mistake at once") {
  Exchange exchange;
  girs_signer root = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.root, &root, error));
  const auto preparer = member(show(exchange.preparer), "keyid");
  const auto approver = member(show(exchange.approver), "keyid");
  const std::string change = "{\"retire\":[{\"keyid\":\"" + preparer + "\",\"not_after\":\"2026-01-31T00:00:00Z\"}]," +
                             "\"revoke\":[{\"keyid\":\"" + approver + "\",\"at\":\"2025-12-15T00:00:00Z\",\"reason\":\"lost\"}]}";
  Given proposed, shown;
  Failure failure;
  MUST(girs_registry_propose(exchange.office, change.data(), change.size(), &root, proposed.out(), error));
  const auto envelope = proposed.text();
  MUST(girs_registry_import(exchange.office, envelope.data(), envelope.size(), error));
  MUST(girs_registry_show(exchange.office, shown.out(), error));
  CHECK(member(shown.text(), "version") == "2");
  CHECK(shown.text().find("\"retired\"") != std::string::npos);
  CHECK(shown.text().find("\"revoked\"") != std::string::npos);
  // An older version never replaces a newer one.
  CHECK(girs_registry_import(exchange.office, exchange.registry.data(), exchange.registry.size(), failure.out()) == GIRS_CONFLICT);
  const std::string unknown = "{\"revoke\":[{\"keyid\":\"" + std::string(64, 'a') + "\",\"at\":\"2025-12-15T00:00:00Z\",\"reason\":\"x\"}]}";
  CHECK(girs_registry_propose(exchange.office, unknown.data(), unknown.size(), &root, proposed.out(), failure.out()) == GIRS_NOT_FOUND);
  const std::string wrong = "{\"revoke\":[{\"keyid\":\"a\",\"at\":\"yesterday\"}],\"more\":1,\"min_schema\":0}";
  CHECK(girs_registry_propose(exchange.office, wrong.data(), wrong.size(), &root, proposed.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() >= 4);
}
