#include "plan_request.h"

#include <algorithm>

#include "json/parse.h"
#include "json/shape.h"

namespace girs::capi {
namespace {

std::string code_of(const json::Node& node) { return node ? node.code() : std::string(); }

Decimal tolerance_of(const json::Node& node) {
  if (!node) return {};
  const auto number = Decimal::parse(node.text());
  if (number && !number->is_negative()) return *number;
  node.mistake("A tolerance is a decimal of 0 or more.", "Dung sai là số thập phân không âm.");
  return {};
}

engine::Definition definition_of(const json::Node& node) {
  node.only({"name", "formula", "form", "row", "column", "missing", "tolerance"});
  engine::Definition definition;
  definition.name = node.member("name").code();
  definition.site = {node.member("form").code(), code_of(node.optional("row")),
                     code_of(node.optional("column"))};
  if (const auto missing = node.optional("missing"))
    definition.site.missing =
        static_cast<formula::Missing>(missing.one_of({"propagate", "blank_zero", "zero"}));
  if (const auto tolerance = node.optional("tolerance")) {
    tolerance.only({"absolute", "relative"});
    definition.absolute_tolerance = tolerance_of(tolerance.optional("absolute"));
    definition.relative_tolerance = tolerance_of(tolerance.optional("relative"));
  }
  const auto formula = node.member("formula");
  if (!formula.is_text()) return definition;
  auto compiled = formula::Expression::compile(*formula.value()->as_string());
  if (compiled) definition.expression = *std::move(compiled);
  else formula.mistake(compiled.error().message.en, compiled.error().message.vi);
  return definition;
}

std::vector<std::string> codes_of(const json::Node& node) {
  std::vector<std::string> codes;
  if (node) node.each([&codes](json::Node code) { codes.push_back(code.code()); });
  return codes;
}

std::optional<Decimal> bound_of(const json::Node& node) {
  if (!node) return std::nullopt;
  if (const auto number = Decimal::parse(node.text())) return *number;
  node.mistake("This is no decimal.", "Đây không phải số thập phân.");
  return std::nullopt;
}

engine::Declared declared_of(const json::Node& node) {
  node.only({"type", "low", "high", "decimals"});
  engine::Declared declared;
  if (const auto type = node.optional("type"))
    declared.type = static_cast<engine::Declared::Type>(
        type.one_of({"any", "number", "text", "logical", "date"}));
  declared.low = bound_of(node.optional("low"));
  declared.high = bound_of(node.optional("high"));
  if (const auto decimals = node.optional("decimals"))
    declared.decimals = static_cast<int>(decimals.integer(0, engine::Column::kScaleMax));
  return declared;
}

void read_declared(const json::Node& node, engine::FormShape& shape) {
  node.members([&shape](const std::string& column, json::Node one) {
    if (std::find(shape.columns.begin(), shape.columns.end(), column) == shape.columns.end())
      one.mistake("The form has no column " + column + ".", "Biểu mẫu không có cột " + column + ".");
    shape.declared.emplace(column, declared_of(one));
  });
}

engine::FormShape shape_of(const json::Node& node) {
  node.only({"code", "columns", "rows", "totals", "open_rows", "stocks", "rates", "declared"});
  engine::FormShape shape;
  shape.columns = codes_of(node.member("columns"));
  const auto totals = codes_of(node.optional("totals"));
  for (auto& row : codes_of(node.optional("rows"))) {
    const bool total = std::find(totals.begin(), totals.end(), row) != totals.end();
    shape.rows.push_back({row, false, total});
  }
  if (const auto open = node.optional("open_rows")) shape.open_rows = open.boolean();
  for (const auto& column : codes_of(node.optional("stocks")))
    shape.measures[column] = formula::Measure::kStock;
  for (const auto& column : codes_of(node.optional("rates")))
    shape.measures[column] = formula::Measure::kRate;
  if (const auto declared = node.optional("declared")) read_declared(declared, shape);
  return shape;
}

Period period_of(const json::Node& node) {
  auto period = Period::parse(node.text());
  if (period) return *std::move(period);
  node.mistake(period.error().message.en, period.error().message.vi);
  return {};
}

/// `read` of the document's root; every mistake at once.
template <class T>
Result<T> from_json(std::string_view text, const char* name, T (*read)(const json::Node&)) {
  GIRS_TRY(const auto document, json::parse(text));
  Mistakes mistakes;
  T result = read(json::Node::root(document, name, mistakes));
  if (mistakes.empty()) return result;
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      std::string("The ") + name + " has mistakes.",
                                      "Yêu cầu có lỗi.");
}

/// The members of a place, of a node that may have others too.
TablePlace place_in(const json::Node& root) {
  TablePlace place;
  if (const auto indicator = root.optional("indicator")) {
    place.key.column = "#" + indicator.code();
  } else {
    place.key.form = root.member("form").code();
    place.key.row = code_of(root.optional("row"));
    place.key.column = root.member("column").code();
  }
  place.key.period = period_of(root.member("period"));
  place.unit = code_of(root.optional("unit"));
  return place;
}

TablePlace place_of(const json::Node& root) {
  root.only({"form", "row", "column", "indicator", "period", "unit"});
  return place_in(root);
}

/// "value", "absent" or "text" of a node that may have other members too.
formula::Value value_in(const json::Node& root) {
  if (const auto content = root.optional("text")) return content.text(0);
  if (const auto figure = root.optional("value")) {
    if (const auto number = Decimal::parse(figure.text())) return *number;
    figure.mistake("This is no decimal.", "Đây không phải số thập phân.");
    return formula::Absent::kMissing;
  }
  const auto absent = formula::parse_absent(root.member("absent").text());
  if (!absent) root.mistake("There is no such absence.", "Không có trạng thái trống này.");
  return absent.value_or(formula::Absent::kMissing);
}

engine::CellChange cell_change_of(const json::Node& node) {
  node.only({"form", "row", "column", "indicator", "period", "unit", "value", "absent", "text"});
  auto place = place_in(node);
  if (place.unit.empty()) node.mistake("The place names no \"unit\".", "Chưa nêu đơn vị (\"unit\").");
  return {std::move(place.key), std::move(place.unit), value_in(node)};
}

engine::ListChange list_change_of(const json::Node& node) {
  node.only({"form", "period", "unit", "rows"});
  engine::ListChange list{node.member("form").code(), period_of(node.member("period")),
                          node.member("unit").code(), {}};
  node.member("rows").each([&list](json::Node row) {
    engine::ListRow cells;
    row.members([&cells](const std::string& column, json::Node cell) {
      cell.only({"value", "absent", "text"});
      cells.emplace(column, value_in(cell));
    });
    list.rows.push_back(std::move(cells));
  });
  return list;
}

}  // namespace

