#pragma once
// Why a formula does not compile: the sentence and the place (offset in bytes from 0, line and
// column from 1, the column in characters).

#include <string>
#include <string_view>

#include "base/result.h"

namespace girs::formula {

/// An error about the byte at `offset` of `source`.
Error refused(std::string_view source, std::size_t offset, Message message,
              std::string suggestion = {}, Code code = Code::kInvalidArgument);

/// "Expected `wanted`, found what stands at `offset`."
Error expected(std::string_view source, std::size_t offset, const Message& wanted,
               std::string suggestion = {});

/// Details "offset", "line" and "column" of a place.
Details place_details(std::string_view source, std::size_t offset);

}  // namespace girs::formula
