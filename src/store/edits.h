#pragma once
// What each edit of a draft changed, beside its line of the history: append-only, so that an edit
// that is taken back stays to be seen. And the files that go with a report.

#include <optional>
#include <string>
#include <vector>

#include "store/connection.h"

namespace girs::store {

struct EditRow {
  std::int64_t history = 0;     // its line of report_history
  std::int64_t report = 0;
  std::int64_t edit = 0;        // the report's `edit` after it
  std::string form;
  std::string changes;          // JSON, made by form/changes.h
  std::optional<std::int64_t> undoes = {};   // the line that it took back
  std::int64_t at = 0;          // of the history's line
  std::string actor = {};
  std::string action = {};      // the word of that line
};
Status add_edit(Connection& connection, const EditRow& row);
/// Edits of a report after its version `after`, oldest first.
Result<std::vector<EditRow>> edits(Connection& connection, std::int64_t report,
                                   std::int64_t after = 0);

struct AttachmentRow {
  std::string name;
  std::string digest;           // "sha256:<hex>"
  std::string media_type;
  std::int64_t size = 0;
};
/// In order of their names.
Result<std::vector<AttachmentRow>> attachments(Connection& connection, std::int64_t report);
/// Adds a file, or replaces the one of that name. Its bytes are a blob (blobs.h).
Status put_attachment(Connection& connection, std::int64_t report, const AttachmentRow& row);
/// False when there is none of that name.
Result<bool> erase_attachment(Connection& connection, std::int64_t report, std::string_view name);
/// Gives a new revision the files of the one before.
Status copy_attachments(Connection& connection, std::int64_t from, std::int64_t to);

}  // namespace girs::store
