#pragma once
// A unit with a preparer, an approver and a seal, the registry that knows them, and a report.

#include <string>
#include <vector>

#include "crypto/private_key.h"
#include "key/registry.h"
#include "key/signer.h"
#include "package/batch_payload.h"
#include "package/report_payload.h"
#include "package/verify.h"

namespace girs::package {

inline const std::string kAudience = "test.example/log";
inline const Time kNow = *from_rfc3339("2026-01-15T02:03:04Z");
inline const std::string kDigestText = "sha256:" + std::string(64, 'd');

inline PrivateKey fresh_key(Scheme scheme = Scheme::kEd25519) {
  return *PrivateKey::generate(scheme);
}

struct PackageFixture {
  PrivateKey preparer = fresh_key();
  PrivateKey approver = fresh_key(Scheme::kEcdsaP256);
  PrivateKey seal = fresh_key();
  PrivateKey decider = fresh_key();
  PrivateKey root = fresh_key();
  RegistryContent registry_content;

  PackageFixture() {
    registry_content.head = {kAudience, kNow, std::string(32, '0'), {{"root", keyid(root)}}};
    const std::vector<std::string> types{std::string(kReportType), std::string(kBatchType)};
    add(preparer, {"26734", "P1", "Chuyên viên"}, {"preparer", {"26734"}, {"KSTTHC"}, types});
    add(approver, {"26734", "P2", "Chủ tịch"}, {"approver", {"26734"}, {"KSTTHC"}, types});
    add(seal, {"26734", "", ""}, {"agency-seal", {"26734"}, {"*"}, types});
    add(decider, {"G22", "P9", ""}, {"decider", {"*"}, {"KSTTHC"}, {std::string(kDecisionType)}});
  }

  static const std::string& keyid(const PrivateKey& key) { return key.public_key().keyid(); }

  void add(const PrivateKey& key, Subject subject, RoleGrant grant) {
    registry_content.keys.push_back({key.public_key(), std::move(subject), {std::move(grant)},
                                     *from_rfc3339("2025-01-01T00:00:00Z")});
  }
  Registry registry() const { return *Registry::make(registry_content); }

  PayloadHead head(std::vector<ClaimedSigner> signers) const {
    return {kAudience, kNow, std::string(32, '5'), std::move(signers)};
  }

  ReportPayload report() const {
    ReportPayload payload;
    payload.head = head({{"preparer", keyid(preparer)},
                         {"approver", keyid(approver), "KT."},
                         {"agency-seal", keyid(seal)}});
    payload.unit = "26734";
    payload.regime = {"KSTTHC", kDigestText, 1};
    payload.period = "2025-Q4";
    payload.window_from = "2025-09-15";
    payload.window_to = "2025-12-14";
    payload.forms = form();
    payload.outline = {{"I", "Tình hình chung"}};
    payload.explanations = {{"II.06a/VPCP/KSTT", "LV01", "carry-over", "Nhận bàn giao"}};
    payload.attachments = {{"thuyet-minh.pdf", kDigestText, "application/pdf", 123456}};
    payload.validation = Validation{"0.1.0", 0, 1, kDigestText, kDigestText};
    return payload;
  }

  /// Members in canonical order, so that what is read back compares equal.
  static json::Value form() {
    json::Value flagged = json::Object{};
    flagged.set("flags", json::Array{json::Value("estimated")});
    flagged.set("note", "ước tính");
    flagged.set("value", "1100");
    json::Value absent = json::Object{};
    absent.set("absent", "not-applicable");
    json::Value cells = json::Object{};
    cells.set("c10", "3");
    cells.set("c3", "1250");
    cells.set("c5", absent);
    cells.set("c8", flagged);
    json::Value row = json::Object{};
    row.set("cells", cells);
    row.set("key", "LV01");
    json::Value parts = json::Object{};
    parts.set("main", json::Array{row});
    json::Value form = json::Object{};
    form.set("digest", kDigestText);
    form.set("header", json::Object{});
    form.set("parts", parts);
    form.set("version", 1);
    json::Value forms = json::Object{};
    forms.set("II.06a/VPCP/KSTT", form);
    return forms;
  }

  static Envelope envelope_of(std::string_view type, const std::string& payload,
                              const std::vector<const PrivateKey*>& keys) {
    Envelope envelope{std::string(type), to_bytes(payload)};
    for (const PrivateKey* key : keys) (void)envelope.sign(signer_of(*key));
    return envelope;
  }
  Envelope sealed(const ReportPayload& payload) const {
    return envelope_of(kReportType, *build(payload), {&preparer, &approver, &seal});
  }
  Envelope sealed() const { return sealed(report()); }
};

/// "ok", or the detail "reason" of the error.
template <class T>
std::string reason_of(const Result<T>& result) {
  if (result) return "ok";
  const auto* reason = detail_of(result.error().details, "reason");
  return reason ? *reason : "?";
}

}  // namespace girs::package
