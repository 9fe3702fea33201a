#include "process.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

extern char** environ;

namespace country {
namespace {

struct Started {
  pid_t pid;
  int output;
};

Started start(const std::vector<std::string>& arguments) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  std::vector<char*> list;
  for (const auto& one : arguments) list.push_back(const_cast<char*>(one.c_str()));
  list.push_back(nullptr);
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, list[0], &actions, nullptr, list.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed) throw std::runtime_error("cannot start " + arguments[0]);
  return {pid, ends[0]};
}

int wait_for(pid_t pid) {
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Output run(const std::vector<std::string>& arguments) {
  const auto started = start(arguments);
  Output output;
  char bytes[65536];
  for (ssize_t count; (count = ::read(started.output, bytes, sizeof bytes)) > 0;)
    output.text.append(bytes, static_cast<std::size_t>(count));
  ::close(started.output);
  output.exit = wait_for(started.pid);
  return output;
}

Service::Service(const std::vector<std::string>& arguments) {
  const auto started = start(arguments);
  pid_ = started.pid;
  output_ = started.output;
  for (char c; ::read(output_, &c, 1) == 1 && c != '\n';) first_line_ += c;
  if (first_line_.empty()) {
    const int code = stop();
    throw std::runtime_error(arguments[0] + " did not begin to serve, exit code " + std::to_string(code));
  }
}

int Service::stop() {
  if (pid_ < 0) return -1;
  ::kill(pid_, SIGTERM);
  const int code = wait_for(pid_);
  ::close(output_);
  pid_ = -1;
  return code;
}

}  // namespace country
