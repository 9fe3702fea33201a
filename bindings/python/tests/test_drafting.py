"""A draft beyond its cells: previews, edits taken back, rows, fields, files, what changed."""

from __future__ import annotations

import json
import shutil

import pytest
from exchange import CATALOGUE, GOOD_CELLS, QUARTER

import girs


def text_of(report: girs.Report) -> str:
    return json.dumps(report.show(), ensure_ascii=False, default=str)


def test_a_preview_stores_nothing_and_an_undo_takes_the_newest_edit_back(exchange):
    report = exchange.draft()
    told = report.preview("a.csv", "row,13\nLV01,11\n")
    (cell,) = told["cells"]
    assert (cell["row"], cell["column"], cell["from"], cell["to"]) == ("LV01", "13", "10", "11")
    assert report.preview("a.csv", "row,13\nLV01,11\n") == told
    report.set("LV01", 13, 11)
    report.undo()
    assert report.preview("a.csv", "row,13\nLV01,11\n") == told


def test_two_editors_of_one_cell_are_told_of_it(exchange):
    report = exchange.draft()
    seen = report.show()["edit"]
    report.set("LV01", 13, 12)
    report.merge("a.csv", "row,12\nLV01,50\n", seen)
    with pytest.raises(girs.Conflict) as both:
        report.merge("a.csv", "row,13\nLV01,11\n", seen)
    details = both.value.mistakes[0].details
    assert (details["column"], details["theirs"], details["yours"]) == ("13", "12", "11")


def test_rows_go_and_a_nil_return_says_so(exchange):
    report = exchange.draft()
    report.remove_row("LV01")
    assert "LV01" not in text_of(report)
    with pytest.raises(girs.GirsError):
        report.remove_row("LV01")
    report.make_nil()
    assert report.show()["kind"] == "nil-return"


def test_a_header_field_keeps_its_text_until_it_is_emptied(exchange, tmp_path):
    with pytest.raises(girs.NotFound):
        exchange.draft().set_field("lap-bieu", "Lan")
    folder = tmp_path / "header"
    shutil.copytree(CATALOGUE, folder)
    path = folder / "forms" / "ii-06a-vpcp-kstt.json"
    form = json.loads(path.read_text())
    form["header"] = [{"code": "lap-bieu", "title": {"vi": "Người lập biểu", "en": "Prepared by"}}]
    path.write_text(json.dumps(form))
    store = exchange.open("header.girs")
    store.catalog.load(folder)
    report = store.reports.create(*QUARTER, unit="31825")
    report.set_field("lap-bieu", "Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan" in text_of(report)
    report.set_field("lap-bieu", "")
    assert "Nguyễn Thị Lan" not in text_of(report)


def test_blank_cells_come_from_the_quarter_before(exchange):
    exchange.commune.reports.create("KSTTHC", "2025-Q3").set("LV01", 11, 437)
    report = exchange.commune.reports.create(*QUARTER)
    report.fill_from("2025-Q3", {"11": "6"})
    assert report.preview("a.csv", "row,6\nLV01,438\n")["cells"][0]["from"] == "437"
    with pytest.raises(girs.NotFound):
        report.fill_from("2025-Q1")


def test_files_come_and_go_by_their_names(exchange):
    report = exchange.draft()
    with pytest.raises(girs.InvalidArgument):
        report.attach("../x.pdf", "application/pdf", b"%PDF")
    report.attach("thuyet-minh.pdf", "application/pdf", b"%PDF")
    assert "thuyet-minh.pdf" in text_of(report)
    report.detach("thuyet-minh.pdf")
    with pytest.raises(girs.NotFound):
        report.detach("thuyet-minh.pdf")


def test_one_cell_is_checked_alone_and_causes_are_proposed(exchange):
    wrong = [(row, c, 12 if (row, c) == ("LV01", 6) else v) for row, c, v in GOOD_CELLS]
    report = exchange.draft(wrong)
    assert "received-total" in {one.rule for one in report.check_cell("LV01", 6)}
    assert "received-total" not in {one.rule for one in report.check_cell("LV01", 9)}
    (form,) = report.causes()["forms"]
    cells = [cell for group in form["groups"] for cell in group["cells"]]
    assert {"row": "LV01", "column": "6", "from": "12", "to": "20", "by": "8"} in cells


def test_what_a_correction_changed_is_told_cell_by_cell(exchange):
    exchange.submit()
    report = exchange.commune.reports.open(*QUARTER)
    report.correct("error", "Sai cột 13")
    report.set("LV01", 13, 11)
    (form,) = report.difference(1)["forms"]
    assert form["cells"] == [{"row": "LV01", "column": "13", "from": "10", "to": "11"}]


def test_a_draft_goes_to_the_approver_and_comes_back(exchange):
    report = exchange.draft()
    report.send_for_approval()
    assert report.show()["state"] == "submitted"
    report.take_back()
    assert report.show()["state"] == "draft"
    with pytest.raises(girs.Conflict):
        report.take_back()


def test_definitions_are_reviewed_and_several_paths_load_at_once(exchange, tmp_path):
    assert not [one for one in girs.review_catalog(CATALOGUE) if one["grave"]]
    store = girs.Store(tmp_path / "paths.girs")
    parts = [CATALOGUE / name for name in ("regimes", "forms", "code-lists", "units", "indicators")]
    store.catalog.load(*parts, CATALOGUE / "vn-calendar.json")
    girs.check_catalog(*parts, store=store)
    assert store.catalog.definitions() == exchange.commune.catalog.definitions()
