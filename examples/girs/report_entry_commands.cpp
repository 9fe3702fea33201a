// report new, set, import, explain, sent-otherwise: what people put into a draft.

#include <cstdio>

#include "input.h"
#include "json_value.h"
#include "report_target.h"
#include "table.h"
#include "words.h"

namespace cli {
namespace {

std::int32_t number_style(const std::string& name) {
  return name == "vi" ? GIRS_NUMBERS_VIETNAMESE : GIRS_NUMBERS_PLAIN;
}

int create(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  create_report(store, target);
  session.done("The report " + target.regime + " " + target.period + " is begun.",
               "Đã mở báo cáo " + target.regime + " kỳ " + target.period + ".");
  return kDone;
}

struct SetOptions : ReportTarget {
  std::string form, row, column, value;
  std::string style = "plain";
};

int set(Session& session, const SetOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_set_cell, report.get(), options.form, options.row, options.column, options.value,
       number_style(options.style));
  session.done("The cell is set.", "Đã ghi ô.");
  if (session.json) return kDone;
  const auto findings = make<Findings>(girs_report_check_cell, report.get(), options.form,
                                       options.row, options.column);
  for (std::size_t i = 0; i < girs_findings_count(findings.get()); ++i)
    if (girs_findings_outcome(findings.get(), i) == GIRS_FAIL)
      std::printf("  [%s] %s\n", girs_findings_text(findings.get(), i, "rule"),
                  girs_findings_message(findings.get(), i, session.language.c_str()));
  return kDone;
}

struct ImportOptions : ReportTarget {
  std::string form, file;
  std::string style = "plain";
  unsigned base = 0;
  bool preview = false;
};

void print_preview(const Session& session, const Json& preview) {
  print_table(session, member(preview, "cells"), {"row", "column", "from", "to"});
  if (!member(preview, "fields").Empty())
    print_table(session, member(preview, "fields"), {"field", "from", "to"});
  for (const auto& finding : member(preview, "findings").GetArray())
    if (text(finding, "outcome") != "not-evaluated")
      std::printf("%s  [%s] %s\n", word_for_value(session, "severity", text(finding, "severity")).c_str(),
                  text(finding, "rule").c_str(),
                  text(member(finding, "message"), session.language.c_str()).c_str());
  std::printf("%s\n", session.say("Nothing was stored.", "Chưa lưu gì."));
}

int preview(Session& session, const ImportOptions& options, const Report& report) {
  const auto json = fetch(girs_report_preview, report.get(), options.form,
                          name_of_file(options.file), read_file(options.file),
                          number_style(options.style));
  session.answer(json, [&] { print_preview(session, JsonDocument(json).root()); });
  return kDone;
}

int import(Session& session, const ImportOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  if (options.preview) return preview(session, options, report);
  call(girs_report_merge, report.get(), options.form, name_of_file(options.file),
       read_file(options.file), number_style(options.style),
       static_cast<std::int64_t>(options.base));
  session.done("The file " + name_of_file(options.file) + " is taken over.",
               "Đã nhập tệp " + name_of_file(options.file) + ".");
  return kDone;
}

struct ExplainOptions : ReportTarget {
  std::string form, row, rule, text, file;
};

/// {"explanations":[{"form","row","rule","text"}]}
void explain_all(const Report& report, const std::string& file) {
  const JsonDocument document(read_file(file));
  const auto& explanations = member(document.root(), "explanations");
  if (!explanations.IsArray())
    throw Failure(GIRS_INVALID_ARGUMENT, "The file " + file + " holds no array \"explanations\".",
                  "Tệp " + file + " không có mảng \"explanations\".");
  for (const auto& entry : explanations.GetArray())
    call(girs_report_explain, report.get(), text(entry, "form"), text(entry, "row"),
         text(entry, "rule"), text(entry, "text"));
}

int explain(Session& session, const ExplainOptions& options) {
  if (options.file.empty() && (options.rule.empty() || options.text.empty()))
    throw WrongUse{"Give --rule and --text (and --row), or --file with explanations."};
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  if (options.file.empty())
    call(girs_report_explain, report.get(), options.form, options.row, options.rule, options.text);
  else
    explain_all(report, options.file);
  session.done("The explanation is noted.", "Đã ghi giải trình.");
  return kDone;
}

struct OtherwiseOptions : ReportTarget {
  std::string channel, time;
};

int sent_otherwise(Session& session, const OtherwiseOptions& options) {
  const auto time = parse_moment(options.time);
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_sent_otherwise, report.get(), options.channel, time);
  session.done("It is noted that the report was first sent as " + options.channel + ".",
               "Đã ghi nhận báo cáo được gửi trước bằng " + options.channel + ".");
  return kDone;
}

void add_style(CommandLine command, std::string& style) {
  command.choice("--numbers", style, {"plain", "vi"},
                 "how numbers are written: plain 1234.50, vi 1.234,50");
}

constexpr const char* kFormHelp = "code of the form; may be left out when the regime has one form";

}  // namespace

void add_report_entry_commands(CommandLine report, Session& session) {
  const auto new_command =
      add_command(report, session, "new", "Begins a report with empty forms", create);
  add_target(new_command);
  new_command.app.option("--on-behalf", new_command.options->on_behalf,
                         "the unit above that enters the data for this one");

  const auto set_command = add_command(report, session, "set", "Puts one cell", set);
  add_target(set_command);
  set_command.app.option("--form", set_command.options->form, kFormHelp);
  set_command.app.required("--row", set_command.options->row, "code of the row");
  set_command.app.required("--column", set_command.options->column, "printed number or name");
  set_command.app.required("--value", set_command.options->value,
                   "a figure, - (nothing occurred), x (not applicable), ... (not available yet)");
  add_style(set_command.app, set_command.options->style);

  const auto import_command =
      add_command(report, session, "import", "Takes cells from a CSV or JSON file, all or nothing", import);
  add_target(import_command);
  import_command.app.required("FILE", import_command.options->file, ".json is JSON, else CSV");
  import_command.app.option("--form", import_command.options->form, kFormHelp);
  import_command.app.flag("--preview", import_command.options->preview,
                          "shows what would change and what the checks would say; stores nothing");
  import_command.app.number("--base", import_command.options->base, 0, 2000000000,
                            "version of the draft that the file was made from (\"edit\" of report "
                            "show): others' changes since stay, or a conflict shows both sides");
  add_style(import_command.app, import_command.options->style);

  const auto explain_command =
      add_command(report, session, "explain", "Explains in writing why a row breaks a rule", explain);
  add_target(explain_command);
  explain_command.app.option("--form", explain_command.options->form, kFormHelp);
  explain_command.app.option("--row", explain_command.options->row, "default: the form as a whole");
  explain_command.app.option("--rule", explain_command.options->rule, "the rule's id");
  explain_command.app.option("--text", explain_command.options->text, "the explanation");
  explain_command.app.option("--file", explain_command.options->file,
                                  "JSON with \"explanations\": many at once");

  const auto otherwise_command = add_command(
      report, session, "sent-otherwise", "Notes that the report was first sent by another channel",
      sent_otherwise);
  add_target(otherwise_command);
  otherwise_command.app.required("--channel", otherwise_command.options->channel, "paper, e-office...");
  otherwise_command.app.required("--time", otherwise_command.options->time, "when it was sent");
}

}  // namespace cli
