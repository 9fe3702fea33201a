#pragma once
// A sheet as bytes. In payloads: exactly the shape of FORMATS.md 2.1,
//   {"digest":"sha256:..","header":{},"parts":{"main":[{"key":"LV01","cells":{"c10":"3"}}]},
//    "version":1}
// with rows in sheet order, under "main" or under the parts of a form that has several. The header
// has an outline's sections too; report/seal.cpp moves them to the payload's own "outline".
// In the store: a blob whose first byte is the codec's version;
// version 1 is that same JSON in one line. Another version may replace it: readers look at the
// first byte and keep reading the old ones.

#include <optional>

#include "base/bytes.h"
#include "base/result.h"
#include "form/layout.h"
#include "form/sheet.h"
#include "json/shape.h"
#include "json/value.h"

namespace girs {

/// The payload's member for this form. Rows without cells are left out unless dynamic. kConflict
/// when the sheet is of another version of the form than the layout.
Result<json::Value> encode_sheet(const FormLayout& layout, const Sheet& sheet);

/// Reads what encode_sheet writes and checks all of it: members, version and digest of the form,
/// rows in order and once each, columns, types, decimals as the column says, flags, NFC. Values
/// outside min and max, codes off their list and required blanks are left to check().
/// kCorrupt with every mistake and its JSON pointer.
Result<Sheet> decode_sheet(const FormLayout& layout, const json::Value& value);
/// The same as part of a larger document: mistakes go to the node's own list.
Sheet decode_sheet(const FormLayout& layout, const json::Node& node);

/// One cell that is not blank, as it stands in a payload; kConflict when it does not fit.
Result<json::Value> encode_cell(const Column& column, const CellKey& key, const Cell& cell);
/// Reads that; nothing after a mistake.
std::optional<Cell> decode_cell(const Column& column, const json::Node& node);

inline constexpr std::uint8_t kSheetCodec = 1;
Result<Bytes> to_blob(const FormLayout& layout, const Sheet& sheet);
/// A sheet of another version of the form is brought into the layout's (carry_over.h). kUnsupported
/// for a codec of a newer version of the library, kCorrupt for broken bytes.
Result<Sheet> from_blob(const FormLayout& layout, ByteView blob);

/// The version of the form that a blob's sheet was stored under.
Result<int> version_of_blob(ByteView blob);

}  // namespace girs
