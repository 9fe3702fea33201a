#pragma once
// Requests as JSON on standard input, answers on standard output: --lines takes one a line.

#include <functional>
#include <string>

#include "commands.h"
#include "json_value.h"

namespace cli {

/// The answer to one request. A Failure it throws becomes {"error":"<sentence>"}.
using Answer = std::function<std::string(const Json& request)>;

/// Without `lines` the whole input is one request. Every request gets an answer: exit 0.
int answer_requests(const Session& session, bool lines, const Answer& answer);

/// {"<name>":"<value>"}
std::string object(const char* name, std::string_view value);

/// Options of the commands that read requests.
struct LinesOptions {
  bool lines = false;
};
void add_lines(CommandLine command, LinesOptions& options);

}  // namespace cli
