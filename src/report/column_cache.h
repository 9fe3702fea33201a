#pragma once
// The columns of periods in memory, one cache for a store. A period is read from its stored chunk,
// or report by report where there is none; afterwards the journal of the store (store/columns.h)
// says whose reports have changed, and only those are read again.
//
// Any thread; what is given out is never changed.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/plan_cache.h"
#include "report/period_columns.h"

namespace girs::report {

/// What others keep of figures that they computed from columns.
struct BesideColumns {
  virtual ~BesideColumns() = default;
};

class ColumnCache {
 public:
  /// More than `memory_max` bytes of columns are not kept; those asked for longest ago go first.
  explicit ColumnCache(std::size_t memory_max = std::size_t{1} << 30) : memory_max_(memory_max) {}

  /// The columns of a period as the store has them now. With another catalogue than before, all
  /// are read anew.
  Result<std::shared_ptr<const PeriodColumns>> at(const Workspace& workspace,
                                                  const std::string& regime, const Period& period);
  /// The same of several periods, all as of one moment.
  Result<std::vector<std::shared_ptr<const PeriodColumns>>> at(const Workspace& workspace,
                                                               const std::string& regime,
                                                               const std::vector<Period>& periods);

  /// Plans over such columns, compiled once for all who ask; they are of any catalogue.
  engine::PlanCache& plans() { return plans_; }

  /// Stores the columns of closed periods that had to be read report by report since the last call,
  /// or with many changes: the next who opens the store finds them (column_store.h). Not inside a
  /// transaction of the store. It waits for nobody: while another writes, they stay for the next
  /// call. That it fails, on a store that is only read or on a full disk, changes no answer.
  void store_fresh(const Workspace& workspace);

  /// What is kept beside the columns, made at the first call; it is dropped when the catalogue
  /// changes, and lives on with those who hold it.
  std::shared_ptr<BesideColumns> beside(
      const Catalog& catalog, const std::function<std::shared_ptr<BesideColumns>()>& make);

  /// To be called before the catalogue that it was asked with goes away.
  void forget();
  std::size_t memory_bytes() const;

 private:
  struct Entry {
    std::shared_ptr<PeriodColumns> columns;
    std::vector<std::string> changed;   // units whose reports are to be read again
    std::size_t bytes = 0;
    std::uint64_t used = 0;
  };
  using Key = std::pair<std::string, Period>;   // regime

  Status follow(store::Connection& connection, const Catalog& catalog);
  Result<std::shared_ptr<const PeriodColumns>> get(store::Connection& connection,
                                                   const Catalog& catalog, const Key& key);
  Status reread(store::Connection& connection, const Catalog& catalog, Entry& entry);
  void make_room(const Key& except);

  const std::size_t memory_max_;
  engine::PlanCache plans_;
  mutable std::mutex mutex_;
  const Catalog* catalog_ = nullptr;
  std::shared_ptr<UnitOrders> orders_;
  std::map<const UnitOrder*, ColumnUnits> units_;
  std::map<Key, Entry> entries_;
  std::shared_ptr<BesideColumns> beside_;
  std::map<Key, std::int64_t> fresh_;   // columns worth storing: place in the journal
  std::int64_t seq_ = 0;                // how far the journal has been followed
  std::uint64_t uses_ = 0;
};

}  // namespace girs::report
