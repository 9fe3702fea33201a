#include "report/replaced_sheet.h"

#include "form/changes.h"
#include "form/sheet_blob.h"
#include "json/canonical.h"
#include "store/edits.h"

namespace girs::report {

Status put_replaced_sheet(const Workspace& workspace, store::Connection& connection,
                          const Replacement& how, const FormLayout& layout, const Sheet& before,
                          const Sheet& after) {
  const auto& code = layout.form().code;
  GIRS_TRY(const auto blob, to_blob(layout, after));
  GIRS_CHECK(store::put_sheet(connection, how.report, {code, blob}));
  const auto changes = changes_between(before, after);
  if (changes.empty()) return ok();
  GIRS_CHECK(store::add_history(connection, how.report,
                                {workspace.store->now().time_since_epoch().count(),
                                 std::string(how.actor.name), std::string(how.action), code}));
  store::EditRow line;
  line.history = connection.last_row_id();
  line.report = how.report;
  line.edit = how.edit;
  line.form = code;
  line.changes = json::compact(to_json(layout, changes));
  return store::add_edit(connection, line);
}

}  // namespace girs::report
