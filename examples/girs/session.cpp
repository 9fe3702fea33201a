#include "session.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "input.h"

namespace cli {

void Session::begin_clock() {
  if (!now.empty()) clock_.emplace(parse_moment(now));
}

Store Session::open(const std::string& path, Access access) {
  std::error_code problem;
  if (access != kCreate && !std::filesystem::exists(path, problem))
    throw Failure(GIRS_NOT_FOUND, "There is no store " + path + "; make one with `girs init`.",
                  "Không có kho " + path + "; hãy tạo bằng lệnh `girs init`.");
  girs_store_options options = GIRS_STORE_OPTIONS;
  if (access == kRead) options.flags = GIRS_STORE_READ_ONLY;
  if (clock_) {
    options.clock = &RehearsalClock::read;
    options.clock_context = &*clock_;
  }
  return make<Store>(girs_store_open, path, static_cast<const girs_store_options*>(&options));
}

std::int64_t Session::seconds_now() { return clock_ ? RehearsalClock::read(&*clock_) : 0; }

std::string Session::unit_or_own(const Store& store, const std::string& given) const {
  if (!given.empty()) return given;
  girs_bytes* value = nullptr;
  const girs_status status =
      girs_store_get(store.get(), "unit", GIRS_NUL, &value, nullptr);
  return status == GIRS_OK ? text_of(Bytes(value).get()) : "";
}

namespace {

/// The first line of `file`, else the environment variable; `missing` when there is neither.
std::string secret(const std::string& file, const char* variable, const Failure& missing) {
  if (!file.empty()) {
    auto text = read_file(file);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
  }
  if (const char* given = std::getenv(variable)) return given;
  throw missing;
}

}  // namespace

std::string Session::passphrase() const {
  return secret(passphrase_file, "GIRS_PASSPHRASE",
                Failure(GIRS_INVALID_ARGUMENT,
                        "A key needs its passphrase: give --passphrase-file FILE or set GIRS_PASSPHRASE.",
                        "Khóa cần mật khẩu: hãy cho --passphrase-file TỆP hoặc đặt biến GIRS_PASSPHRASE."));
}

std::string Session::token_module() const {
  if (!pkcs11_module.empty()) return pkcs11_module;
  if (const char* given = std::getenv("GIRS_PKCS11_MODULE")) return given;
  throw Failure(GIRS_INVALID_ARGUMENT,
                "A token needs its library: give --pkcs11-module FILE or set GIRS_PKCS11_MODULE.",
                "Thiết bị ký cần thư viện: hãy cho --pkcs11-module TỆP hoặc đặt biến GIRS_PKCS11_MODULE.");
}

std::string Session::pin() const {
  return secret(pin_file, "GIRS_PIN",
                Failure(GIRS_INVALID_ARGUMENT, "A token needs its PIN: give --pin-file FILE or set GIRS_PIN.",
                        "Thiết bị ký cần mã PIN: hãy cho --pin-file TỆP hoặc đặt biến GIRS_PIN."));
}

void Session::answer(const std::string& document, const std::function<void()>& print) const {
  if (json)
    std::printf("%s\n", document.c_str());
  else
    print();
}

void Session::done(const std::string& en, const std::string& vi) const {
  answer("{\"done\":true}",
         [&] { std::printf("%s\n", say(en.c_str(), vi.c_str())); });
}

}  // namespace cli
