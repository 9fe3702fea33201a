#pragma once
// A draft: the sheets of one report while they are being entered, and its way to approval.
// transition.h has its states; every transition is written into the history.

#include <string>
#include <string_view>
#include <vector>

#include "catalog/form_difference.h"
#include "form/entry.h"
#include "form/finding.h"
#include "form/sheet.h"
#include "report/actor.h"
#include "report/workspace.h"
#include "store/edits.h"

namespace girs::report {

/// A form whose cells were entered under another version than the one that counts now: they were
/// carried over by row and column (form/carry_over.h).
struct CarriedForm {
  std::string form;
  int from_version = 1;
  int to_version = 1;
  std::vector<FormChange> changes;
};

/// A report as it is in the store, with its sheets read.
struct Draft {
  store::ReportRow row;
  int package_rev = 1;                                // of its package (refused.h)
  std::vector<Sheet> sheets;                          // one for each form of the regime
  std::vector<store::ExplanationRow> explanations;
  std::vector<store::MemberRow> members;              // of an aggregate
  std::vector<store::AttachmentRow> attachments = {};
  std::vector<CarriedForm> carried = {};              // forms that changed since they were entered

  const Sheet* sheet(std::string_view form) const;
};

/// Begins the first revision of a report, with empty sheets. kConflict when it exists.
/// `on_behalf` is the unit that enters the data for this one, if it is another: one above it in
/// the route of the report (kInvalidArgument otherwise).
Result<Draft> create(const Workspace& workspace, const store::ReportKey& key, const Actor& actor,
                     std::string_view on_behalf = {});
/// The revision asked for (0: the newest); kNotFound when there is none.
Result<Draft> open(const Workspace& workspace, const store::ReportKey& key, int rev = 0);

/// Writes why a figure breaks a rule of class "explain"; `row` is empty for a whole form.
Status explain(const Workspace& workspace, const store::ReportKey& key,
               const store::ExplanationRow& explanation, const Actor& actor);

/// Notes that the report was first sent on paper or by e-office (giấy, trục văn bản).
Status set_sent_otherwise(const Workspace& workspace, const store::ReportKey& key,
                          std::string_view channel, Time time, const Actor& actor);

/// Revision n+1 of a sealed report: a correction with the same cells (after a
/// withdrawal, those that were withdrawn), or a withdrawal without. Where the package of revision n
/// was refused, it follows what the authority has instead (refused.h): an original again, if that is
/// nothing; then there is nothing to withdraw either (kConflict). Where another computer of the unit
/// has sent what it follows, it begins with that one's content, so that no older figures come back;
/// what was entered here stays in the revision before.
/// `authorization` is the pid of the authority's order to reopen; empty: the one that came with a round,
/// if there is one when the package is made (seal.h). kUntrusted for an actor whose roles do not allow it.
Result<Draft> amend(const Workspace& workspace, const store::ReportKey& key, bool withdrawal,
                    std::string_view reason_code, std::string_view reason_text,
                    std::string_view authorization, const Actor& actor);

/// Adds a file to the report, or replaces the one of that name. kInvalidArgument for a name that
/// is no file's name, a type that is none, and a file that the forms do not allow. A file that a
/// sealed report names is put back, should the store have lost or damaged it.
Status attach(const Workspace& workspace, const store::ReportKey& key, std::string_view name,
              std::string_view media_type, ByteView content, const Actor& actor);
/// Takes a file away; kNotFound when there is none of that name.
Status detach(const Workspace& workspace, const store::ReportKey& key, std::string_view name,
              const Actor& actor);

Result<std::vector<store::HistoryRow>> history(const Workspace& workspace, const store::ReportKey& key,
                                               int rev = 0);

/// Reads a stored report inside a transaction of the caller's.
Result<Draft> read_draft(store::Connection& connection, const Subject& subject,
                         const store::ReportKey& key, int rev = 0);
/// The form that a caller names, or the regime's only one; kNotFound lists what there is.
Result<const FormLayout*> form_of(const Subject& subject, std::string_view form);
/// Unless the actor may edit the report now: kUntrusted for the wrong role, else kConflict.
Status require_editable(const store::ReportRow& row, const Actor& actor);
/// Writes the change of a report's row and its history line.
Status change(store::Connection& connection, const store::ReportRow& row, Time at,
              const Actor& actor, std::string_view action, std::string_view detail);

}  // namespace girs::report
