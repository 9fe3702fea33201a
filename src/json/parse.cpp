#include "json/parse.h"

// RapidJSON's scan of strings by 16 bytes, in a namespace of its own: a host that links the library
// may use RapidJSON without it.
#define RAPIDJSON_NAMESPACE girs_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace girs_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#ifdef __SSE2__
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/reader.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <numeric>

#include "base/text.h"
#include "json/characters.h"

/// RapidJSON reads a string through a copy of its stream; the place of a key is asked of the stream
/// itself while it reads.
template <>
struct girs_rapidjson::StreamTraits<girs_rapidjson::StringStream> {
  enum { copyOptimization = 0 };
};

namespace girs::json {
namespace {

namespace rapidjson = girs_rapidjson;

constexpr std::size_t kSizeCeiling = std::size_t{1} << 30;  // RapidJSON counts in 32 bits
constexpr std::size_t kDepthCeiling = 1000;

/// RapidJSON's own allocator gives it null pointers, which it writes through.
struct ThrowingAllocator {
  void* Malloc(std::size_t size) { return Realloc(nullptr, 0, size); }
  void* Realloc(void* memory, std::size_t, std::size_t size) {
    if (size == 0) {
      std::free(memory);
      return nullptr;
    }
    if (void* grown = std::realloc(memory, size)) return grown;
    throw std::bad_alloc();
  }
  static void Free(void* memory) { std::free(memory); }
};
using Reader =
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, ThrowingAllocator>;

/// Which limit a document has passed, if it has.
enum class Passed { kNone, kDepth, kValues };

/// Takes RapidJSON's events; keeps the limits and builds the value, unless only the syntax is
/// asked for.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  Builder(const rapidjson::StringStream& stream, const Limits& limits, Rules rules)
      : stream_(stream),
        depth_max_(std::min(limits.depth_max, kDepthCeiling)),
        values_max_(limits.values_max),
        keep_(rules != Rules::kSyntax) {}

  bool Null() { return count() && (!keep_ || put(Value())); }
  bool Bool(bool value) { return count() && (!keep_ || put(Value(value))); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return count() && (!keep_ || put(Value(Number{std::string(text, size)})));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return count() && (!keep_ || put(Value(std::string(text, size))));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (!keep_) return true;
    auto& open = open_.back();
    open.members.emplace_back(std::string(text, size), Value());
    open.key_ends.push_back(stream_.Tell());
    return true;
  }
  bool StartObject() { return start(); }
  bool StartArray() { return start(); }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    if (!keep_) return true;
    Open done = take_open();
    if ((duplicate_ = first_duplicate(done.members))) {
      duplicate_end_ = done.key_ends[*duplicate_];
      duplicate_name_ = std::move(done.members[*duplicate_].first);
      return false;
    }
    return put(Value(std::move(done.members)));
  }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    return !keep_ || put(Value(std::move(take_open().elements)));
  }

  Passed passed() const { return passed_; }
  Value take() { return std::move(root_); }

  /// The key that stands twice: its name and the offset behind its closing quote.
  bool has_duplicate() const { return duplicate_.has_value(); }
  const std::string& duplicate_name() const { return duplicate_name_; }
  std::size_t duplicate_end() const { return duplicate_end_; }

 private:
  /// An array or an object whose end has not come yet.
  struct Open {
    Array elements;
    Object members;
    std::vector<std::size_t> key_ends;
  };

  bool count() {
    if (++values_ > values_max_) passed_ = Passed::kValues;
    return passed_ == Passed::kNone;
  }
  bool start() {
    if (++depth_ > depth_max_) passed_ = Passed::kDepth;
    if (!count()) return false;
    if (keep_) open_.emplace_back();
    return true;
  }
  Open take_open() {
    Open done = std::move(open_.back());
    open_.pop_back();
    return done;
  }
  bool put(Value value) {
    if (open_.empty()) root_ = std::move(value);
    else if (auto& open = open_.back(); open.members.empty())
      open.elements.push_back(std::move(value));
    else open.members.back().second = std::move(value);  // Key has come before
    return true;
  }

  /// The position of the first member whose name has stood before.
  static std::optional<std::size_t> first_duplicate(const Object& members) {
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      const int c = members[a].first.compare(members[b].first);
      return c < 0 || (c == 0 && a < b);
    });
    std::optional<std::size_t> first;
    for (std::size_t i = 1; i < order.size(); ++i)
      if (members[order[i - 1]].first == members[order[i]].first)
        first = std::min(order[i], first.value_or(order[i]));
    return first;
  }

  const rapidjson::StringStream& stream_;
  std::size_t depth_max_;
  std::size_t values_max_;
  bool keep_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  Passed passed_ = Passed::kNone;
  std::vector<Open> open_;
  Value root_;
  std::optional<std::size_t> duplicate_;
  std::size_t duplicate_end_ = 0;
  std::string duplicate_name_;
};

