#include "progress.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace cli {
namespace {

struct Stage {
  const char* name;
  const char* en;
  const char* vi;
};
constexpr std::array kStages = {Stage{"push", "sending", "đang gửi"},
                                Stage{"pull", "fetching", "đang nhận"},
                                Stage{"send", "sending, bytes", "đang gửi, byte"},
                                Stage{"receive", "receiving, bytes", "đang nhận, byte"},
                                Stage{"verify", "verifying", "đang kiểm tra"}};
constexpr int kCells = 30;

}  // namespace

ProgressBar::ProgressBar(const Session& session)
    : session_(session), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

std::int32_t ProgressBar::show(void* context, const girs_progress* progress) {
  auto* bar = static_cast<ProgressBar*>(context);
  if (bar->terminal_) bar->draw(*progress);
  return 0;
}

void ProgressBar::draw(const girs_progress& progress) {
  const char* stage = progress.stage ? progress.stage : "";
  for (const auto& known : kStages)
    if (std::strcmp(known.name, stage) == 0) stage = session_.say(known.en, known.vi);
  if (progress.total <= 0) {
    std::fprintf(stderr, "\r%s: %lld\033[K", stage, static_cast<long long>(progress.done));
  } else {
    const auto percent = progress.done * 100 / progress.total;
    if (percent == last_) return;
    last_ = percent;
    const auto filled = static_cast<std::size_t>(percent * kCells / 100);
    std::string bar(filled, '#');
    bar.resize(kCells, '.');
    std::fprintf(stderr, "\r%s [%s] %lld/%lld", stage, bar.c_str(),
                 static_cast<long long>(progress.done), static_cast<long long>(progress.total));
    if (progress.seconds_left > 0)
      std::fprintf(stderr, session_.say(", %lld s left", ", còn %lld giây"), static_cast<long long>(progress.seconds_left));
    std::fputs("\033[K", stderr);
  }
  drawn_ = true;
}

}  // namespace cli
