// A round whose process is killed (SIGKILL) in the middle of each operation of the disk in turn, the
// client's and the centre's, with half of a write on the disk.

#include <sys/wait.h>
#include <unistd.h>

#include "faulty_disk.h"
#include "scene.h"

namespace fault {

Tally kill_sweep(Scene& scene, int step) {
  Tally tally;
  for (std::int64_t at = 1;; at += step) {
    scene.copy("kill");
    const pid_t child = fork();
    if (child == 0) {
      arm(Fault::kKill, at);
      const auto done = scene.round("kill");
      _exit(done ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const bool killed = WIFSIGNALED(status);
    if (killed) tally.count(scene.recovers("kill"));
    scene.remove("kill");
    if (!killed) return tally;
  }
}

}  // namespace fault
