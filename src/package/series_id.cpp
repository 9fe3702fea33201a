// The identity of a chain of revisions.

#include "package/series_id.h"

#include "crypto/hash.h"

namespace girs::package {

std::string series_id(std::string_view unit, std::string_view regime, ReportScope scope,
                      std::string_view period) {
  std::string text = "girs/series/v1\n";
  for (const std::string_view part : {unit, regime, to_text(scope), period})
    text.append(part).push_back('\n');
  return to_hex(sha256(text));
}

}  // namespace girs::package
