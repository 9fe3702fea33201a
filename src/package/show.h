#pragma once
// A report as a page of text for the person who is about to sign it or has received it.

#include <string>
#include <string_view>

#include "package/report_payload.h"

namespace girs::package {

/// Unit, period, forms with their figures, explanations, attachments, signers and the digest
/// that the signatures cover. `language` is "vi" or "en"; `pid` is left out when empty.
std::string show(const ReportPayload& payload, std::string_view pid, std::string_view language);

}  // namespace girs::package
