#!/usr/bin/env python3
"""The sample's figures are consistent, its mistakes are the ones it names, and nothing else."""

import contextlib
import csv
import io
import json
import tempfile
import unittest
from pathlib import Path

import figures
import generate
import identities
import mistakes
from catalogue import Catalogue, middle_day

TITLES = {"LV01": "Chứng thực", "LV02": "Hộ tịch", "LV03": "Đất đai", "LV04": "Bảo trợ xã hội",
          "LV05": "Tín ngưỡng, tôn giáo", "LV06": "Thi đua, khen thưởng"}
COMMUNES = [f"{31000 + 3 * number:05d}" for number in range(24)]
REAL = Path(__file__).resolve().parents[1] / "catalog"


def write_catalogue(folder: Path) -> None:
    """A catalogue with one province of 24 communes; one commune ended before the quarter."""
    unit = {"kind": "commune", "parent": "96", "from": "2025-07-01"}
    units = [{**unit, "code": code, "name": f"Xã {code}"} for code in COMMUNES]
    units.append({**unit, "code": "99999", "name": "Xã cũ", "from": None, "to": "2025-06-30"})
    units.append({**unit, "code": "88888", "name": "Xã khác", "parent": "92"})
    documents = {
        "units.json": {"schema": "girs.units/1", "version": 1, "units": units},
        "form.json": {"schema": "girs.form/1", "code": "II.06a/VPCP/KSTT", "version": 1,
                      "rows": {"fixed": [{"code": "T", "total": True}],
                               "dynamic": {"code_list": "linh-vuc"}}},
        "fields.json": {"schema": "girs.code-list/1", "code": "linh-vuc", "version": 1,
                        "items": [{"code": c, "title": {"vi": t}} for c, t in TITLES.items()]},
        "schema/units.json": {"$schema": "x", "title": "not a document"},
    }
    for name, document in documents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(document), encoding="utf-8")


def run(catalog: Path, out: Path, seed: str = "2025") -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = generate.main(["--catalog", str(catalog), "--province", "96", "--period", "2025-Q4",
                              "--previous", "2025-Q3", "--seed", seed, "--out", str(out)])
    return code, said.getvalue()


def read(path: Path) -> list[tuple[str, dict]]:
    """Rows of a data file as texts, "-" for nil, read as a stranger would."""
    if path.suffix == ".json":
        rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
        return [(row.pop("row"), {c: t if isinstance(t, str) else {"nil": "-"}[t["absent"]]
                                  for c, t in row.items()}) for row in rows]
    with path.open(encoding="utf-8", newline="") as file:
        return [(row.pop("row"), row) for row in csv.DictReader(file)]


def sheet(path: Path) -> dict[str, dict[str, int]]:
    rows = read(path)
    assert len(dict(rows)) == len(rows), f"{path} has a row twice"
    return {code: {c: 0 if t == "-" else int(t) for c, t in row.items()} for code, row in rows}


