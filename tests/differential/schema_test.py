#!/usr/bin/env python3
"""The published JSON Schemas of definitions, held against what `girs catalog check` takes.

    schema_test.py PATH-OF-GIRS FOLDER      FOLDER: where a virtual environment is made and kept

Every definition of the examples is valid by the schema of its kind, and of an indicator that is
changed in one place schema and program say the same. A schema knows no other document: what depends
on one (units, other indicators) only the program refuses, and no such change is here.

Installs jsonschema there through pip; skips loudly (code 77) when it cannot.
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from environment import run_inside

GIRS = None
ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "examples/catalog"
PACKAGES = "jsonschema>=4.18,<5"

SERIES = {"schema": "girs.indicator/1", "code": "A", "version": 1, "name": {"vi": "Thử"},
          "from": "series", "measure": "stock", "frequency": "year", "reporters": ["province"],
          "round": 0}
FORMULA = {"schema": "girs.indicator/1", "code": "B", "version": 1, "name": {"vi": "Thử"},
           "from": "formula", "measure": "rate", "frequency": "year", "numerator": "[#POP]",
           "round": 0, "missing": "propagate"}
FIVE_YEARS = {"kind": "years", "years": 5, "first_year": 2021}
INDEX = {"measure": "rate"}

GOOD = [
    (SERIES, {}), (FORMULA, {}), (SERIES, {"version": 1_000_000}),
    (SERIES, {"frequency": "nine-months"}), (SERIES, {"frequency": {"kind": "month"}}),
    (FORMULA, {"frequency": FIVE_YEARS}),
    (SERIES, {"price_basis": "constant", "base_period": "2010"}),
    (SERIES, INDEX | {"base_period": "previous-year"}),
    (SERIES, {"split_key": "population"}), (SERIES, {"min": "0", "max": "9"}),
    (SERIES, {"thresholds": [{"kind": "warn-above", "value": "5", "period": "2016"}]}),
    (SERIES, {"breaks": [{"on": "2013-01-01", "reason": {"vi": "Đổi"}}]}),
]
BAD = [
    (SERIES, {"frequency": "campaign"}), (SERIES, {"frequency": "decade"}),
    (SERIES, {"frequency": "years"}), (SERIES, {"frequency": FIVE_YEARS}),
    (SERIES, {"frequency": {"kind": "campaign"}}),
    (FORMULA, {"frequency": "campaign"}), (FORMULA, {"frequency": {"kind": "campaign"}}),
    (FORMULA, {"frequency": {"kind": "years", "years": 1, "first_year": 2021}}),
    (FORMULA, {"frequency": {"kind": "years", "years": 5}}),
    (SERIES, {"frequency": {"kind": "day", "working_days_only": True}}),
    (SERIES, {"price_basis": "constant"}), (SERIES, {"price_basis": "real"}),
    (SERIES, {"price_basis": "constant", "base_period": "previous-year"}),
    (SERIES, {"price_basis": "current", "base_period": "2010"}), (SERIES, {"base_period": "2010"}),
    (SERIES, INDEX | {"split_key": "area"}), (FORMULA, {"split_key": "area"}),
    (SERIES, {"reporters": []}), (FORMULA, {"reporters": ["province"]}),
    (SERIES, {"missing": "zero"}), (SERIES, {"numerator": "[#POP]"}),
    (FORMULA, {"min": "0"}), (FORMULA, {"max": "9"}),
    (SERIES, {"thresholds": [{"kind": "above", "value": "5"}]}),
    (SERIES, {"thresholds": [{"kind": "warn-above"}]}),
    (SERIES, {"breaks": [{"on": "2013-01-01"}]}), (SERIES, {"late_after_days": 0}),
    (SERIES, {"colour": "red"}), (SERIES, {"version": 0}), (SERIES, {"version": 1_000_001}),
]


class SchemasAndProgram(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import jsonschema
        cls.schemas = {}
        for path in (CATALOG / "schema").glob("*.schema.json"):
            schema = json.loads(path.read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            cls.schemas[path.name.removesuffix(".schema.json")] = \
                jsonschema.Draft202012Validator(schema)
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = Path(cls.folder.name) / "s.girs"
        for words in (("init", cls.store, "--unit", "VN", "--audience", "a/log"),
                      ("catalog", "load", cls.store, CATALOG)):
            subprocess.run([GIRS, *map(str, words)], capture_output=True, timeout=120, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_definition_of_the_examples_is_valid_by_its_schema(self):
        seen = 0
        for path in sorted((ROOT / "examples").rglob("*.json")):
            document = json.loads(path.read_text())
            kind = str(document.get("schema", "")) if isinstance(document, dict) else ""
            kind = kind.removeprefix("girs.").removesuffix("/1")
            if path.parent.name == "schema" or kind not in self.schemas:
                continue
            with self.subTest(path=path.relative_to(ROOT)):
                self.assertEqual([one.message for one in self.schemas[kind].iter_errors(document)],
                                 [])
            seen += 1
        self.assertGreater(seen, 80)

    def judged(self, document):
        """Whether the schema, and whether the program, takes the document; what the latter says."""
        path = Path(self.folder.name) / "x.json"
        path.write_text(json.dumps(document, ensure_ascii=False))
        done = subprocess.run([GIRS, "catalog", "check", str(self.store), str(path)],
                              capture_output=True, text=True, timeout=120, check=False)
        return (self.schemas["indicator"].is_valid(document), done.returncode == 0,
                done.stdout + done.stderr)

    def test_of_a_changed_indicator_schema_and_program_say_the_same(self):
        for cases, verdict in ((GOOD, True), (BAD, False)):
            for base, change in cases:
                with self.subTest(source=base["from"], change=change):
                    by_schema, by_program, told = self.judged(base | change)
                    self.assertEqual((by_schema, by_program), (verdict, verdict), told)


if __name__ == "__main__":
    GIRS = sys.argv[1]
    if "--inside" not in sys.argv:
        folder = Path(sys.argv[2])
        sys.exit(run_inside(folder, PACKAGES, "jsonschema", [__file__, GIRS, folder]))
    unittest.main(argv=sys.argv[:1])
