#pragma once
// Whole files, read with a bound and written all at once or not at all.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace girs {

/// The bytes of the file at `path`; kNotFound when there is none, kInvalidArgument (detail
/// "limit") when it is larger than `size_max`.
Result<std::string> read_file(const std::string& path, std::size_t size_max);

/// Writes beside `path`, syncs, and renames, so that a reader sees the old file or the new one.
/// `mode` are the permission bits of a new file; secrets use 0600.
Status write_file(const std::string& path, std::string_view bytes, unsigned mode = 0644);

/// Regular files below `folder` whose names end in `suffix`, sorted by path.
Result<std::vector<std::string>> files_below(const std::string& folder, std::string_view suffix);

}  // namespace girs
