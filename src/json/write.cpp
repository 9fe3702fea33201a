// Documents for people: members in their own order, numbers as they stand.

#include "json/write.h"

#include <cstdint>
#include <cstring>

#include "json/canonical.h"

namespace girs::json {
namespace {

class Writer {
 public:
  explicit Writer(bool lines) : lines_(lines) {}

  void write(const Value& value) {
    if (const Array* array = value.as_array()) {
      list('[', ']', *array, [this](const Value& element) { write(element); });
    } else if (const Object* object = value.as_object()) {
      list('{', '}', *object, [this](const Member& member) {
        append_quoted(out_, member.first);
        out_ += lines_ ? ": " : ":";
        write(member.second);
      });
    } else if (const std::string* text = value.as_string()) {
      append_quoted(out_, *text);
    } else if (const Number* number = value.as_number()) {
      out_ += number->text;
    } else if (const bool* logical = value.as_bool()) {
      out_ += *logical ? "true" : "false";
    } else {
      out_ += "null";
    }
  }

  std::string take() { return std::move(out_); }

 private:
  template <class Items, class Write>
  void list(char open, char close, const Items& items, const Write& write_item) {
    out_ += open;
    ++depth_;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      break_line();
      write_item(item);
    }
    --depth_;
    if (!first) break_line();
    out_ += close;
  }

  void break_line() {
    if (lines_) out_.append("\n").append(2 * depth_, ' ');
  }

  bool lines_;
  std::size_t depth_ = 0;
  std::string out_;
};

/// Where the first character from `begin` on stands that needs an escape; eight at a time, because
/// most texts are long and have none.
std::size_t next_to_escape(std::string_view text, std::size_t begin) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
  const auto has_zero = [](std::uint64_t x) { return (x - kOnes) & ~x & kHighs; };
  const auto needs_escape = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  };
  std::size_t i = begin;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + i, 8);
    const std::uint64_t control = (eight - 0x20 * kOnes) & ~eight & kHighs;
    if (control | has_zero(eight ^ '"' * kOnes) | has_zero(eight ^ '\\' * kOnes)) break;
  }
  while (i < text.size() && !needs_escape(text[i])) ++i;
  return i;
}

std::string written(const Value& value, bool lines) {
  Writer writer(lines);
  writer.write(value);
  return writer.take();
}

}  // namespace

std::string pretty(const Value& value) { return written(value, true); }
std::string compact(const Value& value) { return written(value, false); }

void append_quoted(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  std::size_t done = 0;   // what stands before it is written
  for (std::size_t i = next_to_escape(text, 0); i < text.size(); i = next_to_escape(text, i + 1)) {
    const char c = text[i];
    out.append(text, done, i - done);
    done = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      default:
        out.append("\\u00");
        out += kHex[c >> 4];
        out += kHex[c & 15];
    }
  }
  out.append(text, done);
  out += '"';
}

}  // namespace girs::json
