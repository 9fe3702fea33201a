#pragma once
// The record of who read which figures. A read is written before its answer leaves; reads that
// come while the disk is busy are written together.
//
// Threads: any.

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "json/value.h"
#include "store/reads.h"
#include "store/store.h"

namespace girs::central {

class ReadBook {
 public:
  explicit ReadBook(store::Store& store) : store_(store) {}

  /// Returns when the row is on the disk, or could not be written: then nothing may be shown.
  Status record(store::ReadRow row);

 private:
  struct Page {
    std::vector<store::ReadRow> rows = {};
    Status written = ok();
    bool done = false;
  };

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable turned_;
  std::shared_ptr<Page> open_;  // takes rows while another page is being written
  bool writing_ = false;
};

/// {"reads":[{"id","at","keyid","unit","person","call","about","rule","items"}],"next"}: those after
/// number `since` by keys of `unit` (empty: all), oldest first, 1,000 at most; "next" is where to
/// go on, null at the end.
Result<json::Value> reads(store::Store& store, std::int64_t since, std::string_view unit);

}  // namespace girs::central
