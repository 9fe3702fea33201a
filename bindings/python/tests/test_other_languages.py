"""Stores and packages go from one language to the others.

Python writes a store and a package for Java, which tests what C and Python wrote and leaves its
own; `read_java` at the end of this file is called when it did. Runs where GIRS_EXCHANGE names the
folder and GIRS_PROGRAM the command line, which stands for C (bindings/python/test.sh).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from exchange import CATALOGUE, QUARTER, UNIT, Exchange

import girs

FOLDER, PROGRAM = os.environ.get("GIRS_EXCHANGE"), os.environ.get("GIRS_PROGRAM")
needed = pytest.mark.skipif(not FOLDER or not PROGRAM, reason="GIRS_EXCHANGE, GIRS_PROGRAM not set")


def c(*arguments, **more):
    """The command line, which is built on the C interface alone."""
    words = [str(one) for one in arguments]
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True, **more)
    return json.loads(done.stdout) if "--json" in words else done.stdout


def emptied(name):
    folder = Path(FOLDER) / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def which():
    return ["--regime", QUARTER[0], "--period", QUARTER[1], "--unit", UNIT]


def check_folder(folder, program=True):
    """What each reader holds true of what a writer left."""
    with girs.Store(folder / "commune.girs", read_only=True) as store:
        state = store.reports.open(*QUARTER, unit=UNIT).show()
        assert state["unit"] == UNIT and "1250" in json.dumps(state["forms"])
        if (folder / "bundle.girs.json").exists():
            bundle = (folder / "bundle.girs.json").read_bytes()
            assert store.packages.verify(bundle)["pid"] == state["pid"]
            keys = (folder / "keys.txt").read_text()
            assert girs.verify_receipt(bundle, keys)["state"]
            assert UNIT in c("package", "show", folder / "bundle.girs.json")
    assert c("report", "show", folder / "commune.girs", *which(), "--json")["unit"] == UNIT


@needed
def test_python_reads_what_c_wrote_and_c_what_python_wrote():
    folder = emptied("c")
    store = folder / "commune.girs"
    c("init", store, "--unit", UNIT, "--audience", "baocao.example.gov.vn/log/2025")
    c("catalog", "load", store, CATALOGUE)
    c("report", "new", store, *which())
    cells = folder / "cells.csv"
    cells.write_text("row,3\nLV01,1250\n")
    c("report", "import", store, *which(), cells)
    check_folder(folder)

    folder = emptied("python")
    exchange = Exchange(folder)
    pid = exchange.submit()
    with exchange.serving() as server:
        exchange.commune.sync.run(server.url)
    (folder / "bundle.girs.json").write_bytes(exchange.commune.packages.export(pid))
    (folder / "keys.txt").write_text(exchange.vkey + "\n")
    exchange.commune.close()
    check_folder(folder)


def read_java():
    """What Java left, read by Python and C."""
    check_folder(Path(FOLDER) / "java")
    print("Python and C read what Java wrote.")


if __name__ == "__main__":
    sys.exit(read_java())
