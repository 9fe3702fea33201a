"""Closing, collecting, forking and leaving with objects alive."""

from __future__ import annotations

import copy
import gc
import itertools
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from exchange import CATALOGUE, QUARTER, Exchange

import girs


def test_a_closed_store_refuses_everybody(exchange):
    report = exchange.draft()
    exchange.commune.close()
    exchange.commune.close()
    assert exchange.commune.closed
    for use in (report.show, report.check, lambda: exchange.commune.get("unit")):
        with pytest.raises(girs.Closed):
            use()


def test_objects_close_by_themselves(exchange):
    with exchange.draft() as report:
        findings = report.check()
    with pytest.raises(girs.Closed):
        report.show()
    assert len(findings) >= 0
    findings.close()
    with pytest.raises(girs.Closed):
        len(findings)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::4])
def test_objects_are_collected_in_any_order(tmp_path, order):
    exchange = Exchange(tmp_path)
    pid = exchange.submit()
    central = exchange.central()
    objects = [exchange, central, exchange.commune.reports.open(*QUARTER), girs.Server(central)]
    del exchange, central
    for index in order:
        objects[index] = None
        gc.collect()
    assert pid


def test_handles_are_neither_copied_nor_pickled(exchange):
    for duplicate in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            duplicate(exchange.commune)


def test_wrong_kinds_of_argument_are_type_errors(store):
    for wrong in (None, 3, 2.5, [], object()):
        with pytest.raises(TypeError):
            store.set("unit", wrong) if wrong is not None else store.set(3, "x")
    with pytest.raises(TypeError):
        store.units.show("96", 20250701)
    with pytest.raises(TypeError):
        girs.Central(store, object())


def test_text_that_is_not_utf8_is_refused_with_its_place(store):
    with pytest.raises(girs.InvalidArgument) as refused:
        store.set("unit", b"31\xff25")
    assert refused.value.details["offset"] == "2"
    with pytest.raises(UnicodeEncodeError):
        store.set("unit", "half a pair \ud800")
    with pytest.raises(ValueError, match="NUL"):
        store.reports.create("KST\0THC", "2025-Q4")


def test_a_child_after_a_fork_cannot_use_the_parents_objects(store, tmp_path):
    path = tmp_path / "store.girs"
    report = store.reports.create("KSTTHC", "2025-Q4", unit="31825")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store.get("unit")
        except girs.Unsupported:
            with pytest.raises(girs.Unsupported, match="parent"):
                girs.Store(path)
            store.__dict__.clear()  # drops the parent's handle: its files are left alone
            gc.collect()
            code = 0 if girs.Formula("1+1").evaluate({}) == {"value": "2"} else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert report.show()["state"] == "draft"


PROGRAM = """
import sys, threading, girs
sys.path.insert(0, {tests!r})
from exchange import Exchange
from pathlib import Path
exchange = Exchange(Path({folder!r}))
report = exchange.draft()
findings = report.check()
central = exchange.central()
server = girs.Server(central)
{more}
print("left")
"""


@pytest.mark.parametrize("more", ["", "server.start()", "cycle = [exchange]; cycle.append(cycle)",
                                  "stream = findings.__arrow_c_stream__()"])  # fmt: skip
def test_an_interpreter_leaves_in_peace_with_objects_alive(tmp_path, more):
    program = PROGRAM.format(tests=str(Path(__file__).parent), folder=str(tmp_path), more=more)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "left\n", "")


def test_threads_share_a_store_and_the_interpreter_goes_on_meanwhile(exchange):
    report = exchange.draft()
    failures = []

    def work(number):
        try:
            for turn in range(20):
                report.set("LV01", 3, number * 100 + turn)
                report.check()
        except Exception as failed:
            failures.append(failed)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_errors_carry_their_details(tmp_path):
    (tmp_path / "none.girs").write_bytes(b"this is no store at all, but a text")
    with pytest.raises(girs.Corrupt) as refused:
        girs.Store(tmp_path / "none.girs")
    assert refused.value.details["path"].endswith("none.girs")
    assert refused.value.status is girs.Status.CORRUPT and not refused.value.retriable
    with pytest.raises(girs.NotFound):
        girs.Store(tmp_path / "nowhere.girs", read_only=True)
    with pytest.raises(LookupError):
        girs.Store(tmp_path / "nowhere.girs", read_only=True)
    with pytest.raises(girs.NotFound):
        girs.check_catalog(tmp_path / "missing")
    girs.check_catalog(CATALOGUE)
