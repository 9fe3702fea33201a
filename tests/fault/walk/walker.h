#pragma once
// A walk of random steps through a small country, and what must hold on the way.

#include <cstdint>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "country.h"

namespace walk {

/// Something that must never be.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Walker {
 public:
  explicit Walker(std::uint64_t seed) : dice_(seed) {}

  /// Random steps; after each the quick checks, now and then the thorough ones.
  void go(int steps);
  /// The last quiet rounds: everybody agrees, and every unit can still deliver a right report.
  void end();

  /// What was done so far, one line a step.
  const std::vector<std::string>& trace() const { return trace_; }
  /// Refusals that were seen: their sentences, with how often.
  const std::map<std::string, int>& refusals() const { return refusals_; }

 private:
  // steps.cpp, centre_steps.cpp
  std::string step();
  std::string edit(Office& office);
  std::string make(Office& office);
  std::string exchange(Office& office);
  std::string send_again(Office& office);
  std::string lose_attachment(Office& office);
  std::string carry_past(Office& office);
  std::string turn_clock();
  std::string copy_or_put_back();
  std::string decide();
  std::string change_keys();

  // official.cpp: who follows the advice that is printed
  void deliver(Office& office, int figure);
  bool act(Office& office, int figure);
  void mend(Office& office, const store::OutboxRow& row);
  Status seal(Office& office);
  void settle_key(const std::string& unit);

  // checks.cpp
  void check_outbox(Office& office);
  void check_chains();
  void check_stores();
  void quiet();
  void agree(const std::string& unit);

  /// The outcome for the trace; a failure that is none, or that says nothing to people, is a violation.
  std::string told(const Status& status);
  void check_message(const Message& message, const std::string& what);
  void say(const std::string& line) { trace_.push_back(line); }
  [[noreturn]] void violate(const std::string& what) { throw Violation(what); }

  int roll(int sides) { return static_cast<int>(dice_() % static_cast<std::uint64_t>(sides)); }
  template <class List>
  auto& any_of(List& list) { return list[static_cast<std::size_t>(roll(static_cast<int>(std::size(list))))]; }
  Office& any_reporting();

  std::mt19937_64 dice_;
  Country country_;
  std::map<std::string, std::string> contents_;   // of attachments, by digest
  std::vector<std::string> trace_;
  std::map<std::string, int> refusals_;
};

/// The newest revision of the office's own report; nothing when there is none.
Result<report::Draft> newest(const Office& office);
Status fill(const Office& office, int figure);
std::vector<store::OutboxRow> outbox_of(const Office& office);
/// Column 3 of row LV01 of the report of `unit` that counts in this store; 0 when none does.
int counted(const girs::testing::Site& site, const std::string& unit);

}  // namespace walk
