"""Every test that README.md names is there, and every row has one or says that it is out of reach.

    python3 table_test.py
"""
import re
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def rows():
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| threat "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


class Table(unittest.TestCase):
    def test_every_row_has_tests_that_exist(self):
        tests = "".join(path.read_text(encoding="utf-8") for path in HERE.parent.glob("**/*_test.c*")
                        if path.suffix in (".c", ".cpp"))
        table = list(rows())
        self.assertGreater(len(table), 15)
        for threat, cell in table:
            with self.subTest(threat):
                names = re.findall(r'"([^"]{15,})" \(', cell) + re.findall(r', "([^"]{15,})" \(', cell)
                if not names:
                    self.assertIn("a stated limit", cell)
                for name in names:
                    self.assertTrue(f'TEST_CASE("{name}")' in tests, f"there is no test {name!r}")


if __name__ == "__main__":
    unittest.main()
