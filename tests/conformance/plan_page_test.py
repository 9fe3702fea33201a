#!/usr/bin/env python3
"""What src/formula/README.md prints of a plan is what the program prints.

    plan_page_test.py PATH-OF-GIRS
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "src/formula/README.md"
HEADING = "## How a formula becomes kernels"
GIRS = None


class PageTest(unittest.TestCase):
    def test_the_example_prints_what_the_page_shows(self):
        section = PAGE.read_text(encoding="utf-8").split(HEADING)[1].split("\n## ")[0]
        blocks = re.findall(r"^```\w*\n(.*?)^```$", section, re.M | re.S)
        self.assertEqual(len(blocks), 2, "the request and what is printed of it")
        request, shown = blocks
        done = subprocess.run([GIRS, "formula", "plan"], input=request, capture_output=True,
                              text=True, encoding="utf-8", timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, shown)

    def test_a_wrong_request_says_where(self):
        done = subprocess.run([GIRS, "formula", "plan"], capture_output=True, text=True,
                              input='{"definitions":[{"name":"a","formula":"1+","form":"F"}],'
                                    '"forms":[{"code":"F","columns":["3"]}]}', timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("/definitions/0/formula", done.stderr)


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
