#include "report/workspace.h"

#include "store/definitions.h"

namespace girs::report {
namespace {

/// The store's definitions as documents again, for loading them together with new ones.
std::vector<Document> documents_of(const std::vector<store::DefinitionRow>& rows) {
  std::vector<Document> documents;
  for (const auto& row : rows)
    documents.push_back({row.kind + " " + row.code + " version " + std::to_string(row.version), row.body});
  return documents;
}

}  // namespace

std::string name_of(const store::ReportKey& key) {
  return key.regime + " " + key.unit + " " + key.period + (key.scope == "own" ? "" : " " + key.scope);
}

const FormLayout* Subject::form(std::string_view code) const {
  for (const auto& layout : forms)
    if (layout.form().code == code) return &layout;
  return nullptr;
}

Result<Subject> subject_of(const Catalog& catalog, const store::ReportKey& key) {
  Subject subject;
  GIRS_TRY(subject.period, Period::parse(key.period));
  // The regime in force is found by the period's calendar end first; its window then says on
  // which day forms and units are read.
  const auto span = calendar_span(subject.period);
  if (!span)
    return error(Code::kUnsupported, "Campaign periods are not supported yet: " + key.period + ".",
                 "Chưa hỗ trợ kỳ báo cáo chuyên đề: " + key.period + ".", {{"period", key.period}});
  GIRS_TRY(subject.regime, catalog.get_regime(key.regime, span->to));
  if (subject.period.kind != subject.regime->frequency)
    return error(Code::kInvalidArgument,
                 "The period " + key.period + " is not of the frequency of regime " + key.regime + ".",
                 "Kỳ " + key.period + " không đúng tần suất của chế độ báo cáo " + key.regime + ".",
                 {{"period", key.period}});
  GIRS_TRY(subject.window, catalog.window(*subject.regime, subject.period));
  GIRS_TRY(subject.unit, catalog.units().get(key.unit, subject.window.to));
  for (const auto& code : subject.regime->forms) {
    GIRS_TRY(const Form* form, catalog.get_form(code, subject.window.to));
    subject.forms.emplace_back(*form, catalog);
  }
  return subject;
}

Status load_catalog(store::Store& store, const std::vector<Document>& documents) {
  GIRS_TRY(const Catalog fresh, Catalog::load(documents));
  return store.write([&](store::Connection& connection) -> Status {
    std::vector<store::DefinitionRow> rows;
    for (const auto& definition : fresh.definitions())
      rows.push_back({definition.kind, definition.code, definition.version, definition.digest,
                      definition.body});
    GIRS_CHECK(store::put_definitions(connection, rows, store.now()));
    // What was there and what came must also fit together.
    GIRS_TRY(const auto all, store::definitions(connection));
    if (all.size() == rows.size()) return ok();
    if (auto together = Catalog::load(documents_of(all)); !together) return std::move(together).error();
    return ok();
  });
}

Result<Catalog> open_catalog(store::Store& store) {
  GIRS_TRY(const auto rows, store.read([](store::Connection& connection) {
    return store::definitions(connection);
  }));
  if (rows.empty())
    return error(Code::kNotFound,
                 "The store " + store.path() + " has no catalogue; load one with `girs catalog load`.",
                 "Kho " + store.path() + " chưa có danh mục; hãy nạp bằng lệnh `girs catalog load`.",
                 {{"path", store.path()}});
  return Catalog::load(documents_of(rows));
}

}  // namespace girs::report
