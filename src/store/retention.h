#pragma once
// What may leave a store when its time of keeping is over: the record of reads, and attachments
// that nothing names. What was signed or logged is not among it.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

/// How many there are, and the moment of the oldest (or newest) of them.
struct Dated {
  std::int64_t count = 0;
  std::optional<std::int64_t> at = {};
};
/// Reads before `time`, with the oldest.
Result<Dated> reads_before(Connection& connection, std::int64_t time);
/// All packages of reports and series, with the one that was logged last.
Result<Dated> packages_kept(Connection& connection);

struct Attachment {
  std::string digest;
  std::int64_t stored_at = 0;
};
/// Attachments stored before `time` that no report of this store's own names, the oldest first.
Result<std::vector<Attachment>> attachments_before(Connection& connection, std::int64_t time);
/// Packages of reports that were put into the store after row `row`; gives the last row.
Result<std::int64_t> each_package_after(Connection& connection, std::int64_t row,
                                        const std::function<Status(const Bytes& package)>& visit);
Status remove_attachments(Connection& connection, const std::vector<Attachment>& which);

}  // namespace girs::store
