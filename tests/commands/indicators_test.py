"""Figures of indicators through the command line: a signed figure that a correction made stale, what
stands behind any figure, units of measure, publications, and what is said of a wrong question.

    python3 indicators_test.py GIRS CATALOG
"""
import csv
import io
import json
import unittest

import program
import room
from room import FIGURES, OF_REPORT, Room

LATER = "2025-12-15T14:00:00+07:00"
BETWEEN = "2025-12-15T12:00:00+07:00"   # after the report, before its correction
AGGREGATE = (*OF_REPORT, "--unit", "96", "--aggregate")
SIGNERS = ("preparer=lan", "approver=binh", "agency-seal=seal")

VALUES = """indicator,unit,period,value,status,SEX,RESIDENCE
POP,24,2015,1600.0,official,,
POP,24,2016,1657.6,preliminary,,
POP,27,2016,1178.6,preliminary,,
POP,24,2016,188.8,preliminary,,U
POP,27,2016,343.1,preliminary,,U
POP,01,2016,3700.0,preliminary,F,
POP,01,2016,3500.0,preliminary,M,
DOCTORS,01,2016,0,preliminary,,
TEACHERS,01,2016,0,official,,
PUPILS,01,2016,120,official,,
"""


def behind(shown):
    return shown["lineage"]


