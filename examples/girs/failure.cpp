// How failures are shown, to people and to programs.

#include "failure.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "json_value.h"

namespace cli {
namespace {

struct Place {
  const char* key;
  const char* en;
  const char* vi;
};
constexpr std::array kPlaces = {
    Place{"file", "", ""},           Place{"pointer", "", ""},
    Place{"line", "line ", "dòng "}, Place{"row", "row ", "hàng "},
    Place{"column", "column ", "cột "}};

/// Where mistake `index` stands, as far as its sentence does not say so itself.
std::string place_of(const girs_error* error, std::size_t index, bool vietnamese,
                     const std::string& sentence) {
  std::string place;
  for (const auto& part : kPlaces) {
    const char* value = girs_error_mistake_detail(error, index, part.key);
    if (value == nullptr || *value == '\0') continue;
    const auto said = std::string(vietnamese ? part.vi : part.en) + value;
    if (sentence.find(said) != std::string::npos) continue;
    place += (place.empty() ? "" : ", ") + said;
  }
  return place;
}

/// Every detail that `key_at` names, each key once.
template <class KeyAt, class ValueOf>
void write_details(JsonWriter& out, KeyAt key_at, ValueOf value_of) {
  std::set<std::string> written;
  for (std::size_t i = 0; const char* key = key_at(i); ++i)
    if (written.insert(key).second) out.add(key, value_of(key));
}

void write_mistakes(JsonWriter& out, const girs_error* error) {
  out.open_array("mistakes");
  for (std::size_t i = 0; i < girs_error_mistake_count(error); ++i) {
    out.open_object();
    out.add("message_en", girs_error_mistake_message(error, i, "en"));
    out.add("message_vi", girs_error_mistake_message(error, i, "vi"));
    write_details(
        out, [&](std::size_t detail) { return girs_error_mistake_detail_key(error, i, detail); },
        [&](const char* key) { return girs_error_mistake_detail(error, i, key); });
    out.close_object();
  }
  out.close_array();
}

}  // namespace

Failure::Failure(girs_status status, girs_error* error)
    : status_(status), error_(error, [](girs_error* owned) { girs_error_free(owned); }) {}

Failure::Failure(girs_status status, std::string en, std::string vi)
    : status_(status), en_(std::move(en)), vi_(std::move(vi)) {}

std::string Failure::message(const char* language) const {
  if (error_) return girs_error_message_in(error_.get(), language);
  return std::string(language) == "vi" ? vi_ : en_;
}

std::string Failure::detail(const char* key) const {
  const char* value = error_ ? girs_error_detail(error_.get(), key) : nullptr;
  return value ? value : "";
}

std::size_t Failure::mistakes() const {
  return error_ ? girs_error_mistake_count(error_.get()) : 0;
}

std::string Failure::mistake(std::size_t index, const char* language) const {
  const std::string sentence = girs_error_mistake_message(error_.get(), index, language);
  const auto place = place_of(error_.get(), index, std::string(language) == "vi", sentence);
  return (place.empty() ? "" : place + ": ") + sentence;
}

std::string Failure::page(const char* language) const {
  std::string page = message(language) + '\n';
  for (std::size_t i = 0; i < mistakes(); ++i) page += "  - " + mistake(i, language) + '\n';
  return page;
}

std::string Failure::line(const char* language) const {
  constexpr std::size_t kShown = 5;
  auto line = message(language);
  for (std::size_t i = 0; i < std::min(mistakes(), kShown); ++i) line += ' ' + mistake(i, language);
  if (mistakes() > kShown) line += " …";
  return line;
}

std::string Failure::document() const {
  JsonWriter out;
  out.open_object();
  out.open_object("error");
  out.add("status", name_of(status_));
  out.add("message_en", message("en"));
  out.add("message_vi", message("vi"));
  if (error_) {
    out.open_object("details");
    write_details(
        out, [&](std::size_t detail) { return girs_error_detail_key(error_.get(), detail); },
        [&](const char* key) { return girs_error_detail(error_.get(), key); });
    out.close_object();
    write_mistakes(out, error_.get());
  }
  out.close_object();
  out.close_object();
  return out.text();
}

const char* name_of(girs_status status) {
  constexpr std::array kNames = {"ok",        "invalid-argument", "not-found",   "conflict",
                                 "busy",      "io",               "corrupt",     "untrusted",
                                 "unsupported", "closed",         "cancelled",   "no-memory",
                                 "internal"};
  const auto index = static_cast<std::size_t>(-status);
  return status <= 0 && index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace cli
