#include "json/value.h"

#include <cassert>
#include <charconv>

namespace girs::json {

Value::Value(Array value) : state_(std::move(value)) {}
Value::Value(Object value) : state_(std::move(value)) {}

std::optional<std::int64_t> Value::as_integer() const {
  const Number* number = as_number();
  if (!number) return std::nullopt;
  const char* end = number->text.data() + number->text.size();
  std::int64_t value = 0;
  const auto [stop, failure] = std::from_chars(number->text.data(), end, value);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return value;
}

const Value* Value::find(std::string_view key) const {
  if (const Object* object = as_object())
    for (const auto& [name, value] : *object)
      if (name == key) return &value;
  return nullptr;
}

const std::string* Value::text(std::string_view key) const {
  const Value* member = find(key);
  return member ? member->as_string() : nullptr;
}

void Value::set(std::string key, Value value) {
  if (Object* object = as_object()) {
    for (auto& [name, old] : *object) {
      if (name != key) continue;
      old = std::move(value);
      return;
    }
  }
  add(std::move(key), std::move(value));
}

Value& Value::add(std::string key, Value value) {
  assert(is_null() || as_object());
  if (!as_object()) state_ = Object{};
  return as_object()->emplace_back(std::move(key), std::move(value)).second;
}

Value& Value::push(Value value) {
  assert(is_null() || as_array());
  if (!as_array()) state_ = Array{};
  return as_array()->emplace_back(std::move(value));
}

}  // namespace girs::json
