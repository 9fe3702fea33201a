#pragma once
// A folder that people carry between an office and the centre, as examples/sync (by_folder.c and
// courier.sh) does, in memory.

#include <map>
#include <string>

#include "http/routes.h"
#include "sync/transport.h"

namespace walk {

struct Folder {
  std::map<std::string, std::string> to_authority, from_authority;   // by name
};

/// The office's end.
class FolderLine final : public girs::sync::Transport {
 public:
  explicit FolderLine(Folder& folder) : folder_(folder) {}
  girs::Result<girs::sync::Response> exchange(const girs::sync::Request& request) override;

 private:
  Folder& folder_;
};

/// The courier at the centre: takes there what lies in the folder and brings the answers and news.
void carry(Folder& folder, const girs::http::Handler& centre, const std::string& unit);

}  // namespace walk