Result<PlanRequest> read_plan_request(std::string_view text) {
  return from_json<PlanRequest>(text, "request", [](const json::Node& root) {
    root.only({"definitions", "forms"});
    PlanRequest request;
    root.member("definitions").each([&request](json::Node node) {
      request.definitions.push_back(definition_of(node));
    });
    root.member("forms").each([&request](json::Node node) {
      const auto code = node.member("code").code();
      if (!request.shapes.emplace(code, shape_of(node)).second)
        node.mistake("The form " + code + " occurs twice.", "Biểu mẫu " + code + " bị lặp.");
    });
    return request;
  });
}

Result<std::vector<engine::Units::Unit>> read_units(std::string_view text) {
  return from_json<std::vector<engine::Units::Unit>>(text, "units", [](const json::Node& root) {
    std::vector<engine::Units::Unit> units;
    root.each([&units](json::Node node) {
      node.only({"code", "parent", "kind"});
      units.push_back({node.member("code").code(), code_of(node.optional("parent")),
                       code_of(node.optional("kind"))});
    });
    return units;
  });
}

Result<std::vector<Period>> read_periods(std::string_view text) {
  return from_json<std::vector<Period>>(text, "periods", [](const json::Node& root) {
    std::vector<Period> periods;
    root.each([&periods](json::Node node) { periods.push_back(period_of(node)); });
    return periods;
  });
}

Result<TablePlace> read_place(std::string_view text, bool of_cell) {
  GIRS_TRY(auto place, from_json<TablePlace>(text, "place", place_of));
  if (of_cell == place.unit.empty())
    return error(Code::kInvalidArgument, of_cell ? "The place names no \"unit\"."
                                                 : "The place of a column has no \"unit\".");
  return place;
}

Result<formula::Value> read_cell_value(std::string_view text) {
  return from_json<formula::Value>(text, "value", [](const json::Node& root) -> formula::Value {
    root.only({"value", "absent", "text"});
    return value_in(root);
  });
}

Result<engine::Changes> read_changes(std::string_view text) {
  return from_json<engine::Changes>(text, "changes", [](const json::Node& root) {
    root.only({"cells", "lists"});
    engine::Changes changes;
    if (const auto cells = root.optional("cells"))
      cells.each([&changes](json::Node cell) { changes.cells.push_back(cell_change_of(cell)); });
    if (const auto lists = root.optional("lists"))
      lists.each([&changes](json::Node list) { changes.lists.push_back(list_change_of(list)); });
    return changes;
  });
}

}  // namespace girs::capi
