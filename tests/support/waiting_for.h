#pragma once
// A responder as a function that waits for each answer, for lines within one process.

#include <memory>
#include <utility>

#include "http/server.h"

namespace girs::testing {

/// As a server does, it answers 500 for a responder that drops an exchange.
inline http::Handler waiting_for(http::Responder responder) {
  return [responder = std::move(responder)](const sync::Request& request) {
    Waiter<sync::Response> waiter;
    struct Given {
      Waiter<sync::Response>* waiter;
      bool done = false;
      explicit Given(Waiter<sync::Response>& to) : waiter(&to) {}
      Given(const Given&) = delete;
      Given& operator=(const Given&) = delete;
      ~Given() {
        if (!done) waiter->give({500, {}, {}});
      }
    };
    auto given = std::make_shared<Given>(waiter);
    responder({request,
               [given](sync::Response response) {
                 given->done = true;
                 given->waiter->give(std::move(response));
               },
               waiter.executor()});
    given.reset();
    return waiter.wait();
  };
}

}  // namespace girs::testing
