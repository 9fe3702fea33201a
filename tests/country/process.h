#pragma once
// Programs that the test starts: one that runs to its end, one that serves until it is told to stop.

#include <sys/types.h>

#include <string>
#include <vector>

namespace country {

struct Output {
  int exit = -1;
  std::string text;  // standard output
};

/// Runs `arguments` (the program first) to the end; standard error goes to ours.
Output run(const std::vector<std::string>& arguments);

/// A server of its own process; stopped by SIGTERM when the object goes.
class Service {
 public:
  /// Returns when the program has written its first line, which tells where it listens.
  explicit Service(const std::vector<std::string>& arguments);
  ~Service() { stop(); }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  const std::string& first_line() const { return first_line_; }
  /// SIGTERM, then the exit code; -1 when it had been stopped before.
  int stop();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string first_line_;
};

}  // namespace country
