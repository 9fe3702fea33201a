#include "json/canonical.h"

#include <algorithm>

#include "base/text.h"
#include "json/number.h"
#include "json/shape.h"
#include "json/write.h"

namespace girs::json {
namespace {

/// The order of UTF-16 code units (RFC 8785 section 3.2.3), read off UTF-8. Both orders are that
/// of the code points, but that UTF-16 puts U+10000 and above (lead bytes F0 to F4) before
/// U+E000 to U+FFFF (lead bytes EE and EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto rank = [](char c) {
    const unsigned byte = static_cast<unsigned char>(c);
    return byte == 0xee || byte == 0xef ? byte + 0x10 : byte;
  };
  return rank(*x) < rank(*y);
}

class CanonicalWriter {
 public:
  Status write(const Value& value) {
    if (const Object* object = value.as_object()) return write(*object);
    if (const Array* array = value.as_array()) return write(*array);
    if (const Number* number = value.as_number()) return write(*number);
    if (const std::string* text = value.as_string()) append_quoted(out_, *text);
    else if (const bool* logical = value.as_bool()) out_ += *logical ? "true" : "false";
    else out_ += "null";
    return ok();
  }

  std::string take() { return std::move(out_); }

 private:
  Status write(const Object& object) {
    std::vector<const Member*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::ranges::sort(members, [](const Member* a, const Member* b) {
      return utf16_less(a->first, b->first);
    });
    const Member* previous = nullptr;
    out_ += '{';
    for (const Member* member : members) {
      if (previous && previous->first == member->first)
        return error(Code::kInvalidArgument,
                     "The name \"" + member->first + "\" stands twice in an object.",
                     "Tên \"" + member->first + "\" xuất hiện hai lần trong một đối tượng.");
      if (previous) out_ += ',';
      append_quoted(out_, member->first);
      out_ += ':';
      GIRS_CHECK(write(member->second));
      previous = member;
    }
    out_ += '}';
    return ok();
  }

  Status write(const Array& array) {
    out_ += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (i > 0) out_ += ',';
      GIRS_CHECK(write(array[i]));
    }
    out_ += ']';
    return ok();
  }

  Status write(const Number& number) {
    const auto value = to_double(number.text);
    if (!value)
      return error(Code::kInvalidArgument,
                   "The number " + number.text + " is beyond what JSON numbers can hold.",
                   "Số " + number.text + " vượt quá phạm vi của số trong JSON.");
    out_ += number_text(*value);
    return ok();
  }

  std::string out_;
};

bool is_all_nfc(const Value& value) {
  if (const std::string* text = value.as_string()) return is_nfc(*text);
  if (const Array* array = value.as_array()) return std::ranges::all_of(*array, is_all_nfc);
  const Object* object = value.as_object();
  return !object || std::ranges::all_of(*object, [](const Member& member) {
    return is_nfc(member.first) && is_all_nfc(member.second);
  });
}

std::optional<std::string> first_not_nfc(const Value& value, const std::string& pointer) {
  if (const std::string* text = value.as_string()) {
    if (!is_nfc(*text)) return pointer;
  } else if (const Array* array = value.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      if (auto at = first_not_nfc((*array)[i], pointer_to(pointer, std::to_string(i)))) return at;
  } else if (const Object* object = value.as_object()) {
    for (const auto& [name, member] : *object) {
      const std::string place = pointer_to(pointer, name);
      if (!is_nfc(name)) return place;
      if (auto at = first_not_nfc(member, place)) return at;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> canonical(const Value& value) {
  CanonicalWriter writer;
  GIRS_CHECK(writer.write(value));
  return writer.take();
}

std::optional<std::string> first_not_nfc(const Value& value) {
  // Places are made only of a document that has one to tell.
  return is_all_nfc(value) ? std::nullopt : first_not_nfc(value, "");
}

}  // namespace girs::json
