#include "girs/unit.h"

#include "base/text.h"
#include "handles.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "report/view.h"
#include "unit/unit_document.h"
#include "unit/unit_import.h"
#include "unit/unit_view.h"

using namespace girs;
using namespace girs::capi;

namespace {

/// Gives what `answer` makes of the store's units, as JSON.
template <class Answer>
girs_status answer_units(girs_store* store, girs_bytes** json_out, girs_error** error_out,
                         Answer answer) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    Result<json::Value> made = answer(workspace.catalog->units());
    GIRS_CHECK(made);
    give(json_out, json::compact(*made));
    return ok();
  });
}

json::Value list_of(const std::vector<const UnitVersion*>& units) {
  json::Value list = json::Array{};
  for (const auto* unit : units) list.push(report::view(*unit));
  return list;
}

template <class T>
json::Value views(const std::vector<T>& elements) {
  json::Value list = json::Array{};
  for (const auto& element : elements) list.push(view(element));
  return list;
}

Result<std::optional<Date>> optional_day(const char* given, const char* name) {
  GIRS_TRY(const auto day_text, text(given, name));
  if (day_text.empty()) return std::optional<Date>();
  GIRS_TRY(const auto day, day_from(day_text.data(), day_text.size(), name));
  return std::optional<Date>(day);
}

Result<std::vector<UnitTable>> tables_from(const girs_unit_table* tables, std::size_t count) {
  std::vector<UnitTable> read;
  if (count > 0) GIRS_CHECK(require(tables, "tables"));
  const auto* next = reinterpret_cast<const char*>(tables);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* given = reinterpret_cast<const girs_unit_table*>(next);
    girs_unit_table table = GIRS_UNIT_TABLE;
    GIRS_CHECK(read_options(given, table));
    GIRS_CHECK(only_known(0, 0, table.reserved));
    next += given->struct_size;  // the caller's struct may be of another size than ours
    GIRS_TRY(const auto name, text(table.name, "table.name"));
    GIRS_TRY(const auto content, bytes(table.data, table.size, "table.data"));
    GIRS_TRY(const auto from, optional_day(table.from, "table.from"));
    GIRS_TRY(const auto to, optional_day(table.to, "table.to"));
    read.push_back({std::string(name), content, {from, to}});
  }
  return read;
}

Result<UnitImportOptions> options_from(const girs_unit_import_options& given) {
  UnitImportOptions options;
  options.lenient = (given.flags & GIRS_UNIT_IMPORT_LENIENT) != 0;
  GIRS_TRY(options.top, text(given.top, "options.top"));
  GIRS_TRY(options.top_name, text(given.top_name, "options.top_name"));
  GIRS_TRY(options.changed_on, optional_day(given.changed_on, "options.changed_on"));
  GIRS_TRY(const auto kinds, text(given.complete_kinds, "options.complete_kinds"));
  for (const auto kind : split(kinds, ','))
    if (!trim(kind).empty()) options.complete_kinds.emplace_back(trim(kind));
  return options;
}

Result<UnitDocumentHead> head_from(const girs_unit_import_options& given) {
  GIRS_TRY(const auto code, text(given.code, "options.code"));
  GIRS_TRY(const auto source, text(given.source, "options.source"));
  return UnitDocumentHead{code.empty() ? "units" : std::string(code),
                          given.version == 0 ? 1 : static_cast<int>(given.version), {},
                          std::string(source)};
}

}  // namespace

girs_status girs_unit_show(girs_store* store, const char* code, size_t code_length, const char* day,
                           size_t day_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto* unit, workspace.catalog->units().get(unit_code, on));
    give(json_out, json::compact(report::view_with_history(workspace.catalog->units(), *unit, on)));
    return ok();
  });
}

girs_status girs_unit_tree(girs_store* store, const char* code, size_t code_length, const char* day,
                           size_t day_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto* top, units.get(unit_code, on));
    return list_of(units.descendants(top->code, on));
  });
}

girs_status girs_unit_successors(girs_store* store, const char* code, size_t code_length,
                                 const char* day, size_t day_length, girs_bytes** json_out,
                                 girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto* unit, units.get(unit_code, on));
    return view(units.successors(unit->code, on));
  });
}

girs_status girs_unit_predecessors(girs_store* store, const char* code, size_t code_length,
                                   const char* day, size_t day_length, girs_bytes** json_out,
                                   girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto* unit, units.get(unit_code, on));
    return view(units.predecessors(unit->code, on));
  });
}

girs_status girs_unit_find(girs_store* store, const char* name, size_t name_length, const char* day,
                           size_t day_length, const char* below, size_t below_length,
                           girs_bytes** json_out, girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto wanted, text(name, name_length, "name"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto above, text(below, below_length, "below"));
    if (!above.empty()) GIRS_CHECK(units.get(above, on));
    return views(units.find_by_name(wanted, on, above));
  });
}

girs_status girs_unit_members(girs_store* store, const char* code, size_t code_length,
                              const char* subject, size_t subject_length, const char* day,
                              size_t day_length, girs_bytes** json_out,
                              girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto about, text(subject, subject_length, "subject"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto* unit, units.get(unit_code, on));
    return list_of(units.members_of(unit->code, std::span(&about, 1), on));
  });
}

girs_status girs_unit_group(girs_store* store, const char* group, size_t group_length,
                            const char* day, size_t day_length, girs_bytes** json_out,
                            girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto name, text(group, group_length, "group"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    return list_of(units.group(name, on));
  });
}

girs_status girs_unit_convert(girs_store* store, const char* request, size_t request_length,
                              girs_bytes** json_out, girs_error** error_out) noexcept {
  return answer_units(store, json_out, error_out, [&](const UnitTree& units) -> Result<json::Value> {
    GIRS_TRY(const auto given, bytes(request, request_length, "request"));
    GIRS_TRY(const auto document, json::parse(given));
    GIRS_TRY(const auto read, read_boundary_request(document));
    GIRS_TRY(const auto figures, in_boundaries(units, read.figures, read.rule));
    return views(figures);
  });
}

girs_status girs_unit_import(const girs_unit_table* tables, size_t table_count,
                             const girs_unit_import_options* options, girs_bytes** document_out,
                             girs_bytes** mistakes_out, girs_error** error_out) noexcept {
  if (document_out) *document_out = nullptr;
  if (mistakes_out) *mistakes_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(document_out, "document_out"));
    girs_unit_import_options given = GIRS_UNIT_IMPORT_OPTIONS;
    GIRS_CHECK(read_options(options, given));
    GIRS_CHECK(only_known(given.flags, GIRS_UNIT_IMPORT_LENIENT, given.reserved));
    GIRS_TRY(const auto read, tables_from(tables, table_count));
    GIRS_TRY(const auto how, options_from(given));
    GIRS_TRY(const auto head, head_from(given));
    GIRS_TRY(const auto imported, import_units(read, how));
    GIRS_TRY(auto document, json::canonical(unit_document(head, imported.tree.data())));
    give(document_out, std::move(document));
    give(mistakes_out, json::compact(views(imported.mistakes)));
    return ok();
  });
}

girs_status girs_agency_read(const char* code, size_t code_length, girs_bytes** json_out,
                             girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto given, text(code, code_length, "code"));
    GIRS_TRY(const auto agency, AgencyCode::parse(given));
    give(json_out, json::compact(view(agency)));
    return ok();
  });
}
