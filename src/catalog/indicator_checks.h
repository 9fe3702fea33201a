#pragma once
// Parts of check_indicators(): what each asks of one indicator.

#include <optional>
#include <vector>

#include "catalog/known_units.h"
#include "catalog/references.h"

namespace girs {

/// The elements of a member that is a list; none where there is no such list.
std::vector<json::Node> elements_of(const json::Node& node, std::string_view member);

/// The newest version of an indicator counts, as it does in the catalogue; null where there is none.
const Indicator* newest_indicator(std::string_view code, const CatalogDocuments& documents);

/// The periods of kind `frequency` that make up one of kind `whole`: a year has quarters, and no
/// weeks. False for campaigns, whose days are data.
bool is_made_of(PeriodKind whole, PeriodKind frequency);

/// Whether figures of the indicator, which come at `frequency`, stand for a longer period too: a
/// delivered rate is never added up.
bool adds_up_over_time(const Indicator& indicator);

/// Thresholds: units that exist, periods that have figures, none twice, and some value that passes
/// all that hold together.
void check_thresholds(const IndicatorDocument& document, const Frequency* frequency,
                      const KnownUnits& units);

/// Formulas: what they read of other indicators has figures for the periods that are read, no
/// denominator or factor is zero by itself, and what is said to add up does.
void check_operands(const IndicatorDocument& document, const Frequency* frequency,
                    const CatalogDocuments& documents);

/// Formulas: that current and constant prices, or those of two base years, are neither added nor
/// divided by each other, and are those that the indicator says it is in.
void check_mixed_prices(const IndicatorDocument& document, const CatalogDocuments& documents);

}  // namespace girs
