// A process that is killed (SIGKILL) before, in the middle of and after each operation of the disk
// in turn, in a round with the centre (both sides' operations) and while a report is signed.

#include <sys/wait.h>
#include <unistd.h>

#include "faulty_disk.h"
#include "scene.h"

namespace fault {
namespace {

/// Kills `work` in a process of its own at each point; `check` looks at the files afterwards.
template <class Work, class Check>
Tally sweep(Scene& scene, int step, const std::string& name, Work work, Check check) {
  Tally tally;
  for (const auto kind : {Fault::kKillBefore, Fault::kKill, Fault::kKillAfter}) {
    for (std::int64_t at = 1;; at += step) {
      scene.copy(name);
      const pid_t child = fork();
      if (child == 0) {
        arm(kind, at);
        _exit(work() ? 0 : 1);
      }
      int status = 0;
      waitpid(child, &status, 0);
      const bool killed = WIFSIGNALED(status);
      if (killed) tally.count(check());
      scene.remove(name);
      if (!killed) break;
    }
  }
  return tally;
}

}  // namespace

Tally kill_sweep(Scene& scene, int step) {
  return sweep(scene, step, "kill", [&] { return bool(scene.round("kill")); },
               [&] { return scene.recovers("kill"); });
}

Tally seal_sweep(Scene& scene, int step) {
  return sweep(scene, step, "seal", [&] { return bool(scene.seal("seal")); },
               [&] { return scene.is_sealed_or_not("seal"); });
}

}  // namespace fault
