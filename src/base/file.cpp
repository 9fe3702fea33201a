#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

namespace girs {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  /// Closes now, so that an error of a delayed write is seen.
  int close() {
    const int result = ::close(fd_);
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

Error system_error(const std::string& path, int number) {
  if (number == ENOMEM) throw std::bad_alloc();
  const char* reason = std::strerror(number);
  const Code code = number == ENOENT ? Code::kNotFound : Code::kIo;
  return error(code, "The file " + path + " cannot be used: " + reason + ".",
               "Không dùng được tệp " + path + ": " + reason + ".", {{"path", path}});
}

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ok();
}

struct FolderCloser {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

/// A folder waits to be read (a link to one is passed over), a file that ends so is found.
Status sort_out(std::string path, std::string_view suffix, std::vector<std::string>& waiting,
                std::vector<std::string>& found) {
  struct stat kind = {};
  if (::lstat(path.c_str(), &kind) != 0) return system_error(path, errno);
  if (S_ISDIR(kind.st_mode)) {
    waiting.push_back(std::move(path));
  } else if (path.ends_with(suffix) && ::stat(path.c_str(), &kind) == 0 && S_ISREG(kind.st_mode)) {
    found.push_back(std::move(path));
  }
  return ok();
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t size_max) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_error(path, errno);
  std::string content;
  char buffer[65536];
  for (;;) {
    const auto got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(path, errno);
    if (got == 0) return content;
    content.append(buffer, static_cast<std::size_t>(got));
    if (content.size() > size_max)
      return error(Code::kInvalidArgument,
                   "The file " + path + " is larger than " + std::to_string(size_max) + " bytes.",
                   "Tệp " + path + " lớn hơn " + std::to_string(size_max) + " byte.",
                   {{"path", path}, {"limit", std::to_string(size_max)}});
  }
}

Status write_file(const std::string& path, std::string_view bytes, unsigned mode) {
  const std::string beside = path + ".part" + std::to_string(::getpid());
  Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (file.get() < 0) return system_error(path, errno);
  auto written = write_all(file.get(), bytes, path);
  if (written && ::fsync(file.get()) != 0) written = system_error(path, errno);
  if (written && file.close() != 0) written = system_error(path, errno);
  if (written && std::rename(beside.c_str(), path.c_str()) != 0)
    written = system_error(path, errno);
  if (!written) ::unlink(beside.c_str());
  return written;
}

Result<std::vector<std::string>> files_below(const std::string& folder, std::string_view suffix) {
  // Not std::filesystem's iterator, which ends the program when memory runs out inside it.
  std::vector<std::string> found;
  for (std::vector<std::string> waiting{folder}; !waiting.empty();) {
    const std::string at = std::move(waiting.back());
    waiting.pop_back();
    const auto opened = std::unique_ptr<DIR, FolderCloser>(::opendir(at.c_str()));
    if (!opened) return system_error(at, errno);
    errno = 0;
    for (const dirent* entry; (entry = ::readdir(opened.get())) != nullptr; errno = 0) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      GIRS_CHECK(sort_out(at + "/" + entry->d_name, suffix, waiting, found));
    }
    if (errno != 0) return system_error(at, errno);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace girs
