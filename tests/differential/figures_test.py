#!/usr/bin/env python3
"""Random indicators over random trees of units and random values, asked for by the command line and
worked out anew with fractions (figures_reference.py).

    figures_test.py PATH-OF-GIRS

GIRS_SEED=N takes another seed, GIRS_ROUNDS=N so many worlds; a failure tells seed and round.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

from figures_periods import PER_YEAR, label
from figures_reference import Reference
from figures_world import (BOUNDARIES, VINTAGES, can_be_broken_down, catalogue, deliver, periods_of,
                           some_world)

GIRS = None
SEED = int(os.environ.get("GIRS_SEED", "20251128"))
ROUNDS = int(os.environ.get("GIRS_ROUNDS", "12"))
TOLD_MAX = 5   # differences
DERIVE = ("value", "ytd", "moving-2", "moving-3", "growth", "growth-year", "share", "rank", "index")


def girs(*words, given=None):
    done = subprocess.run([GIRS, *map(str, words)], input=given, capture_output=True, text=True,
                          timeout=600, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def same(row, want):
    value = Fraction(row["value"]) if "value" in row else row.get("absent", row.get("error"))
    return (value, row["counted"], row["expected"], row["status"], set(row["flags"])) == \
        (want.value, want.counted, want.expected, want.status, want.flags)


class Figures(unittest.TestCase):
    def test_figures_over_units_periods_and_derivations_equal_those_of_fractions(self):
        compared, wrong = 0, []
        for turn in range(ROUNDS):
            compared += self.one_round(turn, wrong)
        print(f"{compared} figures compared", file=sys.stderr)
        if wrong:
            self.fail("\n".join([f"seed {SEED}: {len(wrong)} of {compared} figures differ",
                                 *wrong[:TOLD_MAX]]))
        self.assertGreater(compared, 500 * ROUNDS)

    @classmethod
    def one_round(cls, turn, wrong):
        chance = random.Random(SEED * 1000 + turn)
        world = some_world(chance)
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "figures.girs"
            papers = Path(folder) / "catalogue"
            papers.mkdir()
            for name, document in catalogue(world):
                (papers / name).write_text(json.dumps(document))
            girs("init", store, "--unit", "VN", "--audience", "test/log")
            girs("catalog", "load", store, papers)
            for vintage in VINTAGES:
                girs("series", "import", store, "-", given=deliver(chance, world, vintage))
            return sum(cls.ask(f"round {turn}, {one}", chance, world, store, one, wrong)
                       for one in world.indicators.values())

    @staticmethod
    def ask(where, chance, world, store, indicator, wrong):
        """A question about one indicator, compared; how many figures that were."""
        as_of = chance.choice((None, None, "2025-03-01"))
        member = chance.choice(("", "F")) if can_be_broken_down(world, indicator) else ""
        kind = chance.choice([one for one, count in PER_YEAR.items()
                              if PER_YEAR[indicator.frequency] % count == 0])
        asked = periods_of(kind)
        base = label(chance.choice(asked))
        derive = [f"index-{base}" if one == "index" else one for one in chance.sample(DERIVE, 4)]
        boundaries = chance.choice(BOUNDARIES)
        units = [one for one in world.codes() if not boundaries or world.find(one, boundaries)]
        words = [f"--unit={unit}" for unit in units] + [f"--derive={one}" for one in derive]
        words += [f"--as-of={as_of}"] if as_of else []
        words += [f"--boundaries={boundaries}"] if boundaries else []
        words += [f"--by=SEX={member}"] if member else []
        rows = json.loads(girs("--json", "indicator", "query", store, indicator.code, "--from",
                               label(asked[0]), "--to", label(asked[-1]), *words))["observations"]
        if len(rows) != len(derive) * len(units) * len(asked):
            wrong.append(f"{where}: {len(rows)} rows of {words}")
        by_label = {label(at): at for at in asked}
        reference = Reference(world, as_of, boundaries)
        for row in rows:
            want = reference.figure(indicator, member, row["unit"], by_label[row["period"]],
                                    row["derivation"])
            if not same(row, want):
                wrong.append(f"{where}, as of {as_of}, boundaries {boundaries}\n  {row}\n"
                             f"  but fractions give {want}")
        return len(rows)


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    print(f"seed {SEED}", file=sys.stderr)
    unittest.main()
