#pragma once
// Commands and their options. CLI11 is behind this: its templates cost seconds in every file that
// sees them.

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cli {

/// A place in the tree of commands. The texts that options are read into must outlive parsing.
class CommandLine {
 public:
  explicit CommandLine(CLI::App* app) : app_(app) {}

  /// A group of commands, one of which must be given.
  CommandLine group(const char* name, const char* about) const;
  /// A command; `chosen` is called when the command line names it.
  CommandLine command(const char* name, const char* about, std::function<void()> chosen) const;

  /// Options (--name) and arguments (NAME), by whether they must be given.
  void option(const char* name, std::string& into, const char* help) const;
  void required(const char* name, std::string& into, const char* help) const;
  /// One of some words.
  void choice(const char* name, std::string& into, std::initializer_list<const char*> words,
              const char* help) const;
  void required_choice(const char* name, std::string& into,
                       std::initializer_list<const char*> words, const char* help) const;
  /// May be given many times.
  void many(const char* name, std::vector<std::string>& into, const char* help) const;
  void one_or_more(const char* name, std::vector<std::string>& into, const char* help) const;
  /// An argument that stands for all that follow, at least one.
  void rest(const char* name, std::vector<std::string>& into, const char* help) const;
  void number(const char* name, unsigned& into, unsigned min, unsigned max, const char* help) const;
  void flag(const char* name, bool& into, const char* help) const;

 private:
  CLI::App* app_;
};

}  // namespace cli
