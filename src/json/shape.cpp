#include "json/shape.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace girs::json {
namespace {

Message kind_of(const Value& value) {
  if (value.is_null()) return {"null", "null"};
  if (value.as_bool()) return {"true or false", "giá trị đúng/sai"};
  if (value.as_number()) return {"a number", "số"};
  if (value.as_string()) return {"text", "văn bản"};
  if (value.as_array()) return {"a list", "danh sách"};
  return {"an object", "đối tượng"};
}

std::vector<std::string> listed(std::initializer_list<std::string_view> words) {
  return {words.begin(), words.end()};
}

/// How a sentence ends: with the word that was probably meant, if there is one.
Message suggestion(const std::optional<std::string>& known) {
  if (!known) return {".", "."};
  return {"; did you mean \"" + *known + "\"?", "; có phải là \"" + *known + "\"?"};
}

}  // namespace

std::string pointer_to(std::string_view pointer, std::string_view step) {
  std::string path(pointer);
  path += '/';
  for (const char c : step) {
    if (c == '~') path += "~0";
    else if (c == '/') path += "~1";
    else path += c;
  }
  return path;
}

struct Node::Context {
  std::string file;
  Mistakes& mistakes;
  std::set<std::string> wrong_kind;  // pointers already reported, so that each is said once
};

Node Node::root(const Value& document, std::string file, Mistakes& mistakes) {
  return Node(&document, {}, std::make_shared<Context>(Context{std::move(file), mistakes, {}}));
}

Node Node::child(const Value* value, std::string_view step) const {
  return Node(value, pointer_to(pointer_, step), context_);
}

const std::string& Node::file() const { return context_->file; }

void Node::mistake(std::string en, std::string vi) const {
  context_->mistakes.add(std::move(en), std::move(vi),
                         {{"file", context_->file}, {"pointer", pointer_}});
}

Message Node::subject() const {
  if (pointer_.empty()) return {"The document", "Tài liệu"};
  return {pointer_, pointer_};
}

void Node::wrong_kind(std::string_view en, std::string_view vi) const {
  if (!value_ || !context_->wrong_kind.insert(pointer_).second) return;
  const auto [subject_en, subject_vi] = subject();
  const auto [found_en, found_vi] = kind_of(*value_);
  mistake(subject_en + " must be " + std::string(en) + ", not " + found_en + ".",
          subject_vi + " phải là " + std::string(vi) + ", không phải " + found_vi + ".");
}

void Node::only(std::initializer_list<std::string_view> names) const {
  if (!value_) return;
  const Object* object = value_->as_object();
  if (!object) return wrong_kind("an object", "đối tượng");
  for (const auto& [name, value] : *object) {
    if (std::ranges::find(names, name) != names.end()) continue;
    const Node stranger = child(&value, name);
    const auto [en, vi] = suggestion(nearest(name, listed(names)));
    stranger.mistake(stranger.pointer_ + " is not known" + en,
                     stranger.pointer_ + " không được biết đến" + vi);
  }
}

Node Node::member(std::string_view name) const {
  if (!value_) return child(nullptr, name);
  if (!value_->as_object()) {
    wrong_kind("an object", "đối tượng");
    return child(nullptr, name);
  }
  const Value* value = value_->find(name);
  Node node = child(value, name);
  if (!value) node.mistake(node.pointer_ + " is missing.", "Thiếu " + node.pointer_ + ".");
  return node;
}

Node Node::optional(std::string_view name) const {
  if (value_ && !value_->as_object()) wrong_kind("an object", "đối tượng");
  const Value* value = value_ ? value_->find(name) : nullptr;
  return child(value && !value->is_null() ? value : nullptr, name);
}

bool Node::boolean() const {
  if (!value_) return false;
  if (const bool* logical = value_->as_bool()) return *logical;
  wrong_kind("true or false", "true hoặc false");
  return false;
}

std::int64_t Node::integer(std::int64_t min, std::int64_t max) const {
  if (!value_) return 0;
  if (const auto value = value_->as_integer()) {
    if (*value >= min && *value <= max) return *value;
  } else if (!value_->as_number()) {
    wrong_kind("a whole number", "số nguyên");
    return 0;
  }
  const auto [en, vi] = subject();
  const std::string lowest = std::to_string(min), highest = std::to_string(max);
  mistake(en + " must be a whole number from " + lowest + " to " + highest + ".",
          vi + " phải là số nguyên từ " + lowest + " đến " + highest + ".");
  return 0;
}

std::string Node::text(std::size_t min_bytes) const {
  if (!value_) return {};
  const std::string* text = value_->as_string();
  if (!text) {
    wrong_kind("text", "văn bản");
    return {};
  }
  const auto [en, vi] = subject();
  if (text->size() < min_bytes) {
    if (min_bytes == 1) mistake(en + " must not be empty.", vi + " không được để trống.");
    else
      mistake(en + " must have at least " + std::to_string(min_bytes) + " bytes.",
              vi + " phải có ít nhất " + std::to_string(min_bytes) + " byte.");
    return {};
  }
  if (!is_nfc(*text)) {
    mistake(en + " must be written in composed Unicode (NFC).",
            vi + " phải dùng Unicode dựng sẵn (NFC).");
    return {};
  }
  return *text;
}

std::string Node::code() const {
  std::string code = text();
  if (code.empty() || is_code(code)) return code;
  const auto [en, vi] = subject();
  mistake(en + " must be a code of 1 to 128 bytes without control characters.",
          vi + " phải là mã dài 1 đến 128 byte, không có ký tự điều khiển.");
  return {};
}

std::size_t Node::one_of(std::initializer_list<std::string_view> words) const {
  if (!value_) return 0;
  const std::string* text = value_->as_string();
  if (!text) {
    wrong_kind("text", "văn bản");
    return 0;
  }
  const auto found = std::ranges::find(words, *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const auto [en, vi] = subject();
  const auto [ending_en, ending_vi] = suggestion(nearest(*text, listed(words)));
  const std::string all = join(listed(words), ", ");
  mistake(en + " is \"" + *text + "\", but must be one of: " + all + ending_en,
          vi + " là \"" + *text + "\", nhưng phải là một trong: " + all + ending_vi);
  return 0;
}

void Node::each(const std::function<void(Node)>& visit) const {
  if (!value_) return;
  const Array* array = value_->as_array();
  if (!array) return wrong_kind("a list", "danh sách");
  for (std::size_t i = 0; i < array->size(); ++i) visit(child(&(*array)[i], std::to_string(i)));
}

void Node::members(const std::function<void(const std::string& name, Node)>& visit) const {
  if (!value_) return;
  const Object* object = value_->as_object();
  if (!object) return wrong_kind("an object", "đối tượng");
  for (const auto& [name, value] : *object) visit(name, child(&value, name));
}

}  // namespace girs::json
