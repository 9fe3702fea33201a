#!/usr/bin/env python3
"""abi.py, frozen.py and touched.py fail when the binary interface is not held fast, or a symbol
untried."""

import tempfile
import unittest
from pathlib import Path

import abi
import frozen
import touched

HEADER = """
#define GIRS_ABI 1u  /* the interface */
#define GIRS_VERSION 1000u
#define GIRS_READ_ONLY 0x1u /* a flag */
enum { GIRS_OK = 0, /* fine */ GIRS_IO = -5 };
typedef struct girs_options {
  uint32_t struct_size;   /* a size; of this */
  const char *path;
  int64_t (*clock)(void *context);
} girs_options;
"""
FROZEN = """FIELD(girs_options, struct_size, 0);
FIELD(girs_options, path, 8); FIELD(girs_options, clock, 16);
CONSTANT(GIRS_OK, 0); CONSTANT(GIRS_IO, -5); CONSTANT(GIRS_READ_ONLY, 0x1u); CONSTANT(GIRS_ABI, 1u);
"""
CMAKE = "set(GIRS_ABI 1)  # the interface\n"


def told(held: str, header: str = HEADER, cmake: str = CMAKE) -> list[str]:
    return list(frozen.breaches({"include/girs/base.h": header}, held, cmake))


class Frozen(unittest.TestCase):
    def test_a_header_whose_fields_and_numbers_are_all_held_is_fine(self):
        self.assertEqual(told(FROZEN), [])

    def test_each_field_and_number_that_is_not_held_is_told(self):
        for line in ("FIELD(girs_options, clock, 16);", "CONSTANT(GIRS_IO, -5);",
                     "CONSTANT(GIRS_READ_ONLY, 0x1u);"):
            with self.subTest(line):
                found = told(FROZEN.replace(line, ""))
                self.assertEqual(len(found), 1, found)
                self.assertIn(line.split("(")[1].split(",")[0], found[0])

    def test_another_number_of_the_interface_in_cmake_is_told(self):
        self.assertEqual(len(told(FROZEN, cmake="set(GIRS_ABI 2)\n")), 1)

    def test_a_root_without_headers_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "tests" / "capi").mkdir(parents=True)
            (root / "tests" / "capi" / "frozen_test.c").write_text("")
            (root / "CMakeLists.txt").write_text(CMAKE)
            self.assertEqual(frozen.main([folder]), 1)


BEFORE = """typedef struct girs_store girs_store;
typedef struct girs_options { uint32_t struct_size; uint32_t flags; } girs_options;
typedef struct girs_pair { int64_t left; } girs_pair;
int32_t girs_open(const char *path, const girs_options *options, girs_store **store_out);
void girs_pairs(const girs_pair *pair);
"""


class Interface(unittest.TestCase):
    def told(self, old, new):
        self.assertIn(old, BEFORE)
        return abi.differences(BEFORE, BEFORE.replace(old, new))

    def test_a_new_function_and_a_field_at_the_end_of_a_sized_struct_are_fine(self):
        self.assertEqual(self.told("void", "int32_t girs_close(girs_store *store);\nvoid"), "")
        self.assertEqual(self.told("flags;", "flags; const char *unit;"), "")

    def test_what_programs_would_notice_is_told(self):
        for old, new in {"int32_t girs_open(": "int64_t girs_open(", "const char *path, ": "", "void girs_pairs(": "void girs_couples(",
                         "uint32_t flags": "uint64_t flags", "left;": "left; int64_t right;",
                         "uint32_t struct_size; uint32_t flags":
                         "uint32_t struct_size; uint32_t more; uint32_t flags"}.items():
            with self.subTest(new):
                self.assertNotEqual(self.told(old, new), "")


def symbol(name: str, tests: list[str]) -> touched.Symbol:
    return touched.Symbol(name, "0.1", "base.h", tests)


class Touched(unittest.TestCase):
    rows = [symbol("girs_a", ["tests/capi/a_test.cpp", "tests/capi/b_test.cpp"]),
            symbol("girs_b", ["tests/capi/b_test.cpp"])]

    def test_the_page_that_was_written_is_right(self):
        self.assertEqual(list(touched.breaches(self.rows, touched.page(self.rows))), [])

    def test_a_symbol_that_no_test_calls_is_told(self):
        rows = [symbol("girs_a", [])]
        self.assertIn("girs_a", next(touched.breaches(rows, touched.page(rows))))

    def test_a_new_symbol_a_gone_one_and_a_test_that_stopped_calling_are_told(self):
        page = touched.page(self.rows)
        new = [*self.rows, symbol("girs_c", ["tests/capi/a_test.cpp"])]
        self.assertIn("girs_c is missing", "".join(touched.breaches(new, page)))
        self.assertIn("girs_b is no symbol", "".join(touched.breaches(self.rows[:1], page)))
        fewer = [symbol("girs_a", ["tests/capi/b_test.cpp"]), self.rows[1]]
        self.assertIn("a_test.cpp does not call girs_a", "".join(touched.breaches(fewer, page)))

    def test_a_further_test_is_no_breach(self):
        more = [symbol("girs_a", [*self.rows[0].tests, "tests/capi/c_test.cpp"]), self.rows[1]]
        self.assertEqual(list(touched.breaches(more, touched.page(self.rows))), [])


if __name__ == "__main__":
    unittest.main()
