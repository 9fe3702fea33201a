#pragma once
// A line to the centre that fails once, at some request, in one of the ways that lines fail.

#include <thread>

#include "http/routes.h"
#include "support/waiting_for.h"
#include "sync/transport.h"

namespace walk {

struct Fault {
  enum class Kind { kNone, kCutBefore, kCutAfter, kBusy, kPage, kTwice } kind = Kind::kNone;
  int at = 0;   // the request, counted from 0
};

class RoughLine final : public girs::sync::Transport {
 public:
  RoughLine(girs::central::Centre& centre, Fault fault)
      : handler_(girs::testing::waiting_for(girs::http::routes(centre))), fault_(fault) {}

  girs::Result<girs::sync::Response> exchange(const girs::sync::Request& request) override {
    using Kind = Fault::Kind;
    const auto kind = count_++ == fault_.at ? fault_.kind : Kind::kNone;
    if (kind == Kind::kCutBefore) return cut();
    if (kind == Kind::kBusy) return girs::sync::Response{503, {{"retry-after", "30"}}, ""};
    if (kind == Kind::kPage) return girs::sync::Response{200, {{"content-type", "text/html"}}, "<p>Đăng nhập</p>"};
    if (kind == Kind::kTwice) {
      std::thread other([&] { handler_(request); });
      auto answer = handler_(request);
      other.join();
      return answer;
    }
    auto answer = handler_(request);
    if (kind == Kind::kCutAfter) return cut();
    return answer;
  }

 private:
  static girs::Error cut() { return girs::error(girs::Code::kIo, "The line broke.", "Mất kết nối."); }

  girs::http::Handler handler_;
  Fault fault_;
  int count_ = 0;
};

}  // namespace walk
