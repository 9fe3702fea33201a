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
# function -> why no example shows it
UNSHOWN = {
    "girs_catalog_check": "as girs_catalog_load(), which is shown",
    "girs_indicator_compute_stream": "as girs_findings_stream(), which is shown",
    "girs_report_set_cells_stream": "takes what an Arrow library makes; Python's tests show it",
    "girs_report_set_field": "needs a form with a header, which the example catalogue has none of",
    "girs_report_convert": "needs a local form, which the example catalogue has none of",
    "girs_form_difference": "needs two versions of a form",
    "girs_key_open_token": "needs a token",
    "girs_answer_set": "for transports, which are functions of the host",
    "girs_answer_header": "for transports, which are functions of the host",
}


class Example(NamedTuple):
    name: str          # "calendar.h:38"
    code: str
    prints: list[str]

    @property
    def is_of_a_centre(self):
        """Whether it looks at what the authority has taken."""
        return re.search(r"\b(centre|pid)\b", self.code)


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
#include <string.h>

/* What every example of the headers may take for granted: a unit's store with a draft that breaks no
 * rule, the authority above it with its own store, and the keys of everybody.  An example that names
 * `centre` or `pid` finds the draft sealed as the package `pid` and accepted there. */
static girs_store *store, *centre;
static girs_report *report;
static girs_central *central;
static girs_bytes *text;
static girs_error *error;
static char root_text[256], log_vkey[256], named[2048], registry[16384], pid[80], keyid[128];
static girs_signer root_signer = GIRS_SIGNER, log_signer = GIRS_SIGNER;
static girs_signer preparer = GIRS_SIGNER, approver = GIRS_SIGNER, seal = GIRS_SIGNER;
static girs_signer decider = GIRS_SIGNER, requester = GIRS_SIGNER, publisher = GIRS_SIGNER;
static girs_party parties[3] = {GIRS_PARTY, GIRS_PARTY, GIRS_PARTY};
static girs_key *all_keys[8];
static size_t key_count;

