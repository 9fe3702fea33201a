// report check, approve, return; aggregate: is the report good enough to be signed.

#include <cstdio>
#include <map>

#include "json_value.h"
#include "report_target.h"
#include "table.h"

namespace cli {
namespace {

const char* severity_of(const Session& session, std::int32_t severity, std::int32_t outcome) {
  if (outcome == GIRS_NOT_EVALUATED) return session.say("not evaluated", "chưa kiểm tra được");
  if (outcome == GIRS_RULE_ERROR) return session.say("rule error", "lỗi quy tắc");
  if (severity == GIRS_ERROR) return session.say("ERROR", "LỖI");
  if (severity == GIRS_EXPLAIN) return session.say("to explain", "cần giải trình");
  return session.say("note", "lưu ý");
}

std::string part(const Findings& findings, std::size_t index, const char* name) {
  const char* text = girs_findings_text(findings.get(), index, name);
  return text ? text : "";
}

std::string place_of(const Session& session, const Findings& findings, std::size_t index) {
  std::string place = part(findings, index, "form");
  if (const auto row = part(findings, index, "row"); !row.empty())
    place += session.say(", row ", ", hàng ") + row;
  if (const auto column = part(findings, index, "column"); !column.empty())
    place += session.say(", column ", ", cột ") + column;
  return place;
}

void print_finding(const Session& session, const Findings& findings, std::size_t index) {
  const auto severity = girs_findings_severity(findings.get(), index);
  const auto outcome = girs_findings_outcome(findings.get(), index);
  const bool explained = outcome == GIRS_FAIL && severity == GIRS_EXPLAIN &&
                         girs_findings_is_unexplained(findings.get(), index) == 0;
  std::printf("%s%s  %s  [%s]\n    %s\n", severity_of(session, severity, outcome),
              explained ? session.say(" (explained)", " (đã giải trình)") : "",
              place_of(session, findings, index).c_str(), part(findings, index, "rule").c_str(),
              girs_findings_message(findings.get(), index, session.language.c_str()));
}

/// Rules that could not be evaluated, one line a rule: a first quarter has many of them.
void print_not_evaluated(const Session& session, const Findings& findings) {
  std::map<std::string, std::vector<std::size_t>> by_rule;
  for (std::size_t i = 0; i < girs_findings_count(findings.get()); ++i)
    if (girs_findings_outcome(findings.get(), i) == GIRS_NOT_EVALUATED)
      by_rule[part(findings, i, "rule")].push_back(i);
  for (const auto& [rule, indexes] : by_rule)
    std::printf("%s  [%s], %zu %s\n    %s\n",
                severity_of(session, GIRS_INFO, GIRS_NOT_EVALUATED), rule.c_str(), indexes.size(),
                session.say("times, first:", "lần, lần đầu:"),
                girs_findings_message(findings.get(), indexes.front(), session.language.c_str()));
}

void print_totals(const Session& session, const Findings& findings) {
  std::map<std::int32_t, std::size_t> totals;
  std::size_t unexplained = 0, broken = 0;
  for (std::size_t i = 0; i < girs_findings_count(findings.get()); ++i) {
    const auto outcome = girs_findings_outcome(findings.get(), i);
    if (outcome == GIRS_FAIL) ++totals[girs_findings_severity(findings.get(), i)];
    if (outcome == GIRS_RULE_ERROR) ++broken;
    if (girs_findings_is_unexplained(findings.get(), i) == 1) ++unexplained;
  }
  std::printf(session.say("%zu errors, %zu to explain (%zu still without explanation), %zu notes.\n",
                          "%zu lỗi, %zu cần giải trình (%zu chưa giải trình), %zu lưu ý.\n"),
              totals[GIRS_ERROR], totals[GIRS_EXPLAIN], unexplained, totals[GIRS_INFO]);
  if (broken > 0)
    std::printf(session.say("%zu times a rule could not be computed from these cells; nothing is known of it.\n",
                            "%zu lần quy tắc không tính được từ các ô này nên chưa kiểm tra được.\n"),
                broken);
}

void print_findings(const Session& session, const Findings& findings) {
  for (std::size_t i = 0; i < girs_findings_count(findings.get()); ++i)
    if (girs_findings_outcome(findings.get(), i) != GIRS_NOT_EVALUATED)
      print_finding(session, findings, i);
  print_not_evaluated(session, findings);
  print_totals(session, findings);
  std::printf("%s\n", girs_findings_is_clear(findings.get()) == 1
                          ? session.say("Nothing stands against sending.", "Đủ điều kiện gửi.")
                          : session.say("The report cannot be sent like this.",
                                        "Báo cáo chưa đủ điều kiện gửi."));
}

unsigned count_of(const Json& object, const char* name) {
  const auto& list = member(object, name);
  return list.IsArray() ? list.Size() : 0;
}

/// Which single cell would mend what fails, where one would.
void print_causes(const Session& session, const Report& report) {
  const JsonDocument document(fetch(girs_report_causes, report.get()));
  for (const auto& form : member(document.root(), "forms").GetArray())
    for (const auto& group : member(form, "groups").GetArray())
      for (const auto& cell : member(group, "cells").GetArray())
        std::printf(session.say("Perhaps row %s, column %s is %s and not %s: that mends %u finding(s).\n",
                                "Có thể dòng %s, cột %s là %s chứ không phải %s: khi đó hết %u lỗi.\n"),
                    text(cell, "row").c_str(), text(cell, "column").c_str(), text(cell, "to").c_str(),
                    text(cell, "from").c_str(), member(group, "findings").Size() + count_of(cell, "also"));
}

int check(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  const auto report = open_report(store, target);
  const auto findings = make<Findings>(girs_report_check, report.get());
  if (session.json)
    std::printf("%s\n", fetch(girs_findings_json, findings.get()).c_str());
  else
    print_findings(session, findings);
  if (!session.json) print_causes(session, report);
  return girs_findings_is_clear(findings.get()) == 1 ? kDone : kNegative;
}

int approve(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  const auto report = open_report(store, target);
  try {
    call(girs_report_approve, report.get());
  } catch (const Failure& failure) {
    if (failure.status() != GIRS_CONFLICT || failure.mistakes() == 0) throw;
    std::fprintf(stderr, "girs: %s", failure.page(session.language.c_str()).c_str());
    if (session.json) std::printf("%s\n", failure.document().c_str());
    return kNegative;
  }
  session.done("The report is approved.", "Báo cáo đã được duyệt.");
  return kDone;
}

struct ReturnOptions : ReportTarget {
  std::string reason;
};

int send_back(Session& session, const ReturnOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_return, report.get(), options.reason);
  session.done("The report is returned to its preparer.", "Đã yêu cầu chỉnh lý báo cáo.");
  return kDone;
}

struct AggregateOptions : ReportTarget {
  std::vector<std::string> excluded;  // UNIT=REASON
};

/// {"<unit>":"<reason>"} of UNIT=REASON.
std::string exclusions(const std::vector<std::string>& given) {
  JsonWriter out;
  out.open_object();
  for (const auto& pair : given) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size())
      throw WrongUse{"'" + pair + "' must be UNIT=REASON."};
    out.add(pair.substr(0, equals).c_str(), pair.substr(equals + 1));
  }
  out.close_object();
  return out.text();
}