class Stale(Room):
    """A province signs its sum; afterwards a commune in it corrects its report."""

    @classmethod
    def staff(cls):
        people = [{**cls.entry(cls.key[who], role, unit="96", person=person)}
                  for who, role, person in (("lan", "preparer", "lan"), ("binh", "approver", "binh"),
                                            ("seal", "agency-seal", None))]
        for one in people:
            one["roles"][0]["units"] = ["*"]
        return people + [cls.entry(cls.key["decision"], "decider", unit="G22")]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre = cls.store("vn.girs", "VN")
        cls.commune = cls.store("xa.girs", "31825")
        cls.registered(cls.centre, cls.commune)
        cls.run_now("report", "new", cls.commune, *OF_REPORT)
        cls.first = cls.submitted(room.NOW, FIGURES)
        cls.run_now("aggregate", cls.centre, *OF_REPORT, "--unit", "96")
        cls.signed_at(room.NOW, cls.centre, AGGREGATE)
        cls.run_at(LATER, "report", "correct", cls.commune, *OF_REPORT, "--code", "again", "--reason",
                   "Sót hồ sơ")
        cls.second = cls.submitted(LATER, FIGURES.replace("100", "130"))

    @classmethod
    def signed_at(cls, moment, store, which):
        cls.run_at(moment, "report", "approve", store, *which)
        signing = [word for one in SIGNERS for word in ("--sign", one.split("=")[0] + "=" + str(
            cls.file(one.split("=")[1])))]
        cls.run_at(moment, "report", "submit", store, *which, *signing)

    @classmethod
    def submitted(cls, moment, figures):
        """The commune's report with these figures, signed and taken in by the centre."""
        cls.run_at(moment, "report", "import", cls.commune, cls.write("figures.csv", figures), *OF_REPORT)
        cls.signed_at(moment, cls.commune, OF_REPORT)
        shown = json.loads(cls.run_at(moment, "report", "show", cls.commune, *OF_REPORT, "--json").stdout)
        package = cls.here / "package.json"
        cls.run_at(moment, "package", "export", cls.commune, shown["pid"], "--out", package)
        cls.run_at(moment, "central", "admit", cls.centre, package, "--log-key", cls.file("log"),
                   "--decision-key", cls.file("decision"), "--receipt", cls.here / "receipt.json")
        return shown["pid"]

    def asked(self, *words):
        return self.run_at(LATER, *words).stdout

    def explained(self, *words):
        return json.loads(self.asked("--json", "indicator", "explain", self.centre, "KSTT.04", "--period",
                                     "2025-Q4", *words))

    def test_a_signed_figure_is_marked_and_stays_as_it_was_signed(self):
        told = json.loads(self.asked("--json", "indicator", "compute", self.centre, "KSTT.04", "--unit",
                                     "96", "--period", "2025-Q4"))
        signed = told["figures"][0]
        self.assertEqual((signed["value"], signed["flags"]), ("100", ["stale"]))
        self.assertEqual(signed["now"]["value"], "130")
        rows = list(csv.DictReader(io.StringIO(self.asked(
            "indicator", "query", self.centre, "KSTT.04", "--unit", "96", "--unit", "VN", "--unit",
            "31825", "--from", "2025-Q4", "--format", "csv"))))
        self.assertEqual([(row["value"], row["flags"]) for row in rows],
                         [("100", "stale"), ("100", "partial stale"), ("130", "")])
        self.assertIn("đã ký, nay có đính chính", self.asked(
            "--lang", "vi", "indicator", "query", self.centre, "KSTT.04", "--unit", "96", "--from",
            "2025-Q4"))

    def test_its_explanation_names_the_corrected_report_and_its_signers(self):
        told = self.explained("--unit", "96")
        self.assertEqual(told["figure"]["flags"], ["stale"])
        self.assertEqual(told["now"]["value"], "130")
        member = told["package"]["members"][0]
        self.assertEqual((member["pid"], member["rev"]), (self.first, 1))
        self.assertEqual(member["corrected"], {"pid": self.second, "rev": 2})
        part = next(one for one in told["parts"] if one["unit"] == "31825")
        self.assertEqual((part["package"]["pid"], part["package"]["rev"]), (self.second, 2))
        self.assertEqual([one["role"] for one in part["package"]["signers"]],
                         ["preparer", "approver", "agency-seal"])
        picture = self.asked("indicator", "graph", self.centre, "KSTT.04", "--unit", "96", "--period",
                             "2025-Q4", "--format", "svg")
        for word in ("stale", "→ 130", self.first[:12], "→ rev 2"):
            self.assertIn(word, picture)

    def test_as_of_a_moment_before_the_correction_it_is_not_stale(self):
        told = self.explained("--unit", "96", "--known-at", BETWEEN)
        self.assertEqual((told["figure"]["value"], told["figure"]["flags"]), ("100", []))
        self.assertNotIn("now", told)
        self.assertNotIn("corrected", told["package"]["members"][0])
        of_commune = self.explained("--unit", "31825", "--known-at", BETWEEN)
        self.assertEqual((of_commune["figure"]["value"], of_commune["package"]["pid"]),
                         ("100", self.first))

    def test_the_status_of_a_package_is_the_one_that_was_known_then(self):
        self.run_at("2025-12-15T18:00:00+07:00", "central", "decide", self.centre, self.second,
                    "excluded", "--text", "Nhầm kỳ", "--log-key", self.file("log"),
                    "--decision-key", self.file("decision"))
        then = self.explained("--unit", "31825", "--known-at", "2025-12-15T16:00:00+07:00")
        self.assertEqual((then["package"]["pid"], then["package"]["status"]), (self.second, "accepted"))
        self.assertEqual(then["figure"]["value"], "130")


