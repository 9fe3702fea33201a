"""Entering, checking, sealing and exchanging reports."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from exchange import GOOD_CELLS, QUARTER, UNIT

import girs


def test_a_quarter_goes_from_the_form_to_a_receipt(exchange):
    seen = []
    pid = exchange.submit()
    with exchange.serving() as server:
        summary = exchange.commune.sync.run(server.url, progress=seen.append)
    assert summary["receipted"] == 1
    assert {one.stage for one in seen} & {"push", "pull"}
    bundle = exchange.commune.packages.export(pid)
    assert girs.verify_receipt(bundle, [exchange.vkey])["origin"]
    assert exchange.commune.packages.verify(bundle)["pid"] == pid
    assert exchange.commune.receipts.get(pid).startswith("c2sp.org/tlog-proof")
    assert "31825" in girs.show_package(bundle) and girs.show_package(bundle, "vi")
    assert exchange.commune.sync.outbox()[0]["pid"] == pid
    with pytest.raises(girs.Conflict):  # it was not refused
        exchange.commune.sync.send_again(pid)
    overview = girs.overview(exchange.centre, *QUARTER, UNIT)
    assert overview["totals"]["received"] == 1
    assert girs.fsck(exchange.centre)["faults"] == []
    figure = exchange.centre.indicators.compute("KSTT.01", UNIT, "2025-Q4")[0]
    assert figure.value == Decimal("99.2") and figure.pid == pid
    assert exchange.centre.indicators.explain("KSTT.01", UNIT, "2025-Q4")


def test_the_authority_admits_decides_and_asks(exchange):
    pid = exchange.submit()
    central = girs.Central(exchange.centre, exchange.keys["log"])
    central.publish(exchange.registry)
    assert central.admit(exchange.commune.packages.export(pid))["fresh"]
    decided = central.decide(
        pid, "accepted", exchange.keys["decision"], codes=["ok"], reason="complete"
    )
    assert len(decided) == 64
    asked = central.request(
        {"regime": "KSTTHC", "units": ["31825"], "period": "2025-Q4", "due": "2026-01-20",
         "text": "Please send it again."}, exchange.keys["requester"],
    )  # fmt: skip
    assert len(asked) == 64
    assert central.checkpoint().startswith("baocao.example.gov.vn")


def test_findings_are_a_sequence_of_typed_values(exchange):
    report = exchange.draft([("LV01", 3, 1250), ("LV01", 4, Decimal(830)), ("LV01", "5", "400")])
    findings = report.check()
    assert len(findings) == len(list(findings)) > 0
    first = findings[0]
    assert isinstance(first, girs.Finding) and first == findings[-len(findings)]
    assert first.severity is girs.Severity.ERROR and first.outcome is girs.Outcome.FAIL
    assert not findings.clear
    assert findings[:2] == [findings[0], findings[1]]
    assert len(findings.document()["findings"]) == len(findings)
    with pytest.raises(IndexError):
        findings[len(findings)]


def test_every_kind_of_absence_is_kept_apart(exchange):
    report = exchange.draft([])
    report.set("LV01", 3, girs.Absent.NIL)
    report.set("LV01", 4, None)
    report.set("LV01", 5, girs.Absent.NOT_AVAILABLE)
    report.set("LV01", 6, 0)
    report.set("LV01", 7, "1.234", numbers=girs.Numbers.VIETNAMESE)
    shown = str(report.show()["forms"])
    assert "nil" in shown and "1234" in shown
    assert [one["action"] for one in report.history()][0] == "created"


def test_a_float_is_no_figure(exchange):
    report = exchange.draft([])
    for wrong in (1.5, True, float("nan"), b"1", object()):
        with pytest.raises(TypeError):
            report.set("LV01", 3, wrong)
    with pytest.raises(ValueError):
        report.set("LV01", 3, Decimal("NaN"))


def test_mistakes_in_cells_come_all_at_once_with_their_places(exchange):
    report = exchange.draft([])
    with pytest.raises(girs.InvalidArgument) as refused:
        report.set_cells([("LV01", 3, "abc"), ("LV99", 3, 1), ("LV01", 99, 1)])
    assert [one.details["index"] for one in refused.value.mistakes] == ["0", "1", "2"]
    assert refused.value.mistakes[0].details["row"] == "LV01"
    assert refused.value.mistakes[0].message_vi != refused.value.mistakes[0].message
    with pytest.raises(girs.InvalidArgument):
        report.import_cells("bad.csv", "row,3\nLV01,x1\n")
    report.import_cells("good.csv", "row,3\nLV01,12\n")


def test_a_report_is_approved_returned_corrected_and_withdrawn(exchange):
    report = exchange.draft()
    report.approve()
    report.send_back("one figure is doubtful")
    with pytest.raises(girs.Conflict):
        report.submit(exchange.parties())
    report.sent_otherwise("paper", exchange.now)
    report.approve()
    assert len(report.submit(exchange.parties())) == 64
    report.correct("data-error", "a figure was wrong")
    report.set("LV01", 3, 1250)
    report.approve()
    report.submit(exchange.parties())
    report.withdraw("data-error", "the whole was wrong")
    assert report.show()["rev"] == 3


def test_an_explanation_stands_in_for_a_figure_that_looks_wrong(exchange):
    cells = [*GOOD_CELLS]
    report = exchange.draft(cells)
    rules = [one for one in report.check() if one.severity is girs.Severity.EXPLAIN]
    for finding in rules:
        report.explain(finding.rule, "The office was closed.", row=finding.row or "")
    assert report.check().clear
    with pytest.raises(girs.NotFound):
        report.explain("no-such-rule", "text")


def test_obligations_are_listed_and_changed(exchange):
    due = exchange.commune.obligations
    owed = due.due(date(2025, 12, 1), "2025-12-31")
    assert [one["regime"] for one in owed] == ["KSTTHC"]
    assert due.reminders("2025-12-01", "2025-12-31", with_units_below=True)
    who = {"reason": "storm", "author": "office"}
    due.extend(*("KSTTHC", UNIT, "2025-Q4"), due=date(2026, 1, 10), **who)
    due.exclude("KSTTHC", UNIT, "2025-Q4", **who)
    with pytest.raises(girs.Conflict):
        due.exclude("KSTTHC", UNIT, "2025-Q4", **who)
    due.restore("KSTTHC", UNIT, "2025-Q4", **who)


def test_an_aggregate_says_who_was_counted_and_who_not(exchange):
    pid = exchange.submit()
    with exchange.serving() as server:
        exchange.commune.sync.run(server.url)
    report, members = exchange.centre.reports.aggregate(
        *QUARTER, unit="96", excluded={"31834": "no line"}
    )
    assert members["counted"] == 1
    assert any(one.get("pid") == pid for one in members["members"])
    assert report.show()["scope"] == "aggregate"


def test_reports_are_opened_by_their_key(exchange):
    with pytest.raises(girs.NotFound):
        exchange.commune.reports.open(*QUARTER)
    exchange.draft()
    assert exchange.commune.reports.open(*QUARTER, unit=UNIT, actor="p1").show()["state"] == "draft"
    with pytest.raises(girs.Conflict):
        exchange.commune.reports.create(*QUARTER)
    assert [one["unit"] for one in exchange.commune.reports.list()] == [UNIT]


def test_a_signed_sum_is_marked_stale_by_a_correction_and_explained_as_of_a_moment(exchange):
    central = exchange.central()
    central.admit(exchange.commune.packages.export(exchange.submit()))
    aggregate, _ = exchange.centre.reports.aggregate(*QUARTER, unit="96")
    aggregate.approve()
    aggregate.submit(exchange.parties())
    question = {"indicators": ["KSTT.04"], "units": ["96"], "from": "2025-Q4"}
    before = exchange.now + timedelta(minutes=30)
    exchange.now += timedelta(hours=1)
    report = exchange.commune.reports.open(*QUARTER)
    report.correct("so-lieu", "A dossier was left out.")
    report.approve()
    central.admit(exchange.commune.packages.export(report.submit(exchange.parties())))
    told = exchange.centre.indicators.explain_question(question)
    assert told["figure"]["flags"] == ["stale"]
    assert told["package"]["members"][0]["corrected"]["rev"] == 2
    assert "stale" in exchange.centre.indicators.graph_question(question)
    then = exchange.centre.indicators.explain_question({**question, "known_at": before.isoformat()})
    assert then["figure"]["flags"] == []
