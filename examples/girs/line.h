#pragma once
// The line to an authority: the options that say how to reach it, one set for every command.

#include <optional>
#include <string>

#include "commands.h"
#include "interrupt.h"
#include "signing.h"

namespace cli {

struct LineOptions {
  std::string url, authorities, pinned_keys, certificate, certificate_key, proxy,
      proxy_authorization, request_key;
  unsigned timeout_ms = 30000;
};
/// Adds them to a command; `address` is the name of the option for the URL.
void add_line(const CommandLine& app, LineOptions& options, const char* address, const char* help);

/// The options as the library takes them; files are read, the key is opened.
class Line {
 public:
  Line(const Session& session, const LineOptions& options);
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  girs_sync_options options = GIRS_SYNC_OPTIONS;

 private:
  LineOptions given_;
  std::string authorities_, certificate_, certificate_key_;
  std::optional<KeySigner> request_key_;
  Interrupt interrupt_;
};

}  // namespace cli
