#pragma once
// Ctrl-C and SIGTERM while a round is on its way: the first lets the round stop cleanly, so that
// nothing stays leased; a second one ends the program.

#include <girs/girs.h>

#include "call.h"

namespace cli {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  const girs_cancel* token() const { return token_.get(); }

 private:
  Handle<girs_cancel, girs_cancel_free> token_;
};

}  // namespace cli
