#pragma once
// A verified package becomes rows: who sent what, signed by whom, at which leaf, and its figures
// as sheets. The centre does this on admission, a province with what it pulls.

#include <optional>
#include <string>
#include <vector>

#include "form/sheet.h"
#include "package/verify.h"
#include "report/workspace.h"
#include "store/submissions.h"

namespace girs::report {

/// The leaf under which a log took a package.
struct LogPlace {
  std::string origin;
  std::int64_t index = 0;
  Time time{};
  std::optional<std::string> receipt = {};
};

/// The sheets of a payload, read by the forms' definitions; every mistake with its pointer.
/// kUnsupported when a form's definition or version is not in the catalogue.
Result<std::vector<Sheet>> sheets_of(const Subject& subject, const package::ReportPayload& payload);

/// Figures of a package as they are kept in the store.
Result<std::vector<store::FigureRow>> figures_of(const Subject& subject,
                                                 const package::ReportPayload& payload);
Result<std::vector<store::FigureRow>> figures_of(const Subject& subject,
                                                 const std::vector<Sheet>& sheets);

/// Writes a verified package in the caller's transaction. `stored` are the submission's bytes.
Status receive(store::Connection& connection, const Subject& subject,
               const package::VerifiedReport& report, const Bytes& stored, const LogPlace& place);
/// The same with its figures_of(), for who has them already.
Status receive(store::Connection& connection, const package::VerifiedReport& report,
               const Bytes& stored, const LogPlace& place,
               const std::vector<store::FigureRow>& figures);

/// The members that the package of an aggregate names, as its payload writes them; an empty
/// array for a unit's own report. `stored` are the submission's bytes.
json::Value members_of(ByteView stored);

/// The key under which a package's report is known.
store::ReportKey key_of(const package::ReportPayload& payload);
/// The versions of regime and forms that it was made under, for subject_of().
Versions versions_of(const package::ReportPayload& payload);

}  // namespace girs::report
