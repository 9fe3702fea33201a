// What parse() may still refuse in bytes of our own writer: size, depth, count and characters. Syntax
// and repeated names are right by construction (canonical.cpp).

#include "json/readable.h"

#include <algorithm>

#include "json/characters.h"

namespace girs::json {
namespace {

struct Extent {
  std::size_t values = 0;
  std::size_t depth = 0;
};

void measure(const Value& value, std::size_t depth, Extent& extent) {
  ++extent.values;
  if (const Object* object = value.as_object()) {
    extent.depth = std::max(extent.depth, depth + 1);
    for (const auto& member : *object) measure(member.second, depth + 1, extent);
  } else if (const Array* array = value.as_array()) {
    extent.depth = std::max(extent.depth, depth + 1);
    for (const auto& element : *array) measure(element, depth + 1, extent);
  }
}

Error beyond(std::string en, std::string vi, std::string_view limit) {
  return error(Code::kInvalidArgument, std::move(en), std::move(vi), {{"limit", std::string(limit)}});
}

}  // namespace

Status check_readable(const Value& document, std::string_view canonical, const Limits& limits) {
  if (canonical.size() > limits.size_max)
    return beyond("The document is too large.", "Tài liệu quá lớn.", "size");
  if (const auto fault = first_bad_character(canonical, Rules::kStrict))
    return error(Code::kInvalidArgument, fault->message.en, fault->message.vi,
                 {{"offset", std::to_string(fault->offset)}});
  Extent extent;
  measure(document, 0, extent);
  if (extent.depth > limits.depth_max)
    return beyond("The document is nested too deeply.", "Tài liệu lồng nhau quá sâu.", "depth");
  if (extent.values > limits.values_max)
    return beyond("The document holds too many values.", "Tài liệu chứa quá nhiều giá trị.", "values");
  return ok();
}

}  // namespace girs::json
