#include "catalog/form_difference.h"

#include <algorithm>
#include <tuple>

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
constexpr Named kField{"field", "Field", "Trường"};
constexpr Named kSection{"section", "Section", "Mục"};
constexpr Named kPart{"part", "Part", "Phần"};

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
  changes.note(before.computed.has_value() != after.computed.has_value(),
               after.computed ? "it is computed now" : "it is entered now",
               after.computed ? "nay được tính tự động" : "nay phải nhập");
  changes.note(before.computed && after.computed &&
                   before.computed->expression.text() != after.computed->expression.text(),
               "it is computed differently", "đổi công thức tính");
  changes.note(before.states != after.states, "other states without a value are allowed",
               "đổi các trạng thái không có số liệu được phép");
  changes.note(before.default_text != after.default_text, "its default changed",
               "đổi giá trị mặc định");
  changes.note(before.length_max != after.length_max, "the longest text allowed changed",
               "đổi độ dài tối đa");
  changes.note(before.entered != after.entered, "it is entered differently", "đổi cách nhập");
  changes.note(before.min != after.min || before.max != after.max, "the allowed range changed",
               "đổi khoảng giá trị cho phép");
  return changes.message();
}

Message rule_change(const Rule& before, const Rule& after) {
  Changes changes;
  changes.note(before.expression.text() != after.expression.text() || before.missing != after.missing ||
                   before.scope != after.scope || before.rows != after.rows ||
                   before.part != after.part ||
                   before.columns != after.columns,
               "it checks something else", "đổi nội dung kiểm tra");
  changes.note(before.tolerance.rounding != after.tolerance.rounding ||
                   !(before.tolerance.absolute == after.tolerance.absolute) ||
                   !(before.tolerance.relative == after.tolerance.relative),
               "its tolerance changed", "đổi sai số cho phép");
  changes.note(before.severity != after.severity, "it is of another class", "đổi mức độ");
  return changes.message();
}

Message field_change(const Field& before, const Field& after) {
  Changes changes;
  changes.note(before.length_min != after.length_min, "the shortest text allowed changed",
               "đổi độ dài tối thiểu");
  changes.note(before.automatic != after.automatic, "it is filled in differently", "đổi cách điền");
  const auto as_value = column_change(before.value, after.value);
  changes.note(!as_value.en.empty(), as_value.en.c_str(), as_value.vi.c_str());
  return changes.message();
}

Message part_change(const Part& before, const Part& after) {
  Changes changes;
  changes.note(before.title.vi != after.title.vi, "its title changed", "đổi tên");
  changes.note(before.rows != after.rows || before.dynamic != after.dynamic, "its rows changed",
               "đổi các dòng");
  changes.note(before.columns != after.columns, "its columns changed", "đổi các cột");
  return changes.message();
}

/// What concerns the form as a whole.
void compare_whole(std::vector<FormChange>& changes, const Form& before, const Form& after) {
  const auto note = [&](bool changed, const char* part, Message message) {
    if (changed) changes.push_back({Kind::kChanged, part, "", std::move(message)});
  };
  const auto count = [](const Form& form) {
    const auto& rows = form.rows;
    return std::tuple(rows.count_min, rows.count_max, rows.unique);
  };
  note(count(before) != count(after), "rows",
       {"How many rows may be added, and what tells them apart, changed.",
        "Thay đổi số dòng được thêm hoặc cách phân biệt các dòng."});
  const auto files = [](const Form& form) {
    const auto rule = form.attachments.value_or(AttachmentRule{});
    return std::tuple(rule.count_min, rule.count_max, rule.media_types, rule.size_max);
  };
  note(files(before) != files(after), "attachments",
       {"The rules for attached files changed.", "Thay đổi quy định về tệp đính kèm."});
  note(before.title.vi != after.title.vi, "title",
       {"The form is called \"" + after.title.en + "\" now.",
        "Biểu mẫu nay có tên \"" + after.title.vi + "\"."});
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
  const bool outline = after.kind == FormKind::kOutline;
  compare(changes, outline ? kSection : kField, before.fields, after.fields,
          [](const Field& field) -> const std::string& { return field.value.code; },
          [](const Field& field) -> const Label& { return field.value.title; }, field_change);
  compare(changes, kPart, before.parts, after.parts, code_of, title_of, part_change);
  compare(changes, kColumn, before.columns, after.columns, code_of, title_of, column_change);
  compare(changes, kRow, before.rows.fixed, after.rows.fixed, code_of, title_of,
          [](const FixedRow& then, const FixedRow& now) {
            Changes row;
            row.note(then.title.vi != now.title.vi, "its title changed", "đổi tên");
            row.note(then.group != now.group, "it stands under another heading", "đổi nhóm");
            row.note(then.computed.has_value() != now.computed.has_value(),
                     now.computed ? "it is computed now" : "it is entered now",
                     now.computed ? "nay được tính tự động" : "nay phải nhập");
            row.note(then.total != now.total, "it is a total no longer, or is one now", "đổi vai trò dòng tổng");
            return row.message();
          });
  if (before.rows.dynamic != after.rows.dynamic || before.rows.code_list != after.rows.code_list)
    changes.push_back({Kind::kChanged, "rows", after.rows.code_list,
                       {"The rows to be added come from another list.", "Danh mục dòng động thay đổi."}});
  static const Label kNoTitle;
  compare(changes, kRule, before.rules, after.rules, [](const Rule& rule) -> const std::string& { return rule.id; },
          [](const Rule&) -> const Label& { return kNoTitle; }, rule_change);
  compare_whole(changes, before, after);
  return changes;
}

}  // namespace girs
