"""The cases of forms.json through `girs report`: returns of forms of every kind, with the mistakes,
findings, cells and causes that are expected.

    python3 command_line_test.py GIRS      the built command line
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from noted import noted  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
VECTORS = json.loads((ROOT / "tests/conformance/vectors/forms.json").read_text(encoding="utf-8"))


def said(*words):
    """What a command prints."""
    return subprocess.run([GIRS, *map(str, words)], capture_output=True, text=True, timeout=60,
                          check=False).stdout


def girs(*words):
    """What a command answers; an error as the document that it is."""
    return json.loads(said(*words, "--json") or "null")


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = Path(scratch.name)
        cls.definitions = cls.folder / "definitions"
        cls.definitions.mkdir()
        for number, document in enumerate(VECTORS["documents"]):
            (cls.definitions / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")

    def fresh(self, name, case):
        """A store with the case's report, and the words that name the report."""
        given, store = case["given"], self.folder / f"{name}.girs"
        girs("init", store, "--unit", given["unit"], "--audience", "a.example.vn/log")
        girs("catalog", "load", store, ROOT / "examples/catalog", self.definitions)
        which = (store, "--regime", case["regime"], "--period", given["period"])
        girs("report", "new", *which)
        return which

    def entered(self, name, case, which):
        given = case["given"]
        file = self.folder / f"{name}.{'csv' if 'csv' in given else 'json'}"
        file.write_text(given.get("csv") or json.dumps(given["json"]), encoding="utf-8")
        more = ("--numbers", given["numbers"]) if "numbers" in given else ()
        return girs("report", "import", *which, file, *more)

    def check_mistakes(self, answer, wanted):
        mistakes = answer["error"]["mistakes"]
        self.assertEqual(len(mistakes), len(wanted))
        for mistake, expected in zip(mistakes, wanted):
            self.assertEqual({key: mistake.get(key) for key in expected}, expected)

    def check_report(self, which, expect, form):
        found = girs("report", "check", *which)["findings"]
        names = sorted(f"{one['id']} {one['outcome']}" for one in found)
        self.assertEqual(names, sorted(expect.get("findings", names)))
        parts = girs("report", "show", *which)["forms"][form]["parts"]
        cells = {row["key"]: row["cells"] for row in parts.get("main", [])}
        for place, value in expect.get("cells", {}).items():
            row, column = place.split(".")
            self.assertEqual(cells[row].get(column) or cells[row].get(f"c{column}"), value)
        told = said("report", "check", *which)
        for cause in expect.get("causes", []):
            self.assertIn("Perhaps row {row}, column {column} is {to} and not {from}".format(**cause), told)

    def test_every_form_gives_what_is_expected(self):
        cases = [case for case in VECTORS["cases"] if "history" not in case["given"]]
        for number, case in enumerate(cases):
            with self.subTest(case["name"]):
                which = self.fresh(number, case)
                answer = self.entered(number, case, which)
                if "mistakes" in case["expect"]:
                    self.check_mistakes(answer, case["expect"]["mistakes"])
                else:
                    self.assertNotIn("error", answer or {})
                    self.check_report(which, case["expect"], case["form"])
        noted("c", "forms", len(cases))


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
