"""What a host hears from the library, and how it stops it."""

from __future__ import annotations

import gc
import logging
import sys
import threading

import pytest
from exchange import CATALOGUE, GOOD_CELLS

import girs


def test_a_token_stops_what_begins_and_cleared_lets_it_begin_again(exchange):
    stop = girs.CancelToken()
    store = girs.Store(exchange.folder / "commune.girs", cancel=stop)
    stop.set()
    assert stop.is_set()
    with pytest.raises(girs.Cancelled) as cancelled:
        store.get("unit")
    assert "callback" not in cancelled.value.details
    stop.clear()
    assert store.get("unit") == "31825"


def test_a_token_stops_a_call_that_runs_on_another_thread(exchange):
    stop = girs.CancelToken()
    store = girs.Store(exchange.folder / "centre.girs", cancel=stop)
    timer = threading.Timer(0.02, stop.set)
    timer.start()
    with pytest.raises(girs.Cancelled):
        while True:
            store.catalog.load(CATALOGUE)
    timer.join()
    stop.clear()
    store.catalog.load(CATALOGUE)


def test_a_round_that_is_stopped_leaves_its_packages_queued(exchange):
    exchange.submit()
    stop = girs.CancelToken()
    with exchange.serving() as server:
        stop.set()
        with pytest.raises(girs.Cancelled):
            exchange.commune.sync.run(server.url, cancel=stop)
        assert exchange.commune.sync.outbox()[0]["state"] == "queued"
        stop.clear()
        assert exchange.commune.sync.run(server.url, cancel=stop)["receipted"] == 1


def test_a_logger_hears_what_happens(exchange, caplog):
    caplog.set_level(logging.DEBUG)
    log = girs.to_logging(logging.getLogger("girs"))
    with girs.Store(exchange.folder / "commune.girs", log=log) as store:
        store.catalog.load(CATALOGUE)
        with pytest.raises(girs.IoFailed):
            store.sync.run("http://127.0.0.1:9")
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    for level, part in (("INFO", "definitions were loaded"), ("WARNING", "sync: The round ended early"),
                        ("INFO", " is closed.")):
        assert [one for one in said if one[0] == level and part in one[1]], said


def test_what_a_listener_raises_never_reaches_the_call(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)

    def broken(_level, _category, _text):
        raise LookupError("no file")

    store = girs.Store(tmp_path / "s.girs", log=broken)
    store.set("unit", "31825")
    assert store.get("unit") == "31825"
    assert isinstance(seen[0].exc_value, LookupError)


def test_a_report_keeps_the_clock_and_the_log_of_a_store_that_nobody_holds(exchange):
    heard = []
    store = girs.Store(exchange.folder / "commune.girs", clock=lambda: exchange.now,
                       log=lambda level, category, text: heard.append((level, category)))
    report = store.reports.create("KSTTHC", "2025-Q4")
    report.set_cells(GOOD_CELLS)
    del store
    gc.collect()
    report.approve()
    report.submit(exchange.parties())
    assert (girs.Level.INFO, "report") in heard
