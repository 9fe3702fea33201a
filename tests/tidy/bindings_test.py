"""bindings.py finds what is not wrapped and signatures that differ."""
import unittest

import bindings

HEADER = "int32_t girs_x_open(const char *path, size_t length, int64_t time, girs_x **out);\n" \
         "void girs_x_free(girs_x *x);\nconst char * girs_x_text(const girs_x *x);\n"
GOOD = "static extern int girs_x_open(byte[] path, nuint length, long time, out IntPtr x);\n" \
       "static extern void girs_x_free(IntPtr x);\nstatic extern IntPtr girs_x_text(IntPtr x);\n"


class Wrapped(unittest.TestCase):
    def test_a_symbol_is_wrapped_when_it_is_named_in_full_or_in_short(self):
        text = 'call("x_open") lib.girs_x_text(p) _noun = "x"'
        symbols = ["girs_x_open", "girs_x_text", "girs_x_free"]
        self.assertEqual(bindings.unwrapped(symbols, text, {}), [])

    def test_a_symbol_that_nobody_names_is_found_unless_it_is_excepted(self):
        self.assertEqual(bindings.unwrapped(["girs_x_op"], 'call("x_open")', {}), ["girs_x_op"])
        self.assertEqual(bindings.unwrapped(["girs_x_op"], "", {"girs_x_op": "why"}), [])

    def test_an_exception_without_a_symbol_is_stale(self):
        self.assertEqual(bindings.stale({"girs_gone": "why"}, ["girs_x_open"]), ["girs_gone"])


class Choices(unittest.TestCase):
    STRUCTS = "typedef struct girs_x_options {\n uint32_t struct_size; uint32_t flags;\n" \
              "const char *colour; int32_t (*ask)(void *context, int32_t why); void *context;\n" \
              "} girs_x_options;\n#define GIRS_X_FAST 1\n"

    def test_fields_and_flags_are_what_a_caller_may_choose(self):
        self.assertEqual(bindings.choices(self.STRUCTS), ({"colour", "ask"}, {"GIRS_X_FAST"}))

    def test_a_field_that_no_source_names_in_its_form_is_found(self):
        self.assertEqual(bindings.unnamed({"colour", "ask"}, 'set("ask") colour', '"{}"'), ["colour"])


class Sample(unittest.TestCase):
    def test_signatures_that_agree_have_no_breach(self):
        self.assertEqual(bindings.sample_breaches(GOOD, HEADER), [])

    def test_each_difference_is_a_breach(self):
        for before, after in (("long time", "int time"), ("nuint length, ", ""), ("out IntPtr", "int"),
                              ("extern int", "extern long"), ("x_free", "x_gone"),
                              ("extern IntPtr", "extern int"), ("nuint", "IntPtr")):
            with self.subTest(after):
                self.assertTrue(bindings.sample_breaches(GOOD.replace(before, after), HEADER))

    def test_a_sample_that_imports_nothing_is_a_breach(self):
        self.assertEqual(len(bindings.sample_breaches("", HEADER)), 1)


if __name__ == "__main__":
    unittest.main()
