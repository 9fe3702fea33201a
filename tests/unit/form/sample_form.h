#pragma once
// The small form of the catalogue's tests, with its code list.

#include <string>
#include <string_view>

#include "form/entry.h"
#include "form/layout.h"
#include "form/sheet.h"
#include "support/sample_catalog.h"

namespace sample {

inline const girs::Catalog& catalog() {
  static const auto loaded = *girs::Catalog::load(all());
  return loaded;
}

/// Form B01: fixed row T, dynamic rows LV01 to LV03.
inline girs::FormLayout layout() { return {*catalog().form_version("B01", 1), catalog()}; }

inline girs::Decimal decimal(std::string_view text) { return *girs::Decimal::parse(text); }
inline girs::Cell number(std::string_view text) { return {decimal(text)}; }

/// A sheet from wide CSV; the test has made sure that it is good.
inline girs::Sheet sheet(const girs::FormLayout& form, std::string_view csv) {
  return *girs::apply(form, girs::Sheet::make(form), *girs::entry_from_csv(form, csv));
}

}  // namespace sample
