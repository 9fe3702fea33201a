#pragma once
// Checks across documents: that what one definition names is defined by another.

#include <vector>

#include "catalog/readers.h"

namespace girs {

/// Every document read, in the order given.
struct CatalogDocuments {
  std::vector<CalendarDocument> calendars;
  std::vector<UnitsDocument> units;
  std::vector<CodeListDocument> lists;
  std::vector<FormDocument> forms;
  std::vector<ParameterDocument> parameters;
  std::vector<RegimeDocument> regimes;
  std::vector<IndicatorDocument> indicators;

  /// The newest version of a code list, or nullptr.
  const CodeList* list(std::string_view code) const;
};

/// Whether a sheet of `form` may have that row: a fixed one, or one of its dynamic ones.
bool has_row(const Form& form, const CodeList* list, std::string_view row);

/// Code lists, rows and versions of forms; forms, recipients and times of regimes; regimes, groups
/// and breakdowns of indicators.
void check_references(const CatalogDocuments& documents, Mistakes& mistakes);

/// That the default of every column and field is something that it takes.
void check_defaults(const FormDocument& document, const CatalogDocuments& documents,
                    Mistakes& mistakes);

/// That a regime's frequency, window and due rules go together: no due date before its window
/// opens, none missing, none for a kind of unit that there is not.
void check_times(const RegimeDocument& document, const CatalogDocuments& documents,
                 Mistakes& mistakes);

/// That what an indicator says makes sense together and with what it names: its frequency,
/// prices, reporters, breaks, thresholds, operands. Nothing is asked of
/// documents that are held (Document::held).
void check_indicators(const CatalogDocuments& documents);

/// The frequency of an indicator: its own, or its regime's; null where neither is known.
const Frequency* frequency_of(const Indicator& indicator, const CatalogDocuments& documents);

/// That formulas of rules and indicators keep to what the catalogue declares (names, types,
/// measures, units of measure) and need each other in no circle. They are compiled anew for it.
void check_formulas(CatalogDocuments& documents, Mistakes& mistakes);

}  // namespace girs
