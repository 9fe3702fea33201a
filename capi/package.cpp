#include "girs/package.h"

#include "handles.h"
#include "json/canonical.h"
#include "package/pae.h"
#include "package/report_payload.h"
#include "package/show.h"
#include "package/signing.h"
#include "package/verify.h"
#include "package_input.h"
#include "report/carriage.h"
#include "store/outbox.h"
#include "store/submissions.h"

using namespace girs;
using namespace girs::capi;

namespace {

json::Value view_of(const package::VerifiedReport& report) {
  json::Value signers = json::Array{};
  for (const auto& signer : report.signers) {
    json::Value one;
    one.set("role", signer.claimed.role);
    one.set("keyid", signer.claimed.keyid);
    one.set("unit", signer.subject.unit);
    one.set("person", signer.subject.person);
    one.set("title", signer.subject.title);
    signers.push(std::move(one));
  }
  json::Value shown;
  shown.set("pid", report.pid);
  shown.set("env", report.env);
  shown.set("unit", report.payload.unit);
  shown.set("regime", report.payload.regime.code);
  shown.set("period", report.payload.period);
  shown.set("rev", report.payload.rev);
  shown.set("signers", std::move(signers));
  return shown;
}

}  // namespace

girs_status girs_package_verify(girs_store* store, const char* package, size_t package_length, int64_t time,
                                girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    auto& state = *store->state;
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(const auto input, read_package(given));
    GIRS_TRY(const auto registry, required_registry(state));
    const Time at = time ? Time{std::chrono::seconds{time}} : state.store->now();
    GIRS_TRY(const auto report, package::verify_report(input.submission.envelope, registry, registry.audience(), at,
                                                       input.submission.batches));
    give(json_out, json::compact(view_of(report)));
    return ok();
  });
}

girs_status girs_package_show(const char* package, size_t package_length, const char* language,
                              girs_bytes** text_out, girs_error** error_out) noexcept {
  if (text_out) *text_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(text_out, "text_out"));
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(const auto tongue, text(language, "language"));
    GIRS_TRY(const auto input, read_package(given, package::Envelope::kAwaited));
    GIRS_TRY(auto page, package::show(input.submission.envelope, tongue == "vi" ? "vi" : "en"));
    give(text_out, std::move(page));
    return ok();
  });
}

girs_status girs_package_sign(const char* package, size_t package_length, const girs_signer* signer,
                              girs_bytes** package_out, girs_error** error_out) noexcept {
  if (package_out) *package_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(package_out, "package_out"));
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(const auto who, signer_from(signer));
    GIRS_TRY(auto input, read_package(given, package::Envelope::kAwaited));
    GIRS_CHECK(package::sign_as_named(input.submission.envelope, who));
    give(package_out, input.text());
    return ok();
  });
}

girs_status girs_package_sign_batch(const char* packages, size_t packages_length, const char* role,
                                    size_t role_length, int64_t time, const girs_signer* signer,
                                    girs_bytes** packages_out, girs_error** error_out) noexcept {
  if (packages_out) *packages_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(packages_out, "packages_out"));
    GIRS_TRY(const auto given, bytes(packages, packages_length, "packages"));
    GIRS_TRY(const auto named, text(role, role_length, "role"));
    GIRS_TRY(const auto who, signer_from(signer));
    GIRS_TRY(auto list, read_packages(given));
    GIRS_CHECK(package::sign_as_batch(list, named, who, time ? Time{std::chrono::seconds{time}} : system_clock()()));
    give(packages_out, write_packages(list));
    return ok();
  });
}

girs_status girs_dsse_pae(const char* payload_type, size_t payload_type_length, const uint8_t* payload,
                          size_t payload_size, girs_bytes** pae_out, girs_error** error_out) noexcept {
  if (pae_out) *pae_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(pae_out, "pae_out"));
    GIRS_TRY(const auto type, text(payload_type, payload_type_length, "payload_type"));
    GIRS_TRY(const auto body, octets(payload, payload_size, "payload"));
    give(pae_out, std::string(text_of(package::pae(type, body))));
    return ok();
  });
}

girs_status girs_dsse_verify(const char* envelope, size_t envelope_length, const char* scheme, size_t scheme_length,
                             const uint8_t* key, size_t key_size, int32_t* valid_out,
                             girs_error** error_out) noexcept {
  if (valid_out) *valid_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(valid_out, "valid_out"));
    GIRS_TRY(const auto given, bytes(envelope, envelope_length, "envelope"));
    GIRS_TRY(const auto name, text(scheme, scheme_length, "scheme"));
    GIRS_TRY(const auto encoded, octets(key, key_size, "key"));
    GIRS_TRY(const auto known, public_key_from(name, encoded));
    const auto read = package::Envelope::parse(given);
    *valid_out = read && read->is_signed_by(known) ? 1 : 0;
    return ok();
  });
}

girs_status girs_package_export(girs_store* store, const char* pid, size_t pid_length, girs_bytes** bundle_out,
                                girs_error** error_out) noexcept {
  if (bundle_out) *bundle_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(bundle_out, "bundle_out"));
    GIRS_TRY(const auto identity, text(pid, pid_length, "pid"));
    GIRS_TRY(const auto bundle, store->state->store->read([&](store::Connection& connection) -> Result<package::Bundle> {
      GIRS_TRY(const auto own, store::outbox_row(connection, identity));
      if (own) return report::bundle_of(connection, own->envelope, own->receipt);
      GIRS_TRY(const auto received, store::submission(connection, identity));
      if (received) return report::bundle_of(connection, received->envelope, received->receipt);
      return error(Code::kNotFound, "The store holds no package " + std::string(identity) + ".",
                   "Kho không có gói báo cáo " + std::string(identity) + ".");
    }));
    GIRS_TRY(auto file, bundle.text());
    give(bundle_out, std::move(file));
    return ok();
  });
}
