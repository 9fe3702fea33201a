#include "catalog/form_difference.h"

#include <algorithm>

#include "base/text.h"

namespace girs {
namespace {

/// Words for a part of a form, in both languages: "Column 3 (Total)".
struct Named {
  const char* part;
  const char* en;
  const char* vi;
};
constexpr Named kColumn{"column", "Column", "Cột"};
constexpr Named kRow{"row", "Row", "Dòng"};
constexpr Named kRule{"rule", "Rule", "Quy tắc"};

Message subject(const Named& named, const std::string& code, const Label& title) {
  const auto in = [](const std::string& text) { return text.empty() ? std::string() : " (" + text + ")"; };
  return {std::string(named.en) + " " + code + in(title.en), std::string(named.vi) + " " + code + in(title.vi)};
}

using Kind = FormChange::Kind;

void add(std::vector<FormChange>& changes, Kind kind, const Named& named, const std::string& code,
         const Label& title, const Message& what = {}) {
  const auto about = subject(named, code, title);
  const Message words = kind == Kind::kAdded     ? Message{" is new.", " là mới."}
                        : kind == Kind::kRemoved ? Message{" is gone.", " đã bị bỏ."}
                                                 : Message{": " + what.en + ".", ": " + what.vi + "."};
  changes.push_back({kind, named.part, code, {about.en + words.en, about.vi + words.vi}});
}

/// Lists with codes, compared element by element; `differs` says how two of one code differ.
template <class T, class CodeOf, class TitleOf, class Differs>
void compare(std::vector<FormChange>& changes, const Named& named, const std::vector<T>& before,
             const std::vector<T>& after, CodeOf code_of, TitleOf title_of, Differs differs) {
  const auto find = [&](const std::vector<T>& list, const std::string& code) {
    return std::ranges::find_if(list, [&](const T& one) { return code_of(one) == code; });
  };
  for (const auto& now : after) {
    const auto then = find(before, code_of(now));
    if (then == before.end()) {
      add(changes, Kind::kAdded, named, code_of(now), title_of(now));
    } else if (const Message what = differs(*then, now); !what.en.empty()) {
      add(changes, Kind::kChanged, named, code_of(now), title_of(now), what);
    }
  }
  for (const auto& then : before)
    if (find(after, code_of(then)) == after.end())
      add(changes, Kind::kRemoved, named, code_of(then), title_of(then));
}

/// Collects what changed about one thing.
class Changes {
 public:
  void note(bool changed, const char* en, const char* vi) {
    if (!changed) return;
    en_.push_back(en);
    vi_.push_back(vi);
  }
  Message message() const { return {join(en_, ", "), join(vi_, ", ")}; }

 private:
  std::vector<std::string> en_, vi_;
};

Message column_change(const Column& before, const Column& after) {
  Changes changes;
  changes.note(before.title.vi != after.title.vi || before.group.vi != after.group.vi,
               "its heading changed", "đổi tiêu đề");
  changes.note(before.type != after.type || before.code_list != after.code_list,
               "it holds another kind of value", "đổi kiểu dữ liệu");
  changes.note(before.scale != after.scale, "the number of decimals changed", "đổi số chữ số thập phân");
  changes.note(before.measure != after.measure, "it adds up differently", "đổi cách cộng dồn");
  changes.note(before.unit_of_measure != after.unit_of_measure, "its unit of measure changed",
               "đổi đơn vị tính");
  changes.note(before.required != after.required,
               after.required ? "it must be filled in now" : "it may stay blank now",
               after.required ? "nay bắt buộc nhập" : "nay không bắt buộc");
  changes.note(before.entered != after.entered, "it is entered differently", "đổi cách nhập");
  changes.note(before.min != after.min || before.max != after.max, "the allowed range changed",
               "đổi khoảng giá trị cho phép");
  return changes.message();
}

Message rule_change(const Rule& before, const Rule& after) {
  Changes changes;
  changes.note(before.expression.text() != after.expression.text() || before.missing != after.missing ||
                   before.scope != after.scope || before.rows != after.rows ||
                   before.columns != after.columns,
               "it checks something else", "đổi nội dung kiểm tra");
  changes.note(!(before.tolerance.absolute == after.tolerance.absolute) ||
                   !(before.tolerance.relative == after.tolerance.relative),
               "its tolerance changed", "đổi sai số cho phép");
  changes.note(before.severity != after.severity, "it is of another class", "đổi mức độ");
  return changes.message();
}

}  // namespace

std::string_view to_text(FormChange::Kind kind) {
  switch (kind) {
    case Kind::kAdded: return "added";
    case Kind::kRemoved: return "removed";
    case Kind::kChanged: break;
  }
  return "changed";
}

std::vector<FormChange> difference(const Form& before, const Form& after) {
  std::vector<FormChange> changes;
  const auto code_of = [](const auto& one) -> const std::string& { return one.code; };
  const auto title_of = [](const auto& one) -> const Label& { return one.title; };
  compare(changes, kColumn, before.columns, after.columns, code_of, title_of, column_change);
  compare(changes, kRow, before.rows.fixed, after.rows.fixed, code_of, title_of,
          [](const FixedRow& then, const FixedRow& now) {
            Changes row;
            row.note(then.title.vi != now.title.vi, "its title changed", "đổi tên");
            row.note(then.total != now.total, "it is a total no longer, or is one now", "đổi vai trò dòng tổng");
            return row.message();
          });
  if (before.rows.dynamic != after.rows.dynamic || before.rows.code_list != after.rows.code_list)
    changes.push_back({Kind::kChanged, "rows", after.rows.code_list,
                       {"The rows to be added come from another list.", "Danh mục dòng động thay đổi."}});
  static const Label kNoTitle;
  compare(changes, kRule, before.rules, after.rules, [](const Rule& rule) -> const std::string& { return rule.id; },
          [](const Rule&) -> const Label& { return kNoTitle; }, rule_change);
  if (before.title.vi != after.title.vi)
    changes.push_back({Kind::kChanged, "title", "",
                       {"The form is called \"" + after.title.en + "\" now.",
                        "Biểu mẫu nay có tên \"" + after.title.vi + "\"."}});
  return changes;
}

}  // namespace girs
