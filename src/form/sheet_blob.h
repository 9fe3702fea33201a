#pragma once
// A sheet as the store keeps it: a blob whose first byte says how the rest is written. What is
// written now is packed (2, packed_sheet.h); stores of earlier versions of this software hold the
// payload's JSON in one line (1, codec.h), which is read as before.

#include "base/bytes.h"
#include "base/result.h"
#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

inline constexpr std::uint8_t kJsonSheet = 1;
inline constexpr std::uint8_t kPackedSheet = 2;

/// kConflict when the sheet is of another version of the form than the layout.
Result<Bytes> to_blob(const FormLayout& layout, const Sheet& sheet);
/// A sheet of another version of the form is brought into the layout's (carry_over.h). kUnsupported
/// for a blob of a newer version of the library, kCorrupt for broken bytes.
Result<Sheet> from_blob(const FormLayout& layout, ByteView blob);

/// The version of the form that a blob's sheet was stored under.
Result<int> version_of_blob(ByteView blob);

/// The blob as earlier versions of this software wrote it.
Result<Bytes> to_json_blob(const FormLayout& layout, const Sheet& sheet);
/// Whether the blob is exactly what this or an earlier version of this software writes.
Result<bool> is_blob_of(const FormLayout& layout, const Sheet& sheet, ByteView blob);

}  // namespace girs
