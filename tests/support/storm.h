#pragma once
// A thematic regime that comes with a request: damage of storm 12, with a window of its own dates.

#include <string>
#include <vector>

#include "central/request.h"
#include "json/parse.h"
#include "support/world.h"

namespace girs::testing {

inline json::Value storm_form(int version = 1, const std::string& title = "Thiệt hại do bão") {
  return must(json::parse(R"J({"schema":"girs.form/1","code":"B-BAO","version":)J" +
                          std::to_string(version) + R"J(,"title":{"vi":")J" + title + R"J("},
    "columns":[{"code":"1","title":{"vi":"Chỉ tiêu"},"type":"label"},
               {"code":"2","title":{"vi":"Số nhà hư hại"},"type":"number","measure":"flow","min":"0"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"Tổng số"}}]}})J"));
}

inline json::Value storm_regime() {
  return must(json::parse(R"J({"schema":"girs.regime/1","code":"BAO","version":1,
    "name":{"vi":"Báo cáo nhanh thiệt hại do bão"},"kind":"ad-hoc","frequency":{"kind":"campaign","code":"bao-12"},
    "window":{"kind":"dates","from":"2025-12-10","to":"2025-12-18"},
    "due":{"kind":"working-days-after","days":1},"reporters":["commune"],
    "recipient":"G22","forms":["B-BAO"]})J"));
}

/// Asks two communes of Cà Mau for the storm's damage by 2025-12-22.
inline central::RequestDraft storm() {
  return {"BAO", {"31834", "31825"}, "X-bao-12", "2025-12-22", "Báo cáo thiệt hại do bão số 12",
          {storm_form(), storm_regime()}};
}

/// Asks for a report under a regime that everybody has.
inline central::RequestDraft early_quarter(std::vector<std::string> units = {"31825"}) {
  return {"KSTTHC", std::move(units), "2025-Q4", "2025-12-15", "Gửi sớm số liệu quý IV"};
}

}  // namespace girs::testing
