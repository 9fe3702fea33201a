"""An authority and a commune of Cà Mau with their keys and a clock that stands."""

from __future__ import annotations

import contextlib
from datetime import datetime, timezone
from pathlib import Path

import girs

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT / "examples" / "catalog"
AUDIENCE = "baocao.example.gov.vn/log/2025"
UNIT = "31825"
QUARTER = ("KSTTHC", "2025-Q4")
COLUMNS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
FIGURES = (1250, 830, 400, 20, 1190, 1000, 180, 10, 60, 50, 10)
GOOD_CELLS = [(row, c, v) for row in ("LV01", "T") for c, v in zip(COLUMNS, FIGURES)]


class Exchange:
    """Keys of everybody and a store for each side."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2025, 12, 15, 2, tzinfo=timezone.utc)
        people = ("root", "preparer", "approver", "seal")
        self.keys = {name: girs.Key.generate() for name in people}
        machines = ("log", "decision", "requester")
        self.keys |= {name: girs.Key.generate("ed25519") for name in machines}
        self.office = self.open("office.girs")
        self.commune = self.open("commune.girs", UNIT)
        self.centre = self.open("centre.girs", "G22")
        records = [
            self.record("preparer", "preparer", "p1"), self.record("approver", "approver", "p2"),
            self.record("seal", "agency-seal"), self.record("decision", "decider"),
            self.record("requester", "requester"),
        ]  # fmt: skip
        self.vkey = self.keys["log"].show(AUDIENCE)["vkey"]
        self.registry = self.office.registry.add(
            records, self.keys["root"], log_keys=[self.vkey]
        )

    def record(self, name: str, role: str, person: str | None = None) -> dict[str, object]:
        shown = self.keys[name].show()
        everything = {"units": ["*"], "regimes": ["*"], "types": ["*"]}
        record = {"scheme": shown["scheme"], "spki": shown["spki"], "unit": UNIT}
        if person:
            record["person"] = person
        return {**record, "roles": [{"role": role, **everything}]}

    def open(self, name: str, unit: str | None = None) -> girs.Store:
        store = girs.Store(self.folder / name, clock=lambda: self.now)
        root = self.keys["root"].show()
        store.set("audience", AUDIENCE)
        store.set("registry-root", f"{root['scheme']} {root['spki']}")
        if unit:
            store.set("unit", unit)
            store.catalog.load(CATALOGUE)
        return store

    def central(self) -> girs.Central:
        central = girs.Central(self.centre, self.keys["log"], self.keys["decision"])
        central.publish(self.registry)
        return central

    @contextlib.contextmanager
    def serving(self):
        with girs.Server(self.central()) as server:
            yield server

    def draft(self, cells=GOOD_CELLS) -> girs.Report:
        report = self.commune.reports.create(*QUARTER)
        report.set_cells(cells)
        return report

    def parties(self, **signers: girs.Signer) -> list[girs.Party]:
        made = [
            girs.Party(role, signers.get(name, self.keys[name]), authority)
            for role, name, authority in (
                ("preparer", "preparer", None), ("approver", "approver", "KT."),
                ("agency-seal", "seal", None),
            )
        ]  # fmt: skip
        return made

    def submit(self) -> str:
        report = self.draft()
        report.approve()
        return report.submit(self.parties())
