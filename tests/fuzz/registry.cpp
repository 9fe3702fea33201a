// Fuzzes registries of keys: what is read is written as the same bytes and made anew from its
// content, and every key in it is found by its id, and by no other.

#include "fuzz.h"
#include "key/registry.h"

using namespace girs;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  const auto registry = Registry::parse(bytes);
  if (!registry) {
    require(!registry.error().message.vi.empty());
    for (const auto& mistake : registry.error().mistakes) require(!mistake.message.vi.empty());
    return 0;
  }
  const auto written = registry->to_bytes();
  require(written && *written == bytes);
  require(static_cast<bool>(Registry::make(registry->content())));
  require(static_cast<bool>(succeeds(*registry, *registry)));
  const Time at = *from_rfc3339("2026-01-15T02:03:04Z");
  for (const auto& record : registry->content().keys) {
    const auto& keyid = record.key.keyid();
    require(registry->find(keyid) == &record && registry->find_spki(record.key.spki()) == &record);
    for (const auto& grant : record.roles) {
      const auto permitted = registry->permits(keyid, grant.role, grant.units.front(),
                                               grant.regimes.front(), grant.types.front(), at);
      require(permitted || permitted.error().code == Code::kUntrusted);
    }
    require(!registry->permits(keyid, "no such role", "", "", "", at));
  }
  require(!registry->find(std::string(64, 'f')));
  return 0;
}
