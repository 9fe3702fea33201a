"""The cases of vectors/calendar.json through `girs calendar --lines`, and requests that are wrong.

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
CASES = json.loads((ROOT / "tests/conformance/vectors/calendar.json").read_text())["cases"]
GOOD = '{"op":"working","date":"2026-02-13"}'


def answers(lines, *options):
    """One answer a line, in order; the command itself must succeed."""
    done = subprocess.run([GIRS, "calendar", "--lines", *options], input="".join(
        line + "\n" for line in lines).encode(), capture_output=True, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}: {done.stderr.decode()}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def refused(*options):
    """What the command says when it does not take its options."""
    done = subprocess.run([GIRS, "calendar", "--lines", *options], input=b"", timeout=60,
                          capture_output=True)
    if done.returncode == 0:
        raise AssertionError("the command did not refuse")
    return done.stderr.decode()


class CalendarVectors(unittest.TestCase):
    def test_every_case_has_the_answer_worked_out_by_hand(self):
        given = answers([json.dumps(case["request"]) for case in CASES])
        self.assertEqual(len(given), len(CASES))
        for case, answer in zip(CASES, given):
            with self.subTest(case["name"]):
                if "error" in case["answer"]:
                    self.assertEqual(list(answer), ["error"])
                    self.assertTrue(answer["error"])
                else:
                    self.assertEqual({key: answer.get(key) for key in case["answer"]},
                                     case["answer"])
        noted("c", "calendar", len(given))

    def test_the_table_has_no_request_twice_and_says_why(self):
        requests = [json.dumps(case["request"], sort_keys=True) for case in CASES]
        self.assertGreaterEqual(len(requests), 200)
        self.assertEqual(len(set(requests)), len(requests))
        self.assertTrue(all(case["why"] for case in CASES))


class Windows(unittest.TestCase):
    def test_the_window_of_a_due_request_may_be_the_answer_of_a_window_request(self):
        window = {"op": "window", "rule": {"kind": "nd09"}, "period": "2026-Q2"}
        dates = answers([json.dumps(window)])[0]
        due = {"op": "due", "rule": {"kind": "working-days-after", "days": 2}, "period": "2026-Q2",
               "level": 1}
        by_rule, by_dates = answers([json.dumps({**due, "window": window["rule"]}),
                                     json.dumps({**due, "window": dates})])
        self.assertEqual(by_dates["due"], "2026-06-16")
        self.assertEqual(by_rule, by_dates)
        wrong = [{"from": "2026-06-14", "to": "2026-03-15"}, {"from": "2026-03-15"}, {"from": 7},
                 {"from": "2026-03-15", "to": "2026-06-14", "day": 3}]
        for answer in answers([json.dumps({**due, "window": one}) for one in wrong]):
            self.assertEqual(list(answer), ["error"])


class WrongRequests(unittest.TestCase):
    def test_a_wrong_request_answers_an_error_and_the_next_one_is_answered(self):
        wrong = [
            "", "{", "[]", "null", "7", '"working"', "{}", '{"op":7}', '{"op":"unknown"}',
            '{"op":"working"}', '{"op":"working","date":["2026-02-13"]}',
            '{"op":"window","period":"2026-Q1"}', '{"op":"window","rule":7,"period":"2026-Q1"}',
            '{"op":"window","rule":{"kind":"nd09","day":5},"period":"2026-Q1"}',
            '{"op":"window","rule":{"kind":"nd09"},"period":"2026-Q7"}',
            '{"op":"window","rule":{"kind":"nd09"}}',
            '{"op":"due","rule":{"kind":"hours-after"},"window":{"kind":"nd09"},"period":"2026"}',
            '{"op":"due","rule":{"kind":"hours-after","hours":1},"period":"2026"}',
            '{"op":"periods","frequency":"day","rule":{"kind":"calendar"},"from":"0001-01-01",'
            '"to":"9999-12-31"}',
            '{"op":"next","period":"2025-W53"}', '{"op":"next","period":{}}',
            '{"op":"next","op":"previous","period":"2026-Q7"}',
            "9" * (1 << 20), '{"op":"next","period":"' + "9" * (1 << 20) + '"}',
            "[" * (1 << 20), '{"op":"' + "x" * (1 << 20) + '"}',
            '{"op":"working","date":"2026-02-13"} {}', "{\"op\":\"working\"\u0000}",
        ]
        lines = [line for request in wrong for line in (request, GOOD)]
        given = answers(lines)
        self.assertEqual(len(given), len(lines))
        for request, answer, good in zip(wrong, given[::2], given[1::2]):
            with self.subTest(request[:60]):
                self.assertEqual(list(answer), ["error"])
                self.assertTrue(answer["error"])
                self.assertLess(len(answer["error"]), 1000)
                self.assertIs(good["working"], True)

    def test_the_error_names_every_mistake_and_where_it_stands(self):
        error = answers(['{"op":"window","rule":{"kind":"closing-day","day":45,"december":"last"},'
                         '"period":"2026-M01"}'])[0]["error"]
        self.assertIn("/day must be a whole number from 1 to 28", error)
        self.assertIn('/december is "last"', error)

    def test_a_year_that_the_calendar_does_not_hold_is_named(self):
        for request in ('{"op":"working","date":"2027-01-04"}',
                        '{"op":"due","rule":{"kind":"working-days-after","days":1},'
                        '"window":{"kind":"calendar"},"period":"2026"}'):
            self.assertIn("2027", answers([request])[0]["error"])

    def test_bytes_that_are_no_text_answer_an_error(self):
        done = subprocess.run([GIRS, "calendar", "--lines"], capture_output=True, timeout=60,
                              input=b'{"op":"next","period":"\xff"}\n' + GOOD.encode() + b"\n")
        first, second = done.stdout.decode().splitlines()
        self.assertEqual(list(json.loads(first)), ["error"])
        self.assertIs(json.loads(second)["working"], True)


class HostsCalendar(unittest.TestCase):
    def calendar(self, **members):
        """A host's calendar file for 2026 and 2027."""
        document = {"schema": "girs.calendar/1", "code": "tinh", "version": 1, "first_year": 2026,
                    "last_year": 2027, "weekly_rest": [6, 7], "days": [], **members}
        file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
        self.addCleanup(file.close)
        json.dump(document, file)
        file.flush()
        return file.name

    def test_it_lies_over_the_built_in_one_day_by_day_and_adds_years(self):
        file = self.calendar(over="vn", days=[
            {"date": "2026-09-03", "kind": "holiday", "name": "bão số 5"},
            {"date": "2026-08-31", "kind": "ordinary", "name": "không hoán đổi"},
            {"date": "2026-08-22", "kind": "ordinary", "name": "không làm bù"},
            {"date": "2027-01-01", "kind": "holiday", "name": "Tết Dương lịch"}])
        expected = {"2026-09-03": False, "2026-08-31": True, "2026-08-22": False,
                    "2026-09-02": False, "2025-05-02": False, "2027-01-01": False,
                    "2027-01-04": True}
        given = answers([json.dumps({"op": "working", "date": day}) for day in expected],
                        "--calendar", file)
        self.assertEqual([answer.get("working") for answer in given], list(expected.values()))
        later = answers(['{"op":"working","date":"2028-01-03"}'], "--calendar", file)[0]
        self.assertIn("2028", later["error"])

    def test_without_over_it_stands_alone(self):
        file = self.calendar()
        given = answers(['{"op":"working","date":"2026-09-02"}',
                         '{"op":"working","date":"2025-09-02"}'], "--calendar", file)
        self.assertIs(given[0]["working"], True)
        self.assertIn("2025", given[1]["error"])

    def test_one_that_lies_over_another_or_leaves_a_gap_is_refused(self):
        self.assertIn("vn", refused("--calendar", self.calendar(over="khác")))
        self.assertIn("2026", refused("--calendar", self.calendar(over="vn", first_year=2028,
                                                                  last_year=2028)))
        ordinary = [{"date": "2026-09-03", "kind": "ordinary", "name": "x"}]
        self.assertIn("/days/0/kind", refused("--calendar", self.calendar(days=ordinary)))


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
