#pragma once
// Who does something to a report, and in which roles.

#include <string>
#include <string_view>

namespace girs::report {

/// A person or program by name, as the history will say it. A host that knows its people's roles
/// gives them, and they are held to what these may do (transition.h). Borrows both texts.
struct Actor {
  std::string_view name;
  /// "preparer", "approver", "agency-seal", or several of them separated by commas; empty: the host
  /// has checked what the actor may do.
  std::string_view roles = {};

  constexpr Actor() = default;
  constexpr Actor(std::string_view who, std::string_view in_roles = {})
      : name(who), roles(in_roles) {}
  constexpr Actor(const char* who, std::string_view in_roles = {}) : name(who), roles(in_roles) {}
  Actor(const std::string& who) : name(who) {}

  constexpr bool is_held_to_roles() const { return !roles.empty(); }
  bool has(std::string_view role) const;
};

}  // namespace girs::report
