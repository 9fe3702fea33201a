#include "central/day.h"

namespace girs::central {

std::optional<Date> read_date(const json::Node& node) {
  const auto text = node.text();
  const auto day = parse_date(text);
  if (!text.empty() && !day)
    node.mistake("A day is written as 2026-01-31.", "Ngày được viết như 2026-01-31.");
  return day;
}

}  // namespace girs::central
