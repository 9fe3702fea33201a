#pragma once
// What the catalogue finds wrong in documents, as lines that tests can compare.

#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

namespace girs::testing {

/// Every mistake as "file pointer: sentence".
inline std::vector<std::string> mistakes_in(const std::vector<Document>& documents) {
  std::vector<std::string> found;
  const auto catalog = Catalog::load(documents);
  if (catalog) return found;
  for (const auto& mistake : catalog.error().mistakes) {
    const auto* file = detail_of(mistake.details, "file");
    const auto* pointer = detail_of(mistake.details, "pointer");
    CHECK(file);
    CHECK(pointer);
    CHECK_FALSE(mistake.message.vi.empty());
    found.push_back((file ? *file : "?") + " " + (pointer ? *pointer : "?") + ": " +
                    mistake.message.en);
  }
  CHECK_FALSE(found.empty());
  return found;
}

inline std::string listed(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& line : list) text += line + "\n";
  return text;
}

inline std::vector<std::string> mistakes_after(const Document& document, std::string_view from,
                                               std::string_view to) {
  return mistakes_in(sample::all_with(sample::edited(document, from, to)));
}

/// Whether replacing `from` by `to` gives exactly one mistake, at `pointer`, saying `words`.
inline bool one_mistake(const Document& document, std::string_view from, std::string_view to,
                        const std::string& pointer, const std::string& words) {
  const auto found = mistakes_after(document, from, to);
  const bool as_expected = found.size() == 1 &&
                           found[0].starts_with(document.file + " " + pointer + ": ") &&
                           found[0].find(words) != std::string::npos;
  if (!as_expected) MESSAGE(listed(found));
  return as_expected;
}

}  // namespace girs::testing
