#pragma once
// Result<T>: how the core says that something could not be done. Exceptions are left to
// exhausted memory and bugs; see capi/boundary.h for what a C caller gets of them.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace girs {

/// What a caller can do about a failure; the numbers of girs_status, one to one.
enum class Code {
  kInvalidArgument,
  kNotFound,
  kConflict,
  kBusy,
  kIo,
  kCorrupt,
  kUntrusted,
  kUnsupported,
  kClosed,
  kCancelled,
  kInternal
};

/// One sentence for people, in both languages of the system. An empty `vi` means that the
/// sentence is for programmers only and is shown in English.
struct Message {
  std::string en;
  std::string vi;

  const std::string& in(std::string_view language) const {
    return language == "vi" && !vi.empty() ? vi : en;
  }
  bool operator==(const Message&) const = default;
};

using Details = std::vector<std::pair<std::string, std::string>>;

/// One mistake in data that somebody gave us, with the place where it stands: details carry
/// "file", "pointer" (RFC 6901), "row", "column", "rule", ... as far as they apply.
struct Mistake {
  Message message;
  Details details;
};

/// Why something could not be done, with the facts a caller needs to act on it.
struct Error {
  Code code = Code::kInternal;
  Message message;                 // one sentence, no newline
  Details details = {};            // {"path", "site.girs"}
  std::vector<Mistake> mistakes = {};  // every mistake in a document, when data are to blame
};

/// The value of detail `key`, or nullptr.
inline const std::string* detail_of(const Details& details, std::string_view key) {
  for (const auto& [name, value] : details)
    if (name == key) return &value;
  return nullptr;
}

inline Error error(Code code, std::string en, std::string vi = {}, Details details = {}) {
  return Error{code, {std::move(en), std::move(vi)}, std::move(details), {}};
}

/// A value, or the reason there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<std::monostate>;
inline Status ok() { return std::monostate{}; }

/// Collects every mistake of a document, so that all are reported at once.
class Mistakes {
 public:
  void add(std::string en, std::string vi, Details details) {
    list_.push_back({{std::move(en), std::move(vi)}, std::move(details)});
  }
  void add(Mistake mistake) { list_.push_back(std::move(mistake)); }
  bool empty() const { return list_.empty(); }
  std::size_t count() const { return list_.size(); }
  const std::vector<Mistake>& list() const { return list_; }
  std::vector<Mistake> take() { return std::move(list_); }

  /// An error that carries all of them; its own sentence says how many and in what.
  Error to_error(Code code, std::string en, std::string vi, Details details = {}) && {
    Error error{code, {std::move(en), std::move(vi)}, std::move(details), {}};
    error.mistakes = std::move(list_);
    return error;
  }

 private:
  std::vector<Mistake> list_;
};

}  // namespace girs

#define GIRS_JOIN_(a, b) a##b
#define GIRS_JOIN(a, b) GIRS_JOIN_(a, b)
/// `GIRS_TRY(auto rows, read(file));` unpacks the value or returns the error to the caller. It is
/// several statements: not for the branch of an `if` without braces.
#define GIRS_TRY(target, expression) \
  GIRS_TRY_AS(GIRS_JOIN(result_, __COUNTER__), target, expression)
#define GIRS_TRY_AS(name, target, expression)  \
  auto name = (expression);                    \
  if (!name) return std::move(name).error();   \
  target = *std::move(name)
/// `GIRS_CHECK(save(file));` returns the error to the caller, if there is one. The counter keeps
/// names apart where one check stands inside another's lambda.
#define GIRS_CHECK(expression) GIRS_CHECK_AS(GIRS_JOIN(checked_, __COUNTER__), expression)
#define GIRS_CHECK_AS(name, expression)                                \
  do {                                                                 \
    if (auto name = (expression); !name) return std::move(name).error(); \
  } while (false)
