// decimal: exact arithmetic by requests {"op":"add","a":"1.10","b":"2","places":2}.

#include <limits>

#include "lines.h"

namespace cli {
namespace {

std::string compute(const Json& request) {
  const auto& given = member(request, "places");
  if (!given.IsNull() && !given.IsInt64()) return object("error", "\"places\" is no whole number.");
  const auto places = integer(request, "places");
  if (places < std::numeric_limits<std::int32_t>::min() ||
      places > std::numeric_limits<std::int32_t>::max())
    return object("error", "\"places\" is too large.");
  return object("value", fetch(girs_decimal_compute, text(request, "op"), text(request, "a"),
                               text(request, "b"), static_cast<std::int32_t>(places)));
}

int decimal(Session& session, const LinesOptions& options) {
  return answer_requests(session, options.lines, compute);
}

}  // namespace

void add_decimal_plumbing(CommandLine app, Session& session) {
  const auto command = add_command(app, session, "decimal", "Exact arithmetic, for scripts", decimal);
  add_lines(command.app, *command.options);
}

}  // namespace cli
