#pragma once
// A sheet in payloads: exactly the shape of FORMATS.md 2.1,
//   {"digest":"sha256:..","header":{},"parts":{"main":[{"key":"LV01","cells":{"c10":"3"}}]},
//    "version":1}
// with rows in sheet order, under "main" or under the parts of a form that has several. The header
// has an outline's sections too; report/seal.cpp moves them to the payload's own "outline".
// What the store keeps is shorter: sheet_blob.h.

#include <optional>

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

/// kConflict when the sheet is of another form, or of another version of it, than the layout.
Status require_form(const FormLayout& layout, const Sheet& sheet);
/// That data are of another definition than the layout's form.
Message other_definition(const FormLayout& layout);
/// Why a cell cannot be written: its value is not what its column holds (kConflict).
Error does_not_fit(const CellKey& key);

}  // namespace girs
