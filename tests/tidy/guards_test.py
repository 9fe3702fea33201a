"""guards.py finds each function that a guard of the C API does not reach."""
import unittest

import guards

HEADER = "/* GIRS_API int girs_gone(void); */ GIRS_API girs_status girs_x_do(girs_store *store,\n int32_t y);" \
         "GIRS_API void girs_calendar_free(girs_calendar *calendar);" \
         "GIRS_API girs_status girs_store_close(girs_store *store);" \
         "GIRS_API girs_status girs_report_set_cells_stream(girs_report *report);"
NULL = "girs_x_do(girs_calendar_free(girs_store_close(girs_report_set_cells_stream("


class Guards(unittest.TestCase):
    def found(self, null=NULL, closed="CALL(girs_x_do, 1)", lifetime="Owned<girs_calendar, girs_calendar_free>"):
        return list(guards.breaches(guards.functions(HEADER), guards.Guards(null, closed, lifetime)))

    def test_a_function_that_each_guard_calls_is_fine(self):
        self.assertEqual(self.found(), [])

    def test_each_guard_that_misses_one_is_named(self):
        for missing, file in (({"null": NULL.replace("girs_x_do", "")}, "null_test.c"),
                              ({"closed": ""}, "closed_test.cpp"), ({"lifetime": ""}, "lifetime_test.cpp")):
            with self.subTest(file):
                (breach,) = self.found(**missing)
                self.assertIn(file, breach)

    def test_what_a_comment_declares_is_no_function(self):
        self.assertNotIn("girs_gone", guards.functions(HEADER))


if __name__ == "__main__":
    unittest.main()
