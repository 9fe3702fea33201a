"""The examples of the public headers (@code .. @endcode) are compiled as they stand, run, and print
what they say.

    python3 examples_test.py LIBRARY COMPILER      the built libgirs.so; a C compiler with its flags
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = {"girs.h", "arrow.h"}   # they only include, and only declare


class Example(NamedTuple):
    name: str          # "calendar.h:38"
    code: str
    prints: list[str]


def examples(header):
    """The examples of one header, in their order."""
    text = header.read_text(encoding="utf-8")
    for match in re.finditer(r"^ \* @code\n(.*?)^ \* @endcode$", text, re.MULTILINE | re.DOTALL):
        lines = [line[3:] if line.startswith(" * ") else "" for line in match[1].splitlines()]
        code = [line for line in lines if not line.startswith("// prints ")]
        prints = [line[len("// prints "):] for line in lines if line.startswith("// prints ")]
        line = text.count("\n", 0, match.start()) + 1
        yield Example(f"{header.name}:{line}", "\n".join(code), prints)


PRELUDE = r"""
#include <girs/girs.h>
#include <stdio.h>
#include <stdlib.h>

/* What every example of the headers may take for granted. */
static girs_store *store;
static girs_report *report;
static girs_central *central;
static girs_bytes *text;
static girs_error *error;
static girs_key *root, *log_key;
static girs_signer log_signer = GIRS_SIGNER;

static void must(girs_status status) {
  if (status >= 0) return;
  fprintf(stderr, "%s\n", girs_error_message(error));
  exit(1);
}
static girs_store *open_store(const char *path, const char *root_key) {
  girs_store *opened = NULL;
  must(girs_store_open(path, GIRS_NUL, NULL, &opened, &error));
  must(girs_store_set(opened, "audience", GIRS_NUL, "baocao.example.gov.vn/log", GIRS_NUL, &error));
  must(girs_store_set(opened, "registry-root", GIRS_NUL, root_key, GIRS_NUL, &error));
  must(girs_catalog_load(opened, "examples/catalog", GIRS_NUL, &error));
  return opened;
}
static void member(const char *json, const char *name, char *out) {
  const char *at = json;
  size_t length = 0, i = 0;
  for (; *at; ++at) {
    for (i = 0; name[i] && at[i] == name[i]; ++i) {}
    if (!name[i]) break;
  }
  for (at += i; at[length] && at[length] != '"'; ++length) out[length] = at[length];
  out[length] = '\0';
}
static void begin(void) {
  char key[4096] = "ed25519 ";
  girs_report_options which = GIRS_REPORT_OPTIONS;
  girs_central_options serving = GIRS_CENTRAL_OPTIONS;
  girs_store *centre = NULL;
  must(girs_key_generate("ed25519", GIRS_NUL, &root, &error));
  must(girs_key_show(root, "", 0, &text, &error));
  member(girs_bytes_data(text), "\"spki\":\"", key + 8);
  girs_bytes_free(text);
  text = NULL;
  store = open_store("unit.girs", key);
  must(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, &error));
  which.regime = "KSTTHC";
  which.period = "2025-Q4";
  must(girs_report_create(store, &which, &report, &error));
  centre = open_store("centre.girs", key);
  must(girs_key_generate("ed25519", GIRS_NUL, &log_key, &error));
  must(girs_key_signer(log_key, &log_signer, &error));
  serving.log_key = &log_signer;
  must(girs_central_open(centre, &serving, &central, &error));
  girs_store_free(centre);
}
static int end(void) {
  if (error) fprintf(stderr, "the example left an error: %s\n", girs_error_message(error));
  girs_report_free(report);
  girs_central_free(central);
  girs_store_free(store);
  girs_key_free(root);
  girs_key_free(log_key);
  return error != NULL;
}
"""


def program(all_examples):
    functions = "".join(f"static void example_{i}(void) {{\n{example.code}\n}}\n"
                        for i, example in enumerate(all_examples))
    cases = "".join(f"    case {i}: example_{i}(); break;\n" for i in range(len(all_examples)))
    return (PRELUDE + functions + "int main(int count, char **words) {\n  if (count != 2) return 2;\n"
            "  begin();\n  switch (atoi(words[1])) {\n" + cases + "    default: return 2;\n  }\n"
            "  return end();\n}\n")


class HeaderExamples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.headers = sorted((ROOT / "include" / "girs").glob("*.h"))
        cls.examples = [example for header in cls.headers for example in examples(header)]
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        source = Path(cls.scratch.name, "examples.c")
        source.write_text(program(cls.examples), encoding="utf-8")
        library = Path(LIBRARY)
        cls.program = Path(cls.scratch.name, "examples")
        built = subprocess.run(
            [*COMPILER, "-std=c11", "-Wall", "-Wextra", "-Werror", str(source), "-o", str(cls.program),
             f"-I{ROOT / 'include'}", str(library), f"-Wl,-rpath,{library.parent}"],
            capture_output=True, text=True, check=False)
        if built.returncode != 0:
            raise AssertionError(built.stderr)

    def test_every_header_shows_by_example_how_it_is_used(self):
        shown = {example.name.split(":")[0] for example in self.examples}
        self.assertEqual({header.name for header in self.headers} - shown - WITHOUT, set())

    def test_every_example_runs_without_an_error_and_prints_what_it_says(self):
        for i, example in enumerate(self.examples):
            with self.subTest(example.name), tempfile.TemporaryDirectory() as folder:
                Path(folder, "examples").mkdir()
                Path(folder, "examples", "catalog").symlink_to(ROOT / "examples" / "catalog")
                done = subprocess.run([self.program, str(i)], cwd=folder, capture_output=True,
                                      text=True, timeout=120, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                for line in example.prints:
                    self.assertIn(line, done.stdout)


if __name__ == "__main__":
    LIBRARY = os.path.abspath(sys.argv[1])
    COMPILER = shlex.split(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
