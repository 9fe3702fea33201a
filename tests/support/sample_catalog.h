#pragma once
// A small catalogue for unit tests: units, a calendar, a code list, a form with rules, a regime
// and an indicator.

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace sample {

inline girs::Document units() {
  return {"units.json", R"J({"schema":"girs.units/1","code":"u","version":1,"units":[
    {"code":"VN","name":"Việt Nam","kind":"country"},
    {"code":"G22","name":"Văn phòng Chính phủ","kind":"ministry","parent":"VN"},
    {"code":"96","name":"Tỉnh Cà Mau","kind":"province","parent":"VN","from":"2025-07-01"},
    {"code":"32000","name":"Phường An Xuyên","kind":"commune","parent":"96",
     "from":"2025-07-01"}],
    "groups":[{"group":"bien-gioi","unit":"32000","from":"2025-07-01"}]})J"};
}

inline girs::Document calendar() {
  return {"calendar.json", R"J({"schema":"girs.calendar/1","code":"vn","version":1,
    "title":{"vi":"Lịch","en":"Calendar"},"first_year":2025,"last_year":2026,"weekly_rest":[6,7],
    "days":[{"date":"2026-01-01","kind":"holiday","name":"Tết Dương lịch"}],"source":"test"})J"};
}

inline girs::Document code_list() {
  return {"list.json", R"J({"schema":"girs.code-list/1","code":"linh-vuc","version":1,
    "title":{"vi":"Lĩnh vực"},"items":[
      {"code":"LV01","title":{"vi":"Đất đai","en":"Land"}},
      {"code":"LV02","title":{"vi":"Hộ tịch","en":"Civil status"}},
      {"code":"LV03","title":{"vi":"Xây dựng","en":"Building"}}]})J"};
}

/// Columns: 1 ordinal, 2 label, 3 = 4 + 5 dossiers, 6 rate, 7 text, 8 date, 9 logical, 10 code,
/// 11 money with two decimals, 12 a stock.
inline girs::Document form() {
  return {"form.json", R"J({"schema":"girs.form/1","code":"B01","version":1,
    "title":{"vi":"Biểu 01","en":"Form 01"},"from":"2021-01-01","to":"2026-02-14",
    "columns":[
      {"code":"1","title":{"vi":"TT"},"type":"ordinal"},
      {"code":"2","key":"linh_vuc","title":{"vi":"Lĩnh vực"},"type":"label"},
      {"code":"3","key":"tong","title":{"vi":"Tổng","en":"Total"},"type":"number",
       "measure":"flow","required":true,"min":"0","max":"999999999"},
      {"code":"4","key":"truc_tuyen","title":{"vi":"Trực tuyến"},"type":"number",
       "measure":"flow","min":"0"},
      {"code":"5","key":"truc_tiep","title":{"vi":"Trực tiếp"},"type":"number",
       "measure":"flow","min":"0"},
      {"code":"6","key":"ty_le","title":{"vi":"Tỷ lệ"},"type":"number","scale":1,"measure":"rate"},
      {"code":"7","key":"ghi_chu","title":{"vi":"Ghi chú"},"type":"text"},
      {"code":"8","key":"ngay","title":{"vi":"Ngày"},"type":"date"},
      {"code":"9","key":"xong","title":{"vi":"Xong"},"type":"logical"},
      {"code":"10","key":"ma","title":{"vi":"Mã"},"type":"code","code_list":"linh-vuc"},
      {"code":"11","key":"tien","title":{"vi":"Tiền"},"type":"number","scale":2,"measure":"flow"},
      {"code":"12","key":"ton","title":{"vi":"Tồn"},"type":"number","measure":"stock"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"Tổng số"},"total":true}],
            "dynamic":{"code_list":"linh-vuc"}},
    "rules":[
      {"id":"total","scope":"each-row","expr":"[3]=[4]+[5]","missing":"blank_zero",
       "severity":"error","message":{"vi":"Dòng {row}: {left} khác {right}, lệch {difference}.",
       "en":"Row {row}: {left} is not {right}, a difference of {difference}."}},
      {"id":"grand-total","scope":"each-column","columns":["3","4","5"],"expr":"[rT]=SUM([r*])",
       "missing":"blank_zero","severity":"explain","message":{"vi":"Cột {column}: {left}, {right}.",
       "en":"Column {column}: {left}, {right}."}},
      {"id":"money","scope":"form","expr":"[rT.c11]=SUM([r*.c11])","missing":"propagate",
       "tolerance":{"absolute":"0.5","relative":"0.01"},"severity":"info",
       "message":{"vi":"Tiền lệch {difference}.","en":"Money differs by {difference}."},
       "from":"2025-01-01"}]})J"};
}

inline girs::Document regime() {
  return {"regime.json", R"J({"schema":"girs.regime/1","code":"CD1","version":1,
    "name":{"vi":"Báo cáo quý","en":"Quarterly report"},"kind":"periodic","frequency":"quarter",
    "window":{"kind":"nd09"},
    "due":{"levels":{"3":{"kind":"working-days-after","days":1},
                     "province":{"kind":"day-of-month","day":20}}},
    "reporters":["commune","province"],"aggregators":["province"],"recipient":"G22",
    "delivery":{"vi":"Điện tử","en":"Electronically"},"forms":["B01"],
    "from":"2021-01-01","to":"2026-02-14"})J"};
}

inline girs::Document indicator() {
  return {"indicator.json", R"J({"schema":"girs.indicator/1","code":"KPI.01","version":1,
    "name":{"vi":"Tỷ lệ trực tuyến","en":"Share online"},"unit_of_measure":{"vi":"%","en":"%"},
    "regime":"CD1","measure":"rate","numerator":"SUM(['B01'!r*.c4])",
    "denominator":"SUM(['B01'!r*.c3])","factor":"100","round":1,"missing":"propagate"})J"};
}

inline std::vector<girs::Document> all() {
  return {units(), calendar(), code_list(), form(), regime(), indicator()};
}

/// A document with one piece of its text replaced; the piece must occur.
inline girs::Document edited(girs::Document document, std::string_view from, std::string_view to) {
  const auto at = document.bytes.find(from);
  if (at == std::string::npos) return {document.file, "the piece to replace does not occur"};
  document.bytes.replace(at, from.size(), to);
  return document;
}

/// The catalogue with the document of the same file name replaced.
inline std::vector<girs::Document> all_with(const girs::Document& changed) {
  auto documents = all();
  for (auto& document : documents)
    if (document.file == changed.file) document = changed;
  return documents;
}

}  // namespace sample
