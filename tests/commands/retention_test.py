"""Rules of retention by the command line: what would go is shown first, copies keep a number however
old they are, and a file with mistakes shows all of them.

    python3 retention_test.py GIRS CATALOG
"""
import json
import os
import unittest
from datetime import datetime
from pathlib import Path

import program
import room
from room import Room

RULES = Path(__file__).resolve().parents[2] / "examples/central/retention.json"


class Keeping(Room):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre = cls.store("centre.girs", "VN")
        cls.registered(cls.centre)
        cls.copies = cls.here / "copies"
        cls.copies.mkdir()
        for day in ("2025-05-01", "2025-06-01", "2025-07-01", "2025-12-01", "2025-12-02"):
            copy = cls.copies / day
            cls.run_now("central", "backup", cls.centre, copy)
            moment = datetime.fromisoformat(day).timestamp()
            os.utime(copy, (moment, moment))
        (cls.copies / "ghi-chu.txt").write_text("not a copy: it has no manifest")
        os.utime(cls.copies / "ghi-chu.txt", (0, 0))

    def kept(self):
        return sorted(path.name for path in self.copies.iterdir() if path.suffix != ".json")

    def test_old_copies_go_when_told_and_the_newest_stay(self):
        words = ("central", "retention", self.centre, "--rules", RULES, "--copies", self.copies)
        everything = self.kept()
        looked = json.loads(self.run_now("--json", *words).stdout)
        self.assertEqual([Path(path).name for path in looked["copies"]], ["2025-06-01", "2025-05-01"])
        self.assertFalse(looked["store"]["applied"])
        self.assertEqual(self.kept(), everything)
        page = self.run_now("--lang", "vi", *words).stdout
        for part in ("chưa xóa", "DOC", "TEP-THUA", "Luật Lưu trữ"):
            self.assertIn(part, page)
        self.run_now(*words, "--apply")
        self.assertEqual(self.kept(), ["2025-07-01", "2025-12-01", "2025-12-02", "ghi-chu.txt"])
        self.assertEqual(len(list(self.copies.glob("*.json"))), 3)
        self.run_now("central", "restore", self.copies / "2025-12-02", self.here / "again.girs")

    def test_a_file_with_mistakes_shows_all_of_them(self):
        bad = {"schema": "girs.retention/1", "rules": [
            {"code": "A", "what": "leaves", "keep": {"years": 1, "days": 1}, "valid_from": "2025-01-01", "basis": ""}]}
        said = self.run_now("--lang", "vi", "central", "retention", self.centre, "--rules", self.write("bad.json", bad),
                            expect=4).stderr
        for pointer in ("/rules/0/what", "/rules/0/keep", "/rules/0/basis"):
            self.assertIn(pointer, said)


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
