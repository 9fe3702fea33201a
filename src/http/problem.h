#pragma once
// Problem documents (RFC 9457): how the server says why it did not do what it was asked.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sync/transport.h"

namespace girs::http {

/// An answer with content type application/problem+json:
///   {"type":"about:blank","title":"Conflict","status":409,"code":"series-conflict",
///    "detail":"...","detail_vi":"...","errors":[{"pointer":"/a","message":"...",...}]}
/// `code` is the stable word that programs read; `detail` is for people in both languages; each
/// mistake becomes one member of `errors` with its details as they are. `head` is the package that
/// stands where a conflicting one wanted to (member "head").
sync::Response problem(int status, std::string_view code, const Message& detail,
                       const std::vector<Mistake>& errors = {}, const std::string& head = {});

/// The standard phrase of a status, "Not Found"; "Status" for one that has none.
std::string_view reason_phrase(int status);

}  // namespace girs::http
