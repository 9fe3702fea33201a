#include "form/entry_mistakes.h"

#include "base/text.h"

namespace girs {

void EntryMistakes::add(const EntryPlace& place, const Message& message) {
  Details details;
  std::vector<std::string> en;
  std::vector<std::string> vi;
  const auto tell = [&](const char* name, const std::string& value, const char* in_english,
                        const char* in_vietnamese) {
    if (value.empty()) return;
    details.emplace_back(name, value);
    en.push_back(in_english + value);
    vi.push_back(in_vietnamese + value);
  };
  if (!file_.empty()) details.emplace_back("file", file_);
  tell("line", place.line == 0 ? std::string() : std::to_string(place.line), "line ", "dòng thứ ");
  if (place.index) tell("index", std::to_string(*place.index), "index ", "chỉ số ");
  tell("pointer", place.pointer, "", "");
  tell("row", place.row, "row ", "hàng ");
  tell("column", place.column, "column ", "cột ");
  if (en.empty()) return mistakes_.add(Mistake{message, std::move(details)});
  mistakes_.add(Mistake{{"At " + join(en, ", ") + ": " + message.en,
                         "Tại " + join(vi, ", ") + ": " + message.vi},
                        std::move(details)});
}

Error EntryMistakes::to_error() && {
  const auto count = std::to_string(mistakes_.count());
  Details details{{"mistakes", count}};
  if (!file_.empty()) details.emplace_back("file", file_);
  const bool one = mistakes_.count() == 1;
  const bool more = is_full();
  return std::move(mistakes_).to_error(
      Code::kInvalidArgument,
      "Nothing was taken over: the file has " + count + (one ? " mistake" : " mistakes") +
          (more ? " or more; reading stopped there." : "."),
      "Chưa nhận số liệu nào: tệp có " + count +
          (more ? " lỗi trở lên; đã dừng đọc tại đó." : " lỗi."),
      std::move(details));
}

}  // namespace girs
