// Fuzzes envelopes and what they carry: the normal form gives the same envelope again, and no
// envelope is accepted, since nobody's keys are in the registry.

#include "fuzz.h"
#include "package/envelope.h"
#include "package/verify.h"

using namespace girs;
using namespace girs::package;
using fuzzing::require;

namespace {

/// Knows nobody.
const Registry& registry() {
  static const Registry kNobody = [] {
    RegistryContent content;
    content.head = {"test.example/log", *from_rfc3339("2026-01-15T02:03:04Z"),
                    std::string(32, '0'), {{"root", std::string(64, 'a')}}};
    return *Registry::make(content);
  }();
  return kNobody;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto envelope = Envelope::parse(fuzzing::text_of(data, size));
  if (!envelope) return 0;
  const auto again = Envelope::parse(envelope->text());
  require(again && again->text() == envelope->text());
  require(again->pid() == envelope->pid() && again->env_digest() == envelope->env_digest());
  const Time at = *from_rfc3339("2026-01-15T02:03:04Z");
  require(!verify_report(*envelope, registry(), "test.example/log", at, {*envelope}));
  require(!verify_request(*envelope, registry(), "test.example/log", at));
  require(!verify_decision(*envelope, registry(), "test.example/log", at, "26734", "KSTTHC"));
  require(!verify_catalogue(*envelope, registry(), "test.example/log", at));
  require(!open_registry(*envelope, {}));
  return 0;
}
