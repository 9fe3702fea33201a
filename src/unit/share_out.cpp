#include "unit/share_out.h"

namespace girs {

std::optional<ShareOut> share_out(std::span<const UnitChange> parts, const std::string& key) {
  ShareOut out;
  Decimal rounding;  // each share may be off by half a unit of its last decimal
  for (const auto& part : parts) {
    const auto share = part.shares.find(key);
    if (share == part.shares.end()) return std::nullopt;
    out.shares.push_back(share->second);
    const auto sum = add(out.total, share->second);
    const auto unit = power(Decimal(10), -std::int64_t{share->second.scale()});
    const auto half = unit ? divide(*unit, Decimal(2)) : std::nullopt;
    const auto slack = half ? add(rounding, *half) : std::nullopt;
    if (!sum || !slack) return std::nullopt;
    out.total = *sum;
    rounding = *slack;
  }
  const auto off = subtract(out.total, Decimal(1));
  const bool adds_up = out.total == Decimal(1) || (off && off->abs() <= rounding);
  if (!adds_up || out.total.is_zero()) return std::nullopt;
  return out;
}

}  // namespace girs
