// What an authority does beside taking packages: keys are revoked, members summed up, indicators
// computed and followed, units looked at in groups.

#include "exchange.h"

using namespace capi;

namespace {

/// The centre with one accepted report of a commune of Cà Mau.
struct Centre {
  Exchange exchange;
  Central central;
  std::string pid;

  Centre() : central(exchange.open_central()) {
    pid = exchange.seal_quarter();
    const auto package = exchange.package(pid);
    Given answer;
    MUST(girs_central_admit(central, package.data(), package.size(), answer.out(), error));
  }
};

/// The number of times that `part` stands in `text`.
std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("the registry shows its keys, and a key that was revoked with the reason") {
  Exchange exchange;
  Given before, after;
  MUST(girs_registry_show(exchange.office, before.out(), error));
  const auto keyid = member(show(exchange.approver), "keyid");
  CHECK(before.text().find(member(show(exchange.approver), "spki")) != std::string::npos);
  const auto in_force = count(before.text(), "\"revoked_at\":null");
  CHECK(in_force == 5);
  girs_signer root = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.root, &root, error));
  MUST(girs_registry_revoke(exchange.office, keyid.c_str(), GIRS_NUL, exchange.now, "Nghỉ hưu", GIRS_NUL, &root, error));
  MUST(girs_registry_show(exchange.office, after.out(), error));
  CHECK(after.text().find("Nghỉ hưu") != std::string::npos);
  CHECK(count(after.text(), "\"revoked_at\":null") == in_force - 1);
  Failure failure;
  CHECK(girs_registry_revoke(exchange.office, "no-such-key", GIRS_NUL, exchange.now, "x", GIRS_NUL, &root,
                             failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("a province sums up its communes, and those left out keep their reason") {
  Centre centre;
  auto options = quarter("96");
  options.flags = GIRS_REPORT_AGGREGATE;
  Report report;
  Given summary, shown, list;
  const std::string excluded = R"({"31834":"Chưa có số liệu"})";
  MUST(girs_report_aggregate(centre.exchange.centre, &options, excluded.data(), excluded.size(), report.out(),
                             summary.out(), error));
  CHECK(member(summary.text(), "counted") == "1");
  CHECK(summary.text().find(centre.pid) != std::string::npos);
  CHECK(summary.text().find("Chưa có số liệu") != std::string::npos);
  MUST(girs_report_show(report, shown.out(), error));
  CHECK(shown.text().find("1250") != std::string::npos);
  MUST(girs_report_list(centre.exchange.centre, list.out(), error));
  CHECK(member(list.text(), "scope") == "aggregate");
  CHECK(member(list.text(), "state") == "draft");
}

TEST_CASE("an indicator is computed for units and followed to signed cells") {
  Centre centre;
  Given figures, behind;
  MUST(girs_indicator_compute(centre.exchange.centre, "KSTT.01", GIRS_NUL, kUnit, GIRS_NUL, "2025-Q4", GIRS_NUL,
                              figures.out(), error));
  CHECK(figures.text().find(centre.pid) != std::string::npos);
  MUST(girs_indicator_explain(centre.exchange.centre, "KSTT.01", GIRS_NUL, kUnit, GIRS_NUL, "2025-Q4", GIRS_NUL,
                              behind.out(), error));
  CHECK(behind.text().find(centre.pid) != std::string::npos);
  Failure failure;
  Given none;
  CHECK(girs_indicator_compute(centre.exchange.centre, "NO.SUCH", GIRS_NUL, kUnit, GIRS_NUL, "2025-Q4", GIRS_NUL,
                               none.out(), failure.out()) == GIRS_NOT_FOUND);
}

TEST_CASE("a tree has everybody below a unit on that day, and a group those listed in it") {
  Exchange exchange;
  Given tree, before, group;
  MUST(girs_unit_tree(exchange.commune, "96", GIRS_NUL, "2025-12-14", GIRS_NUL, tree.out(), error));
  CHECK(count(tree.text(), "\"commune\"") == 64);
  MUST(girs_unit_tree(exchange.commune, "VN", GIRS_NUL, "2025-06-30", GIRS_NUL, before.out(), error));
  CHECK(count(before.text(), "\"province\"") == 63);
  MUST(girs_unit_group(exchange.commune, "no-such-group", GIRS_NUL, "2025-12-14", GIRS_NUL, group.out(), error));
  CHECK(group.text() == "[]");
}

TEST_CASE("a report first sent on paper keeps that time, and one that was sealed is withdrawn by a new revision") {
  Exchange exchange;
  {
    const Report draft = exchange.draft();
    MUST(girs_report_sent_otherwise(draft, "giay", GIRS_NUL, exchange.now - 3600, error));
    const auto signing = exchange.parties();
    MUST(girs_report_approve(draft, error));
    MUST(girs_report_submit(draft, signing.data(), signing.size(), nullptr, error));
  }
  const auto options = quarter();
  Report report;
  MUST(girs_report_open(exchange.commune, &options, report.out(), error));
  MUST(girs_report_withdraw(report, "gui-nham", GIRS_NUL, "Gửi nhầm kỳ", GIRS_NUL, nullptr, 0, error));
  Given shown, history;
  MUST(girs_report_show(report, shown.out(), error));
  CHECK(member(shown.text(), "rev") == "2");
  MUST(girs_report_history(report, history.out(), error));
  CHECK(history.text().find("Gửi nhầm kỳ") != std::string::npos);
}

TEST_CASE("a finding to be explained is unexplained until it is, and what may be sent is clear") {
  Exchange exchange;
  // Received less than resolved and pending together, which the form asks to explain.
  const Report report = exchange.draft("row,3,4,5,6,7,8,9,10,11,12,13\n"
                                       "LV01,1251,831,400,20,1190,1000,180,10,60,50,10\n"
                                       "T,1251,831,400,20,1190,1000,180,10,60,50,10\n");
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  CHECK(girs_findings_is_clear(findings) == 0);
  const auto total = girs_findings_count(findings);
  std::size_t unexplained = 0;
  for (std::size_t i = 0; i < total; ++i) {
    if (girs_findings_is_unexplained(findings, i) == 0) continue;
    ++unexplained;
    CHECK(girs_findings_severity(findings, i) == GIRS_EXPLAIN);
    const char* row = girs_findings_text(findings, i, "row");
    MUST(girs_report_explain(report, "", 0, row ? row : "", GIRS_NUL, girs_findings_text(findings, i, "rule"),
                             GIRS_NUL, "Hồ sơ chuyển sang quý sau", GIRS_NUL, error));
  }
  CHECK(unexplained > 0);
  Findings after;
  MUST(girs_report_check(report, after.out(), error));
  for (std::size_t i = 0; i < girs_findings_count(after); ++i) CHECK(girs_findings_is_unexplained(after, i) == 0);
  CHECK(girs_findings_is_clear(after) == 1);
  CHECK(girs_findings_is_unexplained(after, total + 7) == 0);
}
