#include "central/group_commit.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace girs::central {
namespace {

constexpr std::size_t kGroupMax = 256;

/// Whether an error means that the transaction itself can go no further. What fails for one package
/// alone, such as signing its decision, is undone with its savepoint.
bool ends_transaction(const Error& error) {
  return error.code == Code::kIo || error.code == Code::kCorrupt || error.code == Code::kBusy;
}

/// Whatever happens here, nobody is left waiting: who cannot be told what came of the package is
/// told that there was no memory, which needs none.
void tell(const GroupCommit::Entry& entry, const std::function<Result<GroupCommit::Outcome>()>& outcome) {
  try {
    return entry.done(outcome());
  } catch (...) {
  }
  try {
    entry.done(std::nullopt);
  } catch (...) {
  }
}

}  // namespace

void GroupCommit::enter(Entry entry) {
  Tickets one;
  one.push_back({std::move(entry)});
  std::unique_lock lock(mutex_);
  waiting_.splice(waiting_.end(), one);
  if (std::exchange(busy_, true)) return;
  call_leader(lock);
}

/// Has the executor of the first that waits write the next group.
void GroupCommit::call_leader(std::unique_lock<std::mutex>& lock) {
  while (!waiting_.empty()) {
    try {
      return waiting_.front().entry.executor([this] { lead(); });
    } catch (...) {  // no memory: this one gives up, the next one is asked
      Tickets failed;
      failed.splice(failed.end(), waiting_, waiting_.begin());
      lock.unlock();
      tell(failed.front().entry, []() -> Result<Outcome> { throw std::bad_alloc(); });
      lock.lock();
    }
  }
  busy_ = false;
}

void GroupCommit::lead() {
  Tickets group;
  std::unique_lock lock(mutex_);
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kGroupMax));
  group.splice(group.end(), waiting_, waiting_.begin(), std::next(waiting_.begin(), count));
  lock.unlock();
  lead(group);
  lock.lock();
  call_leader(lock);
}

std::size_t GroupCommit::waiting() {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void GroupCommit::lead(Tickets& group) {
  // Nothing: there was no memory even for an error.
  std::optional<Status> committed;
  std::optional<Result<Receipts>> receipts;
  try {
    committed = written(group);
    if (*committed) receipts = signed_for(group);
  } catch (...) {
  }
  for (const auto& ticket : group)
    tell(ticket.entry, [&]() -> Result<Outcome> {
      if (!committed) throw std::bad_alloc();
      if (!*committed) return committed->error();
      if (!*ticket.entered) return ticket.entered->error();  // whatever came of the others
      if (!receipts) throw std::bad_alloc();
      if (!*receipts) return receipts->error();
      return Outcome{**ticket.entered, **receipts};
    });
}

Status GroupCommit::written(Tickets& group) const {
  try {
    return commit(group);
  } catch (...) {  // nothing was committed
    return error(Code::kInternal, "The group of packages could not be written.",
                 "Không ghi được nhóm gói báo cáo.");
  }
}

Result<GroupCommit::Receipts> GroupCommit::signed_for(const Tickets& group) {
  try {
    return group.front().entry.steps.sign(waiting() > 0);
  } catch (...) {
    return error(Code::kInternal, "The log could not be signed.", "Không ký được nhật ký.");
  }
}

Status GroupCommit::commit(Tickets& group) const {
  const auto& first = group.front().entry;
  return first.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto kept, first.steps.begin(connection));
    for (auto& ticket : group) {
      ticket.entered = connection.in_savepoint([&] { return ticket.entry.work(connection); });
      if (*ticket.entered) continue;
      if (ends_transaction(ticket.entered->error()) || !connection.in_transaction())
        return ticket.entered->error();
    }
    return ok();
  });
}

}  // namespace girs::central
