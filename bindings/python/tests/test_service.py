"""A centre in service: copies, the overview at one look, sharing, reads, evidence, a new year."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from exchange import AUDIENCE, CATALOGUE, QUARTER, UNIT, Exchange

import girs

FORM = "II.06a/VPCP/KSTT"


@pytest.fixture
def serving(exchange):
    """A centre with its catalogue that has taken one report."""
    exchange.centre.catalog.load(CATALOGUE)
    central = exchange.central()
    exchange.pid = exchange.submit()
    assert central.admit(exchange.commune.packages.export(exchange.pid))["fresh"]
    exchange.at_work = central
    return exchange


def described(exchange: Exchange) -> dict[str, object]:
    """The centre, as another authority describes it."""
    root = exchange.keys["root"].show()
    return {"origin": AUDIENCE, "roots": [f"{root['scheme']} {root['spki']}"], "log_key": exchange.vkey}


def test_a_copy_holds_what_the_store_holds_and_overwrites_nothing(serving):
    path = serving.folder / "copy.girs"
    seen = []
    held = serving.centre.backup(path, lambda at: seen.append(at.unit))
    assert held == serving.centre.inventory() and held["rows"]["submission"] == 1
    assert set(seen) == {"pages"}
    assert girs.fsck(serving.open("copy.girs"))["faults"] == []
    with pytest.raises(girs.Conflict):
        serving.centre.backup(path)

    def refuse(_at):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError):
        serving.centre.backup(serving.folder / "other.girs", refuse)
    assert not (serving.folder / "other.girs").exists()


def test_the_overview_at_one_look_shows_what_came_and_whose_turn_it_is(serving):
    board = serving.centre.authority.board("96")
    assert [one["pid"] for one in board["newest"]] == [serving.pid]
    later = serving.centre.authority.board("96", serving.now + timedelta(days=7))
    assert "31834" in {one["turn"] for one in later["late"]}
    assert serving.centre.authority.board("01")["newest"] == []


def test_requests_are_followed_and_a_cell_is_traced_to_its_signers(serving):
    asked = {"regime": "KSTTHC", "units": [UNIT], "period": "2025-Q4", "due": "2026-01-20", "text": "x"}
    pid = serving.at_work.request(asked, serving.keys["requester"])
    (told,) = serving.centre.authority.requests()
    assert (told["pid"], told["totals"]["asked"]) == (pid, 1)
    assert serving.centre.authority.requests(pid) == [told]
    traced = serving.centre.authority.trace(serving.pid, FORM, "T", 3)
    assert traced["value"] == "1250" and traced["receipt"].startswith("c2sp.org/tlog-proof")
    with pytest.raises(girs.NotFound):
        serving.centre.authority.trace("0" * 64, FORM, "T", 3)
    assert serving.centre.authority.member_faults() == []


def test_another_body_pulls_what_a_rule_shares_and_its_reads_are_on_record(serving):
    partner = girs.Key.generate("ed25519")
    serving.keys["partner"] = partner
    record = {**serving.record("partner", "partner"), "unit": "01"}
    serving.at_work.publish(serving.office.registry.add([record], serving.keys["root"]))
    body = serving.open("partner.girs", "01")
    with girs.Server(serving.at_work, signed_only=True) as server:
        line = girs.Line(server.url, signer=partner)
        with pytest.raises(girs.Untrusted):
            body.authority.pull_shared(described(serving), line)
        rule = {"schema": "girs.sharing/1", "code": "A", "recipient": "01", "units": ["96"],
                "regimes": ["KSTTHC"], "valid_from": "2025-12-01", "valid_to": None,
                "basis": "Nghị định 47/2020/NĐ-CP, Điều 5"}  # fmt: skip
        serving.centre.authority.share(rule)
        assert [one["code"] for one in serving.centre.authority.shares()] == ["A"]
        assert body.authority.pull_shared(described(serving), line)["reports"] == 1
        assert body.authority.pull_shared(described(serving), line)["reports"] == 0
    with pytest.raises(girs.InvalidArgument) as wrong:
        serving.centre.authority.share({**rule, "recipient": "nobody", "basis": ""})
    assert len(wrong.value.mistakes) == 2
    reads = list(serving.centre.authority.reads("01"))
    assert reads and {one["rule"] for one in reads} == {"A"}
    assert list(serving.centre.authority.reads("12")) == []
    assert serving.centre.authority.forget_reads(serving.now + timedelta(days=1)) == len(reads)
    assert list(serving.centre.authority.reads()) == []


def test_evidence_is_asked_of_a_centre_that_is_described_in_full(serving):
    line = girs.Line("http://127.0.0.1:9", timeout_ms=1000)
    with pytest.raises(girs.InvalidArgument) as wrong:
        serving.at_work.fetch_members({"origin": "", "roots": ["x"], "more": 1}, line)
    assert len(wrong.value.mistakes) >= 2
    with girs.Server(serving.at_work) as server:
        told = serving.at_work.fetch_members(described(serving), girs.Line(server.url))
    assert (told["wanted"], told["fetched"], told["faults"]) == (0, 0, [])


def test_a_catalogue_is_published_once_and_a_new_year_begins_a_new_log(serving):
    with pytest.raises(girs.Untrusted):
        serving.at_work.publish_catalogue(serving.keys["requester"])
    serving.keys["publisher"] = girs.Key.generate("ed25519")
    record = serving.record("publisher", "publisher")
    serving.at_work.publish(serving.office.registry.add([record], serving.keys["root"]))
    assert serving.at_work.publish_catalogue(serving.keys["publisher"]) == 1
    assert serving.at_work.publish_catalogue(serving.keys["publisher"]) == 1
    path, origin = serving.folder / "next.girs", "baocao.example.gov.vn/log/2026"
    serving.at_work.rotate(path, origin)
    with pytest.raises(girs.Conflict):
        serving.at_work.rotate(path, origin)
    held = serving.open("next.girs").inventory()
    assert (held["log_size"], held["rows"]["submission"]) == (1, 1)


def test_members_are_followed_into_an_aggregate_and_compared_with_it(serving):
    reports = serving.centre.reports
    which = {"unit": "96"}
    before = reports.members(*QUARTER, **which)
    assert (before["counted"], {one["state"] for one in before["members"] if one["pid"]}) == (0, {"approved"})
    aggregate, _ = reports.aggregate(*QUARTER, **which)
    assert reports.members(*QUARTER, **which)["counted"] == 1
    aggregate.set("LV01", 3, 1251)
    (form,) = reports.against_members(*QUARTER, aggregate=True, **which)["forms"]
    (cell,) = form["cells"]
    assert (cell["sum"], cell["stated"], cell["difference"]) == ("1250", "1251", "1")
    (given,) = reports.cell_of_members(*QUARTER, "LV01", 3, aggregate=True, **which)
    assert (given["unit"], given["value"]) == (UNIT, "1250")


def test_every_report_of_a_period_is_checked_in_one_call(serving):
    told = serving.centre.reports.check_all(*QUARTER, findings_max=10)
    assert (told["checked"], told["clear"]) == (1, 1)
    assert serving.centre.reports.check_all(*QUARTER, unit="01")["checked"] == 0

    def refuse(_at):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serving.centre.reports.check_all(*QUARTER, progress=refuse)
    with pytest.raises(girs.NotFound):
        serving.centre.reports.check_all(*QUARTER, unit="no-such-unit")


def test_a_form_goes_out_as_the_csv_that_comes_in(exchange):
    report = exchange.draft()
    csv = report.csv()
    assert csv.startswith("row,c3,c4,")
    report.import_cells("again.csv", csv)
    assert report.csv() == csv


def test_a_local_form_fills_the_national_one(exchange, tmp_path):
    form = {
        "schema": "girs.form/1", "code": "CM-06", "version": 1, "title": {"vi": "Biểu tỉnh"},
        "columns": [{"code": code, "title": {"vi": code}, "type": "number", "measure": "flow"}
                    for code in "abd"],
        "rows": {"dynamic": {"code_list": "linh-vuc"}},
        "variant_of": {"form": FORM, "version": 1, "columns": {"a": "4", "b": "5"}},
    }  # fmt: skip
    regime = {
        "schema": "girs.regime/1", "code": "CM-KSTT", "version": 1, "name": {"vi": "Báo cáo của tỉnh"},
        "kind": "periodic", "frequency": "quarter", "window": {"kind": "nd09"},
        "due": {"levels": {"commune": {"kind": "working-days-after", "days": 1}}},
        "reporters": ["commune"], "aggregators": [], "recipient": "G22", "forms": ["CM-06"],
        "from": "2021-01-01",
    }  # fmt: skip
    for name, document in (("form.json", form), ("regime.json", regime)):
        (tmp_path / name).write_text(json.dumps(document))
    exchange.commune.catalog.load(tmp_path / "form.json", tmp_path / "regime.json")
    own = exchange.commune.reports.create("CM-KSTT", "2025-Q4")
    own.set_cells([("LV01", "a", 7), ("LV01", "b", 5), ("LV01", "d", 9)])
    report = exchange.commune.reports.create(*QUARTER)
    (left,) = report.convert("CM-KSTT")
    assert (left["row"], left["column"]) == ("LV01", "d")
    assert "LV01,,7,5," in report.csv()


def test_a_role_holds_a_person_to_it_and_a_unit_above_enters_data(exchange):
    exchange.commune.registry.accept(exchange.registry)
    with pytest.raises(girs.InvalidArgument):
        exchange.commune.reports.create(*QUARTER, role="chairman")
    report = exchange.commune.reports.create(*QUARTER, actor="p1", role="preparer")
    with pytest.raises(girs.Untrusted):
        report.approve()
    with pytest.raises(girs.GirsError):
        exchange.commune.reports.create(*QUARTER, unit="31834", on_behalf="01")
    entered = exchange.commune.reports.create(*QUARTER, unit="31834", on_behalf="96")
    assert entered.show()["on_behalf"] == "96"


def test_a_servers_requests_are_heard_and_its_state_is_asked_beside_it(serving):
    import urllib.request

    lines = []
    with girs.Server(serving.at_work, log=lines.append, names="127.0.0.1") as server, \
            girs.Server(serving.at_work, operation=True) as state:  # fmt: skip
        serving.commune.sync.run(server.url)
        with urllib.request.urlopen(f"{state.url}/metrics") as answer:
            assert b"girs_" in answer.read()
    assert {json.loads(line)["status"] for line in lines} <= {200, 201, 304, 404}


def test_what_a_listener_raises_reaches_the_hook_and_not_the_request(serving, monkeypatch):
    hooked = []
    monkeypatch.setattr("sys.unraisablehook", hooked.append)
    with girs.Server(serving.at_work, log=lambda line: 1 / 0) as server:
        serving.commune.sync.run(server.url)
    assert {one.exc_type for one in hooked} == {ZeroDivisionError}


def test_figures_in_columns_come_batch_by_batch_as_exact_decimals(serving):
    from decimal import Decimal

    pytest.importorskip("pyarrow")
    asked = {"indicators": ["KSTT.01"], "all_below": "96", "units": ["96"], "from": "2025-Q4"}
    told = serving.centre.indicators.store_columns()
    assert told["written"] + told["kept"] >= 0
    assert serving.centre.indicators.store_columns(anew=True)["kept"] == 0
    frame = serving.centre.indicators.query_table(asked).to_pandas()
    (figure,) = frame[frame["unit"] == UNIT]["value"]
    assert figure == Decimal("99.2") and len(frame) > 60
    with pytest.raises(girs.InvalidArgument):
        serving.centre.indicators.query_table({"indicators": ["NONE"]}).to_arrow()
