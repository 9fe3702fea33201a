#pragma once
// What the log holds (FORMATS.md 2.4): one small JSON document a leaf, without figures, so that
// witnesses and mirrors may be public.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace girs::log {

inline constexpr std::size_t kLeafSizeMax = 65535;

/// The first leaf. A log that follows another holds the last checkpoint of the old one.
struct GenesisEntry {
  std::string origin;
  std::optional<std::string> previous = {};  // signed note
  bool operator==(const GenesisEntry&) const = default;
};

/// A report received.
struct SubmissionEntry {
  std::string pid;
  std::string env;
  std::string unit;
  std::string regime;
  std::string period;
  std::int64_t rev = 1;
  std::optional<std::string> prev = {};
  std::string status = "received";
  bool operator==(const SubmissionEntry&) const = default;
};

/// A time series received.
struct SeriesEntry {
  std::string pid;
  std::string env;
  std::string unit;
  std::string indicator;
  std::string vintage;
  std::int64_t rev = 1;
  std::optional<std::string> prev = {};
  std::string status = "received";
  bool operator==(const SeriesEntry&) const = default;
};

/// The authority asks for a report.
struct RequestEntry {
  std::string pid;
  std::string env;
  std::string regime;
  std::string period;
  bool operator==(const RequestEntry&) const = default;
};

/// A decision on a report; unit, regime and period are those of the report.
struct DecisionEntry {
  std::string pid;  // of the decision's envelope
  std::string env;
  std::string of;   // pid of the report
  std::string unit;
  std::string regime;
  std::string period;
  std::string status;  // "accepted", "rejected", "reopened", "excluded"
  std::vector<std::string> codes = {};
  bool operator==(const DecisionEntry&) const = default;
};

/// A version of the registry came into force.
struct KeyEvent {
  std::int64_t version = 1;
  std::string digest;  // "sha256:<hex>" of the registry's bytes
  bool operator==(const KeyEvent&) const = default;
};

/// A version of the catalogue came into force.
struct CatalogueEvent {
  std::int64_t version = 1;
  std::string digest;  // "sha256:<hex>" of the catalogue's payload
  bool operator==(const CatalogueEvent&) const = default;
};

using Entry = std::variant<GenesisEntry, SubmissionEntry, SeriesEntry, RequestEntry,
                           DecisionEntry, KeyEvent, CatalogueEvent>;

struct Leaf {
  Time time{};  // of the log; never decreases from leaf to leaf
  Entry entry;

  /// Reads canonical leaf bytes; the error carries every mistake.
  static Result<Leaf> parse(std::string_view bytes);
  /// RFC 8785 bytes, at most 65,535, or every mistake.
  Result<std::string> to_bytes() const;
  /// "genesis", "submission", ...
  std::string_view kind() const;
  bool operator==(const Leaf&) const = default;
};

}  // namespace girs::log
