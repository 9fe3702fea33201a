#pragma once
// One reader a kind of document. Each checks all that a document says by itself and remembers
// where its parts stand, for the checks across documents (references.h). What a reader returns
// after it has reported mistakes is incomplete, and is used for finding more mistakes only.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "calendar/working_calendar.h"
#include "catalog/form.h"
#include "catalog/indicator.h"
#include "catalog/parameter.h"
#include "catalog/regime.h"
#include "json/shape.h"
#include "unit/unit_tree.h"

namespace girs {

struct CalendarDocument {
  json::Node node;
  std::string code;
  int version = 1;
  std::string over = {};   // code of the calendar that a host's own lies over; else empty
  WorkingCalendar calendar = {};
  std::vector<json::Node> day_nodes = {};   // of the days read, in order of the document
  std::vector<Date> dates = {};             // of the same days
};

struct UnitsDocument {
  json::Node node;
  std::string code;
  int version = 1;
  UnitData data = {};
  std::array<std::vector<json::Node>, 6> nodes = {};  // of each element of a list, by UnitPart
};

struct CodeListDocument {
  json::Node node;
  CodeList list = {};
};

struct FormDocument {
  json::Node node;
  Form form = {};
  std::vector<json::Node> rule_nodes = {};     // of each element of `form.rules`
};

struct ParameterDocument {
  json::Node node;
  Parameter parameter = {};
};

struct RegimeDocument {
  json::Node node;
  Regime regime = {};
};

struct IndicatorDocument {
  json::Node node;
  Indicator indicator;
  bool held = false;   // Document::held
};

CalendarDocument read_calendar(const json::Node& node, Mistakes& mistakes);
/// The calendar of a catalogue: the newest version of the one that there is, with the newest
/// version of each that lies over it, in order of their codes.
WorkingCalendar choose_calendar(const std::vector<CalendarDocument>& documents,
                                Mistakes& mistakes);
UnitsDocument read_units(const json::Node& node);
CodeListDocument read_code_list(const json::Node& node);
FormDocument read_form(const json::Node& node, Mistakes& mistakes);
// Parts of a form; each takes what was read before from `form`.
void read_columns(const json::Node& array, Form& form, Mistakes& mistakes);
void read_rows(const json::Node& node, Form& form, Mistakes& mistakes);
void read_parts(const json::Node& form_node, Form& form);
void read_header(const json::Node& form_node, Form& form);
void read_outline(const json::Node& form_node, Form& form);
/// Notes, attachments, the national form.
void read_form_extras(const json::Node& node, Form& form);
/// Code list, length, default and allowed states of a column or field.
void read_value_limits(const json::Node& node, Column& column);
/// {"expr","missing"}
std::optional<Computed> read_computed(const json::Node& node, Mistakes& mistakes);
ParameterDocument read_parameter(const json::Node& node);
RegimeDocument read_regime(const json::Node& node, Mistakes& mistakes);
/// Nothing when its formulas do not compile.
std::optional<IndicatorDocument> read_indicator(const json::Node& node, Mistakes& mistakes);

/// "breakdowns" of a form whose columns and rows have been read.
void read_breakdowns(const json::Node& form_node, Form& form);
/// Whether formulas can write the name without quotes: a letter, then letters, digits and _.
bool is_identifier(std::string_view name);

/// Who must report, or who is exempt from it.
std::vector<Assignment> read_assignments(const json::Node& node, Mistakes& mistakes);

/// One rule of a form; nothing when its formula does not compile.
std::optional<Rule> read_rule(const json::Node& node, Mistakes& mistakes);

/// A formula that must compile: the mistakes have the compile error's "offset", "line", "column" and
/// "suggestion".
std::optional<formula::Expression> read_formula(const json::Node& node, Mistakes& mistakes);
formula::Missing read_missing(const json::Node& node);
Measure read_measure(const json::Node& node);

/// Adds all that a formula's compile error says, at `node`.
void add_mistakes(Mistakes& mistakes, const json::Node& node, const Error& error);
/// Adds a mistake at `node` with further details.
void add_mistake(Mistakes& mistakes, const json::Node& node, Message message,
                 Details further = {});

}  // namespace girs
