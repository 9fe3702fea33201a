#pragma once
// A report as a page of text for the person who is about to sign it or has received it.

#include <string>
#include <string_view>

#include "package/envelope.h"
#include "package/report_payload.h"

namespace girs::package {

/// Unit, period, forms with their figures, explanations, attachments, signers and the digest
/// that the signatures cover. `language` is "vi" or "en"; `pid` is left out when empty.
std::string show(const ReportPayload& payload, std::string_view pid, std::string_view language);

/// The page of a document of any kind: a report as above; of the others (a registry of keys, a
/// decision, a request, a batch) what they have in common and the rest as it is signed.
Result<std::string> show(const Envelope& envelope, std::string_view language);

}  // namespace girs::package
