"""Reports of many units through the command line: sums with rates, what people enter beside sums,
lists of many units, taking back, withdrawals, and the history of it all.

    python3 members_test.py GIRS CATALOG
"""
import json
import os
import tempfile
import unittest
from pathlib import Path

import program

NOW = "2025-12-15T08:00:00+07:00"
LOG = "baocao.example.gov.vn/log"
UNITS = {"31825": "a.girs", "31834": "b.girs"}


def title(text):
    return {"vi": text, "en": text}


def number(code, measure, **more):
    return {"code": code, "title": title(code), "type": "number", "measure": measure, **more}


def regime(code, form):
    return {
        "schema": "girs.regime/1", "code": code, "version": 1, "name": title(code),
        "kind": "periodic", "frequency": "quarter", "window": {"kind": "nd09"},
        "due": {"levels": {"commune": {"kind": "working-days-after", "days": 1},
                           "province": {"kind": "working-days-after", "days": 3}}},
        "reporters": ["commune", "province"], "aggregators": ["province"], "recipient": "G22",
        "from": "2021-01-01", "forms": [form]}


# Flows add up; a stock of many units too; a share is worked out from the sums; a rate, a text and
# a field above the table are the aggregating unit's own.
SHARES = {
    "schema": "girs.form/1", "code": "TL", "version": 1, "title": title("Tỷ lệ"),
    "header": [{"code": "nguoi-lap", "title": title("Người lập"), "required": True}],
    "columns": [number("1", "flow"), number("2", "stock"),
                number("3", "rate", scale=1),
                number("4", "rate", scale=1,
                       computed={"expr": "ROUND([1]/[2]*100;1)", "missing": "propagate"}),
                {"code": "5", "title": title("Ghi chú"), "type": "text"}],
    "rows": {"fixed": [{"code": "T", "title": title("T")}], "dynamic": {}}}


