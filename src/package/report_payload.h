#pragma once
// The report payload (FORMATS.md 2.1): one regime, one unit, one period, one revision, with all
// its forms, narrative and attachments. What is signed is exactly the bytes build() returns.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::string_view kReportType = "application/vnd.girs.report.v1+json";
inline constexpr std::string_view kReportSchema = "girs.report/1";

inline constexpr std::string_view kPreparer = "preparer";
inline constexpr std::string_view kApprover = "approver";
inline constexpr std::string_view kAgencySeal = "agency-seal";

enum class ReportKind { kOriginal, kCorrection, kWithdrawal, kNilReturn };
enum class ReportScope { kOwn, kAggregate };
std::string_view to_text(ReportKind kind);    // "original", "correction", ...
std::string_view to_text(ReportScope scope);  // "own", "aggregate"

struct Attachment {
  std::string name;
  std::string digest;  // "sha256:<hex>"
  std::string media_type;
  std::int64_t size = 0;
  bool operator==(const Attachment&) const = default;
};

/// Why a figure breaks a rule of class "explain". No row: the rule is about the whole form.
struct Explanation {
  std::string form;
  std::optional<std::string> row;
  std::string rule;
  std::string text;
  bool operator==(const Explanation&) const = default;
};

struct CodedReason {
  std::string code;
  std::string text;
  bool operator==(const CodedReason&) const = default;
};

/// A direct member of an aggregate: where its report lies, or why it is left out.
struct AggregateMember {
  std::string unit;
  std::string pid = {};       // with origin and index: the log that took it and its leaf there
  std::string origin = {};
  std::int64_t index = 0;
  std::optional<CodedReason> excluded = {};
  bool operator==(const AggregateMember&) const = default;
};

struct RegimeReference {
  std::string code;
  std::string digest;  // "sha256:<hex>" of the definition
  std::int64_t version = 1;
  bool operator==(const RegimeReference&) const = default;
};

/// A report first sent on paper or by e-office.
struct SentOtherwise {
  std::string channel;
  Time time{};
  bool operator==(const SentOtherwise&) const = default;
};

/// What the checks said when the report was sealed.
struct Validation {
  std::string engine;  // version of the rule engine
  std::int64_t errors = 0;
  std::int64_t explained = 0;
  std::string report;  // "sha256:<hex>" of the findings
  std::string rules;   // "sha256:<hex>" of the rules
  bool operator==(const Validation&) const = default;
};

struct ReportPayload {
  PayloadHead head;  // audience, created_at, salt, signers

  std::string unit;
  RegimeReference regime;
  std::string period;       // a label, "2025-Q4"
  std::string window_from;  // "2025-09-15"
  std::string window_to;    // included
  ReportScope scope = ReportScope::kOwn;
  ReportKind kind = ReportKind::kOriginal;

  std::int64_t rev = 1;
  std::optional<std::string> prev = {};           // pid of rev - 1 as logged
  std::optional<CodedReason> reason = {};         // of a correction or withdrawal
  std::optional<std::string> authorization = {};  // pid of a logged reopen decision

  /// form code -> {"digest","header","parts":{part:[{"cells":{},"key"}]},"version"}
  json::Value forms = json::Object{};
  std::map<std::string, std::string> outline = {};  // section -> text
  std::vector<Explanation> explanations = {};
  std::vector<Attachment> attachments = {};

  std::optional<std::vector<AggregateMember>> members = {};  // of an aggregate
  std::optional<std::string> on_behalf = {};  // the unit that entered the data for this one
  std::optional<SentOtherwise> sent_otherwise = {};
  std::optional<Validation> validation = {};  // only a withdrawal has none

  bool operator==(const ReportPayload&) const = default;
};

/// RFC 8785 bytes to be signed. kInvalidArgument with every mistake (JSON pointers), text that
/// is not NFC among them.
Result<std::string> build(const ReportPayload& payload);
/// Reads payload bytes: canonical, no unknown member, every field checked. The error carries
/// every mistake with its pointer.
Result<ReportPayload> parse_report(std::string_view bytes);

/// The members of a report payload as JSON, unchecked.
json::Value to_json(const ReportPayload& payload);

}  // namespace girs::package
