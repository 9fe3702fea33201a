#include "http/refusals.h"

#include <string>

#include "http/problem.h"

namespace girs::http {

sync::Response refused(int status, std::string_view code, const Message& reason) {
  auto response = problem(status, code,
                          {"The request is refused: " + reason.en + ".",
                           "Yêu cầu bị từ chối: " + reason.vi + "."});
  if (status == 503 || status == 429) response.headers.emplace_back("retry-after", "1");
  return response;
}

sync::Response internal_error() {
  return problem(500, "internal",
                 {"The server could not answer; it is a mistake on its side.",
                  "Máy chủ không thể trả lời; đây là lỗi của máy chủ."});
}

Refusal too_large(std::uint64_t limit) {
  const auto size = std::to_string(limit);
  return {413,
          "body-too-large",
          {"the body is larger than " + size + " bytes", "phần thân lớn hơn " + size + " byte"}};
}

Refusal too_busy() {
  return {503,
          "overloaded",
          {"the server is busy, try again shortly", "máy chủ đang quá tải, hãy thử lại sau"}};
}

Refusal too_many() {
  return {429,
          "rate",
          {"this client asks too often, try again shortly",
           "máy này gửi quá nhiều yêu cầu, hãy thử lại sau"}};
}

}  // namespace girs::http
