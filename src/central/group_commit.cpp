#include "central/group_commit.h"

#include <algorithm>
#include <new>
#include <utility>

namespace girs::central {
namespace {

constexpr std::size_t kGroupMax = 256;

/// Whether an error means that the transaction itself can go no further.
bool ends_transaction(const Error& error) {
  return error.code == Code::kIo || error.code == Code::kCorrupt ||
         error.code == Code::kInternal || error.code == Code::kBusy;
}

}  // namespace

Result<GroupCommit::Outcome> GroupCommit::enter(store::Store& store, const Work& work,
                                                const Group& steps) {
  Ticket ticket{&work};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&ticket);
  ticket.called.wait(lock, [&] {
    return ticket.done || (!busy_ && waiting_.front() == &ticket);
  });
  if (!ticket.done) lead_group(lock, store, steps);
  // Without memory not even an error could be written.
  if (!ticket.entered || !ticket.checkpoint) throw std::bad_alloc();
  if (!*ticket.entered) return ticket.entered->error();
  if (!*ticket.checkpoint) return ticket.checkpoint->error();
  return Outcome{**ticket.entered, **ticket.checkpoint};
}

/// Whatever happens here, nobody is left waiting: who cannot be answered finds its ticket empty.
void GroupCommit::lead_group(std::unique_lock<std::mutex>& lock, store::Store& store,
                             const Group& steps) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kGroupMax));
  std::vector<Ticket*> group;
  try {
    group.assign(waiting_.begin(), waiting_.begin() + count);
  } catch (const std::bad_alloc&) {  // then the leader alone gives up
    waiting_.front()->done = true;
    waiting_.erase(waiting_.begin());
    if (!waiting_.empty()) waiting_.front()->called.notify_one();
    return;
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  busy_ = true;
  lock.unlock();
  try {
    lead(store, group, steps);
  } catch (...) {
    for (auto* ticket : group) ticket->checkpoint.reset();
  }
  lock.lock();
  busy_ = false;
  for (auto* member : group) {
    member->done = true;
    member->called.notify_one();
  }
  if (!waiting_.empty()) waiting_.front()->called.notify_one();
}

std::size_t GroupCommit::waiting() {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void GroupCommit::lead(store::Store& store, const std::vector<Ticket*>& group, const Group& steps) {
  Status committed = ok();
  try {
    committed = commit(store, group, steps);
  } catch (...) {  // no memory: nothing was committed, and nobody must wait for ever
    committed = error(Code::kInternal, "The group of packages could not be written.",
                      "Không ghi được nhóm gói báo cáo.");
  }
  Result<std::string> checkpoint = std::string();
  if (committed) {
    try {
      checkpoint = steps.sign(waiting() > 0);
    } catch (...) {
      checkpoint = error(Code::kInternal, "The log could not be signed.", "Không ký được nhật ký.");
    }
  }
  for (auto* ticket : group) {
    if (!committed) ticket->entered = committed.error();
    ticket->checkpoint = checkpoint;
  }
}

Status GroupCommit::commit(store::Store& store, const std::vector<Ticket*>& group,
                           const Group& steps) const {
  return store.write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(steps.begin(connection));
    for (auto* ticket : group) {
      ticket->entered = connection.in_savepoint([&] { return (*ticket->work)(connection); });
      if (*ticket->entered) continue;
      if (ends_transaction(ticket->entered->error()) || !connection.in_transaction())
        return ticket->entered->error();
    }
    return ok();
  });
}

}  // namespace girs::central
