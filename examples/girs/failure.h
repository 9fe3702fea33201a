#pragma once
// A failure on its way to main(): the library's error, or one sentence of this program.

#include <memory>
#include <string>

#include "girs/girs.h"

namespace cli {

/// Exit codes, the same for every command.
enum Exit { kDone = 0, kNegative = 1, kWrongUse = 2, kUnsupported = 3, kFailed = 4 };

class Failure {
 public:
  /// Takes the error over; `error` may be NULL.
  Failure(girs_status status, girs_error* error);
  /// Something that this program found itself.
  Failure(girs_status status, std::string en, std::string vi);

  girs_status status() const { return status_; }
  /// NULL for a failure of this program.
  const girs_error* error() const { return error_.get(); }
  std::string message(const char* language) const;
  std::string detail(const char* key) const;
  std::size_t mistakes() const;

  /// For people: the sentence, then every mistake with its place, one a line.
  std::string page(const char* language) const;
  /// The same in one line, "The rule has mistakes. /day must be 1 to 28."; five mistakes at most.
  std::string line(const char* language) const;
  /// {"error":{"status","message_en","message_vi","details":{..},"mistakes":[..]}}
  std::string document() const;

 private:
  /// A mistake with its place, as far as its sentence does not say that itself.
  std::string mistake(std::size_t index, const char* language) const;

  girs_status status_;
  std::shared_ptr<const girs_error> error_;
  std::string en_, vi_;
};

/// The command line itself was wrong, in a way that only the command can see.
struct WrongUse {
  std::string message;
};

/// "not-found" and the like.
const char* name_of(girs_status status);

}  // namespace cli
