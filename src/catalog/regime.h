#pragma once
// A report regime (chế độ báo cáo): who reports what, when, by which form. The fields are the
// content items of Decree 09/2019/NĐ-CP Art. 8.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/frequency.h"
#include "calendar/window.h"
#include "catalog/assignment.h"
#include "catalog/due_rules.h"
#include "catalog/form.h"

namespace girs {

enum class RegimeKind { kPeriodic, kThematic, kAdHoc };

/// A section of the narrative part (mẫu đề cương).
struct OutlineSection {
  std::string code;              // "I", "II.1"
  Label title;
  bool required = false;
};

struct Regime {
  std::string code;              // "KSTTHC"
  int version = 1;
  Label name;                    // tên báo cáo
  Label content;                 // nội dung
  RegimeKind kind = RegimeKind::kPeriodic;
  Frequency frequency;           // tần suất
  WindowRule window;
  DueRules due;                  // by kind of unit
  std::vector<Assignment> reporters;    // who must report
  std::vector<Assignment> exempt;       // who need not although named, with the reason
  std::vector<std::string> aggregators; // kinds of unit that sum up their children's reports
  std::string recipient;         // code of the receiving unit or agency
  Label delivery;                // hình thức, phương thức gửi nhận
  std::vector<std::string> forms;       // codes of the forms
  std::vector<OutlineSection> outline;  // mẫu đề cương
  std::vector<int> reminders;           // days before (negative) and after the due date, ascending
  Label guidance;                // hướng dẫn quy trình
  std::string legal_basis;
  std::optional<Date> from;
  std::optional<Date> to;
  std::string digest;

  bool in_force(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  /// Whether units of that kind sum up their members' reports.
  bool aggregates(std::string_view unit_kind) const;
  /// The rule for that kind of unit, else the rule for all; nullptr when there is neither.
  const DueRule* due_for(std::string_view unit_kind) const { return due_for_kind(due, unit_kind); }
};

}  // namespace girs
