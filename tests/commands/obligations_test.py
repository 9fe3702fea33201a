"""Due lists, overviews and imports of units by the command line: wrong questions are refused with a
sentence, never answered with an empty list.

    python3 obligations_test.py GIRS CATALOG
"""
import tempfile
import unittest
from pathlib import Path

import program
from program import answer, girs

UNITS = """code,name,type,parent,valid_from,valid_to
95,Tỉnh Bạc Liêu,Tỉnh,,,2025-06-30
96,Tỉnh Cà Mau,Tỉnh,,,2025-06-30
96,Tỉnh Cà Mau,Tỉnh,,2025-07-01,
97,Tỉnh Đã Mất,Tỉnh,,,2025-06-30
"""
CHANGES = """old_code,new_code,area,population
95,96,all,all
96,96,all,all
"""


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.room = tempfile.TemporaryDirectory()
        cls.store = Path(cls.room.name, "province.girs")
        girs("init", cls.store, "--unit", "96", "--audience", "bao-cao.example/log")
        girs("catalog", "load", cls.store, CATALOG)

    @classmethod
    def tearDownClass(cls):
        cls.room.cleanup()

    def refused(self, expect, *words):
        return girs(*words, expect=expect).stderr

    def test_a_unit_that_there_never_was_is_named(self):
        days = ("--from", "2025-12-01", "--to", "2025-12-31")
        for words in (("due", self.store, *days), ("reminders", self.store, *days),
                      ("overview", self.store, "--regime", "KSTTHC", "--period", "2025-Q4")):
            with self.subTest(words[0]):
                self.assertIn('There is no unit with the code "ZZ".', self.refused(4, *words, "--unit", "ZZ"))

    def test_days_in_the_wrong_order_are_wrong_use(self):
        for command in ("due", "reminders"):
            self.assertIn("--from 2025-12-31 is after --to 2025-12-01",
                          self.refused(2, command, self.store, "--from", "2025-12-31", "--to", "2025-12-01"))

    def test_a_year_before_the_regime_asks_no_calendar(self):
        self.assertEqual(answer("due", self.store, "--from", "2010-01-01", "--to", "2010-12-31"), [])
        known = answer("due", self.store, "--from", "2025-12-01", "--to", "2025-12-31")
        self.assertEqual([(one["period"], one["due"]) for one in known], [("2025-Q4", "2025-12-17")])

    def test_an_overview_of_a_period_that_the_regime_does_not_have_is_refused(self):
        for period in ("2025-M04", "2025", "X-tet"):
            with self.subTest(period):
                said = self.refused(4, "overview", self.store, "--regime", "KSTTHC", "--period", period)
                self.assertIn(period, said)

    def test_what_a_claim_of_completeness_finds_is_told_with_file_and_line(self):
        Path(self.room.name, "units.csv").write_text(UNITS)
        Path(self.room.name, "changes.csv").write_text(CHANGES)
        said = girs("unit", "import", "units.csv", "changes.csv", "--out", "out.json", "--changed-on",
                    "2025-07-01", "--complete", "province,tinh", "--top", "VN", "--top-name", "Việt Nam",
                    expect=4, cwd=self.room.name).stderr
        self.assertIn("the lists have 2 mistakes", said)
        self.assertIn("units.csv, line 5: The changes of 2025-07-01 lose the unit 97 (Tỉnh Đã Mất)", said)
        self.assertIn('changes.csv, line 2: The changes of 2025-07-01 claim to be complete for "tinh"', said)
        self.assertFalse(Path(self.room.name, "out.json").exists())


if __name__ == "__main__":
    _, CATALOG = program.arguments(2)
    unittest.main()
