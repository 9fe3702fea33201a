"""The cases of decimal.txt, json-syntax.txt and json-numbers.txt through `girs decimal --lines`,
`girs json lint` and `girs json canon`.

    python3 plain_command_line_test.py GIRS      the built command line
"""
import json
import re
import struct
import subprocess
import sys
import unittest
from pathlib import Path

from counts import DECIMAL
from noted import noted

VECTORS = Path(__file__).parent / "vectors"


def lines(name):
    text = (VECTORS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def girs(command, content):
    return subprocess.run([GIRS, *command.split()], input=content, capture_output=True, timeout=60)


class Vectors(unittest.TestCase):
    def test_decimals(self):
        table = [line.split() for line in lines("decimal.txt") if line.split()[0] in DECIMAL]
        requests = "".join(json.dumps({
            "op": "round" if op == "half-away" else op, "a": a, "b": "0" if b == "-" else b,
            "places": int(places)}) + "\n" for op, a, b, places, _ in table)
        done = girs("decimal --lines", requests.encode())
        answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual(len(answers), len(table))
        for (*case, expected), answer in zip(table, answers):
            with self.subTest(case):
                self.assertEqual(answer.get("value", "none"), expected)
        noted("c", "decimal", len(answers))

    def test_json_syntax(self):
        table = [line.split(" ", 2) for line in lines("json-syntax.txt")]
        for verdict, name, document in table:
            raw = re.sub(rb"%(..)", lambda byte: bytes.fromhex(byte[1].decode()), document.encode())
            with self.subTest(name):
                done = girs("json lint", b"" if raw == b"-" else raw)
                self.assertEqual(done.returncode, 0 if verdict == "y" else 1)
        noted("c", "json-syntax", len(table))

    def test_json_numbers(self):
        table = [line.split() for line in lines("json-numbers.txt")]
        for bits, text in table:
            value = struct.unpack(">d", bytes.fromhex(bits))[0]
            with self.subTest(bits):
                self.assertEqual(girs("json canon", f"[{value!r}]".encode()).stdout, f"[{text}]".encode())
        noted("c", "json-numbers", len(table))


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
