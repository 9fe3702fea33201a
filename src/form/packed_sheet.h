#pragma once
// A sheet in few bytes, read without a parser (base/packed.h says how numbers and texts stand):
//
//   version of the form; the first 8 bytes of the definition's digest
//   header: count, then code and text of each field, in order of code
//   rows:   count, then each in sheet order:
//           place of the fixed row in the form + 1, or 0 and the code of an open row
//           a bit for each entered column in order of code (the first the lowest), 1: a cell
//           the cells in that order
//   cell:   number * 2, zigzag of the figure in units of the column's last decimal
//           or, odd, 2 * kind + 1: nil, not applicable, not available, text (with it), false,
//           true, noted (flags, note, then the value)
//
// One sheet has one encoding. Places and decimals are those of the definition whose digest it
// names: with another one nothing is read.

#include "base/bytes.h"
#include "base/result.h"
#include "form/layout.h"
#include "form/sheet.h"

namespace girs {

/// `lead` stands before it. kConflict when the sheet does not fit the layout.
Result<Bytes> pack_sheet(const FormLayout& layout, const Sheet& sheet, std::uint8_t lead);
/// Refuses (kCorrupt, details "form", "offset") whatever pack_sheet does not write.
Result<Sheet> unpack_sheet(const FormLayout& layout, ByteView packed);

/// The version of the form; kCorrupt when there is none.
Result<int> version_of_packed(ByteView packed);

}  // namespace girs
