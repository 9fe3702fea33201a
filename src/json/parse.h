#pragma once
// Bounded, iterative JSON reading. Bytes from outside enter the library here and nowhere else.

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "json/value.h"

namespace girs::json {

/// What a document may cost. Whatever is asked, a document is never larger than 1 GiB and never
/// deeper than 1000: values are written and destroyed recursively.
struct Limits {
  std::size_t size_max = 64u << 20;   // bytes
  std::size_t depth_max = 64;
  std::size_t values_max = 4u << 20;  // values of any kind in the document
};

// All three functions fail with kInvalidArgument and the details "offset" (bytes, from 0), "line"
// and "column" (characters, both from 1); detail "limit" says which limit was passed, if any.
// None of them reads a number beyond the range of a double (RFC 8259 section 9).

/// RFC 8259 with the refusals of FORMATS.md section 1: no byte order mark, no NUL byte, no
/// duplicate keys, no lone surrogates, no noncharacters, no U+0000, well-formed UTF-8, depth at
/// most 64, nothing after the document.
Result<Value> parse(std::string_view text, const Limits& limits = {});

/// What `girs json lint` checks: RFC 8259 syntax with UTF-8 and the limits only; lone surrogates
/// are within that syntax (RFC 8259 section 8.2).
Status check_syntax(std::string_view text, const Limits& limits = {});

/// What `girs json canon` reads: syntax plus unique keys and paired surrogates.
Result<Value> parse_for_canon(std::string_view text, const Limits& limits = {});

}  // namespace girs::json
