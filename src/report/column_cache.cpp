#include "report/column_cache.h"

#include <algorithm>
#include <atomic>

#include "report/column_chunk.h"
#include "report/column_store.h"
#include "report/obligation.h"
#include "store/columns.h"

namespace girs::report {
namespace {

constexpr std::size_t kChangesMax = 64;   // of a stored period, before it is stored anew

}  // namespace

Result<std::shared_ptr<const PeriodColumns>> ColumnCache::at(const Workspace& workspace,
                                                             const std::string& regime,
                                                             const Period& period) {
  GIRS_TRY(auto all, at(workspace, regime, std::vector<Period>{period}));
  return std::move(all.front());
}

Result<std::vector<std::shared_ptr<const PeriodColumns>>> ColumnCache::at(
    const Workspace& workspace, const std::string& regime, const std::vector<Period>& periods) {
  using All = std::vector<std::shared_ptr<const PeriodColumns>>;
  const auto& catalog = *workspace.catalog;
  const std::lock_guard lock(mutex_);
  return workspace.store->read([&](store::Connection& connection) -> Result<All> {
    GIRS_CHECK(follow(connection, catalog));
    All all;
    for (const auto& period : periods) {
      GIRS_TRY(auto one, get(connection, catalog, {regime, period}));
      all.push_back(std::move(one));
    }
    return all;
  });
}

/// Notes whose reports have changed since the journal was last looked at.
Status ColumnCache::follow(store::Connection& connection, const Catalog& catalog) {
  if (catalog_ != &catalog) {
    entries_.clear();
    units_.clear();
    beside_.reset();
    fresh_.clear();
    orders_ = std::make_shared<UnitOrders>(catalog.units());
    catalog_ = &catalog;
    GIRS_TRY(seq_, store::newest_figure_change(connection));
    return ok();
  }
  GIRS_TRY(const auto changes, store::figure_changes(connection, seq_));
  for (const auto& change : changes) {
    seq_ = change.seq;
    const auto period = Period::parse(change.period);
    const auto entry = period ? entries_.find({change.regime, *period}) : entries_.end();
    if (entry != entries_.end()) entry->second.changed.push_back(change.unit);
  }
  return ok();
}

Result<std::shared_ptr<const PeriodColumns>> ColumnCache::get(store::Connection& connection,
                                                              const Catalog& catalog,
                                                              const Key& key) {
  if (const auto found = entries_.find(key); found != entries_.end()) {
    GIRS_CHECK(reread(connection, catalog, found->second));
    found->second.used = ++uses_;
    return std::shared_ptr<const PeriodColumns>(found->second.columns);
  }
  GIRS_TRY(const auto subject, subject_of_period(catalog, key.first, key.second));
  const auto& order = orders_->on(subject.day());
  auto& units = units_[&order];
  if (!units.order) {
    GIRS_TRY(units, column_units(order));
    units.orders = orders_;
  }
  std::size_t changed = kChangesMax + 1;
  GIRS_TRY(auto stored, columns_of_chunk(connection, catalog, units, subject, &changed));
  if (!stored) {
    GIRS_TRY(stored, columns_of_reports(connection, catalog, units, subject));
  }
  if (changed > kChangesMax) fresh_[key] = seq_;
  auto columns = std::make_shared<PeriodColumns>(*std::move(stored));
  if (!is_conditional(*subject.regime)) {
    if (const auto opening = open_period(catalog, *subject.regime, subject.period, *orders_)) {
      std::vector<std::uint32_t> owed;
      for (const auto& one : opening->owed) owed.push_back(one.position);
      columns->set_owed(std::move(owed));
    }
  }
  const auto bytes = columns->memory_bytes();
  entries_[key] = {columns, {}, bytes, ++uses_};
  make_room(key);
  return std::shared_ptr<const PeriodColumns>(std::move(columns));
}

Status ColumnCache::reread(store::Connection& connection, const Catalog& catalog, Entry& entry) {
  if (entry.changed.empty()) return ok();
  if (entry.columns.use_count() > 1)   // somebody computes with it
    entry.columns = std::make_shared<PeriodColumns>(*entry.columns);
  std::atomic_thread_fence(std::memory_order_acquire);   // the last reader is done
  GIRS_CHECK(report::reread(connection, catalog, *entry.columns, entry.changed));
  entry.changed.clear();
  entry.bytes = entry.columns->memory_bytes();
  return ok();
}

void ColumnCache::make_room(const Key& except) {
  std::size_t bytes = 0;
  for (const auto& [key, entry] : entries_) bytes += entry.bytes;
  while (bytes > memory_max_ && entries_.size() > 1) {
    auto oldest = entries_.end();
    for (auto it = entries_.begin(); it != entries_.end(); ++it)
      if (it->first != except && (oldest == entries_.end() || it->second.used < oldest->second.used))
        oldest = it;
    bytes -= oldest->second.bytes;
    entries_.erase(oldest);
  }
}

void ColumnCache::store_fresh(const Workspace& workspace) {
  struct Fresh {
    std::int64_t seq = 0;
    std::shared_ptr<const PeriodColumns> columns;
  };
  std::map<Key, Fresh> fresh;
  {
    const std::lock_guard lock(mutex_);
    if (catalog_ != workspace.catalog) return;
    for (const auto& [key, seq] : fresh_)
      if (const auto entry = entries_.find(key); entry != entries_.end())
        fresh[key] = {seq, entry->second.columns};
    fresh_.clear();
  }
  while (!fresh.empty()) {
    const auto& [seq, columns] = fresh.begin()->second;
    const auto& subject = columns->subject();
    if (columns->has_reports() && is_over(subject, workspace.store->now())) {
      const store::ColumnChunk chunk{subject.regime->code, subject.period.label(), seq,
                                     encode_columns(*columns)};
      const auto done = workspace.store->write_if_free([&](store::Connection& connection) {
        return store::put_column_chunk(connection, chunk);
      });
      if (!done) return;
      if (!*done) break;   // somebody writes
    }
    fresh.erase(fresh.begin());
  }
  if (fresh.empty()) return;
  const std::lock_guard lock(mutex_);
  if (catalog_ != workspace.catalog) return;
  for (const auto& [key, one] : fresh) fresh_.try_emplace(key, one.seq);   // for the next time
}

std::shared_ptr<BesideColumns> ColumnCache::beside(
    const Catalog& catalog, const std::function<std::shared_ptr<BesideColumns>()>& make) {
  const std::lock_guard lock(mutex_);
  if (catalog_ != &catalog) return make();   // somebody else's catalogue has come since
  if (!beside_) beside_ = make();
  return beside_;
}

void ColumnCache::forget() {
  const std::lock_guard lock(mutex_);
  beside_.reset();
  catalog_ = nullptr;
}

std::size_t ColumnCache::memory_bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (const auto& [key, entry] : entries_) bytes += entry.bytes;
  return bytes;
}

}  // namespace girs::report
