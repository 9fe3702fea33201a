#!/usr/bin/env python3
"""tests/steps.sh counts what ctest and unittest print, and never calls a failure a success."""

import subprocess
import tempfile
import unittest
from pathlib import Path

STEPS = Path(__file__).resolve().parents[1] / "steps.sh"


def closing(*commands: str) -> tuple[int, str]:
    """Exit code and last line of a run whose steps are these shell commands."""
    steps = "".join(f"step s{n} sh -c '{command}' || true\n" for n, command in enumerate(commands))
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["sh", "-euc", f". {STEPS}\n{steps}finish Test"], cwd=folder,
                             capture_output=True, text=True, check=False)
    return run.returncode, run.stdout.splitlines()[-1]


class Steps(unittest.TestCase):
    def test_a_step_that_counts_nothing_is_one_test(self):
        self.assertEqual(closing("true", "echo hello"), (0, "2 passed, 0 failed"))
        self.assertEqual(closing("true", "exit 3"), (1, "1 passed, 1 failed"))

    def test_what_ctest_counts_is_added_up(self):
        good = 'echo "100% tests passed, 0 tests failed out of 12"'
        bad = 'echo "75% tests passed, 1 tests failed out of 4"; exit 8'
        self.assertEqual(closing(good, bad), (1, "15 passed, 1 failed"))

    def test_what_unittest_counts_is_added_up(self):
        self.assertEqual(closing('echo "Ran 5 tests in 0.1s"; echo; echo OK'),
                         (0, "5 passed, 0 failed"))
        self.assertEqual(closing('echo "Ran 9 tests in 1.0s"; echo "FAILED (failures=2, "'
                                 '"errors=1, skipped=4)"; exit 1'), (1, "6 passed, 3 failed"))

    def test_a_failing_exit_code_counts_even_when_no_test_failed(self):
        self.assertEqual(closing('echo "100% tests passed, 0 tests failed out of 3"; exit 1'),
                         (1, "2 passed, 1 failed"))
        self.assertEqual(closing('echo "Ran 0 tests in 0.0s"; exit 5'), (1, "0 passed, 1 failed"))


if __name__ == "__main__":
    unittest.main()
