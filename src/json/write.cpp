// Documents for people: members in their own order, numbers as they stand.

#include "json/write.h"

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
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
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
