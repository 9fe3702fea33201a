#!/usr/bin/env python3
"""symbols.py and headers.py fail when a rule of the public interface is broken."""

import contextlib
import io
import subprocess
import tempfile
import unittest
from pathlib import Path

import headers
import symbols

HEADER = """/** Status. */
#ifndef GIRS_BASE_H
#define GIRS_BASE_H

#define GIRS_API __attribute__((visibility("default")))

/**
 * The version.
 * @since 0.1
 */
GIRS_API unsigned girs_version(void);
/** Frees it. @since 0.1 */
GIRS_API const char *girs_error_message(
    const void *error);
#endif
"""
BOTH = ["girs_error_message", "girs_version"]


def told(exported: list[str], listed: list[str], header: str) -> list[str]:
    return list(symbols.breaches(set(exported), listed,
                                 symbols.declarations("include/girs/base.h", header)))


class Symbols(unittest.TestCase):
    def one(self, found: list[str], holds: str) -> None:
        self.assertEqual(len(found), 1, found)
        self.assertIn(holds, found[0])

    def test_an_agreeing_interface_has_no_breach(self):
        self.assertEqual(told(BOTH, BOTH, HEADER), [])

    def test_exports_equal_the_list(self):
        self.one(told(BOTH, BOTH[:1], HEADER), "girs_version is exported and not in the list")
        self.one(told(BOTH[1:], BOTH, HEADER), "girs_error_message is in the list and not exported")
        self.one(told(BOTH, BOTH + BOTH[:1], HEADER), "stands twice")

    def test_nothing_foreign_is_exported(self):
        self.assertTrue(any("foreign symbol sqlite3_open" in sentence
                            for sentence in told([*BOTH, "sqlite3_open"], BOTH, HEADER)))

    def test_every_export_is_declared_and_every_declaration_exported(self):
        self.one(told([*BOTH, "girs_x"], [*BOTH, "girs_x"], HEADER), "declared in no header")
        self.one(told(BOTH, BOTH, HEADER + "/** @since 1 */\nGIRS_API int girs_y(void);\n"),
                 "girs_y is declared and not exported")

    def test_a_function_is_declared_once(self):
        self.one(told(BOTH, BOTH, HEADER + "/** @since 1 */\nGIRS_API unsigned girs_version();\n"),
                 "already declared at include/girs/base.h:11")

    def test_a_function_has_a_doc_comment_with_since(self):
        self.one(told(BOTH, BOTH, HEADER.replace(" * @since 0.1\n", "")), "tell its @since")
        self.one(told(BOTH, BOTH, HEADER.replace("/** Frees it. @since 0.1 */\n", "")),
                 "girs_error_message has no doc comment")
        self.one(told(BOTH, BOTH, HEADER.replace("0.1 */\nGIRS_API const",
                                                 "0.1 */\n\nGIRS_API const")),
                 "directly before it")

    def test_a_real_library_shows_what_it_exports(self):
        with tempfile.TemporaryDirectory() as folder:
            script, library = Path(folder, "girs.map"), Path(folder, "libgirs.so")
            script.write_text("GIRS_1 { global: girs_*; local: *; };\n")
            subprocess.run(["gcc", "-shared", "-fPIC", "-xc", "-", f"-Wl,--version-script={script}",
                            "-o", str(library)], check=True, text=True,
                           input="int girs_a(void) {return 1;} int hidden(void) {return 2;}")
            self.assertEqual(symbols.exported(library), {"girs_a"})


class Headers(unittest.TestCase):
    def compiled(self, header: str) -> tuple[int, str]:
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "girs")
            folder.mkdir()
            if header:
                (folder / "base.h").write_text(header)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                code = headers.main([str(folder)])
            return code, said.getvalue()

    def test_a_header_that_compiles_in_every_language_passes(self):
        self.assertEqual(self.compiled(HEADER)[0], 0)

    def test_no_header_at_all_is_a_failure(self):
        self.assertEqual(self.compiled("")[0], 1)

    def test_a_header_that_needs_another_fails(self):
        code, said = self.compiled("int32_t girs_a(void);\n")
        self.assertEqual(code, 1)
        self.assertIn("base.h as c99 (gcc)", said)

    def test_a_header_that_only_one_language_takes_fails(self):
        code, said = self.compiled("int girs_a(int class);\n")
        self.assertEqual(code, 1)
        self.assertIn("base.h as c++11", said)
        self.assertNotIn("as c99", said)


if __name__ == "__main__":
    unittest.main()
