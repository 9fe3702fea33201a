#pragma once
// What RapidJSON lets pass or refuses wrongly in the characters of a document, looked at in the
// bytes before it reads them: byte order marks, NUL bytes, surrogates, noncharacters.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace girs::json {

/// How much of FORMATS.md section 1 holds for a document.
enum class Rules {
  kSyntax,  // RFC 8259 alone
  kCanon,   // and what canonical bytes need: unique keys, paired surrogates
  kStrict   // and what documents of the system may not hold
};

/// A place in a document and what is wrong there.
struct Fault {
  std::size_t offset = 0;
  Message message;
};

/// The first fault in the characters of `text`, raw or escaped.
std::optional<Fault> first_bad_character(std::string_view text, Rules rules);

/// `text` with every escape of a lone surrogate replaced by one of a letter, at the same
/// offsets, or nothing when there is none: RFC 8259 allows what RapidJSON refuses.
std::optional<std::string> without_lone_surrogates(std::string_view text);

}  // namespace girs::json
