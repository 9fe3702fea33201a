// report new, set, import, explain, sent-otherwise: what people put into a draft.

#include <map>

#include "input.h"
#include "json_value.h"
#include "report_target.h"

namespace cli {
namespace {

const std::map<std::string, std::int32_t> kNumberStyles = {{"plain", GIRS_NUMBERS_PLAIN},
                                                           {"vi", GIRS_NUMBERS_VIETNAMESE}};

int create(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  create_report(store, target);
  session.done("The report " + target.regime + " " + target.period + " is begun.",
               "Đã mở báo cáo " + target.regime + " kỳ " + target.period + ".");
  return kDone;
}

struct SetOptions : ReportTarget {
  std::string form, row, column, value;
  std::int32_t style = GIRS_NUMBERS_PLAIN;
};

int set(Session& session, const SetOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_set_cell, report.get(), options.form, options.row, options.column, options.value,
       options.style);
  session.done("The cell is set.", "Đã ghi ô.");
  return kDone;
}

struct ImportOptions : ReportTarget {
  std::string form, file;
  std::int32_t style = GIRS_NUMBERS_PLAIN;
};

int import(Session& session, const ImportOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_import, report.get(), options.form, name_of_file(options.file),
       read_file(options.file), options.style);
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

void add_style(CLI::App& command, std::int32_t& style) {
  command.add_option("--numbers", style, "how numbers are written: plain 1234.50, vi 1.234,50")
      ->transform(CLI::CheckedTransformer(kNumberStyles));
}

constexpr const char* kFormHelp = "code of the form; may be left out when the regime has one form";

}  // namespace

void add_report_entry_commands(CLI::App& report, Session& session) {
  add_target(add_command(report, session, "new", "Begins a report with empty forms", create));

  const auto set_command = add_command(report, session, "set", "Puts one cell", set);
  add_target(set_command);
  set_command.app->add_option("--form", set_command.options->form, kFormHelp);
  set_command.app->add_option("--row", set_command.options->row, "code of the row")->required();
  set_command.app->add_option("--column", set_command.options->column, "printed number or name")->required();
  set_command.app
      ->add_option("--value", set_command.options->value,
                   "a figure, - (nothing occurred), x (not applicable), ... (not available yet)")
      ->required();
  add_style(*set_command.app, set_command.options->style);

  const auto import_command =
      add_command(report, session, "import", "Takes cells from a CSV or JSON file, all or nothing", import);
  add_target(import_command);
  import_command.app->add_option("FILE", import_command.options->file, ".json is JSON, else CSV")->required();
  import_command.app->add_option("--form", import_command.options->form, kFormHelp);
  add_style(*import_command.app, import_command.options->style);

  const auto explain_command =
      add_command(report, session, "explain", "Explains in writing why a row breaks a rule", explain);
  add_target(explain_command);
  explain_command.app->add_option("--form", explain_command.options->form, kFormHelp);
  explain_command.app->add_option("--row", explain_command.options->row, "default: the form as a whole");
  explain_command.app->add_option("--rule", explain_command.options->rule, "the rule's id");
  explain_command.app->add_option("--text", explain_command.options->text, "the explanation");
  explain_command.app->add_option("--file", explain_command.options->file,
                                  "JSON with \"explanations\": many at once");

  const auto otherwise_command = add_command(
      report, session, "sent-otherwise", "Notes that the report was first sent by another channel",
      sent_otherwise);
  add_target(otherwise_command);
  otherwise_command.app->add_option("--channel", otherwise_command.options->channel, "paper, e-office...")
      ->required();
  otherwise_command.app->add_option("--time", otherwise_command.options->time, "when it was sent")->required();
}

}  // namespace cli
