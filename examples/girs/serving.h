#pragma once
// A store opened as an authority's, with the keys that sign for it.

#include <optional>
#include <string>

#include "signing.h"

namespace cli {

class OpenCentral {
 public:
  /// Without a decision key people decide.
  OpenCentral(const Session& session, const Store& store, const std::string& log_key,
              const std::string& decision_key = {});
  girs_central* get() const { return central_.get(); }

 private:
  KeySigner log_key_;
  std::optional<KeySigner> decision_key_;
  Central central_;   // goes first: it signs with them
};

}  // namespace cli