class Behind(unittest.TestCase):
    """What stands behind figures over delivered series."""

    @classmethod
    def setUpClass(cls):
        import tempfile
        from pathlib import Path
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = Path(cls.folder.name) / "s.girs"
        program.girs("init", cls.store, "--unit", "VN", "--audience", "test/log")
        program.girs("catalog", "load", cls.store, room.CATALOG)
        cls.take(VALUES, "2017-06-30", "Niên giám 2016")
        cls.take("indicator,unit,period,value,status\nPOP,27,2016,1180.0,official\n", "2018-06-30",
                 "Niên giám 2017")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def take(cls, text, vintage, source):
        program.girs("series", "import", cls.store, "-", "--vintage", vintage, "--source", source,
                     input=text)

    def explained(self, *words):
        return behind(program.answer("indicator", "explain", self.store, *words))

    def rows(self, *words):
        return program.answer("indicator", "query", self.store, *words)["observations"]

    def refused(self, *words):
        return program.girs("--lang", "vi", "indicator", *words, expect=4).stderr

    def test_a_figure_in_todays_boundaries_goes_back_to_the_units_of_its_time(self):
        told = self.explained("URBAN_SHARE", "--unit", "24", "--period", "2016", "--boundaries",
                              "2025-07-01")
        self.assertEqual((told["value"], told["unit_name"], told["boundaries"]),
                         ("18.7", "Tỉnh Bắc Ninh", "2025-07-01"))
        for operand in told["operands"]:
            self.assertEqual([(part["unit"], part["unit_name"]) for part in operand["parts"]],
                             [("24", "Tỉnh Bắc Giang"), ("27", "Tỉnh Bắc Ninh")])
        people = told["operands"][1]["parts"][1]
        self.assertEqual([(one["vintage"], one["source"], one["value"]) for one in people["revisions"]],
                         [("2017-06-30", "Niên giám 2016", "1178.6"),
                          ("2018-06-30", "Niên giám 2017", "1180.0")])
        earlier = self.explained("URBAN_SHARE", "--unit", "24", "--period", "2016", "--boundaries",
                                 "2025-07-01", "--as-of", "2017-12-31")
        self.assertEqual(earlier["value"], "18.8")
        self.assertEqual(len(earlier["operands"][1]["parts"][1]["revisions"]), 1)

    def test_growth_and_a_total_of_a_breakdown_name_what_they_are_made_of(self):
        growth = self.explained("POP", "--unit", "24", "--period", "2016", "--derive", "growth")
        self.assertEqual((growth["value"], growth["derivation"]), ("3.60", "growth"))
        self.assertEqual([(one["period"], one["value"]) for one in growth["operands"]],
                         [("2016", "1657.6"), ("2015", "1600.0")])
        total = program.answer("indicator", "explain", self.store, "POP", "--unit", "01", "--period",
                               "2016")["lineage"]
        self.assertEqual(total["value"], "7200.0")
        self.assertEqual({one["breakdown"]["SEX"]: one["value"] for one in total["parts"]},
                         {"F": "3700.0", "M": "3500.0"})
        women = self.explained("POP", "--unit", "01", "--period", "2016", "--by", "SEX=F")
        self.assertEqual((women["value"], women["breakdown"]), ("3700.0", {"SEX": "F"}))

    def test_a_formula_over_earlier_periods_names_each_period_that_it_stands_on(self):
        self.take("indicator,unit,period,value,status\nGDP_2010,VN,2014,1000,official\n"
                  "GDP_2010,VN,2015,1100,official\nGDP_2010,VN,2016,1210,preliminary\n"
                  "EMPLOYED,VN,2015,50,official\nEMPLOYED,VN,2016,52,official\n", "2017-06-30", "Niên giám 2016")
        rows = self.rows("GDP_GROWTH", "--unit", "VN", "--from", "2014", "--to", "2016")
        self.assertEqual([(row["period"], row.get("value"), row.get("absent")) for row in rows],
                         [("2014", None, "missing"), ("2015", "10.00", None), ("2016", "10.00", None)])
        told = self.explained("PRODUCTIVITY_GROWTH", "--unit", "VN", "--period", "2016")
        self.assertEqual(told["value"], "5.77")   # 1210 / 52 against 1100 / 50
        self.assertEqual([(one["indicator"], one["period"], one["value"]) for one in told["operands"]],
                         [("GDP_2010", "2016", "1210"), ("EMPLOYED", "2016", "52.0"),
                          ("GDP_2010", "2015", "1100"), ("EMPLOYED", "2015", "50.0")])
        self.assertEqual({one["vintage"] for operand in told["operands"] for one in operand["revisions"]},
                         {"2017-06-30"})
        picture = program.girs("indicator", "graph", self.store, "GDP_GROWTH", "--unit", "VN", "--period", "2016",
                               "--format", "dot").stdout
        for node in ("GDP_GROWTH = 10.00", "GDP_2010 = 1210", "GDP_2010 = 1100"):
            self.assertIn(node, picture)
        # A later publication of the earlier year alone changes the growth of the year after.
        self.take("indicator,unit,period,value,status\nGDP_2010,VN,2015,1000,official\n", "2018-06-30", "Niên giám 2017")
        row, = self.rows("GDP_GROWTH", "--unit", "VN", "--from", "2016", "--to", "2016")
        self.assertEqual(row["value"], "21.00")
        row, = self.rows("GDP_GROWTH", "--unit", "VN", "--from", "2016", "--to", "2016", "--as-of", "2017-12-31")
        self.assertEqual(row["value"], "10.00")

    def test_what_is_derived_has_its_own_unit_of_measure(self):
        units = {row["derivation"]: row["unit_of_measure"] for row in self.rows(
            "POP", "--unit", "24", "--from", "2016", "--derive", "value", "--derive", "growth",
            "--derive", "share", "--derive", "rank", "--derive", "index-2015")}
        self.assertEqual(units, {"value": "nghìn người", "growth": "%", "share": "%", "rank": "hạng",
                                 "index-2015": "2015=100"})

    def test_each_figure_names_the_newest_publication_that_it_stands_on(self):
        row, = self.rows("POP", "--unit", "27", "--from", "2016")
        self.assertEqual((row["value"], row["vintage"], row["source"], row["status"], row["flags"]),
                         ("1180.0", "2018-06-30", "Niên giám 2017", "official", ["revised"]))
        row, = self.rows("POP", "--unit", "27", "--from", "2016", "--as-of", "2017-12-31")
        self.assertEqual((row["value"], row["vintage"]), ("1178.6", "2017-06-30"))

    def test_zero_denominators_and_missing_units_are_said_beside_the_figure(self):
        ratio, = self.rows("PUPILS_PER_TEACHER", "--unit", "01", "--from", "2016")
        self.assertEqual(ratio["error"], "#DIV/0!")
        country, = self.rows("POP", "--unit", "VN", "--from", "2016")
        self.assertEqual((country["value"], country["flags"], country["counted"], country["expected"]),
                         ("10037.6", ["partial", "revised"], 3, 63))

    def test_a_breakdown_that_would_give_a_wrong_rate_is_refused(self):
        said = self.refused("query", self.store, "URBAN_SHARE", "DOCTORS_10K", "KSTT.04", "--unit", "01",
                            "--from", "2016", "--by", "RESIDENCE=U")
        self.assertIn('URBAN_SHARE không có phân tổ "RESIDENCE": công thức đã nêu phân tổ này', said)
        self.assertIn('DOCTORS_10K không có phân tổ "RESIDENCE": DOCTORS dùng trong công thức', said)
        said = self.refused("query", self.store, "KSTT.04", "--unit", "01", "--from", "2016", "--by", "SEX=F")
        self.assertIn("số liệu tính từ báo cáo", said)
        share, = self.rows("URBAN_SHARE", "--unit", "01", "--from", "2016", "--by", "SEX=F")
        self.assertEqual(share["absent"], "missing")   # of women: it may be, nobody delivered it

    def test_an_explanation_is_of_one_figure_and_of_no_rank(self):
        said = self.refused("explain", self.store, "POP", "--unit", "01", "--period", "2016", "--derive",
                            "rank")
        self.assertIn("Thứ hạng", said)
        said = self.refused("explain", self.store, "POP", "--unit", "999", "--period", "2016-Q1", "--by",
                            "SEX=Z")
        for word in ('mã "Z"', "2016-Q1", '"999"'):
            self.assertIn(word, said)


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
