#pragma once
// The rules of admission, one a function: what a package must satisfy before it is logged, and
// what is decided on it once it is.

#include <optional>
#include <string>
#include <vector>

#include "form/sheet.h"
#include "package/verify.h"
#include "report/workspace.h"
#include "store/submissions.h"

namespace girs::central {

/// The reason of an admission error, as Centre::admit documents it.
Error refusal(std::string_view reason, std::string en, std::string vi, Code code = Code::kInvalidArgument);

/// The same package with other signatures came before.
Error envelope_differs();

/// A mistake that lies in the package itself, with `reason` unless it names one already.
Error in_package(Error mistake, std::string_view reason);

/// What the centre's own keys could not do for a package: kInternal without a reason when the
/// failure would else look like one of the package (a wrong PIN, an anchor of another log).
Error own_fault(Error failure);

/// The envelope holds the signatures of its named signers and no others, each once and under its own
/// keyid, which is not signed: something in between could have another envelope logged than the one
/// that was sent, and that one would then be refused.
Status check_keyids(const package::Envelope& envelope,
                    const std::vector<package::VerifiedSigner>& signers);

/// The definitions that the package was made under must be those in force, or older ones in
/// their time of transition; the unit must owe this report; the window must be the regime's.
Result<report::Subject> check_subject(const report::Workspace& workspace,
                                      const package::ReportPayload& payload);

/// Every attachment that the package names is here, or a mistake for each that is not.
Status check_attachments(store::Connection& connection, const package::ReportPayload& payload);

/// Revisions follow each other: rev n + 1 with prev = pid of rev n as logged.
Status check_series(const std::optional<store::SeriesHead>& head, const package::VerifiedReport& report);

/// From when on this package needs an order to reopen the report; nothing for a first revision,
/// which is only late and never refused, and for a report that the unit does not owe.
Result<std::optional<Time>> correction_deadline(const report::Workspace& workspace,
                                                const package::ReportPayload& payload);
/// After `deadline` a correction or withdrawal needs a logged order to reopen.
Status check_deadline(store::Connection& connection, const package::ReportPayload& payload,
                      std::optional<Time> deadline, Time now);

/// What the rules say of a logged package: empty means that nothing stands against it.
struct Objections {
  std::vector<std::string> codes;  // rule ids, "explanation-missing", "aggregate-differs"
  std::string text;                // for the sender, Vietnamese
  bool open = false;               // an aggregate whose members' evidence is still to be fetched
};
/// `origin` is the centre's own log; members that other logs took count by evidence (cascade.h).
Result<Objections> objections(const report::Workspace& workspace, const report::Subject& subject,
                              const package::ReportPayload& payload, const std::vector<Sheet>& sheets,
                              std::string_view origin);

}  // namespace girs::central
