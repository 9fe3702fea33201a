#pragma once
// A JSON document as a value. Objects keep the order of their members; a number keeps its
// text, so that reading never rounds it (figures are strings anyway, FORMATS.md section 1).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace girs::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;
using Object = std::vector<Member>;

/// A number as it stands in the document.
struct Number {
  std::string text;
  bool operator==(const Number&) const = default;
};

class Value {
 public:
  Value() = default;  // null
  Value(std::nullptr_t) {}
  Value(bool value) : state_(value) {}
  Value(std::int64_t value) : state_(Number{std::to_string(value)}) {}
  Value(int value) : Value(static_cast<std::int64_t>(value)) {}
  Value(unsigned value) : Value(static_cast<std::int64_t>(value)) {}
  Value(std::uint64_t value) : state_(Number{std::to_string(value)}) {}
  Value(Number value) : state_(std::move(value)) {}
  Value(std::string value) : state_(std::move(value)) {}
  Value(std::string_view value) : state_(std::string(value)) {}
  Value(const char* value) : state_(std::string(value)) {}
  Value(Array value);
  Value(Object value);

  bool is_null() const { return state_.index() == 0; }
  const bool* as_bool() const { return std::get_if<bool>(&state_); }
  const Number* as_number() const { return std::get_if<Number>(&state_); }
  const std::string* as_string() const { return std::get_if<std::string>(&state_); }
  const Array* as_array() const { return std::get_if<Array>(&state_); }
  const Object* as_object() const { return std::get_if<Object>(&state_); }
  Array* as_array() { return std::get_if<Array>(&state_); }
  Object* as_object() { return std::get_if<Object>(&state_); }

  /// The number when it is a whole one within int64, written without fraction or exponent.
  std::optional<std::int64_t> as_integer() const;
  /// The member `key` of an object, or nullptr.
  const Value* find(std::string_view key) const;
  /// The text of member `key`, or nullptr when it is absent or no string.
  const std::string* text(std::string_view key) const;
  /// Adds a member (the value becomes an object when it was null); replaces one of that name.
  /// Looks through the members for it: build large objects with add().
  void set(std::string key, Value value);
  /// Adds a member of a name that the object does not have yet, without looking for it; gives
  /// the value in its place. canonical() refuses an object in which a name stands twice.
  Value& add(std::string key, Value value);
  /// Adds an element (the value becomes an array when it was null); gives it in its place.
  Value& push(Value value);

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, Number, std::string, Array, Object> state_;
};

}  // namespace girs::json
