// report members, against-members, check-all, export: many reports of a period side by side, and
// one as a file.

#include <algorithm>
#include <cstdio>

#include "input.h"
#include "json_value.h"
#include "progress.h"
#include "report_target.h"
#include "table.h"

namespace cli {
namespace {

int members(Session& session, const ReportOnly& given) {
  auto target = given;
  target.aggregate = true;
  const auto store = session.open(target.store, Session::kRead);
  const auto options = target.options();
  const auto json = fetch(girs_report_members, store.get(), &options);
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_members(session, document.root(), {"expected", "counted", "excluded"});
    print_table(session, member(document.root(), "members"),
                {"unit", "unit_name", "state", "reason"});
    for (const auto& one : member(document.root(), "members").GetArray())
      if (member(one, "outdated").IsTrue())
        std::printf(session.say("%s: the aggregate counts a report that no longer stands.\n",
                                "%s: báo cáo đã tổng hợp không còn là bản mới nhất có giá trị.\n"),
                    text(one, "unit").c_str());
  });
  return kDone;
}

struct AgainstOptions : ReportTarget {
  std::string form, row, column;
};

void print_against(const Session& session, const Json& found) {
  print_members(session, found, {"unit", "unit_name", "period", "scope", "expected", "counted"});
  for (const auto& form : member(found, "forms").GetArray()) {
    std::printf("\n%s\n", text(form, "form").c_str());
    if (member(form, "cells").Empty())
      std::printf("%s\n", session.say("Every cell is the sum of the members.",
                                      "Mọi ô đều bằng tổng của các đơn vị."));
    else
      print_table(session, member(form, "cells"), {"row", "column", "sum", "stated", "difference"});
    const auto partial = member(form, "partial").Size();
    if (partial > 0)
      std::printf(session.say("%u cells lack figures of some members (see --json).\n",
                              "%u ô thiếu số liệu của một số đơn vị (xem --json).\n"),
                  partial);
    for (const auto& column : member(form, "not_summed").GetArray())
      std::printf("%s\n", text(column, session.say("reason_en", "reason_vi")).c_str());
  }
}

/// Exit 1 when some cell differs.
int against_members(Session& session, const AgainstOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto target = options.options();
  if (options.row.empty() != options.column.empty())
    throw WrongUse{"Give --row and --column together."};
  if (!options.row.empty()) {
    const auto json = fetch(girs_report_cell_of_members, store.get(), &target, options.form,
                            options.row, options.column);
    session.answer(json, [&] {
      print_table(session, JsonDocument(json).root(), {"unit", "unit_name", "value"});
    });
    return kDone;
  }
  const auto json = fetch(girs_report_against_members, store.get(), &target);
  const JsonDocument document(json);
  session.answer(json, [&] { print_against(session, document.root()); });
  const auto& forms = member(document.root(), "forms").GetArray();
  const bool differ = std::any_of(forms.begin(), forms.end(), [](const Json& form) {
    return !member(form, "cells").Empty();
  });
  return differ ? kNegative : kDone;
}

struct CheckAllOptions {
  std::string store, regime, period, unit;
  unsigned findings = 10000;
  bool all = false;
};

void print_checked(const Session& session, const Json& found, bool all) {
  for (const auto& report : member(found, "reports").GetArray()) {
    const auto& counts = member(report, "summary");
    const bool clear = member(report, "clear").IsTrue();
    if (clear && !all) continue;
    std::printf(session.say("%s %s (%s): %s errors, %s to explain, %s not evaluated\n",
                            "%s %s (%s): %s lỗi, %s cần giải trình, %s chưa kiểm tra được\n"),
                text(report, "unit").c_str(), text(report, "unit_name").c_str(),
                text(report, "scope").c_str(), text(counts, "errors").c_str(),
                text(counts, "explain").c_str(), text(counts, "not_evaluated").c_str());
    for (const auto& finding : member(report, "findings").GetArray())
      if (text(finding, "outcome") != "not-evaluated")
        std::printf("    [%s] %s\n", text(finding, "id").c_str(),
                    text(member(finding, "message"), session.language.c_str()).c_str());
  }
  std::printf(session.say("%s reports checked, %s may be sent as they are.\n",
                          "Đã kiểm tra %s báo cáo, %s báo cáo đủ điều kiện.\n"),
              text(found, "checked").c_str(), text(found, "clear").c_str());
  if (member(found, "cut").IsTrue())
    std::printf("%s\n", session.say("There are more findings than are listed: --findings N.",
                                    "Còn nhiều phát hiện chưa liệt kê: dùng --findings N."));
}

/// Exit 1 when some report has findings that stand in the way.
int check_all(Session& session, const CheckAllOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  girs_report_options which = GIRS_REPORT_OPTIONS;
  which.regime = options.regime.c_str();
  which.period = options.period.c_str();
  which.unit = options.unit.c_str();
  ProgressBar bar(session);
  const auto json = fetch(girs_report_check_all, store.get(), &which,
                          static_cast<std::size_t>(options.findings), &ProgressBar::show,
                          static_cast<void*>(&bar));
  const JsonDocument document(json);
  session.answer(json, [&] { print_checked(session, document.root(), options.all); });
  return text(document.root(), "checked") == text(document.root(), "clear") ? kDone : kNegative;
}

struct ExportOptions : ReportTarget {
  std::string form, out;
};

int export_csv(Session& session, const ExportOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto csv = fetch(girs_report_csv, open_report(store, options).get(), options.form);
  if (options.out.empty()) {
    std::fwrite(csv.data(), 1, csv.size(), stdout);
    return kDone;
  }
  write_file(options.out, csv);
  session.done("Written to " + options.out + ".", "Đã ghi vào " + options.out + ".");
  return kDone;
}

}  // namespace

void add_report_members_commands(CommandLine report, Session& session) {
  add_target(add_command(report, session, "members",
                         "How far each member's report is on its way into the aggregate", members));

  const auto against = add_command(report, session, "against-members",
                                   "What the report says against the sum of its members; exit 1 "
                                   "when they differ", against_members);
  add_target(against);
  against.app.option("--form", against.options->form, "code of the form, with --row and --column");
  against.app.option("--row", against.options->row, "what each member gave in this row");
  against.app.option("--column", against.options->column, "and this column");

  const auto all = add_command(report, session, "check-all",
                               "Checks every report of a period that the store holds; exit 1 when "
                               "one could not be sent", check_all);
  add_store(all);
  all.app.required("--regime", all.options->regime, "code of the report regime, KSTTHC");
  all.app.required("--period", all.options->period, "2025-Q4, 2026-M01, 2026...");
  all.app.option("--unit", all.options->unit, "this unit and all below it; default: every report");
  all.app.number("--findings", all.options->findings, 0, 100000000, "how many to list at most");
  all.app.flag("--all", all.options->all, "list reports without findings too");

  const auto csv = add_command(report, session, "export",
                               "A form as CSV, as `report import` reads it", export_csv);
  add_target(csv);
  csv.app.option("--form", csv.options->form, "code of the form; may be left out when there is one");
  csv.app.option("--out", csv.options->out, "the file to write; default: standard output");
}

}  // namespace cli
