#include "engine/identity.h"

namespace girs::engine {
namespace {

/// Length first, so that no two lists of texts read alike.
void add(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}
void add(std::string& text, int number) { add(text, std::to_string(number)); }

void add_shape(std::string& text, const std::string& code, const FormShape& shape) {
  add(text, code);
  add(text, static_cast<int>(shape.rows.size()));
  for (const auto& row : shape.rows) {
    add(text, row.code);
    add(text, (row.dynamic ? 1 : 0) + (row.total ? 2 : 0));
  }
  add(text, shape.open_rows ? 1 : 0);
  add(text, static_cast<int>(shape.columns.size()));
  for (const auto& column : shape.columns) add(text, column);
  add(text, static_cast<int>(shape.groups.size()));
  for (const auto& [group, rows] : shape.groups) {
    add(text, group);
    add(text, static_cast<int>(rows.size()));
    for (const auto& row : rows) add(text, row);
  }
  add(text, static_cast<int>(shape.measures.size()));
  for (const auto& [column, measure] : shape.measures) {
    add(text, column);
    add(text, to_text(measure));
  }
  add(text, shape.frequency ? static_cast<int>(*shape.frequency) : -1);
  add(text, static_cast<int>(shape.declared.size()));
  for (const auto& [column, one] : shape.declared) {
    add(text, column);
    add(text, static_cast<int>(one.type));
    add(text, one.low ? one.low->text() : "");
    add(text, one.high ? one.high->text() : "");
    add(text, one.decimals.value_or(-1));
  }
}

}  // namespace

std::string identity_of(const std::vector<Definition>& definitions, const Shapes& shapes) {
  std::string text;
  for (const auto& one : definitions) {
    for (const auto& part : {one.name, one.expression.text(), one.site.form, one.site.row,
                             one.site.column, one.absolute_tolerance.text(),
                             one.relative_tolerance.text()})
      add(text, part);
    add(text, to_text(one.site.missing));
  }
  text += '|';
  for (const auto& [code, shape] : shapes) add_shape(text, code, shape);
  return text;
}

}  // namespace girs::engine
