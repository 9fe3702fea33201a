#include "lines.h"

#include <iostream>

#include "input.h"

namespace cli {
namespace {

std::string answer_one(const Session& session, const std::string& request, const Answer& answer) {
  try {
    const JsonDocument document(request);
    if (!document.root().IsObject()) return object("error", "A request is a JSON object.");
    return answer(document.root());
  } catch (const Failure& failure) {
    return object("error", failure.line(session.language.c_str()));
  }
}

/// The next line of standard input without its end; false after the last one. Of a line longer than
/// any document may be, what shows that it is: a line without an end takes no more memory.
bool next_line(std::string& line) {
  constexpr std::size_t kDocumentMax = 64u << 20;
  using Traits = std::char_traits<char>;
  std::streambuf& input = *std::cin.rdbuf();
  line.clear();
  for (auto next = input.sbumpc(); next != Traits::eof(); next = input.sbumpc()) {
    if (next == '\n') return true;
    if (line.size() <= kDocumentMax) line += Traits::to_char_type(next);
  }
  return !line.empty();
}

}  // namespace

int answer_requests(const Session& session, bool lines, const Answer& answer) {
  if (!lines) {
    std::cout << answer_one(session, read_input(), answer) << std::endl;
    return kDone;
  }
  std::ios::sync_with_stdio(false);
  for (std::string line; next_line(line);) {
    std::cout << answer_one(session, line, answer) << '\n';
    // Whoever asks line by line waits for the answer; a file of requests is read on.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  std::cout.flush();
  return kDone;
}

std::string object(const char* name, std::string_view value) {
  JsonWriter out;
  out.open_object();
  out.add(name, value);
  out.close_object();
  return out.text();
}

void add_lines(CommandLine command, LinesOptions& options) {
  command.flag("--lines", options.lines, "one JSON request a line, one JSON answer a line");
}

}  // namespace cli
