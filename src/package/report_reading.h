#pragma once
// Reading a report payload with every mistake reported at its place.

#include "json/shape.h"
#include "package/report_payload.h"

namespace girs::package {

ReportPayload read_report(const json::Node& root);

}  // namespace girs::package