Message sentence(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return {"The document is empty.", "Tài liệu rỗng."};
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {"Something stands after the end of the document.",
              "Có nội dung thừa sau khi tài liệu đã kết thúc."};
    case rapidjson::kParseErrorObjectMissName:
      return {"A member of an object must begin with a name in double quotes.",
              "Thành phần của đối tượng phải bắt đầu bằng tên trong dấu ngoặc kép."};
    case rapidjson::kParseErrorObjectMissColon:
      return {"A colon is missing after the name of a member.",
              "Thiếu dấu hai chấm sau tên thành phần."};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {"A comma or a closing brace is missing after a member.",
              "Thiếu dấu phẩy hoặc dấu } sau một thành phần."};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {"A comma or a closing bracket is missing after an element.",
              "Thiếu dấu phẩy hoặc dấu ] sau một phần tử."};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return {"\\u must be followed by four hexadecimal digits.",
              "Sau \\u phải có bốn chữ số thập lục phân."};
    case rapidjson::kParseErrorStringEscapeInvalid:
      return {"A string holds an unknown escape or a control character.",
              "Chuỗi chứa mã thoát không hợp lệ hoặc ký tự điều khiển."};
    case rapidjson::kParseErrorStringMissQuotationMark:
      return {"A string has no closing quote.", "Chuỗi thiếu dấu ngoặc kép đóng."};
    case rapidjson::kParseErrorNumberTooBig:
      return {"A number is too large; write large figures as strings.",
              "Số quá lớn; hãy viết số lớn dưới dạng chuỗi."};
    case rapidjson::kParseErrorNumberMissFraction:
      return {"A number has no digit after its decimal point.",
              "Số thiếu chữ số sau dấu thập phân."};
    case rapidjson::kParseErrorNumberMissExponent:
      return {"A number has no digit in its exponent.", "Số thiếu chữ số ở phần mũ."};
    default: return {"A value is missing or not well formed.", "Thiếu giá trị hoặc giá trị sai."};
  }
}

/// Where the string that ends before `end` opens: at the nearest quote that is not escaped.
std::size_t opening_quote(std::string_view text, std::size_t end) {
  for (std::size_t at = end - 1; at-- > 0;) {
    if (text[at] != '"') continue;
    std::size_t slashes = 0;
    while (slashes < at && text[at - 1 - slashes] == '\\') ++slashes;
    if (slashes % 2 == 0) return at;
  }
  return 0;
}

Error error_at(std::string_view text, const Fault& fault, std::string_view limit = {}) {
  const auto before = text.substr(0, fault.offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto start = before.rfind('\n') + 1;  // npos + 1 is 0
  Details details{{"offset", std::to_string(fault.offset)},
                  {"line", std::to_string(line)},
                  {"column", std::to_string(code_points(before.substr(start)) + 1)}};
  if (!limit.empty()) details.emplace_back("limit", limit);
  return error(Code::kInvalidArgument, fault.message.en, fault.message.vi, std::move(details));
}

/// What stopped RapidJSON, with the place.
Error refusal(std::string_view text, const Builder& builder, const rapidjson::ParseResult& stop) {
  if (builder.passed() == Passed::kDepth)
    return error_at(text,
                    {stop.Offset(),
                     {"The document is nested too deeply.", "Tài liệu lồng nhau quá sâu."}},
                    "depth");
  if (builder.passed() == Passed::kValues)
    return error_at(text,
                    {stop.Offset(),
                     {"The document holds too many values.", "Tài liệu chứa quá nhiều giá trị."}},
                    "values");
  if (builder.has_duplicate()) {
    const std::string name = '"' + builder.duplicate_name() + '"';
    return error_at(text, {opening_quote(text, builder.duplicate_end()),
                           {"The name " + name + " stands twice in an object.",
                            "Tên " + name + " xuất hiện hai lần trong một đối tượng."}});
  }
  return error_at(text, {std::min(stop.Offset(), text.size()), sentence(stop.Code())});
}

/// RapidJSON ends at a NUL byte, and reads up to 15 bytes behind it.
std::string padded(std::string_view text) {
  constexpr std::size_t kBehind = 16;
  std::string copy;
  copy.reserve(text.size() + kBehind);
  return copy.append(text).append(kBehind, '\0');
}

Result<Value> read(std::string_view text, const Limits& limits, Rules rules) {
  if (text.size() > std::min(limits.size_max, kSizeCeiling))
    return error_at({}, {0, {"The document is too large.", "Tài liệu quá lớn."}}, "size");
  if (const auto fault = first_bad_character(text, rules)) return error_at(text, *fault);

  std::optional<std::string> lint_text;
  if (rules == Rules::kSyntax) lint_text = without_lone_surrogates(text);
  const std::string source = padded(lint_text ? *lint_text : text);
  rapidjson::StringStream stream(source.c_str());
  Builder builder(stream, limits, rules);
  Reader reader;
  // Iterative: a deep document must not exhaust the stack. Numbers as text: RapidJSON's doubles
  // are wrong in the last place. The encoding has been looked at.
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const auto result = reader.Parse<kFlags>(stream, builder);
  if (result.IsError()) return refusal(text, builder, result);
  return builder.take();
}

}  // namespace

Result<Value> parse(std::string_view text, const Limits& limits) {
  return read(text, limits, Rules::kStrict);
}

Result<Value> parse_for_canon(std::string_view text, const Limits& limits) {
  return read(text, limits, Rules::kCanon);
}

Status check_syntax(std::string_view text, const Limits& limits) {
  GIRS_CHECK(read(text, limits, Rules::kSyntax));
  return ok();
}

}  // namespace girs::json