class Members(unittest.TestCase):
    def setUp(self):
        os.environ["GIRS_PASSPHRASE"] = "thu-nghiem"
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        (self.path / "mau").mkdir()
        for name, document in (("tl", SHARES), ("r", regime("R", "TL")), ("l", regime("L", "DS-PAKN"))):
            (self.path / f"mau/{name}.json").write_text(json.dumps(document), encoding="utf-8")
        self.keys = {who: self.new_key(who) for who in ("root", "log", "decision", "lan", "binh", "seal")}
        self.make_registry()
        self.init("vn.girs", "VN")
        for unit, store in UNITS.items():
            self.init(store, unit)

    def tearDown(self):
        self.folder.cleanup()

    def girs(self, *words, code=0):
        done = program.girs("--now", NOW, *words, expect=code, cwd=self.path)
        return done.stdout + done.stderr

    def new_key(self, who):
        scheme = "ecdsa-sha2-nistp256" if who in ("lan", "binh", "seal") else "ed25519"
        return json.loads(self.girs("--json", "key", "new", f"{who}.pem", "--scheme", scheme, "--name", LOG))

    def make_registry(self):
        def entry(who, unit, role, **more):
            grant = {"role": role, "units": ["*"], "regimes": ["*"], "types": ["*"]}
            return {"scheme": self.keys[who]["scheme"], "spki": self.keys[who]["spki"], "unit": unit,
                    "roles": [grant], "not_before": "2020-01-01T00:00:00Z", **more}
        people = [entry("decision", "G22", "decider"), entry("lan", "96", "preparer", person="lan"),
                  entry("binh", "96", "approver", person="binh"), entry("seal", "96", "agency-seal")]
        (self.path / "people.json").write_text(json.dumps(people), encoding="utf-8")

    def init(self, store, unit):
        self.girs("init", store, "--unit", unit, "--audience", LOG, "--registry-root",
                  "ed25519 " + self.keys["root"]["spki"], "--log-key", self.keys["log"]["vkey"])
        self.girs("catalog", "load", store, CATALOG)
        self.girs("catalog", "load", store, "mau")
        self.girs("registry", "add", store, "--keys", "people.json", "--root", "root.pem",
                  "--log-vkey", self.keys["log"]["vkey"])

    def where(self, code, unit=None):
        return ["--regime", code, "--period", "2025-Q4", *(["--unit", unit, "--aggregate"] if unit else [])]

    def report(self, command, store, code, *words, unit=None, expect=0):
        return self.girs("report", command, store, *words, *self.where(code, unit), code=expect)

    def cells(self, store, code, unit=None):
        shown = json.loads(self.report("show", store, code, "--json", unit=unit))
        return {(row["key"], column[1:]): cell
                for form in shown["forms"].values() for part in form["parts"].values() for row in part
                for column, cell in row["cells"].items()}

    def submit(self, store, code):
        self.report("approve", store, code, "--actor", "binh")
        self.report("submit", store, code, "--actor", "binh", "--sign", "preparer=lan.pem", "--sign",
                    "approver=binh.pem", "--sign", "agency-seal=seal.pem")
        pid = json.loads(self.report("show", store, code, "--json"))["pid"]
        self.girs("package", "export", store, pid, "--out", "goi.json")
        self.girs("central", "admit", "vn.girs", "goi.json", "--log-key", "log.pem",
                  "--decision-key", "decision.pem", "--receipt", "bien-nhan.json")

    def enter(self, unit, code, csv, field=True):
        store = UNITS[unit]
        (self.path / "so-lieu.csv").write_text(csv, encoding="utf-8")
        self.report("new", store, code)
        self.report("import", store, code, "so-lieu.csv", "--actor", "lan")
        if field:
            self.report("field", store, code, "--field", "nguoi-lap", "--value", "Lan")

    def aggregate(self, code):
        return self.girs("aggregate", "vn.girs", "--regime", code, "--period", "2025-Q4", "--unit", "96")

    def test_rates_follow_from_sums_and_what_was_entered_beside_them_stays(self):
        self.enter("31825", "R", "row,1,2,3,5\nT,10,20,50.5,ghi chú\nx,1,2,,\n")
        self.submit("a.girs", "R")
        self.aggregate("R")
        self.assertEqual(self.cells("vn.girs", "R", "96")[("T", "4")], "50.0")
        self.report("field", "vn.girs", "R", "--field", "nguoi-lap", "--value", "Hoa", unit="96")
        self.report("set", "vn.girs", "R", "--row", "T", "--column", "3", "--value", "62.5", unit="96")
        self.report("set", "vn.girs", "R", "--row", "T", "--column", "5", "--value", "của tỉnh", unit="96")

        self.enter("31834", "R", "row,1,2,3,5\nT,30,40,20,\ny,-,x,,\n")
        self.submit("b.girs", "R")
        self.aggregate("R")
        cells = self.cells("vn.girs", "R", "96")
        self.assertEqual([cells[("T", column)] for column in "12345"],
                         ["40", "60", "62.5", "66.7", "của tỉnh"])
        self.assertEqual(cells[("x", "4")], "50.0")
        said = self.report("check", "vn.girs", "R", unit="96")
        self.assertIn("Nothing stands against sending.", said)

        history = json.loads(self.report("history", "vn.girs", "R", "--json", unit="96"))
        newest = history[-1]
        self.assertEqual((newest["action"], newest["rev"]), ("summed-form", 1))
        self.assertIn(("T", "1"), [(one["row"], one["column"]) for one in newest["changes"]["cells"]])
        said = self.report("undo", "vn.girs", "R", unit="96", expect=4)
        self.assertIn("no edit", said)
        self.assertEqual(self.cells("vn.girs", "R", "96"), cells)

    def test_a_list_of_many_units_may_be_longer_than_that_of_one(self):
        rows = "row,2,3,4,5\n1,PA-{0}1,2025-10-02,Đường hỏng,3\n2,PA-{0}2,2025-10-05,,...\n"
        for unit in UNITS:
            self.enter(unit, "L", rows.format(unit), field=False)
            self.submit(UNITS[unit], "L")
        self.aggregate("L")
        said = self.report("check", "vn.girs", "L", unit="96")
        self.assertIn("Nothing stands against sending.", said)
        (self.path / "bon.csv").write_text(
            "row,2,3\n" + "".join(f"{i},PA-{i},2025-10-02\n" for i in range(4)), encoding="utf-8")
        self.girs("report", "new", "a.girs", "--regime", "L", "--period", "2025-Q3")
        self.girs("report", "import", "a.girs", "bon.csv", "--regime", "L", "--period", "2025-Q3")
        said = self.girs("report", "check", "a.girs", "--regime", "L", "--period", "2025-Q3", code=1)
        self.assertIn("at most 3", said)

    def test_a_withdrawal_takes_no_figures_and_a_correction_after_it_begins_with_those_withdrawn(self):
        self.enter("31825", "R", "row,1,2,3,5\nT,10,20,50.5,ghi chú\n")
        self.submit("a.girs", "R")
        cells = self.cells("a.girs", "R")
        self.report("withdraw", "a.girs", "R", "--code", "wrong-unit", "--reason", "Gửi nhầm", "--actor", "binh")
        said = self.report("set", "a.girs", "R", "--row", "T", "--column", "1", "--value", "5", expect=4)
        self.assertIn("carries no figures", said)
        self.submit("a.girs", "R")
        self.assertEqual(self.cells("a.girs", "R"), {})
        self.report("correct", "a.girs", "R", "--code", "again", "--reason", "Gửi lại", "--actor", "lan")
        self.assertEqual(self.cells("a.girs", "R"), cells)
        lines = [(line["rev"], line["action"], line["detail"])
                 for line in json.loads(self.report("history", "a.girs", "R", "--json"))]
        self.assertEqual(lines[0], (1, "created", ""))
        self.assertIn((2, "withdrawal", "wrong-unit: Gửi nhầm"), lines)
        self.assertEqual(lines[-1], (3, "correction", "again: Gửi lại"))

    def test_a_report_cannot_have_been_sent_on_paper_tomorrow(self):
        self.enter("31825", "R", "row,1,2,3,5\nT,10,20,50.5,ghi chú\n")
        paper = ["--channel", "paper", "--time"]
        said = self.report("sent-otherwise", "a.girs", "R", *paper, "2025-12-16T09:00:00+07:00", expect=4)
        self.assertIn("yet to come", said)
        self.report("sent-otherwise", "a.girs", "R", *paper, "2025-12-10T09:00:00+07:00")
        self.assertIn("paper 2025-12-10T02:00:00Z", self.report("history", "a.girs", "R"))


if __name__ == "__main__":
    _, CATALOG = program.arguments(2)
    unittest.main()
