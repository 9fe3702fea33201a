#pragma once
// JSON as this program needs it: reading the library's answers in order to print them, reading
// requests of the plumbing commands, writing answers. RapidJSON stays inside this pair of files
// and those that print.

#include <cstdint>
#include <string>
#include <string_view>

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace cli {

using Json = rapidjson::Value;

/// A document that is read once. Throws Failure when `text` is no JSON or nested too deep.
class JsonDocument {
 public:
  explicit JsonDocument(const std::string& text);
  const Json& root() const { return document_; }

 private:
  rapidjson::Document document_;
};

/// A member, or JSON null when there is none.
const Json& member(const Json& object, const char* name);
/// A scalar as text: a string as it is, null as "", numbers and logicals as JSON writes them.
std::string text(const Json& value);
inline std::string text(const Json& object, const char* name) { return text(member(object, name)); }
/// Any value as compact JSON.
std::string compact(const Json& value);
/// A member as an integer; `otherwise` when it is none.
std::int64_t integer(const Json& object, const char* name, std::int64_t otherwise = 0);

/// Writes one document, in the order of the calls.
class JsonWriter {
 public:
  void open_object(const char* name = nullptr);
  void close_object();
  void open_array(const char* name = nullptr);
  void close_array();
  void add(const char* name, std::string_view value);
  void add(const char* name, const char* value) { add(name, std::string_view(value ? value : "")); }
  void add(const char* name, bool value);
  void add(const char* name, std::int64_t value);
  /// A value that is JSON already.
  void add_json(const char* name, const std::string& json);
  std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  void name(const char* name);
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace cli
