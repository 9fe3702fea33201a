// Fuzzes the reading of JSON: what the strict reader takes the looser ones take too, its canonical
// bytes give the same bytes again, and every refusal has a place inside the text.

#include <string>

#include "fuzz.h"
#include "json/canonical.h"
#include "json/parse.h"

using namespace girs;
using fuzzing::require;

namespace {

void require_place(const Error& error, std::size_t size) {
  const auto* offset = detail_of(error.details, "offset");
  require(offset && std::stoul(*offset) <= size);
  require(!error.message.en.empty() && !error.message.vi.empty());
}

void require_canonical(const json::Value& value) {
  const auto bytes = json::canonical(value);
  if (!bytes) return;
  const auto again = json::parse_for_canon(*bytes);
  require(again && *json::canonical(*again) == *bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzzing::text_of(data, size);
  const auto strict = json::parse(text);
  const auto loose = json::parse_for_canon(text);
  const auto syntax = json::check_syntax(text);
  if (strict) require(loose && *json::canonical(*strict) == *json::canonical(*loose));
  else require_place(strict.error(), size);
  if (loose) require(static_cast<bool>(syntax));
  else require_place(loose.error(), size);
  if (!syntax) require_place(syntax.error(), size);
  if (loose) require_canonical(*loose);
  return 0;
}
