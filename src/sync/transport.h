#pragma once
// How packages travel: one request, one answer. HTTP is one transport (http/client.h); a host
// may carry the same exchange by LGSP, e-mail or USB.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "base/result.h"

namespace girs::sync {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Request {
  std::string method;    // "GET", "PUT", "POST"
  std::string path;      // with query, "/v1/events?since=0"
  Headers headers = {};
  std::string body = {};
  /// Asked now and then while the exchange takes its time, with stage "send" (bytes of the body
  /// that are out) or "receive" (bytes of the answer's body, total 0); may end it: kCancelled.
  ProgressFunction progress = {};
};

struct Response {
  int status = 0;
  Headers headers = {};
  std::string body = {};
  /// The first header `name` (lower case), or nothing.
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return &value;
    return nullptr;
  }
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// kIo when there is no line (the work stays queued), kCorrupt when the answer breaks HTTP or
  /// its Content-Digest, kCancelled by `request.progress` (which a transport need not ask); any
  /// complete answer, whatever its status, is a success here.
  virtual Result<Response> exchange(const Request& request) = 0;
};

}  // namespace girs::sync
