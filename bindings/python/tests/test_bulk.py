"""Results and cells in columns; needs pyarrow and pandas, which the package itself does not."""

from __future__ import annotations

import gc
from decimal import Decimal

import pytest
from exchange import COLUMNS, FIGURES, QUARTER, UNIT

import girs

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")


def test_findings_reach_arrow_and_pandas_as_they_are(exchange):
    findings = exchange.draft([("LV01", 3, 1250)]).check()
    table = pa.table(findings)
    frame = findings.to_pandas()
    assert table.num_rows == len(frame) == len(findings)
    assert table["message_vi"].to_pylist() == [one.message_vi for one in findings]
    assert [x or None for x in table["row"].to_pylist()] == [one.row for one in findings]
    assert list(frame["severity"]) == [one.severity for one in findings]


def test_columns_outlive_the_store_and_a_stream_that_nobody_takes_is_released(exchange):
    findings = exchange.draft([("LV01", 3, 1250)]).check()
    table = findings.to_arrow()
    before = table["message_en"].to_pylist()
    unused = findings.__arrow_c_stream__()
    exchange.commune.close()
    del findings, unused, exchange
    gc.collect()
    assert table["message_en"].to_pylist() == before


def test_a_pandas_table_fills_the_form(exchange):
    frame = pd.DataFrame([FIGURES] * 2, index=["LV01", "T"], columns=COLUMNS)
    report = exchange.draft([])
    report.fill(frame)
    report.approve()
    with pytest.raises(TypeError, match="floating"):
        report.fill(frame.astype(float))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_an_arrow_table_fills_the_form_and_null_is_blank(exchange, kind):
    report = exchange.draft([])
    cells = pa.table(
        {
            "row": pa.array(["LV01", "LV01", "T"], kind),
            "note": [1, 2, 3],
            "column": pa.array(["3", "4", "3"], kind),
            "value": pa.array(["1250", None, "1250"], kind),
        }
    )
    report.set_cells(cells.slice(1))
    report.set_cells(pa.concat_tables([cells.slice(0, 1), cells.slice(2, 1)]))
    other = exchange.commune.reports.create(*QUARTER, unit="31834")
    other.set_cells([("LV01", 3, 1250), ("LV01", 4, None), ("T", 3, 1250)])
    assert report.show()["forms"] == other.show()["forms"]


def test_columns_of_the_wrong_kind_are_refused_by_name(exchange):
    report = exchange.draft([])
    numbers = pa.table({"row": ["LV01"], "column": ["3"], "value": [1250]})
    with pytest.raises(girs.InvalidArgument, match='"value"'):
        report.set_cells(numbers)
    with pytest.raises(girs.InvalidArgument, match='"column"'):
        report.set_cells(numbers.drop_columns(["column"]))


def test_figures_and_reports_come_in_columns(exchange):
    pid = exchange.submit()
    frame = exchange.commune.indicators.table("KSTT.01", UNIT, "2025-Q4").to_pandas()
    assert frame["value"][0] == Decimal("99.2")
    assert list(exchange.commune.reports.table.to_pandas()["pid"]) == [pid]