void print_members_left_out(const Session& session, const Json& summary) {
  std::printf("%s: %s\n", session.say("Members counted", "Số đơn vị được tổng hợp"),
              text(summary, "counted").c_str());
  std::vector<std::vector<std::string>> lines = {
      {session.say("left out", "không tổng hợp"), session.say("reason", "lý do"), ""}};
  for (const auto& unit : member(summary, "members").GetArray()) {
    const auto& excluded = member(unit, "excluded");
    if (excluded.IsObject())
      lines.push_back({text(unit, "unit"), text(excluded, "code"), text(excluded, "text")});
  }
  if (lines.size() > 1) print_lines(lines);
}

int aggregate(Session& session, const AggregateOptions& options) {
  const auto excluded = exclusions(options.excluded);
  const auto store = session.open(options.store, Session::kWrite);
  auto target = options;
  target.aggregate = true;
  const auto report_options = target.options();
  girs_bytes* bytes = nullptr;
  const auto report = [&] {
    girs_report* made = nullptr;
    call(girs_report_aggregate, store.get(), &report_options, excluded, &made, &bytes);
    return Report(made);
  }();
  const Bytes summary(bytes);
  const auto json = text_of(bytes);
  session.answer(json, [&] { print_members_left_out(session, JsonDocument(json).root()); });
  return kDone;
}

}  // namespace

void add_report_review_commands(CommandLine report, Session& session) {
  add_target(add_command(report, session, "check", "Checks the report; exit 1 when it cannot be sent", check));
  add_target(add_command(report, session, "approve", "Approves; exit 1 when findings stand in the way", approve));
  const auto return_command =
      add_command(report, session, "return", "Returns an approved report to its preparer", send_back);
  add_target(return_command);
  return_command.app.required("--reason", return_command.options->reason, "why");
}

void add_aggregate_command(CommandLine app, Session& session) {
  const auto command =
      add_command(app, session, "aggregate", "Sums up the accepted reports of the units below", aggregate);
  add_target(command);
  command.app.many("--exclude", command.options->excluded,
                   "UNIT=REASON: leaves a unit out; may be given many times");
}

}  // namespace cli
