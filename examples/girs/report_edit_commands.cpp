// report field, remove-row, fill, undo, attach, detach, nil; send-for-approval, take-back;
// difference: what people do with a draft beside its figures.

#include <cstdio>
#include <map>

#include "input.h"
#include "json_value.h"
#include "report_target.h"
#include "table.h"

namespace cli {
namespace {

constexpr const char* kFormHelp = "code of the form; may be left out when the regime has one form";

struct FieldOptions : ReportTarget {
  std::string form, field, value, file;
  std::string style = "plain";
};

int set_field(Session& session, const FieldOptions& options) {
  const auto content = options.file.empty() ? options.value : read_file(options.file);
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_set_field, report.get(), options.form, options.field, content,
       options.style == "vi" ? GIRS_NUMBERS_VIETNAMESE : GIRS_NUMBERS_PLAIN);
  session.done("The field is set.", "Đã ghi trường.");
  return kDone;
}

struct RowOptions : ReportTarget {
  std::string form, row;
};

int remove_row(Session& session, const RowOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_remove_row, report.get(), options.form, options.row);
  session.done("The row is taken away.", "Đã bỏ dòng.");
  return kDone;
}

struct FillOptions : ReportTarget {
  std::string form, from;
  std::vector<std::string> columns;  // THERE=HERE
};

int fill(Session& session, const FillOptions& options) {
  JsonWriter pairs;
  pairs.open_object();
  for (const auto& pair : options.columns) {
    const auto equals = pair.find('=');
    if (equals == 0 || equals + 1 == pair.size()) throw WrongUse{"'" + pair + "' must be THERE=HERE."};
    pairs.add(pair.substr(0, equals).c_str(),
              equals == std::string::npos ? pair : pair.substr(equals + 1));
  }
  pairs.close_object();
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_fill_from, report.get(), options.form, options.from,
       options.columns.empty() ? std::string() : pairs.text());
  session.done("Blank cells are filled from " + options.from + ".",
               "Đã điền các ô trống từ kỳ " + options.from + ".");
  return kDone;
}

struct ConvertOptions : ReportTarget {
  std::string form, from;
};

int convert(Session& session, const ConvertOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  const auto json = fetch(girs_report_convert, report.get(), options.form, options.from);
  session.answer(json, [&] {
    const JsonDocument left(json);
    std::printf("%s\n", session.say("The national form is filled from the local one.",
                                    "Đã chuyển số liệu từ biểu địa phương sang biểu quốc gia."));
    if (!left.root().Empty())
      print_table(session, left.root(), {"row", "column", session.say("reason_en", "reason_vi")});
  });
  return kDone;
}

int undo(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  call(girs_report_undo, open_report(store, target).get());
  session.done("The newest edit is taken back.", "Đã hoàn tác thao tác gần nhất.");
  return kDone;
}

struct FileOptions : ReportTarget {
  std::string file, name, type;
};

/// The types that officials attach, by the end of the name; others are given with --type.
std::string type_of(const std::string& name) {
  const std::map<std::string, std::string> types = {
      {".pdf", "application/pdf"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".csv", "text/csv"},
      {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  const auto dot = name.rfind('.');
  const auto found = dot == std::string::npos ? types.end() : types.find(name.substr(dot));
  if (found == types.end()) throw WrongUse{"Say with --type what kind of file " + name + " is."};
  return found->second;
}

int attach(Session& session, const FileOptions& options) {
  const auto name = options.name.empty() ? name_of_file(options.file) : options.name;
  const auto type = options.type.empty() ? type_of(name) : options.type;
  const auto content = read_file(options.file);
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_attach, report.get(), name, type, static_cast<const void*>(content.data()),
       content.size());
  session.done("The file " + name + " goes with the report.", "Đã đính kèm tệp " + name + ".");
  return kDone;
}

int detach(Session& session, const FileOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  call(girs_report_detach, open_report(store, options).get(), options.name);
  session.done("The file " + options.name + " is taken away.", "Đã bỏ tệp " + options.name + ".");
  return kDone;
}

int make_nil(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  call(girs_report_make_nil, open_report(store, target).get());
  session.done("The report says that nothing occurred.", "Báo cáo ghi nhận không phát sinh.");
  return kDone;
}

int send_for_approval(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  call(girs_report_send_for_approval, open_report(store, target).get());
  session.done("The report is sent for approval.", "Đã gửi duyệt báo cáo.");
  return kDone;
}

int take_back(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kWrite);
  call(girs_report_take_back, open_report(store, target).get());
  session.done("The report is a draft again.", "Báo cáo trở lại trạng thái đang nhập liệu.");
  return kDone;
}

