#pragma once
// Reading a report payload with every mistake reported at its place.

#include "json/shape.h"
#include "package/report_payload.h"

namespace girs::package {

ReportPayload read_report(const json::Node& root);
/// As read_report(), without a copy of the forms: they are checked, and stay empty in what is given.
ReportPayload read_report_but_forms(const json::Node& root);

}  // namespace girs::package
