#!/usr/bin/env python3
"""Runs formula.json through `girs formula eval --lines`.   command_line_test.py PATH-OF-GIRS"""
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from noted import noted  # noqa: E402

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "formula.json"
GIRS = None


def answers(requests):
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    done = subprocess.run([GIRS, "formula", "eval", "--lines"], input=lines.encode(), check=True,
                          stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


# The form that a case means by "declared": columns of any type, money and a rate.
FORM = {"columns": {str(i): {"type": "value"} for i in range(1, 5)} | {
    "5": {"unit_of_measure": "triệu đồng"}, "6": {"measure": "rate"}}}


def request_of(given):
    return {**given, "declared": FORM} if "declared" in given else given


def fits(expected, got):
    if "invalid" not in expected:
        return got == expected
    place = expected["invalid"]
    return "invalid" in got and (place is True or got["invalid"]["at"] == place["at"])


class Vectors(unittest.TestCase):
    def test_every_case_is_answered_as_the_specification_says(self):
        cases = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
        cases = [case for case in cases if "context" not in case["given"]]
        self.assertGreater(len(cases), 600)
        got = answers([request_of(case["given"]) for case in cases])
        self.assertEqual(len(got), len(cases))
        for case, answer in zip(cases, got):
            if not fits(case["expect"], answer):
                with self.subTest(case["id"], expr=case["given"]["expr"]):
                    self.fail(f"{case} answered {answer}")
        noted("c", "formula", len(got))

    def test_a_request_that_is_wrong_is_answered_and_the_next_one_too(self):
        wrong = ['{', '[]', '{"expr":"1+1","missing":"sometimes"}', '{"expr":"1+"}', '{}',
                 '{"expr":"1","cells":{"x":"1"}}', '{"expr":"[3]","cells":{"c3":"1,5"}}',
                 '{"expr":"1","cells":[]}', '"', '{"expr":"\\ud800"}']
        lines = "".join(line + "\n" + '{"expr":"1+1"}\n' for line in wrong)
        done = subprocess.run([GIRS, "formula", "eval", "--lines"], input=lines.encode(),
                              check=True, stdout=subprocess.PIPE)
        got = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual(len(got), 2 * len(wrong))
        self.assertIn("sometimes", str(got[4]))
        self.assertEqual([m["pointer"] for m in got[10]["invalid"]["mistakes"]], ["/cells/x"])
        declared = {"expr": "[$u]+[$v]", "declared": {"columns": {"3": {}}}}
        self.assertEqual([m["at"] for m in answers([declared])[0]["invalid"]["mistakes"]], [0, 5])
        self.assertIn('"1,5" is no decimal', got[12]["invalid"]["message"])
        for line, refusal, answer in zip(wrong, got[::2], got[1::2]):
            self.assertTrue("error" in refusal or "invalid" in refusal, (line, refusal))
            self.assertEqual(answer, {"value": "2"})


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