struct DifferenceOptions : ReportTarget {
  unsigned from = 1, to = 0;
};

int difference(Session& session, const DifferenceOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_report_difference, open_report(store, options).get(),
                          static_cast<std::int32_t>(options.from),
                          static_cast<std::int32_t>(options.to));
  session.answer(json, [&] {
    const JsonDocument document(json);
    if (member(document.root(), "forms").Empty())
      std::printf("%s\n", session.say("Nothing differs.", "Không có gì khác nhau."));
    for (const auto& form : member(document.root(), "forms").GetArray()) {
      std::printf("%s\n", text(form, "form").c_str());
      print_table(session, member(form, "cells"), {"row", "column", "from", "to"});
      if (!member(form, "fields").Empty())
        print_table(session, member(form, "fields"), {"field", "from", "to"});
    }
  });
  return kDone;
}

}  // namespace

void add_report_edit_commands(CommandLine report, Session& session) {
  const auto field_command = add_command(
      report, session, "field", "Puts a header field or a section of an outline", set_field);
  add_target(field_command);
  field_command.app.option("--form", field_command.options->form, kFormHelp);
  field_command.app.required("--field", field_command.options->field, "code of the field or section");
  field_command.app.option("--value", field_command.options->value, "its text; left out: none");
  field_command.app.option("--file", field_command.options->file, "a file with the text");
  field_command.app.choice("--numbers", field_command.options->style, {"plain", "vi"},
                           "how numbers are written: plain 1234.50, vi 1.234,50");

  const auto row_command = add_command(report, session, "remove-row",
                                       "Takes a dynamic row away, or blanks a fixed one", remove_row);
  add_target(row_command);
  row_command.app.option("--form", row_command.options->form, kFormHelp);
  row_command.app.required("--row", row_command.options->row, "code of the row");

  const auto fill_command =
      add_command(report, session, "fill", "Fills blank cells from an earlier period", fill);
  add_target(fill_command);
  fill_command.app.option("--form", fill_command.options->form, kFormHelp);
  fill_command.app.required("--from", fill_command.options->from, "the earlier period, 2025-Q3");
  fill_command.app.many("--column", fill_command.options->columns,
                        "THERE=HERE, may be given many times; default: rows and what is no number");

  const auto convert_command = add_command(
      report, session, "convert", "Fills a national form from the report in its local variant", convert);
  add_target(convert_command);
  convert_command.app.option("--form", convert_command.options->form, kFormHelp);
  convert_command.app.required("--from-regime", convert_command.options->from,
                               "the regime under which the local form was reported");

  add_target(add_command(report, session, "undo", "Takes the newest edit back", undo));

  const auto attach_command =
      add_command(report, session, "attach", "Adds a file that goes with the report", attach);
  add_target(attach_command);
  attach_command.app.required("FILE", attach_command.options->file, "the file");
  attach_command.app.option("--name", attach_command.options->name, "default: the file's own");
  attach_command.app.option("--type", attach_command.options->type, "its media type");
  const auto detach_command = add_command(report, session, "detach", "Takes a file away", detach);
  add_target(detach_command);
  detach_command.app.required("NAME", detach_command.options->name, "the file's name");

  add_target(add_command(report, session, "nil", "Nothing occurred: every figure is nil", make_nil));
  add_target(add_command(report, session, "send-for-approval", "The preparer sends it to the approver",
                         send_for_approval));
  add_target(add_command(report, session, "take-back", "The preparer takes it back", take_back));

  const auto difference_command = add_command(
      report, session, "difference", "What changed between two revisions, cell by cell", difference);
  add_target(difference_command);
  difference_command.app.number("--from-rev", difference_command.options->from, 1, 1000000, "revision");
  difference_command.app.number("--to-rev", difference_command.options->to, 0, 1000000,
                                "revision; default: the newest");
}

}  // namespace cli
