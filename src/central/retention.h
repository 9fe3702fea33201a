#pragma once
// How long what is kept: dated rules with their legal basis, what would go by them, and its going.
//
// Two kinds go out of a store: the record of reads, and attachments that no package and no draft
// names. What was signed or logged never goes piece by piece, because receipts and proofs need it:
// a log is a year's, and its store goes to the archive as a whole. For that the rule of packages
// says the day from which it may. Copies are files of the host, which is told their bounds.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "json/value.h"
#include "store/store.h"

namespace girs::central {

enum class Kept { kReads, kUnclaimedAttachments, kPackages, kCopies };
std::string_view to_text(Kept what);  // "reads", "unclaimed-attachments", "packages", "copies"

struct RetentionRule {
  std::string code;
  Kept what = Kept::kReads;
  int years = 0, months = 0, days = 0;   // one of them is not 0
  int at_least = 1;                      // copies that stay however old
  Date valid_from{};
  std::optional<Date> valid_to = {};     // the last day
  std::string basis;                     // the legal act, with its clause
};

/// {"schema":"girs.retention/1","rules":[{"code","what","keep":{"years"|"months"|"days":n},
/// "at_least"?,"valid_from","valid_to"?,"basis"}]}; every mistake with its pointer: two rules about
/// the same at one time are one.
Result<std::vector<RetentionRule>> read_retention(std::string_view document);

/// What the rules in force today would remove, or with `apply` what they have removed, all of it in
/// one transaction: {"as_of","applied","rules":[{"code","what","basis","before","count","at_least",
/// "oldest","handover"}],"done":[{"at","code","what","basis","before","count"}]}. "before" is the
/// beginning of a day in Vietnam; "oldest" of what goes; "handover" the first day on which a
/// store's packages may go to the archive, with it as a whole. "done" is what was removed ever.
Result<json::Value> retention(store::Store& store, std::string_view document, bool apply);

}  // namespace girs::central
