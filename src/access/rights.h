#pragma once
// Who may call what: one table of every route and call of an authority against every role. The
// server asks it, README.md shows it, and the test goes through every combination of both.

#include <span>
#include <string>
#include <string_view>

namespace girs::access {

/// Names of roles in the registry that let a key call an authority. (Those that sign documents
/// are of package/: preparer, approver, agency-seal, decider, requester, publisher.)
inline constexpr std::string_view kTransport = "transport";  // a machine: delivers, follows
inline constexpr std::string_view kReader = "reader";        // sees reports of its units
inline constexpr std::string_view kPartner = "partner";      // pulls what sharing rules give it
inline constexpr std::string_view kAuditor = "auditor";      // sees who has read what
inline constexpr std::string_view kOperator = "operator";    // sees how the machine is

enum class Call {
  kWellKnown, kRegistry, kCatalogue, kLog, kHealth,
  kPutSubmission, kPostSubmission, kPutBlob,
  kSubmission, kReceipt, kSeries, kEvents, kBlob,
  kOverview, kRequests, kShared, kAudit, kMetrics,
  kDecide, kRequest,
};

struct Right {
  Call call;
  std::string_view method;  // empty: a call of the host's program, never a request
  std::string_view path;    // "{}" stands for one part of the path, "*" for all the rest
  std::string_view roles;   // separated by blanks; "public": nobody needs to say who asks
  bool reads_figures;       // the answer holds figures of units: the read is recorded
};

/// Every route and call.
std::span<const Right> rights();
const Right& right_of(Call call);
/// The right that a request needs, or nullptr when there is no such route. HEAD counts as GET.
const Right* right_for(std::string_view method, std::string_view path);
/// The methods of the routes at a path, as Allow lists them (RFC 9110 section 10.2.1); empty when
/// there is none.
std::string methods_of(std::string_view path);

/// Whether `role` is one of those that the table names for this right.
bool allows(const Right& right, std::string_view role);
bool is_public(const Right& right);

}  // namespace girs::access
