#pragma once
// The shape of a payload's member "forms" (FORMATS.md 2.1). What the cells mean is for those who
// have the form's definition; here only the shape is known.

#include "json/shape.h"

namespace girs::package {

/// Reports every mistake in {form code: {"digest","header","parts","version"}}.
void check_forms(const json::Node& forms);

}  // namespace girs::package
