"""What a binding costs over the C call, and how a country's findings reach pandas.

    build/python/main/bin/python tests/bench/bindings.py [--json]

Needs the wheel, pandas and pyarrow: sh bindings/python/test.sh installs them there. The C call is
the same function over columns that lie ready; its time is the peer in the same run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import girs
import pyarrow
from girs._native import ffi, lib

ROOT = Path(__file__).resolve().parents[2]
ROWS, COLUMNS = 2_000, 11
COMMUNES = 3_321
RUNS = 5
NUMBER = {"vi": "Số", "en": "Number"}


def best_of(work, runs=RUNS, clock=time.process_time):
    """The shortest run, in seconds of the processor: others may be at work beside it."""
    best = float("inf")
    for _ in range(runs):
        begun = clock()
        work()
        best = min(best, clock() - begun)
    return best


def wide_form(folder):
    """A catalogue with one form of any number of rows, so that a batch is large."""
    form = {"schema": "girs.form/1", "code": "WIDE", "version": 1, "title": NUMBER, "from": "2021-01-01",
            "columns": [{"code": str(i + 1), "title": NUMBER, "type": "number", "measure": "flow"} for i in range(COLUMNS)],
            "rows": {"dynamic": {}}}
    regime = json.loads((ROOT / "examples/catalog/regimes/kstthc.json").read_text())
    regime |= {"code": "WIDE", "forms": ["WIDE"]}
    (folder / "form.json").write_text(json.dumps(form))
    (folder / "regime.json").write_text(json.dumps(regime))


def report_on(folder):
    store = girs.Store(folder / "bench.girs")
    store.catalog.load(ROOT / "examples/catalog")
    (folder / "wide").mkdir()
    wide_form(folder / "wide")
    store.catalog.load(folder / "wide")
    return store, store.reports.create("WIDE", "2025-Q4", unit="31825")


def cells(report):
    """A form that does not exist, so that what is timed is handing over, not the form's own work."""
    many = [(f"R{row}", str(column + 1), str(row * column))
            for row in range(ROWS) for column in range(COLUMNS)]
    table = pyarrow.table(dict(zip(("row", "column", "value"), zip(*many))))
    report.set_cells(table, form="WIDE")  # the real thing works
    stream, error, form = ffi.new("struct ArrowArrayStream *"), ffi.new("girs_error **"), ffi.from_buffer(b"NONE")
    address = int(ffi.cast("uintptr_t", stream))

    def in_c():
        table.to_reader()._export_to_c(address)
        assert lib.girs_report_set_cells_stream(report.pointer, form, 4, stream, 0, error) == lib.GIRS_NOT_FOUND
        lib.girs_error_free(error[0])

    def in_python():
        try:
            report.set_cells(table, form="NONE")
        except girs.NotFound:
            return
        raise AssertionError("there is a form NONE")

    per_cell = 1e9 / len(many)
    c, python = (best_of(work, 40) * per_cell for work in (in_c, in_python))
    return {"bench": "python-cells", "value": max(0.0, python - c), "unit": "ns a cell over C", "limit": 5,
            "peer": "the C call, ns a cell", "peer_value": round(c, 2)}


def findings(store):
    """Findings of every commune of a country: one report's, as often as there are communes."""
    report = store.reports.create("KSTTHC", "2025-Q4", unit="31825")
    report.set_cells([("LV01", 3, 1250), ("LV01", 4, 830), ("T", 3, 1250)])
    all_findings = [report.check() for _ in range(COMMUNES)]
    count = len(all_findings[0]) * COMMUNES

    def frame():
        tables = [pyarrow.table(one) for one in all_findings]
        assert len(pyarrow.concat_tables(tables).to_pandas()) == count

    return {"bench": "findings-to-pandas", "value": best_of(frame, 3), "unit": "s of the processor", "limit": 0.5,
            "peer": "findings", "peer_value": count}


def importing():
    def run(program):
        return best_of(lambda: subprocess.run([sys.executable, "-c", program], check=True), 15,
                       lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))

    bare = run("pass")
    return {"bench": "python-import", "value": max(0.0, run("import girs") - bare) * 1000, "unit": "ms of the processor",
            "limit": 50, "peer": "the bare interpreter, ms", "peer_value": bare * 1000}


def sizes():
    built = {"wheel": "build/python/wheel/*.whl", "jar": "build/java/girs-0.1.0.jar"}
    for name, pattern in built.items():
        for file in ROOT.glob(pattern):
            yield {"bench": f"{name}-size", "value": file.stat().st_size / 1e6, "unit": "MB", "limit": 6}


def main():
    with tempfile.TemporaryDirectory() as folder:
        store, report = report_on(Path(folder))
        results = [cells(report), findings(store), importing(), *sizes()]
    for one in results:
        one["ratio"] = one["value"] / one["limit"]
        print(json.dumps(one) if "--json" in sys.argv else
              f"{one['bench']:20} {one['value']:10.2f} {one['unit']:18} limit {one['limit']:<5} "
              f"{one.get('peer', '')} {one.get('peer_value', '')}")
    return 1 if any(one["ratio"] > 1 for one in results) else 0


if __name__ == "__main__":
    sys.exit(main())
