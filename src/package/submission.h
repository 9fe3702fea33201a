#pragma once
// What is uploaded: the envelope with the batches that some of its signers have signed instead.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "package/envelope.h"

namespace girs::package {

inline constexpr std::size_t kBatchesMax = 16;

struct Submission {
  Envelope envelope;
  std::vector<Envelope> batches = {};

  /// Reads {"envelope":{...},"batches":[...]}; at most 16 batches.
  static Result<Submission> parse(std::string_view json,
                                  Envelope::Signing signing = Envelope::kSigned);
  static Result<Submission> from_json(const json::Value& document,
                                      Envelope::Signing signing = Envelope::kSigned);
  /// RFC 8785 bytes of the same.
  std::string text() const;
  /// The envelope's own text() where it stands in `own_text`, which is the submission's text().
  std::string_view envelope_in(std::string_view own_text) const;
  bool operator==(const Submission&) const = default;
};

}  // namespace girs::package
