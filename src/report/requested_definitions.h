#pragma once
// Definitions that come with an authority's request: they join the catalogue that the store
// holds, all or none. The centre that asks judges its draft as it would a file; the unit that is
// asked cannot mend a definition, and takes what the centre has taken in (Document::held).

#include <optional>
#include <vector>

#include "catalog/catalog.h"
#include "json/value.h"
#include "package/request_payload.h"
#include "store/connection.h"
#include "store/definitions.h"

namespace girs::report {

/// The store's catalogue together with documents that came.
struct JoinedDefinitions {
  std::vector<store::DefinitionRow> fresh;  // those that the store does not have yet
  std::optional<Catalog> catalog;           // with them; nothing when none is fresh
};

/// kConflict (detail "definition") when a document contradicts what the store holds, or brings
/// another version of a form or code list that it holds: such a change would reach other regimes
/// too and comes with the catalogue. Every mistake of documents that do not fit.
Result<JoinedDefinitions> join_definitions(store::Connection& connection,
                                           const std::vector<json::Value>& documents);

/// Adds what a request brings, in the caller's transaction; the catalogue when it has changed.
/// kNotFound when its regime is then still not there, kConflict when there is another one of its
/// code and version.
Result<std::optional<Catalog>> adopt_definitions(store::Connection& connection,
                                                 const package::RequestPayload& request, Time now);

}  // namespace girs::report
