"""Calendars, formulas, units, catalogue, keys: what is not a report."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from exchange import CATALOGUE

import girs

VN = (CATALOGUE / "vn-calendar.json").read_bytes()


def test_a_calendar_knows_working_days_and_a_host_lays_its_own_over_it():
    calendar = girs.Calendar.read(VN)
    assert calendar.working(date(2026, 2, 13)).working
    assert calendar.working("2026-02-14").why_vi
    own = {"schema": "girs.calendar/1", "code": "own", "version": 1, "over": "vn", "years": [],
           "days": []}  # fmt: skip
    with pytest.raises(girs.InvalidArgument):
        calendar.overlay({**own, "over": "xx"})
    with pytest.raises(girs.NotFound) as unknown:
        calendar.working("1900-01-01")
    assert unknown.value.details["year"] == "1900"
    with pytest.raises(TypeError):
        calendar.working(datetime(2026, 1, 1, tzinfo=timezone.utc))


def test_a_formula_is_inspected_and_explained():
    with girs.Formula("(3)=(4)+(5)", printed=True) as identity:
        told = identity.inspect()
        assert told["scope"] == "each-row" and told["comparison"]
    formula = girs.Formula("1,5+[3]", language="vi")
    assert formula.text == "1.5+[3]"
    request = {"cells": {"c3": Decimal("0.25")}}
    assert formula.evaluate(request) == {"value": "1.75"}
    assert formula.explain(request)["explanation"]["vi"]


def test_what_is_declared_of_cells_makes_breaches_mistakes():
    declared = {"columns": {"3": {"type": "number"}, "4": {"type": "text"}}}
    assert girs.Formula("[3]+1", declared=declared).evaluate({"cells": {"c3": "1"}}) == {"value": "2"}
    with pytest.raises(girs.InvalidArgument):
        girs.Formula("[4]+[5]", declared=declared)


def test_units_are_looked_up_on_a_day(store):
    units = store.units
    assert units.show("96", "2025-07-01")["kind"] == "province"
    assert len(units.tree("96", date(2025, 7, 1))) > 10
    assert units.predecessors("96", date(2025, 7, 1))
    assert isinstance(units.successors("96", "2025-07-01"), list)
    assert units.find("ca mau", "2025-07-01")[0]["code"] == "96"
    assert units.members("96", "2025-12-14")
    assert units.group("no-such-group", "2025-12-14") == []
    figures = [{"unit": "96", "period": "2025-Q4", "on": "2025-12-14", "value": "1"}]
    converted = units.convert({"on": "2025-12-14", "addition": "flow", "figures": figures})
    assert converted[0]["value"] == "1"
    assert girs.read_agency("G14.04")["parent"] == "G14"


def test_national_lists_become_a_document():
    table = girs.UnitTable("list.csv", "code,name,type,parent\n1,A,province,\n", "2020-01-01")
    document, mistakes = girs.import_units([table], code="mine", lenient=True)
    assert b"girs.units/1" in document and isinstance(mistakes, list)
    with pytest.raises(girs.InvalidArgument) as refused:
        girs.import_units([girs.UnitTable("bad.csv", "colour\nred\n")])
    assert refused.value.mistakes


def test_the_catalogue_is_listed_and_compared(store):
    kinds = {one["kind"] for one in store.catalog.definitions()["definitions"]}
    assert {"form", "regime", "indicator"} <= kinds
    with pytest.raises(girs.NotFound):
        store.catalog.form_difference("II.06a/VPCP/KSTT", 1, 9)
    assert store.catalog.overlaps(2025) == []


def test_keys_are_saved_encrypted_and_revoked(exchange):
    key = exchange.keys["preparer"]
    path = exchange.folder / "key.pem"
    key.save(path, "mật khẩu")
    assert girs.Key.open(path, "mật khẩu").show() == key.show()
    with pytest.raises(girs.Untrusted):
        girs.Key.open(path, "wrong")
    exchange.office.registry.revoke(
        key.show()["keyid"], exchange.now, "lost", exchange.keys["root"]
    )
    assert "lost" in str(exchange.office.registry.show())


def test_a_setting_is_kept_and_another_is_none(store):
    assert store.get("unit") is None and store.get("unit", "0") == "0"
    store.set("unit", "31825")
    assert store.get("unit") == "31825"
    with pytest.raises(ValueError):
        store.set("colour", "red")


def test_moments_have_a_time_zone(store):
    with pytest.raises(ValueError, match="time zone"):
        girs.overview(store, "KSTTHC", "2025-Q4", "96", datetime(2025, 1, 1))


def test_documents_stay_exact():
    assert girs.documents.canonical({"b": Decimal("1.10"), "a": date(2025, 1, 2)}) == (
        b'{"a":"2025-01-02","b":"1.10"}'
    )
    with pytest.raises(TypeError):
        girs.documents.compute("add", 0.1, "1")
    assert girs.documents.compute("div", 1, 3) == Decimal("0." + "3" * 34)
    with pytest.raises(girs.InvalidArgument):
        girs.documents.lint('{"a":1,"a":2}', strict=True)
