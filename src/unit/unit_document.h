#pragma once
// Units as a document of the catalogue, {"schema":"girs.units/1",...}, which is how an imported
// list gets into a store: with its digest, its version and all checks.

#include <string>

#include "json/value.h"
#include "unit/unit.h"

namespace girs {

struct UnitDocumentHead {
  std::string code;
  int version = 1;
  std::string title = {};    // Vietnamese; empty: none
  std::string source = {};
};

/// What the catalogue reads back as the same data.
json::Value unit_document(const UnitDocumentHead& head, const UnitData& data);

}  // namespace girs
