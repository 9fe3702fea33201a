#pragma once
// Names and values of the library's answers in the words of the field.

#include <string>
#include <string_view>

#include "session.h"

namespace cli {

/// The heading of member `name`; the name itself when there is no word for it.
std::string word_for_name(const Session& session, std::string_view name);
/// A value that is a word of the program ("queued" of "state") in the session's language; other
/// values as they are.
std::string word_for_value(const Session& session, std::string_view name, const std::string& value);

}  // namespace cli
