#include "json/shape.h"

#include <algorithm>
#include <deque>
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

const Member* find(const Object& object, std::string_view name) {
  const auto found = std::ranges::find(object, name, &Member::first);
  return found == object.end() ? nullptr : &*found;
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

/// What the nodes of one document share. A node knows its place as a chain of steps; the pointer
/// is written out only for a mistake, since most documents have none.
struct Node::Context {
  struct Step {
    std::size_t parent;
    std::string_view name;    // a key of the document or of `absent`; no data for an element
    std::size_t index;        // of an element
  };
  std::string file;
  Mistakes& mistakes;
  std::set<std::string> wrong_kind = {};  // pointers already reported, so that each is said once
  std::vector<Step> steps = {Step{0, {}, 0}};   // the first is the document itself
  std::deque<std::string> absent = {};    // names that were asked for and are not there

  std::size_t add(std::size_t parent, std::string_view name, std::size_t index) {
    steps.push_back({parent, name, index});
    return steps.size() - 1;
  }
  std::string pointer(std::size_t at) const {   // no deeper than documents may be nested
    if (at == 0) return {};
    const Step& step = steps[at];
    const auto parent = pointer(step.parent);
    if (step.name.data()) return pointer_to(parent, step.name);
    return pointer_to(parent, std::to_string(step.index));
  }
};

Node Node::root(const Value& document, std::string file, Mistakes& mistakes) {
  return Node(&document, 0, std::make_shared<Context>(Context{std::move(file), mistakes}));
}

Node Node::child(const Member& member) const {
  const std::string_view name = member.first;
  return Node(&member.second, context_->add(step_, name, 0), context_);
}

Node Node::absent(std::string_view name) const {
  const std::string_view kept = context_->absent.emplace_back(name);
  return Node(nullptr, context_->add(step_, kept, 0), context_);
}

Node Node::element(const Value& value, std::size_t index) const {
  return Node(&value, context_->add(step_, {}, index), context_);
}

std::string Node::pointer() const { return context_->pointer(step_); }

const std::string& Node::file() const { return context_->file; }

void Node::mistake(std::string en, std::string vi) const {
  context_->mistakes.add(std::move(en), std::move(vi),
                         {{"file", context_->file}, {"pointer", pointer()}});
}

Message Node::subject() const {
  const std::string place = pointer();
  if (place.empty()) return {"The document", "Tài liệu"};
  return {place, place};
}

void Node::wrong_kind(std::string_view en, std::string_view vi) const {
  if (!value_ || !context_->wrong_kind.insert(pointer()).second) return;
  const auto [subject_en, subject_vi] = subject();
  const auto [found_en, found_vi] = kind_of(*value_);
  mistake(subject_en + " must be " + std::string(en) + ", not " + found_en + ".",
          subject_vi + " phải là " + std::string(vi) + ", không phải " + found_vi + ".");
}

void Node::only(std::initializer_list<std::string_view> names) const {
  if (!value_) return;
  const Object* object = value_->as_object();
  if (!object) return wrong_kind("an object", "đối tượng");
  for (const auto& member : *object) {
    if (std::ranges::find(names, member.first) != names.end()) continue;
    const Node stranger = child(member);
    const std::string place = stranger.pointer();
    const auto [en, vi] = suggestion(nearest(member.first, listed(names)));
    stranger.mistake(place + " is not known" + en, place + " không được biết đến" + vi);
  }
}

Node Node::member(std::string_view name) const {
  if (!value_) return absent(name);
  const Object* object = value_->as_object();
  if (!object) {
    wrong_kind("an object", "đối tượng");
    return absent(name);
  }
  if (const Member* found = find(*object, name)) return child(*found);
  const Node missing = absent(name);
  const std::string place = missing.pointer();
  missing.mistake(place + " is missing.", "Thiếu " + place + ".");
  return missing;
}

Node Node::optional(std::string_view name) const {
  if (!value_) return absent(name);
  const Object* object = value_->as_object();
  if (!object) {
    wrong_kind("an object", "đối tượng");
    return absent(name);
  }
  const Member* found = find(*object, name);
  return found && !found->second.is_null() ? child(*found) : absent(name);
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
  if (text->size() >= min_bytes && is_nfc(*text)) return *text;
  const auto [en, vi] = subject();
  if (text->size() < min_bytes) {
    if (min_bytes == 1) mistake(en + " must not be empty.", vi + " không được để trống.");
    else
      mistake(en + " must have at least " + std::to_string(min_bytes) + " bytes.",
              vi + " phải có ít nhất " + std::to_string(min_bytes) + " byte.");
    return {};
  }
  mistake(en + " must be written in composed Unicode (NFC).",
          vi + " phải dùng Unicode dựng sẵn (NFC).");
  return {};
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
  for (std::size_t i = 0; i < array->size(); ++i) visit(element((*array)[i], i));
}

void Node::members(const std::function<void(const std::string& name, Node)>& visit) const {
  if (!value_) return;
  const Object* object = value_->as_object();
  if (!object) return wrong_kind("an object", "đối tượng");
  for (const auto& member : *object) visit(member.first, child(member));
}

}  // namespace girs::json
