#pragma once
// The catalogue of a store: how new documents join the definitions that it holds.

#include <vector>

#include "catalog/catalog.h"
#include "catalog/lint.h"
#include "json/value.h"
#include "store/definitions.h"
#include "store/store.h"

namespace girs::report {

/// A document as the store keeps it: its kind, code and version, and the digest of its RFC 8785
/// bytes. What it says inside, the catalogue checks. kInvalidArgument without these three.
Result<store::DefinitionRow> definition_row(const json::Value& document);

/// The store's definitions as documents again (Document::held), for reading them together with
/// others.
std::vector<Document> documents_of(const std::vector<store::DefinitionRow>& rows);

/// Adds documents to the store's catalogue and replaces nothing; they may be a part of one (a new
/// version of a form), so they are read together with what is there. Every mistake at once and
/// nothing loaded when there is one; kConflict (detail "definition") for a version that is there
/// with other content.
Status load_catalog(store::Store& store, const std::vector<Document>& documents);
/// The same in the caller's transaction; gives the catalogue as it then is.
Result<Catalog> join_catalog(store::Connection& connection, const std::vector<Document>& documents, Time now);
/// What load_catalog() would say of mistakes, and nothing is loaded.
Status check_catalog(store::Store& store, const std::vector<Document>& documents);
/// What an expert would say of the forms among the documents (catalog/lint.h), read together with
/// what the store holds; null: alone. The error is that of check_catalog().
Result<std::vector<Remark>> review_documents(store::Store* store,
                                             const std::vector<Document>& documents);
/// The catalogue that the store holds.
Result<Catalog> open_catalog(store::Store& store);

}  // namespace girs::report
