// A round in which one operation of the disk fails, is torn, or finds the disk full: each in turn.

#include "faulty_disk.h"
#include "scene.h"

namespace fault {

Tally disk_sweep(Scene& scene, int step) {
  Tally tally;
  for (const auto kind : {Fault::kError, Fault::kFull, Fault::kTorn}) {
    for (std::int64_t at = 1;; at += step) {
      scene.copy("disk");
      arm(kind, at);
      const auto status = scene.round("disk");
      const bool hit = fired();
      arm(Fault::kNone, 0);
      if (hit) tally.count(scene.recovers("disk"));
      scene.remove("disk");
      if (!hit) break;
      (void)status;  // may succeed: SQLite tries a checkpoint of its log again later
    }
  }
  return tally;
}

}  // namespace fault
