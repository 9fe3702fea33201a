"""Plans: columns in, parts on threads of the host, Arrow tables out."""

from __future__ import annotations

from array import array
from decimal import Decimal

import pytest

import girs

REQUEST = {
    "definitions": [
        {"name": "tong", "formula": "[3]=[4]+[5]", "form": "F", "missing": "blank_zero"},
        {"name": "0501", "formula": "ROUND([4]/[3]*100;1)", "form": "F"},
    ],
    "forms": [{"code": "F", "columns": ["3", "4", "5"]}],
}


def place(column: int) -> dict[str, str]:
    return {"form": "F", "column": str(column), "period": "2025-Q4"}


@pytest.fixture
def table() -> girs.PlanTable:
    made = girs.PlanTable([{"code": "VN"}, {"code": "01", "parent": "VN"}, {"code": "02", "parent": "VN"}])
    made.add(place(3), array("q", [100, 3000, 1001]), scale=1)
    made.add(place(4), array("q", [33, 1000, 1000]), b"\x07", scale=1)
    made.add(place(5), array("q", [67, 2000, 0]), b"\x03", scale=1)
    return made


@pytest.mark.parametrize("threads", [1, 3])
def test_rules_and_indicators_are_the_same_on_any_number_of_threads(table, threads):
    pytest.importorskip("pyarrow")
    plan = girs.Plan(REQUEST)
    assert "0501" in plan.text
    run = plan.run(table, ["2025-Q4"], threads=threads)
    del plan, table  # the run keeps what it needs
    (found,) = run.findings.to_arrow().to_pylist()
    assert (found["rule"], found["unit"], found["left"], found["right"]) == ("tong", "02", "100.1", "100")
    values = {row["unit"]: Decimal(row["value"]) for row in run.values.to_arrow().to_pylist()}
    assert values == {"VN": Decimal("33"), "01": Decimal("33.3"), "02": Decimal("99.9")}
    assert run.memory(threads) > 0


def test_cells_are_set_one_by_one_and_parameters_are_given(table):
    pytest.importorskip("pyarrow")
    plan = girs.Plan({**REQUEST, "definitions": [{"name": "x", "formula": "[3]*[$k]", "form": "F"}]})
    table.set({**place(3), "unit": "02"}, {"value": "12.5"})
    table.parameter("k", {"value": "2"})
    values = {row["unit"]: row["value"] for row in plan.run(table, ["2025-Q4"]).values.to_arrow().to_pylist()}
    assert values["02"] == "25"


def test_a_run_that_is_not_done_or_was_cancelled_says_so(table):
    run = girs.Plan(REQUEST).prepare(table, ["2025-Q4"])
    with pytest.raises(girs.Conflict):
        run.values.__arrow_c_stream__()
    run.cancel()
    with pytest.raises(girs.Cancelled):
        run.part(0, 1)


def test_wrong_columns_are_refused(table):
    with pytest.raises(TypeError):
        table.add(place(6), array("d", [1.0, 2.0, 3.0]))
    with pytest.raises(ValueError):
        table.add(place(6), array("q", range(9)), b"\x01")
    with pytest.raises(girs.InvalidArgument):
        table.add(place(6), array("q", [1]))
    with pytest.raises(girs.InvalidArgument) as wrong:
        girs.Plan({"definitions": [{"name": "x", "formula": "[3", "form": "F"}], "forms": REQUEST["forms"]})
    assert wrong.value.mistakes
    with pytest.raises(girs.InvalidArgument):
        girs.Plan(REQUEST).prepare(table, ["2024-Q4"])
    girs.Plan(REQUEST).run(table, ["2024-Q4"], blank_columns=True)


def test_corrected_cells_and_lists_bring_a_run_up_to_date():
    pytest.importorskip("pyarrow")
    units = [{"code": "VN"}, {"code": "01", "parent": "VN"}, {"code": "02", "parent": "VN"}]
    table = girs.PlanTable(units)
    table.add(place(3), array("q", [0, 5, 7]))
    where = {"form": "L", "column": "2", "period": "2025-Q4"}
    table.add_list(where, array("q", [1, 2, 4, 8]), array("q", [0, 0, 3, 4]))
    table.require_units(units)
    with pytest.raises(girs.InvalidArgument):
        table.require_units(units[:2])
    with pytest.raises(ValueError):
        table.add_list(where, array("q", [1]), array("q", [0, 0, 0, 4]))
    plan = girs.Plan({
        "definitions": [{"name": "sum", "formula": "SUM([L!r*.c2])", "form": "F"},
                        {"name": "twice", "formula": "[3]*2", "form": "F"}],
        "forms": [{"code": "F", "columns": ["3"]}, {"code": "L", "columns": ["2"], "open_rows": True}],
    })
    run = plan.run(table, ["2025-Q4"])

    def values():
        return {(row["indicator"], row["unit"]): row["value"] for row in run.values.to_arrow().to_pylist()}

    assert values()["sum", "01"] == "7"
    assert run.apply({"cells": [{**place(3), "unit": "02", "value": "9"}]}) == 1
    assert values()["twice", "02"] == "18"
    with pytest.raises(girs.NotFound):
        run.apply({"cells": [{**place(3), "unit": "99", "value": "9"}]})
