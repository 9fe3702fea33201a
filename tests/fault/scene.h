#pragma once
// What each sweep needs: a commune with a sealed package, a centre, copies of their files, and the
// checks after a fault: nothing lost, nothing doubled, fsck clean, receipts verify.

#include <cstdint>
#include <memory>
#include <string>

#include "support/world.h"
#include "sync/round.h"

namespace fault {

/// Faults tried, and those after which everything was as it should be.
struct Tally {
  std::int64_t tried = 0;
  std::int64_t survived = 0;
  void count(bool right) {
    ++tried;
    survived += right;
  }
};

class Scene {
 public:
  Scene();

  /// Copies of the two stores as they stood before anything was sent, under names of their own.
  void copy(const std::string& name);
  void remove(const std::string& name);

  /// One round of the commune `name` against the centre `name`, both opened anew. The transport may
  /// be wrapped by the caller.
  using Wrap = std::function<girs::Result<girs::sync::Response>(girs::sync::Transport& line,
                                                                const girs::sync::Request& request)>;
  girs::Status round(const std::string& name, const Wrap& wrap = {});

  /// After a fault: another round brings the package through; it has one leaf, the stores hold
  /// nothing that was not signed, the receipt verifies. Says why not on standard error.
  bool recovers(const std::string& name);

  const std::string& pid() const { return pid_; }
  girs::testing::World& world() { return world_; }

 private:
  girs::testing::Site open(const std::string& name, bool commune);
  girs::Result<girs::central::Centre> centre(const girs::testing::Site& site) const;
  bool is_whole(const std::string& name);

  girs::testing::World world_{{"31825"}};
  girs::PrivateKey log_ = girs::testing::must(girs::PrivateKey::generate(girs::Scheme::kEd25519));
  girs::Signer log_signer_ = girs::signer_of(log_);
  std::string pid_;
};

/// Every sweep: `step` takes each step-th point only (1: all).
Tally disk_sweep(Scene& scene, int step);
Tally kill_sweep(Scene& scene, int step);
Tally line_sweep(Scene& scene, int step);
Tally crowd(Scene& scene, int step);

}  // namespace fault
