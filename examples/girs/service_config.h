#pragma once
// How a centre is to serve, from a file and from flags, and a check that tells every mistake.

#include <string>
#include <thread>
#include <vector>

#include "girs/girs.h"

namespace cli {

struct ServiceConfig {
  std::string names;  // of this server, separated by blanks; given by flags alone
  std::string store, listen, operation_listen, log_key, decision_key, passphrase_file;
  std::string access = "signed";  // or "open"
  std::string certificate, certificate_key, client_authorities;
  std::string log = "-";          // "-": standard error; a file is appended to; "": none
  /// One more than processors: one of them waits for the disk.
  unsigned threads = std::thread::hardware_concurrency() + 1;
  unsigned connections_max = 1024, requests_a_second = 0;
};

/// One mistake: where, what, and what to do.
struct ConfigMistake {
  std::string place;  // "/tls/certificate", or a flag
  std::string en, vi;
};

/// Reads a file {"schema":"girs.central-config/1",..} over `config`; mistakes are added.
void read_config(const std::string& path, ServiceConfig& config, std::vector<ConfigMistake>& mistakes);
/// What can be seen without starting: files, addresses, what contradicts what.
/// `secrets`: also whether files with keys are their owner's alone.
void check_config(const ServiceConfig& config, bool secrets, std::vector<ConfigMistake>& mistakes);

/// HOST:PORT, also [::1]:PORT.
struct Address {
  std::string host;
  std::uint32_t port = 0;
};
/// False when `text` is none.
bool parse_address(const std::string& text, Address& address);
/// 127.0.0.0/8, ::1, localhost.
bool is_loopback(const std::string& host);

}  // namespace cli
