// Fuzzes payloads of every type, as a signature's bytes are read: what is read is canonical, so it
// is written as the same bytes; and a report can be shown in both languages.

#include "fuzz.h"
#include "json/canonical.h"
#include "key/registry.h"
#include "package/batch_payload.h"
#include "package/catalogue_payload.h"
#include "package/decision_payload.h"
#include "package/report_payload.h"
#include "package/request_payload.h"
#include "package/series_payload.h"
#include "package/show.h"

using namespace girs;
using namespace girs::package;
using fuzzing::require;

namespace {

template <class Payload>
void require_same(const Result<Payload>& payload, std::string_view bytes) {
  if (!payload) return require(!payload.error().message.vi.empty());
  const auto written = build(*payload);
  require(written && *written == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  const auto report = parse_report(bytes);
  require_same(report, bytes);
  if (report)
    for (const char* language : {"vi", "en"}) require(!show(*report, "", language).empty());
  require_same(parse_batch(bytes), bytes);
  require_same(parse_catalogue(bytes), bytes);
  require_same(parse_decision(bytes), bytes);
  require_same(parse_request(bytes), bytes);
  require_same(parse_series(bytes), bytes);
  const auto registry = Registry::parse(bytes);
  if (!registry) require(!registry.error().message.vi.empty());
  return 0;
}
