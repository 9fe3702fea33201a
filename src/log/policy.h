#pragma once
// Which logs and witnesses a verifier trusts (C2SP tlog-policy): `log VKEY [URL]`,
// `witness NAME VKEY [URL]`, `group NAME any|all|N MEMBER...`, `quorum NAME|none`.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "key/verifier_key.h"

namespace girs::log {

/// A set of witnesses or groups of which `threshold` must agree.
struct PolicyGroup {
  std::string name;
  std::size_t threshold = 1;
  std::vector<std::string> members = {};
};

struct PolicyWitness {
  std::string name;  // in the policy; the key has a name of its own
  VerifierKey key;
};

struct Policy {
  std::vector<VerifierKey> logs = {};
  std::vector<PolicyWitness> witnesses = {};
  std::vector<PolicyGroup> groups = {};
  std::string quorum = {};  // a witness or group; empty: none is asked for

  /// Reads policy text; names are declared before they are used. Every mistake at once, with
  /// detail "line".
  static Result<Policy> parse(std::string_view text);
  /// The policy of a registry: its tlog_policy, or its log keys and no quorum.
  static Result<Policy> of(const std::string& tlog_policy,
                           const std::vector<std::string>& log_keys);
  /// Whether the witnesses named (as in the policy) make up the quorum.
  bool is_met_by(const std::set<std::string>& agreed) const;
};

}  // namespace girs::log
