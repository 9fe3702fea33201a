// JSON in and out over RapidJSON. The library's own lint comes first: it bounds the depth, which
// RapidJSON's recursive walks rely on.

#include "json_value.h"

#include "call.h"

namespace cli {

JsonDocument::JsonDocument(const std::string& text) {
  call(girs_json_lint, text, std::uint32_t{0});
  document_.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag>(text.data(),
                                                                                      text.size());
  if (document_.HasParseError())
    throw Failure(GIRS_INVALID_ARGUMENT, "The text is no JSON document.",
                  "Nội dung không phải là tài liệu JSON.");
}

const Json& member(const Json& object, const char* name) {
  static const Json kNull;
  if (!object.IsObject()) return kNull;
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? kNull : found->value;
}

std::string text(const Json& value) {
  if (value.IsString()) return {value.GetString(), value.GetStringLength()};
  return value.IsNull() ? "" : compact(value);
}

std::string compact(const Json& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::int64_t integer(const Json& object, const char* name, std::int64_t otherwise) {
  const auto& value = member(object, name);
  return value.IsInt64() ? value.GetInt64() : otherwise;
}

void JsonWriter::name(const char* name) {
  if (name != nullptr) writer_.Key(name);
}

void JsonWriter::open_object(const char* name) {
  this->name(name);
  writer_.StartObject();
}

void JsonWriter::close_object() { writer_.EndObject(); }

void JsonWriter::open_array(const char* name) {
  this->name(name);
  writer_.StartArray();
}

void JsonWriter::close_array() { writer_.EndArray(); }

void JsonWriter::add(const char* name, std::string_view value) {
  this->name(name);
  writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void JsonWriter::add(const char* name, bool value) {
  this->name(name);
  writer_.Bool(value);
}

void JsonWriter::add(const char* name, std::int64_t value) {
  this->name(name);
  writer_.Int64(value);
}

void JsonWriter::add_json(const char* name, const std::string& json) {
  this->name(name);
  writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}

}  // namespace cli
