// The store's file itself: SQLite's pages, and whether its indexes hold what its tables hold. A
// look-up by an index that lost a row would take a package that is here for one that never came.

#include "central/fsck_parts.h"

namespace girs::central {

Status check_file(FsckRun& run, store::Connection& connection) {
  std::int64_t number = 0;
  return connection.each("SELECT integrity_check FROM pragma_integrity_check(100)", [&](store::Statement& row) {
    const auto found = row.text(0);
    ++number;
    if (found != "ok")
      run.fault("(file)", std::to_string(number), "SQLite finds the store damaged: " + found,
                "SQLite phát hiện kho bị hỏng: " + found);
    return ok();
  });
}

}  // namespace girs::central
