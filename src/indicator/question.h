#pragma once
// A question with its mistakes found, and laid out: which periods, and which units.

#include <string>
#include <vector>

#include "indicator/query.h"

namespace girs::indicator {

struct AskedUnit {
  std::string code;
  bool by_name = true;   // it has a row in periods in which it was not there, too
};

struct Question {
  std::vector<Period> periods;
  std::vector<AskedUnit> units;
};

/// As ask() documents; kInvalidArgument, too, for more than `limit` figures.
Result<Question> understood(const Catalog& catalog, const Query& query, const FigureBook& figures,
                            std::size_t limit);

}  // namespace girs::indicator
