// report submit, correct, withdraw: signed revisions, which nothing changes afterwards.

#include <cstdio>

#include "json_value.h"
#include "report_target.h"
#include "signing.h"

namespace cli {
namespace {

struct SubmitOptions : ReportTarget {
  std::vector<std::string> sign;  // ROLE[:AUTHORITY]=KEYFILE
};

int submit(Session& session, const SubmitOptions& options) {
  const Parties parties(session, options.sign);
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  const auto pid = fetch(girs_report_submit, report.get(), parties.list().data(),
                         parties.list().size());
  JsonWriter out;
  out.open_object();
  out.add("pid", pid);
  out.close_object();
  session.answer(out.text(), [&] {
    std::printf("%s %s\n", session.say("Signed and queued:", "Đã ký và đưa vào hàng chờ gửi:"),
                pid.c_str());
  });
  return kDone;
}

struct RevisionOptions : ReportTarget {
  std::string code, reason, authorization;
};

int correct(Session& session, const RevisionOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_correct, report.get(), options.code, options.reason, options.authorization);
  session.done("The next revision is open; change it, approve it, submit it.",
               "Đã mở lần gửi tiếp theo; hãy chỉnh lý, duyệt và gửi.");
  return kDone;
}

int withdraw(Session& session, const RevisionOptions& options) {
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  call(girs_report_withdraw, report.get(), options.code, options.reason, options.authorization);
  session.done("The withdrawal is open; approve it and submit it.",
               "Đã mở việc rút báo cáo; hãy duyệt và gửi.");
  return kDone;
}

}  // namespace

void add_report_seal_commands(CommandLine report, Session& session) {
  const auto submit_command =
      add_command(report, session, "submit", "Signs an approved report and queues it for sending", submit);
  add_target(submit_command);
  submit_command.app.one_or_more("--sign", submit_command.options->sign,
                   "ROLE=KEYFILE or ROLE:AUTHORITY=KEYFILE (preparer, approver:KT., agency-seal)");

  const auto add_revision = [&](const char* name, const char* about,
                                int (*run)(Session&, const RevisionOptions&)) {
    const auto command = add_command(report, session, name, about, run);
    add_target(command);
    command.app.required("--code", command.options->code, "code of the reason");
    command.app.required("--reason", command.options->reason, "the reason in words");
    command.app.option("--authorization", command.options->authorization,
                            "the authority's order to reopen, after the deadline");
  };
  add_revision("correct", "Begins revision n+1 of a sealed report", correct);
  add_revision("withdraw", "Begins the withdrawal of a sealed report", withdraw);
}

}  // namespace cli
