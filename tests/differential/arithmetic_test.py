#!/usr/bin/env python3
"""Arithmetic of the command line against Python's fractions: the same random figures and chains of
+ - * / ROUND, the meaning of FORMULA.md section 5 written anew with whole numbers.

    arithmetic_test.py PATH-OF-GIRS [SEED]
"""
import json
import random
import subprocess
import sys
import unittest
from fractions import Fraction

GIRS = None
SEED = None
DIGITS = 34


class NoNumber(Exception):
    """More than 34 digits before the point, or a division by zero."""


def half(numerator, denominator, away):
    """numerator/denominator (both whole, the second above 0) to the nearest whole number."""
    sign = -1 if numerator < 0 else 1
    whole, rest = divmod(abs(numerator), denominator)
    if rest * 2 > denominator or (rest * 2 == denominator and (away or whole % 2)):
        whole += 1
    return sign * whole


def at_34_digits(value):
    """Half-even at the 34th significant digit."""
    exponent = 0     # of the last digit that is kept
    while value.denominator != 1 and abs(value) * 10 ** (1 - exponent) < 10 ** DIGITS:
        exponent -= 1
    unit = Fraction(10) ** exponent
    scaled = value / unit
    result = half(scaled.numerator, scaled.denominator, away=False) * unit
    if abs(result) >= 10 ** DIGITS:
        raise NoNumber("#NUM!")
    return result


def rounded(value, places):
    """Half away from zero."""
    scaled = value * Fraction(10) ** places
    result = half(scaled.numerator, scaled.denominator, away=True) / Fraction(10) ** places
    if abs(result) >= 10 ** DIGITS:
        raise NoNumber("#NUM!")
    return result


def calculated(op, a, b):
    if op == "/":
        if b == 0:
            raise NoNumber("#DIV/0!")
        return at_34_digits(a / b)
    return at_34_digits({"+": a + b, "-": a - b, "*": a * b}[op])


def number(source):
    digits = source.choice([1, 2, 3, 5, 9, 12, 17, 18, 20, 33, 34])
    scale = source.choice([0, 0, 0, 1, 2, 2, 3, 6, 12, 18, 30])
    coefficient = source.randrange(10 ** digits)
    if source.random() < 0.1:
        coefficient = 10 ** (digits - 1) * 5
    text = str(coefficient).rjust(scale + 1, "0")
    text = f"{text[:-scale]}.{text[-scale:]}" if scale else text
    return ("-" if source.random() < 0.3 else "") + text


def chain(source, depth, cells):
    """A random formula over cells: (its text, a function that gives its value)."""
    if depth == 0:
        key = f"c{len(cells) + 1}"
        cells[key] = number(source)
        value = Fraction(cells[key])
        return f"[{key}]", lambda: value
    if source.random() < 0.3:
        inner, value = chain(source, depth - 1, cells)
        places = source.randrange(-4, 12)
        return f"ROUND({inner};{places})", lambda: rounded(value(), places)
    op = source.choice("+-*/")
    left, a = chain(source, depth - 1, cells)
    right, b = chain(source, source.randrange(depth), cells)
    return f"({left}){op}({right})", lambda: calculated(op, a(), b())


def answers(command, requests):
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run([GIRS, *command, "--lines"], input=lines.encode(), check=True,
                          stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Arithmetic(unittest.TestCase):
    def compare(self, requests, expected, got):
        self.assertEqual(len(got), len(requests))
        for request, value, answer in zip(requests, expected, got):
            same = ("error" in answer if isinstance(value, str) else
                    "value" in answer and Fraction(answer["value"]) == value)
            if not same:
                with self.subTest(request=request):
                    self.fail(f"{answer}, but fractions give {value}; seed {SEED}")

    def test_single_operations_of_decimal(self):
        source = random.Random(SEED)
        names = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
        requests, expected = [], []
        for _ in range(8000):
            op = source.choice([*names, "round", "compare"])
            a, b, places = number(source), number(source), source.randrange(-6, 14)
            requests.append({"op": op, "a": a, "b": b, "places": places})
            x, y = Fraction(a), Fraction(b)
            try:
                expected.append(rounded(x, places) if op == "round" else
                                Fraction((x > y) - (x < y)) if op == "compare" else
                                calculated(names[op], x, y))
            except NoNumber as none:
                expected.append(str(none))
        self.compare(requests, expected, answers(["decimal"], requests))

    def test_chains_of_operations_in_formulas(self):
        source = random.Random(SEED + 1)
        requests, expected = [], []
        for _ in range(4000):
            cells = {}
            expr, value = chain(source, source.randrange(1, 5), cells)
            requests.append({"expr": expr, "missing": "propagate", "cells": cells})
            try:
                expected.append(value())
            except NoNumber as none:
                expected.append(str(none))
        self.compare(requests, expected, answers(["formula", "eval"], requests))


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    SEED = int(sys.argv.pop(1)) if len(sys.argv) > 1 else 20260301
    print(f"seed {SEED}", file=sys.stderr)
    unittest.main()
