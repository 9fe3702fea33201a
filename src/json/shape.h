#pragma once
// Reading a document of a known shape while collecting every mistake with its place. A node
// that is absent or of the wrong kind has been reported already; what it returns then is an
// empty value, so that reading goes on and finds the other mistakes too.
//
//   Mistakes mistakes;
//   Node root = Node::root(document, "regime.json", mistakes);
//   root.only({"schema", "code", "name"});
//   regime.code = root.member("code").code();
//   root.member("forms").each([&](Node form) { regime.forms.push_back(form.code()); });

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"

namespace girs::json {

/// The JSON pointer of the member or element `step` of the value at `pointer` (RFC 6901).
std::string pointer_to(std::string_view pointer, std::string_view step);

class Node {
 public:
  static Node root(const Value& document, std::string file, Mistakes& mistakes);

  /// Reports every member that is not named here, with the nearest known name.
  void only(std::initializer_list<std::string_view> names) const;

  /// A member that must be there; a mistake otherwise.
  Node member(std::string_view name) const;
  /// A member that may be absent or null: test with `if (node)`.
  Node optional(std::string_view name) const;
  explicit operator bool() const { return value_ != nullptr && !value_->is_null(); }

  bool boolean() const;
  std::int64_t integer(std::int64_t min, std::int64_t max) const;
  /// NFC text of at least `min_bytes`.
  std::string text(std::size_t min_bytes = 1) const;
  /// As text, and a code (1 to 128 bytes, no control characters).
  std::string code() const;
  /// One of `words`; gives its index. Says which words are known otherwise.
  std::size_t one_of(std::initializer_list<std::string_view> words) const;
  /// Elements of an array; a mistake when it is none.
  void each(const std::function<void(Node)>& visit) const;
  /// Members of an object; a mistake when it is none.
  void members(const std::function<void(const std::string& name, Node)>& visit) const;

  bool is_text() const { return value_ && value_->as_string(); }
  bool is_object() const { return value_ && value_->as_object(); }
  bool is_array() const { return value_ && value_->as_array(); }

  /// Reports a mistake at this place.
  void mistake(std::string en, std::string vi) const;

  const Value* value() const { return value_; }
  /// The JSON pointer of this place, made when it is asked for.
  std::string pointer() const;
  const std::string& file() const;

 private:
  struct Context;
  Node(const Value* value, std::size_t step, std::shared_ptr<Context> context)
      : value_(value), step_(step), context_(std::move(context)) {}
  /// The member of this name, with or without a value; the element at `index`.
  Node child(const Member& member) const;
  Node absent(std::string_view name) const;
  Node element(const Value& value, std::size_t index) const;
  /// How sentences call this place, in both languages.
  Message subject() const;
  /// Reports, once for each place, that the value is of another kind than `en`.
  void wrong_kind(std::string_view en, std::string_view vi) const;

  const Value* value_;
  std::size_t step_;   // of the context: how one comes here
  std::shared_ptr<Context> context_;
};

}  // namespace girs::json
