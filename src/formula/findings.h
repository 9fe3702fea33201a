#pragma once
// Collects what is wrong with a formula, each with its place.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formula/syntax.h"

namespace girs::formula {

class Findings {
 public:
  explicit Findings(std::string_view source) : source_(source) {}

  void add(const Node& node, Message message, std::string suggestion = {});
  /// "<reference>: <message>; did you mean ...?" where a name of `names` is near `wanted`.
  void add_unknown(const Node& node, Message message, const std::string& wanted,
                   const std::vector<std::string>& names);

  void warn(const Node& node, Message message);

  std::string_view source() const { return source_; }
  std::vector<Mistake> take() { return std::move(list_); }
  std::vector<Mistake> take_warnings() { return std::move(warnings_); }

 private:
  std::string_view source_;
  std::vector<Mistake> list_;
  std::vector<Mistake> warnings_;
};

}  // namespace girs::formula
