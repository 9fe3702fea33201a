#pragma once
// The unit of measure of a figure in an answer, with the prices that it is in.

#include "indicator/query.h"

namespace girs::indicator {

/// Of the indicator, or of what is derived: growth and shares are in %, an index in % of its base
/// ("2010=100"), a rank is a place ("hạng"). Prices stand behind it: "tỷ đồng (giá so sánh 2010)",
/// "% (thực, giá so sánh 2010)" of growth, which is "danh nghĩa" at current prices. In English
/// what the definition gives, or else the Vietnamese.
Label unit_of_measure(const Indicator& indicator, const Derivation& derivation);

// Words beside growth and indexes of figures in prices.
inline constexpr const char* kNominal = "nominal";   // at current prices: prices rose, too
inline constexpr const char* kReal = "real";         // at constant prices

/// What growth, or an index, of figures in prices is: "nominal", "real"; empty where there are
/// none, or it is a plain figure.
std::string_view prices_word(const Indicator& indicator, const Derivation& derivation);

}  // namespace girs::indicator
