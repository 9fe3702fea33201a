#!/usr/bin/env python3
"""Indicators on real statistics: values of the 63 provinces go in through `girs series import`, and
what `girs indicator query` gives is computed anew with Python's fractions.

    statistics_test.py PATH-OF-GIRS

Needs vn-series.json and vn-units-merge.csv in the folder that GIRS_REFERENCE_DATA names, else in
../shared/data beside the checkout; skips loudly (code 77) without them.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from figures_values import half_away

GIRS = None
ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("GIRS_REFERENCE_DATA", ROOT.parent / "shared" / "data"))
SKIPPED = 77

# indicator, breakdown, series of the file
SERIES = [("POP", "", "gso.pop.total"), ("POP", "RESIDENCE=U", "gso.pop.urban"),
          ("AREA", "", "gso.area.area"), ("DOCTORS", "", "gso.staff.doctor"),
          ("PUPILS", "", "gso.pupils.total"), ("TEACHERS", "", "gso.teachers.total"),
          ("PADDY_AREA", "", "gso.paddy.area"), ("PADDY_OUTPUT", "", "gso.paddy.production"),
          ("PADDY_YIELD_PUBLISHED", "", "gso.paddy.yield"),
          ("DENSITY_PUBLISHED", "", "gso.area.density")]
# indicator: numerator, denominator, factor, decimals
RATES = {"DOCTORS_10K": (("DOCTORS", ""), ("POP", ""), 10, 1),
         "POP_DENSITY": (("POP", ""), ("AREA", ""), 1000, 1),
         "URBAN_SHARE": (("POP", "RESIDENCE=U"), ("POP", ""), 100, 1),
         "PADDY_YIELD": (("PADDY_OUTPUT", ""), ("PADDY_AREA", ""), 10, 1),
         "PUPILS_PER_TEACHER": (("PUPILS", ""), ("TEACHERS", ""), 1, 1)}


def girs(*words, given=None):
    done = subprocess.run([GIRS, *map(str, words)], input=given, capture_output=True, text=True,
                          timeout=600)
    if done.returncode != 0:
        raise AssertionError(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def load():
    """{(indicator, breakdown): {unit: {period: exact value}}} and the daily cases."""
    document = json.loads((DATA / "vn-series.json").read_text(), parse_float=Decimal)
    by_id = {series["id"]: series for series in document["series"]}
    values = {}
    for indicator, breakdown, name in SERIES:
        series = by_id[name]
        values[indicator, breakdown] = {
            unit: {period: Decimal(value) for period, value in zip(series["periods"], row)
                   if value is not None}
            for unit, row in series["data"].items()}
    return values, by_id["covid.cases.daily"]


def merged():
    """{new province: [old provinces]} on 2025-07-01."""
    made_of = {}
    for row in csv.DictReader((DATA / "vn-units-merge.csv").read_text().splitlines()):
        if row["level"] == "1":
            made_of.setdefault(row["new_code"], []).append(row["old_code"])
    return made_of


class Statistics(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.store = Path(cls.folder.name) / "statistics.girs"
        cls.values, cls.cases = load()
        girs("init", cls.store, "--unit", "VN", "--audience", "test/log")
        girs("catalog", "load", cls.store, ROOT / "examples" / "catalog")
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(["indicator", "unit", "period", "value", "status", "RESIDENCE"])
        for (indicator, breakdown), units in cls.values.items():
            for unit, periods in units.items():
                for period, value in periods.items():
                    status = "preliminary" if period == "2016" else "official"
                    lines.writerow([indicator, unit, period, value, status, breakdown[-1:]])
        girs("series", "import", cls.store, "-", "--vintage", "2017-06-30", "--source", "GSO",
             given=out.getvalue())

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def query(self, *words):
        answer = json.loads(girs("--json", "indicator", "query", self.store, *words))
        return answer["observations"]

    def expected(self, indicator, units, period):
        """The exact rate over the sums of some old provinces; None when a part is missing."""
        over, under, factor, places = RATES[indicator]
        sums = []
        for part in (over, under):
            values = [self.values[part].get(unit, {}).get(period) for unit in units]
            if None in values:
                return None
            sums.append(sum(map(Fraction, values)))
        return half_away(sums[0] / sums[1] * factor, places)

    def check(self, rows, made_of):
        compared = 0
        for row in rows:
            want = self.expected(row["indicator"], made_of[row["unit"]], row["period"])
            if want is None:
                self.assertIn(row.get("absent"), ("missing", "not-available"), row)
                continue
            self.assertEqual(Fraction(row["value"]), want, row)
            self.assertEqual(row["status"],
                             "preliminary" if row["period"] == "2016" else "official", row)
            compared += 1
        return compared

    def test_rates_of_63_provinces_equal_those_of_fractions(self):
        rows = self.query(*RATES, "--below", "VN", "--from", 2010, "--to", 2016)
        units = {row["unit"] for row in rows}
        self.assertEqual(len(units), 63)
        compared = self.check(rows, {unit: [unit] for unit in units})
        self.assertEqual(len(rows), 5 * 63 * 7)
        print(f"{compared} rates of 63 provinces equal", file=sys.stderr)
        self.assertGreaterEqual(compared, 2000)

    def test_rates_of_todays_34_provinces_equal_those_of_summed_parts(self):
        made_of = merged()
        rows = self.query(*RATES, "--below", "VN", "--from", 2010, "--to", 2016,
                          "--boundaries", "2025-07-01")
        self.assertEqual({row["unit"] for row in rows}, set(made_of))
        self.assertEqual(len(rows), 5 * 34 * 7)
        compared = self.check(rows, made_of)
        print(f"{compared} rates of 34 provinces equal", file=sys.stderr)
        self.assertGreaterEqual(compared, 1000)

    def test_the_country_is_the_published_figure_and_its_rate_is_recomputed(self):
        rows = self.query(*RATES, "--unit", "VN", "--from", 2011, "--to", 2016)
        self.assertEqual(self.check(rows, {"VN": ["VN"]}), 5 * 6)

    def test_paddy_yield_is_the_published_one_within_its_rounding(self):
        half = Fraction(1, 20)     # every figure of the source is rounded to one decimal
        compared = 0
        for unit, periods in self.values["PADDY_YIELD_PUBLISHED", ""].items():
            for period, published in periods.items():
                output = Fraction(self.values["PADDY_OUTPUT", ""][unit][period])
                area = Fraction(self.values["PADDY_AREA", ""][unit][period])
                if area <= half:
                    continue
                row = self.query("PADDY_YIELD", "--unit", unit, "--from", period)[0] \
                    if unit in ("VN", "01", "89") else None
                low = (output - half) / (area + half) * 10 - half
                high = (output + half) / (area - half) * 10 + half
                self.assertTrue(low <= Fraction(published) <= high, (unit, period))
                if row:
                    self.assertTrue(low - half <= Fraction(row["value"]) <= high + half, row)
                compared += 1
        self.assertGreaterEqual(compared, 400)

    def test_missing_provinces_are_counted_beside_a_sum(self):
        row = self.query("AREA", "--unit", "01", "--from", 2010)[0]
        self.assertEqual(row["absent"], "missing")      # published from 2011
        self.assertEqual((row["counted"], row["expected"]), (0, 1))


class Daily(unittest.TestCase):
    """The daily cases of 2021: a day is preliminary when it is announced and final a day later."""

    def test_each_day_has_the_vintages_of_its_announcements(self):
        _, cases = load()
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "daily.girs"
            girs("init", store, "--unit", "VN", "--audience", "test/log")
            girs("catalog", "load", store, ROOT / "examples" / "catalog")
            from datetime import date, timedelta
            start = date.fromisoformat(cases["start"])
            units = sorted(unit for unit in cases["data"] if unit != "VN")
            out = io.StringIO()
            lines = csv.writer(out, lineterminator="\n")
            lines.writerow(["indicator", "unit", "period", "value", "status", "vintage"])
            for unit in units:
                for at, value in enumerate(cases["data"][unit][:60]):
                    day = start + timedelta(days=at)
                    lines.writerow(["COVID_CASES", unit, day, value, "preliminary", day])
                    lines.writerow(["COVID_CASES", unit, day, value, "official",
                                    day + timedelta(days=1)])
            # One figure of the first day is corrected ten days later.
            corrected = cases["data"]["01"][0] + 5
            lines.writerow(["COVID_CASES", "01", start, corrected, "official",
                            start + timedelta(days=10)])
            girs("series", "import", store, "-", "--source", "MOH", given=out.getvalue())

            def ask(unit, day, *words):
                return json.loads(girs("--json", "indicator", "query", store, "COVID_CASES",
                                       "--unit", unit, "--from", day, *words))["observations"][0]
            last = start + timedelta(days=59)
            total = sum(cases["data"][unit][59] for unit in units)
            row = ask("VN", last)
            self.assertEqual(int(row["value"]), total)
            self.assertEqual((row["counted"], row["expected"]), (len(units), 63))
            self.assertIn("partial", row["flags"])
            self.assertEqual(ask("79", last, "--as-of", last)["status"], "preliminary")
            self.assertEqual(ask("79", last)["status"], "official")
            before = ask("01", start, "--as-of", start + timedelta(days=5))
            self.assertEqual(int(before["value"]), cases["data"]["01"][0])
            after = ask("01", start)
            self.assertEqual(int(after["value"]), corrected)
            self.assertIn("revised", after["flags"])
            week = ask("79", last, "--derive", "moving-7")
            self.assertEqual(int(week["value"]), sum(cases["data"]["79"][53:60]))


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    if not (DATA / "vn-series.json").exists():
        print(f"SKIPPED: {DATA} has no vn-series.json", file=sys.stderr)
        sys.exit(SKIPPED)
    unittest.main()
