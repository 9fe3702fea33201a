"""The vectors of tests/conformance through Python; tests/conformance/counts.py compares the
numbers with those of the other languages."""

from __future__ import annotations

import base64
import json
import os
import re
from pathlib import Path

import pytest
from exchange import CATALOGUE, ROOT

import girs

VECTORS = ROOT / "tests" / "conformance" / "vectors"
DECIMAL = {"half-away": "round", "add": "add", "sub": "sub", "mul": "mul", "div": "div",
           "compare": "compare", "quantize": "quantize"}  # fmt: skip


def lines(name):
    text = (VECTORS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def ran(table, count):
    """Notes how many cases of a table ran, for the comparison across languages."""
    assert count > 0
    folder = os.environ.get("GIRS_CONFORMANCE_COUNTS")
    if folder:
        path = Path(folder) / "python" / table
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{count}\n")


def formula_answer(given):
    given = dict(given)
    try:
        formula = girs.Formula(given.pop("expr"))
    except girs.InvalidArgument as refused:
        return {"invalid": {"at": int(refused.details["offset"])}}
    return formula.evaluate(given)


def test_formulas():
    cases = json.loads((VECTORS / "formula.json").read_text(encoding="utf-8"))["cases"]
    cases = [case for case in cases if not {"context", "declared"} & set(case["given"])]
    for case in cases:
        answer = formula_answer(case["given"])
        expected = case["expect"]
        if "invalid" in expected:
            assert "invalid" in answer, case
            place = expected["invalid"]
            assert place is True or answer["invalid"]["at"] == place["at"], case
        else:
            assert answer == expected, case
    ran("formula", len(cases))


def calendar_answer(calendar, request):
    op = request.get("op")
    if op == "window":
        first, last = girs.calendar.window(request["rule"], request["period"])
        return {"from": first.isoformat(), "to": last.isoformat()}
    if op == "due":
        window = girs.calendar.window(request["window"], request["period"])
        level = request.get("level")
        due = calendar.due(
            request["rule"], window, request["period"],
            level=None if level is None else str(level), members_due=request.get("members_due"),
        )  # fmt: skip
        return {"due": due.day.isoformat()}
    if op == "working":
        return {"working": calendar.working(request["date"]).working}
    if op == "periods":
        return {"periods": calendar.periods(
            request["frequency"], request["rule"], request["from"], request["to"])}  # fmt: skip
    return {"periods": girs.calendar.related(request["period"], op)}


def test_calendar():
    calendar = girs.Calendar.read((CATALOGUE / "vn-calendar.json").read_bytes())
    cases = json.loads((VECTORS / "calendar.json").read_text(encoding="utf-8"))["cases"]
    for case in cases:
        try:
            answer = calendar_answer(calendar, case["request"])
        except girs.GirsError:
            answer = {"error": True}
        known = {key: answer.get(key) for key in case["answer"] if key in answer}
        assert known == {key: value for key, value in case["answer"].items() if key in known}
        assert known, case
    ran("calendar", len(cases))


def test_decimals():
    count = 0
    for line in lines("decimal.txt"):
        op, a, b, places, expected = line.split()
        if op not in DECIMAL:
            continue  # roots and logarithms are functions of the formula language
        count += 1
        try:
            b = "0" if b == "-" else b
            assert format(girs.documents.compute(DECIMAL[op], a, b, int(places)), "f") == expected
        except girs.InvalidArgument:
            assert expected == "none", line
    ran("decimal", count)


def test_json_syntax():
    cases = [line.split(" ", 2) for line in lines("json-syntax.txt")]
    for verdict, name, document in cases:
        raw = re.sub(rb"%(..)", lambda hex: bytes.fromhex(hex[1].decode()), document.encode())
        raw = b"" if raw == b"-" else raw
        try:
            girs.documents.lint(raw)
            assert verdict == "y", name
        except girs.InvalidArgument:
            assert verdict == "n", name
    ran("json-syntax", len(cases))


def test_json_numbers():
    import struct

    cases = [line.split() for line in lines("json-numbers.txt")]
    for bits, text in cases:
        value = struct.unpack(">d", bytes.fromhex(bits))[0]
        assert girs.documents.canonical(f"[{value!r}]") == f"[{text}]".encode()
    ran("json-numbers", len(cases))


def cases_of(name):
    return [json.loads(line) for line in lines(name)]


def judged(case, verify):
    try:
        assert verify() == case["valid"], case["name"]
    except girs.Unsupported:
        assert "unsupported" in case, case["name"]
    except girs.InvalidArgument:
        assert case["valid"] is False, case["name"]  # a key that is none


def test_signatures():
    cases = cases_of("signatures.jsonl")
    for case in cases:
        key, message, signature = (bytes.fromhex(case[name]) for name in ("key", "msg", "sig"))
        judged(case, lambda: girs.verify_signature(case["scheme"], key, message, signature))  # noqa: B023
    ran("signatures", len(cases))


def test_envelopes():
    cases = cases_of("dsse.jsonl")
    for case in cases:
        request = case["request"]
        if case["op"] == "pae":
            payload = base64.b64decode(request["payload"])
            made = girs.pre_authentication(request["payloadType"], payload)
            assert made == case["pae"].encode()
        else:
            key = bytes.fromhex(request["key"])
            judged(case, lambda: girs.verify_envelope(request["envelope"], request["scheme"], key))  # noqa: B023
    ran("dsse", len(cases))


def test_notes():
    cases = cases_of("note.jsonl")
    for case in cases:
        request = case["request"]
        judged(case, lambda: girs.verify_note(request["note"], request["vkeys"]))  # noqa: B023
    ran("note", len(cases))


def proof_verdict(case):
    request = case["request"]
    read = base64.b64decode
    proof = [read(one) for one in request["proof"]]
    try:
        if case["op"] == "inclusion":
            return girs.verify_inclusion(
                request["index"], request["size"], read(request["root"]),
                read(request["leaf_hash"]), proof,
            )  # fmt: skip
        return girs.verify_consistency(
            request["size1"], request["size2"], read(request["root1"]), read(request["root2"]), proof
        )
    except ValueError:
        return False  # a hash of another length proves nothing


def test_proofs():
    cases = cases_of("tlog.jsonl")
    for case in cases:
        assert proof_verdict(case) == case["valid"], case["name"]
    ran("tlog", len(cases))


@pytest.fixture
def forms(tmp_path):
    """The cases of forms.json whose earlier periods need no sealed reports, and their folder."""
    vectors = json.loads((VECTORS / "forms.json").read_text(encoding="utf-8"))
    folder = tmp_path / "definitions"
    folder.mkdir()
    for number, document in enumerate(vectors["documents"]):
        (folder / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
    return [case for case in vectors["cases"] if "history" not in case["given"]], folder


def entered(store, case):
    """The report of a case, begun and filled in."""
    given = case["given"]
    report = store.reports.create(case["regime"], given["period"], unit=given["unit"])
    numbers = girs.Numbers.VIETNAMESE if "numbers" in given else girs.Numbers.PLAIN
    if "csv" in given:
        report.import_cells("a.csv", given["csv"], numbers=numbers)
    else:
        report.import_cells("a.json", json.dumps(given["json"]), numbers=numbers)
    return report


def cell_of(report, form, place):
    row, column = place.split(".")
    rows = report.show()["forms"][form]["parts"]["main"]
    (cells,) = [one["cells"] for one in rows if one["key"] == row]
    return cells.get(column) or cells.get(f"c{column}")


def check_form(store, case):
    expected = case["expect"]
    try:
        report = entered(store, case)
    except girs.InvalidArgument as refused:
        seen = [one.details for one in refused.mistakes]
        assert len(seen) == len(expected["mistakes"])
        for details, wanted in zip(seen, expected["mistakes"]):
            assert {name: details.get(name) for name in wanted} == wanted
        return
    assert "mistakes" not in expected
    found = sorted(f"{one.id} {one.outcome.name.lower().replace('_', '-')}" for one in report.check())
    assert found == sorted(expected.get("findings", found))
    for place, value in expected.get("cells", {}).items():
        assert cell_of(report, case["form"], place) == value
    if "causes" in expected:
        (form,) = report.causes()["forms"]
        assert [group["cells"] for group in form["groups"]] == [expected["causes"]]


def test_forms(forms, tmp_path):
    cases, folder = forms
    for number, case in enumerate(cases):
        with girs.Store(tmp_path / f"{number}.girs") as store:
            store.catalog.load(CATALOGUE, folder)
            check_form(store, case)
    ran("forms", len(cases))
