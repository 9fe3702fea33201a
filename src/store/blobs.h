#pragma once
// Attachments by their digest: what a package names and does not carry.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "store/connection.h"

namespace girs::store {

/// Keeps `content` as "sha256:<hex>"; once, however often it comes. The digest is the caller's to
/// check.
Status put_blob(Connection& connection, std::string_view digest, ByteView content, Time now);
/// As put_blob(), and in the place of other bytes, if a damaged disk left some there under the digest.
Status restore_blob(Connection& connection, std::string_view digest, ByteView content, Time now);
Result<std::optional<Bytes>> blob(Connection& connection, std::string_view digest);
Result<bool> has_blob(Connection& connection, std::string_view digest);
/// Every attachment in turn.
Status each_blob(Connection& connection,
                 const std::function<Status(const std::string& digest, const Bytes& content)>& visit);

}  // namespace girs::store
