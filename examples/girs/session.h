#pragma once
// What holds for every command: the global options, how a store is opened, how answers are given.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "call.h"
#include "moment.h"

namespace cli {

class Session {
 public:
  bool json = false;             // --json
  std::string language = "en";   // --lang
  std::string now;               // --now: a rehearsal's clock, empty: the system's
  std::string passphrase_file;   // --passphrase-file
  std::string pkcs11_module;     // --pkcs11-module
  std::string pin_file;          // --pin-file
  std::function<int()> command;  // what the command line asks for; gives the exit code

  bool vietnamese() const { return language == "vi"; }
  const char* say(const char* en, const char* vi) const { return vietnamese() ? vi : en; }

  /// Starts the clock of --now, if it is given. Throws WrongUse.
  void begin_clock();

  /// The store at `path`, which must exist unless it is to be made.
  enum Access { kRead, kWrite, kCreate };
  Store open(const std::string& path, Access access);
  /// What the clock says, in seconds since 1970: --now's, or 0 for the library's own.
  std::int64_t seconds_now();
  /// The unit given on the command line, else the store's own; empty when it has none.
  std::string unit_or_own(const Store& store, const std::string& given) const;
  /// From --passphrase-file, else the environment variable GIRS_PASSPHRASE.
  std::string passphrase() const;
  /// The library of the token: --pkcs11-module, else GIRS_PKCS11_MODULE.
  std::string token_module() const;
  /// From --pin-file, else the environment variable GIRS_PIN.
  std::string pin() const;

  /// Gives an answer: `document` with --json, else what `print` writes to standard output.
  void answer(const std::string& document, const std::function<void()>& print) const;
  /// Gives {"done":true} or the sentence.
  void done(const std::string& en, const std::string& vi) const;

 private:
  std::optional<RehearsalClock> clock_;
};

}  // namespace cli
