#pragma once
// The signers and figures of a package as its row in `submission` holds them: one column each, so
// that to store a package touches no further tables with indexes of their own.
//
// A list of texts is written as netstrings without commas: length in bytes, ":", the bytes.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/submissions.h"

namespace girs::store {

/// Role, key and person of each signer.
std::string packed(const std::vector<SignerRow>& signers);
/// Code, version and cells of each form.
Bytes packed(const std::vector<FigureRow>& figures);

/// Whether no key signs twice in one role, and no form stands twice.
bool is_a_set(const std::vector<SignerRow>& signers);
bool is_a_set(const std::vector<FigureRow>& figures);

/// The same read back, and nothing for what was not written so: of a form that stands twice one
/// reader might take the first, another the last.
std::optional<std::vector<SignerRow>> unpacked_signers(std::string_view text);
std::optional<std::vector<FigureRow>> unpacked_figures(ByteView bytes);

/// From format 8 to 9: moves them there from tables of their own.
Status move_parts_into_submission(Connection& connection);

}  // namespace girs::store
