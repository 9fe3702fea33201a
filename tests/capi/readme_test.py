"""The programs in README.md and bindings/README.md are compiled, run, and print what is said.

    python3 readme_test.py LIBRARY COMPILER      the built libgirs.so; a C compiler with its flags
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def blocks(page, language):
    """The code blocks of a page in one language ("" for plain text)."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / page).read_text(), re.M | re.S)
    return [block for kind, block in found if kind == language]


def run(command, folder, environment=None):
    """What the command printed; its failure is the test's."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def runtime_of_sanitizer():
    """An interpreter that loads a library built with a sanitizer must load its runtime first."""
    for sanitizer, runtime in (("address", "libasan.so"), ("thread", "libtsan.so")):
        if any(re.match(f"-fsanitize=.*{sanitizer}", flag) for flag in COMPILER):
            found = subprocess.run([COMPILER[0], f"-print-file-name={runtime}"],
                                   capture_output=True, text=True, check=True).stdout.strip()
            return {"LD_PRELOAD": found, "ASAN_OPTIONS": "detect_leaks=0"}
    return {}


class ReadmeTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        (self.folder / "examples").mkdir()
        (self.folder / "examples" / "catalog").symlink_to(ROOT / "examples" / "catalog")

    def test_the_first_program_is_short_and_stands_in_the_first_screen(self):
        program = blocks("README.md", "c")[0]
        self.assertLessEqual(program.count("\n"), 20)
        self.assertEqual(program, (ROOT / "examples" / "quickstart" / "main.c").read_text())

    def test_the_first_program_prints_what_the_page_says_and_runs_twice(self):
        (self.folder / "first.c").write_text(blocks("README.md", "c")[0])
        library = Path(LIBRARY)
        run([*COMPILER, "-std=c11", "-Wall", "-Wextra", "-Werror", "first.c", "-o", "first",
             f"-I{ROOT / 'include'}", str(library), f"-Wl,-rpath,{library.parent}"], self.folder)
        said = blocks("README.md", "")[0]
        self.assertEqual(run(["./first"], self.folder), said)
        self.assertEqual(run(["./first"], self.folder), said)

    def test_the_python_example_finds_what_is_wrong(self):
        program = self.folder / "example.py"
        program.write_text(blocks("bindings/README.md", "python")[0])
        printed = run([sys.executable, str(program), LIBRARY, str(ROOT / "examples" / "catalog")],
                      self.folder, runtime_of_sanitizer())
        self.assertIn("1250", printed)
        self.assertIn("status -3:", printed)


if __name__ == "__main__":
    LIBRARY = os.path.abspath(sys.argv[1])
    COMPILER = shlex.split(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
