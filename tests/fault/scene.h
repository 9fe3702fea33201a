#pragma once
// What each sweep needs: a store with sealed packages of four communes and an approved draft, a
// centre with an anchor, copies of their files, and the checks after a fault: nothing lost, nothing
// doubled, fsck clean, receipts verify.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "central/fsck.h"
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
  /// Makes the centre's files of `to` those of `from` as they lie on the disk now, without the
  /// anchor; `with_wal` false: the file alone, as when somebody deletes the log beside it.
  void copy_centre(const std::string& from, const std::string& to, bool with_wal = true);

  /// One round of the commune `name` against the centre `name`, both opened anew. The transport may
  /// be wrapped by the caller.
  using Wrap = std::function<girs::Result<girs::sync::Response>(girs::sync::Transport& line,
                                                                const girs::sync::Request& request)>;
  girs::Status round(const std::string& name, const Wrap& wrap = {});

  /// Signs the approved draft of the fifth commune into the outbox.
  girs::Status seal(const std::string& name);
  /// Whether the draft is sealed whole or not at all, and can be sealed if it is not.
  bool is_sealed_or_not(const std::string& name);

  /// Whether the centre refuses to sign, because its store is behind its anchor.
  bool refuses(const std::string& name);

  /// Whether opening the centre or fsck says that something is wrong with its store.
  bool notices(const std::string& name);
  /// The centre's file of that name.
  std::string centre_file(const std::string& name) const;

  /// After a fault: another round brings the package through; it has one leaf, the stores hold
  /// nothing that was not signed, the receipts verify. Says why not on standard error.
  bool recovers(const std::string& name);

  const std::string& pid() const { return pids_.front(); }
  girs::testing::World& world() { return world_; }

 private:
  girs::testing::Site open(const std::string& name, bool commune);
  girs::Result<girs::central::Centre> centre(const std::string& name, const girs::testing::Site& site);
  std::string anchor_of(const std::string& name) const;
  bool is_whole(const std::string& name);
  girs::Result<girs::central::FsckResult> check(const std::string& name);

  girs::testing::World world_{{"31825", "31834", "31840", "31843", "31849"}};
  girs::PrivateKey log_ = girs::testing::must(girs::PrivateKey::generate(girs::Scheme::kEd25519));
  girs::Signer log_signer_ = girs::signer_of(log_);
  girs::Signer anchored_ = log_signer_;
  std::vector<std::string> pids_;
};

/// Every sweep: `step` takes each step-th point only (1: all).
Tally disk_sweep(Scene& scene, int step);
Tally kill_sweep(Scene& scene, int step);
/// kill -9 at each operation of signing into the outbox, before, in the middle and after it.
Tally seal_sweep(Scene& scene, int step);
/// Power goes after a round whose syncs from some operation on were a lie; and a deleted WAL.
Tally lie_sweep(Scene& scene, int step);
Tally line_sweep(Scene& scene, int step);
/// A page of the centre's file at a time is damaged in four ways: it is noticed, or every row of
/// evidence still reads as before.
Tally page_sweep(Scene& scene, int step);
Tally crowd(Scene& scene, int step);

}  // namespace fault