static void must(girs_status status) {
  if (status >= 0) return;
  fprintf(stderr, "%s\n", girs_error_message(error));
  exit(1);
}
/* The text and end of `text`, which is freed. */
static void take(char *out, size_t room) {
  snprintf(out, room, "%s", girs_bytes_data(text));
  girs_bytes_free(text);
  text = NULL;
}
static void member(const char *json, const char *name, char *out) {
  const char *at = strstr(json, name) + strlen(name);
  size_t length = strcspn(at, "\"");
  memcpy(out, at, length);
  out[length] = '\0';
}
/* A new key, its signer, and what is shown of it. */
static void person(girs_signer *signer, const char *name, char *shown) {
  must(girs_key_generate("ed25519", GIRS_NUL, &all_keys[key_count], &error));
  must(girs_key_signer(all_keys[key_count], signer, &error));
  must(girs_key_show(all_keys[key_count++], name, GIRS_NUL, &text, &error));
  take(shown, 1024);
}
static girs_store *open_store(const char *path) {
  girs_store *opened = NULL;
  must(girs_store_open(path, GIRS_NUL, NULL, &opened, &error));
  must(girs_store_set(opened, "audience", GIRS_NUL, "baocao.example.gov.vn/log", GIRS_NUL, &error));
  must(girs_store_set(opened, "registry-root", GIRS_NUL, root_text, GIRS_NUL, &error));
  must(girs_catalog_load(opened, "examples/catalog", GIRS_NUL, &error));
  return opened;
}
static void make_registry(void) {
  const char *const roles[] = {"preparer", "approver", "agency-seal", "decider", "requester", "publisher"};
  girs_signer *const signers[] = {&preparer, &approver, &seal, &decider, &requester, &publisher};
  char records[8192] = "[", log_keys[300], shown[1024], spki[256], its_id[128];
  size_t i, used = 1, names = 1;
  named[0] = '[';
  for (i = 0; i < 6; ++i) {
    person(signers[i], "", shown);
    member(shown, "\"spki\":\"", spki);
    member(shown, "\"keyid\":\"", its_id);
    if (i == 0) strcpy(keyid, its_id);
    used += (size_t)snprintf(records + used, sizeof records - used,
        "%s{\"scheme\":\"ed25519\",\"spki\":\"%s\",\"unit\":\"31825\",%s\"roles\":[{\"role\":\"%s\","
        "\"units\":[\"*\"],\"regimes\":[\"*\"],\"types\":[\"*\"]}]}", i ? "," : "", spki,
        i == 0 ? "\"person\":\"p1\"," : i == 1 ? "\"person\":\"p2\"," : "", roles[i]);
    if (i >= 3) continue;
    names += (size_t)snprintf(named + names, sizeof named - names,
        "%s{\"role\":\"%s\",\"keyid\":\"%s\"}%s", i ? "," : "", roles[i], its_id, i == 2 ? "]" : "");
    parties[i].role = roles[i];
    parties[i].signer = signers[i];
  }
  snprintf(records + used, sizeof records - used, "]");
  snprintf(log_keys, sizeof log_keys, "[\"%s\"]", log_vkey);
  must(girs_registry_add(store, records, GIRS_NUL, log_keys, GIRS_NUL, &root_signer, &text, &error));
  take(registry, sizeof registry);
}
static void begin(void) {
  const char *cells = "row,3,4,5,6,7,8,9,10,11,12,13\nLV01,1250,830,400,20,1190,1000,180,10,60,50,10\n"
                      "T,1250,830,400,20,1190,1000,180,10,60,50,10\n";
  girs_report_options which = GIRS_REPORT_OPTIONS;
  girs_central_options serving = GIRS_CENTRAL_OPTIONS;
  char shown[1024];
  person(&root_signer, "", shown);
  memcpy(root_text, "ed25519 ", 8);
  member(shown, "\"spki\":\"", root_text + 8);
  person(&log_signer, "baocao.example.gov.vn/log", shown);
  member(shown, "\"vkey\":\"", log_vkey);
  store = open_store("unit.girs");
  must(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, &error));
  make_registry();
  which.regime = "KSTTHC";
  which.period = "2025-Q4";
  must(girs_report_create(store, &which, &report, &error));
  must(girs_report_import(report, "", 0, "q4.csv", GIRS_NUL, cells, GIRS_NUL, 0, &error));
  centre = open_store("centre.girs");
  serving.log_key = &log_signer;
  must(girs_central_open(centre, &serving, &central, &error));
  must(girs_central_publish(central, registry, GIRS_NUL, &error));
}
static void deliver(void) {
  girs_bytes *package = NULL;
  must(girs_report_approve(report, &error));
  must(girs_report_submit(report, parties, 3, &text, &error));
  take(pid, sizeof pid);
  must(girs_package_export(store, pid, GIRS_NUL, &package, &error));
  must(girs_central_admit(central, girs_bytes_data(package), girs_bytes_size(package), NULL, &error));
  girs_bytes_free(package);
  must(girs_central_decide(central, pid, GIRS_NUL, "accepted", GIRS_NUL, "", 0, "", 0, &decider, NULL, &error));
}
static int end(void) {
  if (error) fprintf(stderr, "the example left an error: %s\n", girs_error_message(error));
  girs_report_free(report);
  girs_central_free(central);
  girs_store_free(centre);
  girs_store_free(store);
  while (key_count > 0) girs_key_free(all_keys[--key_count]);
  return error != NULL;
}
"""


def program(all_examples):
    functions = "".join(f"static void example_{i}(void) {{\n{example.code}\n}}\n"
                        for i, example in enumerate(all_examples))
    cases = "".join(f"    case {i}: {'deliver(); ' if example.is_of_a_centre else ''}example_{i}(); break;\n"
                    for i, example in enumerate(all_examples))
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

    def test_every_function_is_shown_at_work_or_is_one_that_needs_no_showing(self):
        declared = {name for header in self.headers for name in
                    re.findall(r"^GIRS_API[^;(]*?\b(girs_\w+)\(", header.read_text(encoding="utf-8"),
                               re.MULTILINE)}
        shown = {name for example in self.examples for name in re.findall(r"\bgirs_\w+", example.code)}
        self.assertEqual(declared - shown - set(UNSHOWN), set(), "give each an @code example")
        self.assertEqual(set(UNSHOWN) & shown, set(), "these are shown after all")

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
