// Fuzzes signed notes and what stands in them: checkpoints, verifier keys, witness policies. What
// is read is written as it was read, and no checkpoint of a stranger is opened.

#include "fuzz.h"
#include "log/checkpoint.h"
#include "log/note.h"

using namespace girs;
using namespace girs::log;
using fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  static const Policy kNobody;
  require(!open_checkpoint(bytes, kNobody));
  if (const auto note = Note::parse(bytes)) {
    require(note->to_text() == bytes);
    if (const auto checkpoint = Checkpoint::parse(note->text))
      require(checkpoint->body() == note->text);
  }
  if (const auto checkpoint = Checkpoint::parse(bytes)) require(checkpoint->body() == bytes);
  if (const auto key = VerifierKey::parse(bytes)) require(key->text() == bytes);
  if (const auto policy = Policy::parse(bytes)) require(!open_checkpoint(bytes, *policy));
  return 0;
}