class Sample(unittest.TestCase):
    """One sample of a small catalogue, looked at by every test."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        cls.catalog, cls.out = root / "catalog", root / "out"
        write_catalogue(cls.catalog)
        code, said = run(cls.catalog, cls.out)
        assert code == 0, said
        cls.described = json.loads((cls.out / "mistakes.json").read_text(encoding="utf-8"))
        cls.mistakes = {m["commune"]: m for m in cls.described["mistakes"]}
        lines = (cls.out / "communes.tsv").read_text(encoding="utf-8").splitlines()
        cls.lines = [dict(zip(lines[1].split("\t"), line.split("\t"))) for line in lines[2:]]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def of_kind(self, kind: str) -> list[dict]:
        return [m for m in self.described["mistakes"] if m["kind"] == kind]

    def test_every_commune_in_force_is_there_once(self):
        self.assertEqual([line["commune"] for line in self.lines], sorted(COMMUNES))

    def test_what_is_sent_in_the_end_holds_every_identity(self):
        for line in self.lines:
            final = line["corrected"] if line["outcome"] == "mended" else line["file"]
            if line["outcome"] not in ("clean", "mended"):
                continue
            before, now = sheet(self.out / line["previous"]), sheet(self.out / final)
            with self.subTest(file=final):
                for code, r in now.items():
                    self.assertEqual(r["c3"], r["c4"] + r["c5"] + r["c6"])
                    self.assertEqual(r["c7"], r["c8"] + r["c9"] + r["c10"])
                    self.assertEqual(r["c11"], r["c12"] + r["c13"])
                    self.assertEqual(r["c3"], r["c7"] + r["c11"])
                    self.assertEqual(r["c6"], before[code]["c11"])
                    self.assertTrue(all(figure >= 0 for figure in r.values()), (code, r))
                for column in figures.COLUMNS:
                    self.assertEqual(now["T"][column], sum(
                        r[column] for code, r in now.items() if code != "T"))

    def test_the_quarter_before_is_clean_everywhere(self):
        for line in self.lines:
            before = sheet(self.out / line["previous"])
            self.assertEqual(identities.findings(before, {}, "T"), [], line["previous"])

    def test_rows_are_the_total_and_every_field(self):
        for line in self.lines:
            self.assertEqual(list(sheet(self.out / line["previous"])), ["T", *TITLES])

    def test_the_named_findings_are_the_ones_that_the_files_give(self):
        for line in self.lines:
            mistake = self.mistakes.get(line["commune"])
            if line["file"] == "-" or (mistake and mistake["effect"] == "refused"):
                continue
            found = identities.findings(sheet(self.out / line["file"]),
                                        sheet(self.out / line["previous"]), "T")
            named = [tuple(f.values()) for f in mistake["findings"]] if mistake else []
            self.assertEqual([(f.rule, f.row, f.column) for f in found], named, line)

    def test_every_kind_of_mistake_is_made_by_one_commune(self):
        made = [(m["kind"], m["outcome"]) for m in self.described["mistakes"]]
        self.assertEqual(sorted(made), sorted((k.name, k.outcome) for k in mistakes.KINDS))
        self.assertEqual(sum(m["outcome"] == "left-out" for m in self.mistakes.values()), 2)
        for mistake in self.mistakes.values():
            if mistake["effect"] == "findings":
                self.assertIn(mistake["rule"], [f["rule"] for f in mistake["findings"]])

    def test_a_swapped_digit_and_an_old_total_are_errors_at_their_place(self):
        for mistake in self.of_kind("transposed-total"):
            self.assertEqual(mistake["class"], "error")
            found = {(f["rule"], f["row"], f["column"]) for f in mistake["findings"]}
            self.assertEqual(found, {("received-total", mistake["row"], ""),
                                     ("balance", mistake["row"], ""), ("grand-total", "", "3")})
        for mistake in self.of_kind("old-total"):
            self.assertEqual([(f["rule"], f["column"]) for f in mistake["findings"]],
                             [("grand-total", c) for c in "3478"])

    def test_findings_to_explain_have_an_explanation_each_and_no_errors(self):
        explained = self.of_kind("taken-over") + self.of_kind("withdrawn")
        self.assertEqual(len(explained), 3)
        for mistake in explained:
            document = json.loads((self.out / mistake["explanations"]).read_text(encoding="utf-8"))
            self.assertEqual(document["note"], generate.LABEL)
            self.assertEqual([(e["rule"], e["row"]) for e in document["explanations"]],
                             [(f["rule"], f["row"]) for f in mistake["findings"]])
            self.assertEqual({f["rule"] for f in mistake["findings"]}, {mistake["rule"]})
            self.assertEqual(mistake["class"], "explain")

    def test_refused_files_hold_what_no_import_takes(self):
        typed = []
        for mistake in self.of_kind("not-a-number"):
            row = dict(read(self.out / mistake["file"]))[mistake["row"]]
            typed.append(row[f"c{mistake['column']}"])
        self.assertEqual(sorted(typed), ["1.234,5", "12o"])
        [duplicate] = self.of_kind("duplicate-row")
        codes = [code for code, _ in read(self.out / duplicate["file"])]
        self.assertEqual(codes.count(duplicate["row"]), 2)

    def test_one_commune_sends_nothing_but_has_sent_the_quarter_before(self):
        [line] = [line for line in self.lines if line["outcome"] == "absent"]
        self.assertEqual((line["file"], line["corrected"]), ("-", "-"))
        self.assertEqual([p.stem for p in (self.out / line["commune"]).iterdir()], ["2025-Q3"])

    def test_both_formats_nil_and_typed_zeros_occur(self):
        texts = {ending: "".join(p.read_text() for p in sorted(self.out.glob(f"*/2025-*.{ending}")))
                 for ending in ("csv", "json")}
        self.assertIn("row,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13\n", texts["csv"])
        self.assertIn(",-,-,-,-,-,-,-,-,-,-,-\n", texts["csv"])
        self.assertIn(",0,", texts["csv"])
        self.assertIn('{"absent": "nil"}', texts["json"])

    def test_everything_says_that_it_is_a_sample(self):
        for name in ("README.txt", "mistakes.json", "communes.tsv"):
            self.assertIn(generate.LABEL, (self.out / name).read_text(encoding="utf-8"))

    def bytes_of(self, out: Path) -> dict[str, bytes]:
        return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}

    def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(self):
        with tempfile.TemporaryDirectory() as folder:
            again = Path(folder, "again")
            self.assertEqual(run(self.catalog, again, "7")[0], 0)
            self.assertNotEqual(self.bytes_of(again), self.bytes_of(self.out))
            self.assertEqual(run(self.catalog, again)[0], 0)  # replaces the other sample
            self.assertEqual(self.bytes_of(again), self.bytes_of(self.out))

    def test_a_folder_with_other_files_is_left_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "mine.txt").write_text("x")
            code, said = run(self.catalog, Path(folder))
            self.assertEqual((code, "holds other files" in said), (2, True))
            self.assertEqual([p.name for p in Path(folder).iterdir()], ["mine.txt"])

    def test_many_seeds_have_room_for_every_mistake(self):
        for seed in range(40):
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as folder:
                code, said = run(self.catalog, Path(folder, "out"), str(seed))
                self.assertEqual(code, 0, said)
                described = json.loads(Path(folder, "out", "mistakes.json").read_text())
                for mistake in described["mistakes"]:
                    rules = [f["rule"] for f in mistake["findings"]]
                    self.assertTrue(mistake["rule"] is None or mistake["rule"] in rules, mistake)


class Identities(unittest.TestCase):
    def broken(self, **changes: int) -> list[tuple]:
        row = dict(zip(figures.COLUMNS, (12, 5, 4, 3, 10, 6, 3, 1, 2, 1, 1)))
        before = {"LV01": {"c11": 3}, "T": {"c11": 3}}
        found = identities.findings({"T": row, "LV01": {**row, **changes}}, before, "T")
        return [(f.rule, f.row or f.column) for f in found]

    def test_each_rule_is_broken_by_its_own_columns(self):
        self.assertEqual(self.broken(), [])
        self.assertEqual(self.broken(c4=6), [("grand-total", "4"), ("received-total", "LV01")])
        self.assertEqual(self.broken(c9=4), [("grand-total", "9"), ("resolved-total", "LV01")])
        self.assertEqual(self.broken(c13=0), [("grand-total", "13"), ("pending-total", "LV01")])
        self.assertEqual(self.broken(c6=2, c5=5), [
            ("carry-over", "LV01"), ("grand-total", "5"), ("grand-total", "6")])
        self.assertEqual(self.broken(c3=11, c5=3)[0], ("balance", "LV01"))


@unittest.skipUnless(REAL.is_dir(), "there is no examples/catalog")
class RealCatalogue(unittest.TestCase):
    def test_the_rules_named_here_are_the_forms_rules_of_the_same_class(self):
        rules = {rule["id"]: rule["severity"] for rule in Catalogue(REAL).form()["rules"]}
        for rule, severity in identities.CLASSES.items():
            self.assertEqual(rules.get(rule), severity, rule)

    def test_ca_mau_has_its_64_communes_and_the_busiest_fields(self):
        catalogue = Catalogue(REAL)
        self.assertEqual(len(catalogue.communes("96", middle_day("2025-Q4"))), 64)
        titles = " ".join(field.title.lower() for field in catalogue.fields())
        for word, _, _ in figures.HABITS[:3]:
            self.assertIn(word, titles)


if __name__ == "__main__":
    unittest.main()
