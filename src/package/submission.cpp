// The body of an upload.

#include "package/submission.h"

#include "json/parse.h"
#include "package/envelope_list.h"

namespace girs::package {

Result<Submission> Submission::parse(std::string_view json, Envelope::Signing signing) {
  json::Limits limits;
  limits.size_max = kEnvelopeSizeMax;
  limits.values_max = 4096;
  GIRS_TRY(const json::Value document, json::parse(json, limits));
  return from_json(document, signing);
}

Result<Submission> Submission::from_json(const json::Value& document, Envelope::Signing signing) {
  const json::Value* envelope_json = document.find("envelope");
  if (!envelope_json)
    return malformed_envelope("/envelope", "The upload has no member \"envelope\".",
                              "Dữ liệu gửi lên thiếu \"envelope\".");
  auto envelope = Envelope::from_json(*envelope_json, signing);
  if (!envelope) return at("/envelope", std::move(envelope).error());
  GIRS_TRY(std::vector<Envelope> batches, read_batches(document.find("batches")));
  return Submission{*std::move(envelope), std::move(batches)};
}

namespace {

constexpr std::string_view kBeforeEnvelope = "],\"envelope\":";

}  // namespace

std::string Submission::text() const {
  // Canonical (RFC 8785): the names in order, and each envelope in its normal form.
  std::string text = "{\"batches\":[";
  for (const Envelope& batch : batches) {
    if (text.back() == '}') text += ',';
    text += batch.text();
  }
  text += kBeforeEnvelope;
  text += envelope.text();
  text += '}';
  return text;
}

std::string_view Submission::envelope_in(std::string_view own_text) const {
  // No text in a batch holds a quote that is not escaped: the first such place is the member.
  const auto at = own_text.find(kBeforeEnvelope) + kBeforeEnvelope.size();
  return own_text.substr(at, own_text.size() - at - 1);
}

}  // namespace girs::package
