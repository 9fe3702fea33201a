// report submit, prepare, correct, withdraw: signed revisions, which nothing changes afterwards.

#include <cstdio>

#include "input.h"
#include "json_value.h"
#include "report_target.h"
#include "signing.h"

namespace cli {
namespace {

struct SubmitOptions : ReportTarget {
  std::vector<std::string> sign;  // ROLE[:AUTHORITY]=KEYFILE
  std::string package;            // signed already, by `package sign`
};

int submit(Session& session, const SubmitOptions& options) {
  if (options.sign.empty() == options.package.empty())
    throw WrongUse{"Give either --sign, once for each role, or --package with everybody's signatures."};
  const Parties parties(session, options.sign);
  const auto store = session.open(options.store, Session::kWrite);
  const auto report = open_report(store, options);
  const auto pid = options.package.empty()
                       ? fetch(girs_report_submit, report.get(), parties.list().data(), parties.list().size())
                       : fetch(girs_report_submit_signed, report.get(), read_file(options.package));
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

struct PrepareOptions : ReportTarget {
  std::vector<std::string> signers;  // ROLE[:AUTHORITY]=KEYID
  std::string out;
};

/// A JSON array of the signers named.
std::string signers_json(const std::vector<std::string>& given) {
  JsonWriter out;
  out.open_array();
  for (const auto& text : given) {
    const auto named = split_party(text, "KEYID");
    out.open_object();
    out.add("role", named.role);
    out.add("keyid", named.what);
    if (!named.authority.empty()) out.add("authority", named.authority);
    out.close_object();
  }
  out.close_array();
  return out.text();
}

int prepare(Session& session, const PrepareOptions& options) {
  const auto signers = signers_json(options.signers);
  const auto store = session.open(options.store, Session::kRead);
  const auto report = open_report(store, options);
  write_file(options.out, fetch(girs_report_prepare, report.get(), signers));
  session.done("Written to " + options.out + "; everybody named signs it with `girs package sign`.",
               "Đã ghi vào " + options.out + "; những người có tên ký bằng lệnh `girs package sign`.");
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
  submit_command.app.many("--sign", submit_command.options->sign,
                   "ROLE=KEYFILE or ROLE:AUTHORITY=KEYFILE (preparer, approver:KT., agency-seal)");
  submit_command.app.option("--package", submit_command.options->package,
                   "instead: the file of `report prepare`, signed by everybody");

  const auto prepare_command = add_command(report, session, "prepare",
      "Writes the package of an approved report, to be signed by several people", prepare);
  add_target(prepare_command);
  prepare_command.app.one_or_more("--signer", prepare_command.options->signers,
                   "ROLE=KEYID or ROLE:AUTHORITY=KEYID, keys of the registry");
  prepare_command.app.required("--out", prepare_command.options->out, "the file to write");

  const auto add_revision = [&](const char* name, const char* about,
                                int (*run)(Session&, const RevisionOptions&)) {
    const auto command = add_command(report, session, name, about, run);
    add_target(command);
    command.app.required("--code", command.options->code, "code of the reason");
    command.app.required("--reason", command.options->reason, "the reason in words");
    command.app.option("--authorization", command.options->authorization,
                            "the authority's order to reopen, after the deadline; default: the one that a round brought");
  };
  add_revision("correct", "Begins revision n+1 of a sealed report", correct);
  add_revision("withdraw", "Begins the withdrawal of a sealed report", withdraw);
}

}  // namespace cli
