// Files that go with a report: each by name and digest, its bytes a blob of the store.

#include <algorithm>

#include "base/text.h"
#include "crypto/hash.h"
#include "report/draft.h"
#include "report/transition.h"
#include "store/blobs.h"

namespace girs::report {
namespace {

/// What the forms of a regime allow together: a file must be fine with each that says anything.
Status check_allowed(const Subject& subject, const Draft& draft, const store::AttachmentRow& file) {
  for (const auto& layout : subject.forms) {
    const auto& rule = layout.form().attachments;
    if (!rule) continue;
    const auto& types = rule->media_types;
    const Details details{{"name", file.name}, {"form", layout.form().code}};
    if (!types.empty() && std::ranges::find(types, file.media_type) == types.end())
      return error(Code::kInvalidArgument,
                   "The form " + layout.form().code + " takes files of type " + join(types, ", ") +
                       ", not " + file.media_type + ".",
                   "Biểu mẫu " + layout.form().code + " chỉ nhận tệp kiểu " + join(types, ", ") +
                       ", không nhận " + file.media_type + ".",
                   details);
    if (rule->size_max > 0 && file.size > rule->size_max)
      return error(Code::kInvalidArgument,
                   "The file has " + std::to_string(file.size) + " bytes; at most " +
                       std::to_string(rule->size_max) + " are allowed.",
                   "Tệp có " + std::to_string(file.size) + " byte; chỉ được tối đa " +
                       std::to_string(rule->size_max) + ".",
                   details);
    const bool replaces = std::ranges::find(draft.attachments, file.name,
                                            &store::AttachmentRow::name) != draft.attachments.end();
    if (!replaces && draft.attachments.size() >= static_cast<std::size_t>(rule->count_max))
      return error(Code::kInvalidArgument,
                   "The report takes at most " + std::to_string(rule->count_max) + " files.",
                   "Báo cáo chỉ nhận tối đa " + std::to_string(rule->count_max) + " tệp.", details);
  }
  return ok();
}

/// A name without folders; a media type "application/pdf".
Status check_names(const store::AttachmentRow& file) {
  const bool path = file.name.find_first_of("/\\") != std::string::npos || file.name == "." ||
                    file.name == "..";
  if (!is_code(file.name) || path)
    return error(Code::kInvalidArgument, "\"" + file.name + "\" is no name of a file.",
                 "\"" + file.name + "\" không phải là tên tệp.", {{"name", file.name}});
  const auto slash = file.media_type.find('/');
  if (!is_code(file.media_type) || slash == 0 || slash == std::string::npos ||
      slash + 1 == file.media_type.size())
    return error(Code::kInvalidArgument,
                 "\"" + file.media_type + "\" is no media type such as application/pdf.",
                 "\"" + file.media_type + "\" không phải là kiểu tệp như application/pdf.",
                 {{"name", file.name}});
  return ok();
}

/// Whether the file is one that a sealed report names already: it can only be put back.
bool is_of_sealed(const Draft& draft, const store::AttachmentRow& file) {
  return draft.row.pid && std::ranges::any_of(draft.attachments, [&](const store::AttachmentRow& one) {
           return one.name == file.name && one.digest == file.digest;
         });
}

}  // namespace

Status attach(const Workspace& workspace, const store::ReportKey& key, std::string_view name,
              std::string_view media_type, ByteView content, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  const store::AttachmentRow file{std::string(name), to_digest(sha256(content)),
                                  std::string(media_type),
                                  static_cast<std::int64_t>(content.size())};
  GIRS_CHECK(check_names(file));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto draft, read_draft(connection, subject, key));
    const auto now = workspace.store->now();
    if (is_of_sealed(draft, file)) {
      GIRS_CHECK(require_role(draft.row, Move::kEdit, actor));
      return store::restore_blob(connection, file.digest, content, now);
    }
    GIRS_CHECK(require_editable(draft.row, actor));
    GIRS_CHECK(check_allowed(subject, draft, file));
    GIRS_CHECK(store::restore_blob(connection, file.digest, content, now));
    GIRS_CHECK(store::put_attachment(connection, draft.row.id, file));
    return change(connection, draft.row, now, actor, "attached",
                  file.name + " " + file.digest);
  });
}

Status detach(const Workspace& workspace, const store::ReportKey& key, std::string_view name,
              const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row, actor));
    GIRS_TRY(const bool gone, store::erase_attachment(connection, draft.row.id, name));
    if (!gone)
      return error(Code::kNotFound, "No file \"" + std::string(name) + "\" goes with the report.",
                   "Báo cáo không có tệp \"" + std::string(name) + "\".",
                   {{"name", std::string(name)}});
    return change(connection, draft.row, workspace.store->now(), actor, "detached", name);
  });
}

}  // namespace girs::report
