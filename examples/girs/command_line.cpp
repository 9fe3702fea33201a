#include "command_line.h"

#include <utility>

#include <CLI/CLI.hpp>

namespace cli {
namespace {

CLI::Option* add(CLI::App* app, const char* name, std::string& into, const char* help) {
  auto* option = app->add_option(name, into, help);
  return into.empty() ? option : option->capture_default_str();
}

}  // namespace

CommandLine CommandLine::group(const char* name, const char* about) const {
  auto* group = app_->add_subcommand(name, about);
  group->require_subcommand(1);
  return CommandLine(group);
}

CommandLine CommandLine::command(const char* name, const char* about,
                                 std::function<void()> chosen) const {
  auto* command = app_->add_subcommand(name, about);
  command->callback(std::move(chosen));
  return CommandLine(command);
}

void CommandLine::option(const char* name, std::string& into, const char* help) const {
  add(app_, name, into, help);
}

void CommandLine::required(const char* name, std::string& into, const char* help) const {
  add(app_, name, into, help)->required();
}

void CommandLine::choice(const char* name, std::string& into,
                         std::initializer_list<const char*> words, const char* help) const {
  add(app_, name, into, help)->check(CLI::IsMember(std::vector<std::string>(words.begin(), words.end())));
}

void CommandLine::required_choice(const char* name, std::string& into,
                                  std::initializer_list<const char*> words,
                                  const char* help) const {
  add(app_, name, into, help)
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(words.begin(), words.end())));
}

void CommandLine::many(const char* name, std::vector<std::string>& into, const char* help) const {
  app_->add_option(name, into, help)->expected(1)->take_all();
}

void CommandLine::one_or_more(const char* name, std::vector<std::string>& into,
                              const char* help) const {
  app_->add_option(name, into, help)->expected(1)->take_all()->required();
}

void CommandLine::rest(const char* name, std::vector<std::string>& into, const char* help) const {
  app_->add_option(name, into, help)->required();
}

void CommandLine::number(const char* name, unsigned& into, unsigned min, unsigned max,
                         const char* help) const {
  app_->add_option(name, into, help)->check(CLI::Range(min, max))->capture_default_str();
}

void CommandLine::flag(const char* name, bool& into, const char* help) const {
  app_->add_flag(name, into, help);
}

}  // namespace cli
