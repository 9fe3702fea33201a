#include "input.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "failure.h"

namespace cli {
namespace {

constexpr std::size_t kFileMax = 1u << 30;  // more than any document may have

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string read_all(std::FILE* file, const std::string& path) {
  std::string bytes;
  std::array<char, 65536> buffer;
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), file)) {
    bytes.append(buffer.data(), size);
    if (bytes.size() > kFileMax)
      throw Failure(GIRS_INVALID_ARGUMENT, "The file " + path + " is larger than 1 GiB.",
                    "Tệp " + path + " lớn hơn 1 GiB.");
  }
  if (std::ferror(file) != 0)
    throw Failure(GIRS_IO, "The file " + path + " cannot be read.", "Không đọc được tệp " + path + ".");
  return bytes;
}

}  // namespace

std::string read_file(const std::string& path) {
  if (path == "-") return read_input();
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file)
    throw Failure(GIRS_NOT_FOUND, "The file " + path + " cannot be opened.",
                  "Không mở được tệp " + path + ".");
  return read_all(file.get(), path);
}

std::string read_input() { return read_all(stdin, "-"); }

void write_file(const std::string& path, const std::string& bytes) {
  const std::string draft = path + ".new";
  bool written = false;
  if (File file{std::fopen(draft.c_str(), "wb")}) {
    written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    written = std::fclose(file.release()) == 0 && written;
  }
  std::error_code problem;
  if (written) std::filesystem::rename(draft, path, problem);
  if (!written || problem)
    throw Failure(GIRS_IO, "The file " + path + " cannot be written.", "Không ghi được tệp " + path + ".");
}

std::string name_of_file(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

}  // namespace cli
