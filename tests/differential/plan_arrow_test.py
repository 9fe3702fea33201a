#!/usr/bin/env python3
"""The streams of girs_plan_run_findings and girs_plan_run_values, read by pyarrow; the figures are
held against Python's fractions.

    plan_arrow_test.py LIBRARY FOLDER     the built libgirs.so; FOLDER: where a virtual environment
                                          is made and kept

Installs pyarrow there through pip; skips loudly (code 77) when it cannot.
"""
import ctypes
import json
import sys
import unittest
from fractions import Fraction
from pathlib import Path

from environment import run_inside

PACKAGE = "pyarrow>=14"
LIBRARY = None
UNITS = 2500
PERIOD = "2025-Q4"
NUL = ctypes.c_size_t(-1).value


class Stream(ctypes.Structure):
    """ArrowArrayStream of the Arrow C stream interface."""
    _fields_ = [("get_schema", ctypes.c_void_p), ("get_next", ctypes.c_void_p),
                ("get_last_error", ctypes.c_void_p), ("release", ctypes.c_void_p),
                ("private_data", ctypes.c_void_p)]


class Plans:
    """The few calls of girs/plan.h that this test makes."""

    def __init__(self):
        self.library = ctypes.CDLL(LIBRARY)
        self.library.girs_error_message.restype = ctypes.c_char_p
        self.library.girs_error_message.argtypes = [ctypes.c_void_p, ctypes.c_char_p]

    def call(self, name, *arguments):
        error = ctypes.c_void_p()
        status = getattr(self.library, name)(*arguments, ctypes.byref(error))
        if status != 0:
            raise AssertionError(self.library.girs_error_message(error, b"en"))

    def made(self, name, *arguments):
        handle = ctypes.c_void_p()
        self.call(name, *arguments, ctypes.byref(handle))
        return handle

    def json(self, value):
        return ctypes.c_char_p(json.dumps(value).encode()), ctypes.c_size_t(NUL)


def figures():
    """Columns 3 to 5; every 50th unit fails the identity, every 70th has no column 4."""
    four = [i * 37 % 1000 for i in range(UNITS)]
    five = [i * 53 % 1000 + 1 for i in range(UNITS)]
    three = [a + b + (i % 50 == 49) for i, (a, b) in enumerate(zip(four, five))]
    present = [i % 70 != 69 for i in range(UNITS)]
    return three, four, five, present


def half_away(value):
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


class Read(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        plans = cls.plans = Plans()
        plan = plans.made("girs_plan_compile", *plans.json({
            "definitions": [{"name": "tong", "formula": "[3]=[4]+[5]", "form": "F"},
                            {"name": "0501", "formula": "ROUND([4]/[3]*100;1)", "form": "F"}],
            "forms": [{"code": "F", "columns": ["3", "4", "5"]}]}))
        table = plans.made("girs_plan_table_create", *plans.json(
            [{"code": "VN"}] + [{"code": f"u{i}", "parent": "VN"} for i in range(1, UNITS)]))
        three, four, five, present = figures()
        bits = bytearray((UNITS + 7) // 8)
        for i, there in enumerate(present):
            bits[i // 8] |= there << i % 8
        for code, column in (("3", three), ("4", four), ("5", five)):
            plans.call("girs_plan_table_add", table,
                       *plans.json({"form": "F", "column": code, "period": PERIOD}),
                       (ctypes.c_int64 * UNITS)(*column),
                       bytes(bits) if code == "4" else None, ctypes.c_size_t(UNITS),
                       ctypes.c_int32(0))
        cls.run_ = plans.made("girs_plan_run_prepare", plan, table, *plans.json([PERIOD]),
                              ctypes.c_uint32(0))
        for part in range(3):
            plans.call("girs_plan_run_part", cls.run_, ctypes.c_size_t(part), ctypes.c_size_t(3))

    def read(self, name):
        import pyarrow
        stream = Stream()
        self.plans.call(name, self.run_, ctypes.byref(stream))
        reader = pyarrow.RecordBatchReader._import_from_c(ctypes.addressof(stream))
        table = reader.read_all()
        table.validate(full=True)
        return table.to_pylist()

    def test_findings_are_those_rows_that_do_not_hold(self):
        three, four, five, present = figures()
        rows = self.read("girs_plan_run_findings")
        wrong = [i for i in range(UNITS)
                 if not present[i] or three[i] != four[i] + five[i]]
        self.assertEqual([row["unit"] for row in rows],
                         [f"u{i}" if i else "VN" for i in wrong])
        for i, row in zip(wrong, rows):
            self.assertEqual(row["outcome"], "fail" if present[i] else "not-evaluated")
            self.assertEqual(row["difference"], "1" if present[i] else None)

    def test_values_are_the_fractions_rounded(self):
        three, four, _, present = figures()
        rows = self.read("girs_plan_run_values")
        self.assertEqual(len(rows), UNITS)
        for i, row in enumerate(rows):
            if not present[i]:
                self.assertEqual((row["value"], row["why"]), (None, "missing"))
                continue
            expected = half_away(Fraction(four[i], three[i]) * 1000)
            self.assertEqual(Fraction(row["value"]) * 10, expected)


if __name__ == "__main__":
    LIBRARY = sys.argv[1]
    if "--inside" not in sys.argv:
        folder = Path(sys.argv[2])
        sys.exit(run_inside(folder, PACKAGE, "pyarrow", [__file__, LIBRARY, folder]))
    unittest.main(argv=sys.argv[:1])
