// What a disk that lies does, and a person who tidies up: from some operation on nothing reached the
// disk though every sync said so, and then the power went; or the WAL beside the store was deleted.
// The centre has given out receipts for more than its store then holds. Its anchor, on another disk,
// knows: either the store is as far as what was signed, and goes on, or it signs nothing more.

#include "faulty_disk.h"
#include "scene.h"

namespace fault {

Tally lie_sweep(Scene& scene, int step) {
  Tally tally;
  for (std::int64_t at = 1;; at += step) {
    scene.copy("lie");
    watch(at, [&] { scene.copy_centre("lie", "kept"); });
    const auto done = scene.round("lie");
    const bool hit = fired();
    arm(Fault::kNone, 0);
    if (hit && done) {
      scene.copy_centre("kept", "lie");
      tally.count(scene.refuses("lie") || scene.recovers("lie"));
    }
    if (!hit) {
      // The whole round is over and lies in the WAL of a centre that is still open.
      scene.copy("open");
      bool seen = false;
      (void)scene.round("open", [&](girs::sync::Transport& line, const girs::sync::Request& request) {
        auto answer = line.exchange(request);
        if (request.method == "PUT") scene.copy_centre("open", "kept", false);
        seen = seen || request.method == "PUT";
        return answer;
      });
      scene.copy_centre("kept", "open");
      tally.count(seen && scene.refuses("open"));
      scene.remove("open");
    }
    scene.remove("lie");
    scene.remove("kept");
    if (!hit) return tally;
  }
}

}  // namespace fault
