#pragma once
// Who makes a call, and whether it may: least right by default. A key has only what one of its
// grants says for the role, the unit (or one above it) and the regime; who shows no key has only
// what is public. An open server (loopback, a trial) says so itself with kOpen.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "base/clock.h"
#include "key/registry.h"

namespace girs::access {

struct Caller {
  enum class Kind { kNobody, kOpen, kKey };
  Kind kind = Kind::kNobody;
  std::string keyid = {};
  Subject subject = {};
  std::vector<RoleGrant> grants = {};

  static Caller open() { return {Kind::kOpen}; }
  /// The holder of a key of the registry, whose signature on the request was verified.
  static Caller holder_of(const KeyRecord& record);
};

/// What a call is about. An empty unit or regime means all of them; then only "*" permits it.
struct Object {
  std::string_view unit = {};
  std::string_view regime = {};
  /// Whether the unit is `ancestor` itself or below it.
  std::function<bool(std::string_view ancestor)> within = {};
};

/// Whether the key is valid at `now`: neither before its time, nor past it, nor revoked.
bool is_valid_at(const KeyRecord& record, Time now);

/// Whether the caller has a role that the table names, for whatever units. kUntrusted (reason
/// "role", or "request-signature" for a caller without a key) otherwise; `contact` is whom the
/// refusal says to ask.
Status permits(const Right& right, const Caller& caller, std::string_view contact);
/// The same, for this unit and regime.
Status permits(const Right& right, const Caller& caller, const Object& object,
               std::string_view contact);

}  // namespace girs::access
