"""What an office has before its first report: keys, a registry, stores; and an authority.

The examples make all of it in one process and a temporary folder. In real life the keys lie on
tokens, the registry comes from the authority, and the authority is elsewhere.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import girs

CATALOGUE = Path(__file__).resolve().parents[3] / "examples" / "catalog"
AUDIENCE = "baocao.example.gov.vn/log/2025"
EVERYTHING = {"units": ["*"], "regimes": ["*"], "types": ["*"]}


class Office:
    """A commune with its people's keys, and the authority that it reports to."""

    def __init__(self, units: list[str]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = girs.Key.generate()
        self.log_key, self.decision_key = girs.Key.generate("ed25519"), girs.Key.generate("ed25519")
        self.people = {role: girs.Key.generate() for role in ("preparer", "approver", "agency-seal")}
        office = self.store("office")
        records = [self.record(role, key, unit) for unit in units[:1] for role, key in self.people.items()]
        records.append(self.record("decider", self.decision_key, "G22"))
        vkey = self.log_key.show(AUDIENCE)["vkey"]
        registry = office.registry.add(records, self.root, log_keys=[vkey])
        self.centre = self.store("centre", "G22")
        self.central = girs.Central(self.centre, self.log_key, self.decision_key)
        self.central.publish(registry)

    def record(self, role: str, key: girs.Key, unit: str) -> dict[str, object]:
        shown = key.show()
        person = {"person": role} if role in ("preparer", "approver") else {}
        return {"scheme": shown["scheme"], "spki": shown["spki"], "unit": unit, **person,
                "roles": [{"role": role, **EVERYTHING}]}  # fmt: skip

    def store(self, name: str, unit: str | None = None) -> girs.Store:
        store = girs.Store(Path(self.folder.name) / f"{name}.girs")
        root = self.root.show()
        store.set("audience", AUDIENCE)
        store.set("registry-root", f"{root['scheme']} {root['spki']}")
        if unit:
            store.set("unit", unit)
            store.catalog.load(CATALOGUE)
        return store

    def parties(self) -> list[girs.Party]:
        authority = {"approver": "KT."}
        return [girs.Party(role, key, authority.get(role)) for role, key in self.people.items()]
