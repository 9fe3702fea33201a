#pragma once
// Reports, units and the catalogue as JSON for readers. One place, so that the command line, the
// bindings and screens see the same names.

#include "catalog/lint.h"
#include "report/regime_overlap.h"
#include "json/value.h"
#include "report/draft.h"
#include "report/due_list.h"
#include "report/summing.h"
#include "report/workspace.h"
#include "store/outbox.h"

namespace girs::report {

json::Value view(const Catalog& catalog);                 // {"digest","definitions":[..]}
json::Value view(const std::vector<FormChange>& changes);  // [{"change","part","code","message_en"..}]
json::Value view(const std::vector<Remark>& remarks);      // as girs_catalog_review() says
json::Value view(const std::vector<RegimeOverlap>& overlaps);  // as girs_catalog_overlaps() says
json::Value view(const UnitVersion& unit);                // {"code","name","kind","parent","from","to"}
/// The unit with what it was made of and what became of it.
json::Value view_with_history(const UnitTree& tree, const UnitVersion& unit, Date day);
/// {"reason","author","at"} of a change of an obligation, or null.
json::Value view(const std::optional<Because>& because);
/// As girs_due() documents it.
json::Value view(const DueItem& item);
/// As girs_reminders() documents it.
json::Value view(const Reminder& reminder);
json::Value view(const store::MemberRow& member);
json::Value view(const store::HistoryRow& row);           // {"at","actor","action","detail"}
json::Value view(const store::ReportRow& row);            // {"regime","unit","period","scope","rev","state"..}
json::Value view(const store::AttachmentRow& file);       // {"name","digest","media_type","size"}
/// {"counted","members":[..]} of an aggregate.
json::Value view_members(const Draft& draft);
/// The whole report; `queued` is its outbox row, if it has one.
Result<json::Value> view(const Subject& subject, const Draft& draft, const std::optional<store::OutboxRow>& queued);

/// Null when there is none.
json::Value optional_text(const std::optional<std::string>& text);

}  // namespace girs::report
