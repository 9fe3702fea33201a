#pragma once
// Handles of the C API as values that free themselves, and a call's failure as a value to look
// at. Nothing here knows more than the public headers.

#include <girs/girs.h>

#include <string>
#include <utility>

namespace capi {

/// Owns one handle. `out()` is the address for a *_out parameter.
template <class T, void (*Free)(T*)>
class Owned {
 public:
  Owned() = default;
  Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Owned() { Free(handle_); }

  operator T*() const { return handle_; }
  T** out() {
    free();
    return &handle_;
  }
  void free() { Free(std::exchange(handle_, nullptr)); }

 private:
  T* handle_ = nullptr;
};


using Store = Owned<girs_store, girs_store_free>;
using Report = Owned<girs_report, girs_report_free>;
using Findings = Owned<girs_findings, girs_findings_free>;
using Key = Owned<girs_key, girs_key_free>;
using Central = Owned<girs_central, girs_central_free>;
using Server = Owned<girs_server, girs_server_free>;

/// What a call gave as bytes.
class Given : public Owned<girs_bytes, girs_bytes_free> {
 public:
  std::string text() const {
    return {girs_bytes_data(*this), girs_bytes_size(*this)};
  }
};

/// Why a call failed.
class Failure : public Owned<girs_error, girs_error_free> {
 public:
  std::string message(const char* language = "en") const {
    return girs_error_message_in(*this, language);
  }
  std::string detail(const char* key) const { return text_of(girs_error_detail(*this, key)); }
  std::size_t mistakes() const { return girs_error_mistake_count(*this); }
  std::string mistake(std::size_t index, const char* key) const {
    return text_of(girs_error_mistake_detail(*this, index, key));
  }
  /// Everything, for a failing test's message.
  std::string all() const {
    std::string text = message();
    for (std::size_t i = 0; i < mistakes(); ++i)
      text += std::string("\n") + girs_error_mistake_message(*this, i, "en");
    return text;
  }

 private:
  static std::string text_of(const char* text) { return text ? text : ""; }
};

/// The scalar of the first member `name` in the library's JSON, as it is written there; texts
/// without their quotes and with their line ends.
inline std::string member(const std::string& json, const std::string& name) {
  const std::string key = '"' + name + "\":";
  auto from = json.find(key);
  if (from == std::string::npos) return "";
  from += key.size();
  if (json[from] != '"') return json.substr(from, json.find_first_of(",}]", from) - from);
  std::string text = json.substr(from + 1, json.find('"', from + 1) - from - 1);
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 1))
    text.replace(at, 2, "\n");
  return text;
}

}  // namespace capi
