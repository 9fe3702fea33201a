#!/usr/bin/env python3
"""Every rule of layering.py fails when it is broken, and a clean tree passes."""

import tempfile
import unittest
from pathlib import Path

import rules
import sizes
from layering import breaches

CLEAN = {
    "README.md": "girs\n",
    "CMakeLists.txt": "add_subdirectory(src/base)\n",
    "include/girs/base.h": "/** Errors. */\n#ifndef GIRS_BASE_H\n#define GIRS_BASE_H\n"
                           "#include <stdint.h>\n#endif\n",
    "include/girs/store.h": "#ifndef GIRS_STORE_H\n#define GIRS_STORE_H\n"
                            '#include "base.h"\n#endif\n',
    "src/base/CMakeLists.txt": "girs_module(base SOURCES text.cpp PRIVATE_LIBRARIES x)\n",
    "src/base/text.h": "#pragma once\n// Text.\n#include <string>\n",
    "src/base/text.cpp": '#include "base/text.h"\n\n#include <unistd.h>\n#include <utf8proc.h>\n',
    "src/json/CMakeLists.txt": "girs_module(json SOURCES parse.cpp USES base)\n",
    "src/json/parse.cpp": '#include <rapidjson/reader.h>\n#include "base/text.h"\n',
    "capi/CMakeLists.txt": "add_library(girs base.cpp)\n",
    "capi/boundary.h": "#pragma once\n",
    "capi/base.cpp": '#include "boundary.h"\n#include "girs/base.h"\n#include "base/text.h"\n',
    "examples/quickstart/CMakeLists.txt": "add_executable(q main.c)\n",
    "examples/quickstart/main.c": "#include <girs/girs.h>\n#include <stdio.h>\n",
    "include/girs/girs.h": "#ifndef GIRS_GIRS_H\n#define GIRS_GIRS_H\n#endif\n",
    "tests/support/temporary.h": "#pragma once\n#include <string>\n",
    "tests/unit/base/CMakeLists.txt": "girs_unit_test(base SOURCES text_test.cpp)\n",
    "tests/unit/base/text_test.cpp": "#include <doctest/doctest.h>\n"
                                     '#include "base/text.h"\n#include "support/temporary.h"\n',
    "tests/capi/CMakeLists.txt": "add_executable(c base_test.cpp)\n",
    "tests/capi/base_test.cpp": '#include "girs/base.h"\n#include "support/temporary.h"\n',
}


def found_in(changes: dict) -> list[str]:
    """Breaches of the clean tree with these files added, replaced or (None) removed."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**CLEAN, **changes}.items():
            if text is not None:
                target = Path(folder, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
        return [str(breach) for breach in breaches(Path(folder))]


class Layering(unittest.TestCase):
    def only_breach(self, changes: dict, begins: str, holds: str) -> None:
        """The change breaks exactly one rule, told at this place in words that hold this."""
        found = found_in(changes)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(begins + ": "), found)
        self.assertIn(holds, found[0])

    def test_a_clean_tree_has_no_breach(self):
        self.assertEqual(found_in({}), [])

    def test_the_allowed_includes_have_no_circle_themselves(self):
        placed: set[str] = set()
        while len(placed) < len(rules.ALLOWED_INCLUDES):
            ready = {m for m, used in rules.ALLOWED_INCLUDES.items()
                     if m not in placed and used <= placed}
            self.assertTrue(ready, "a circle among the modules of rules.py")
            placed |= ready

    def test_a_lower_module_must_not_include_a_higher_one(self):
        self.only_breach({"src/json/value.h": "#pragma once\n",
                          "src/base/text.cpp": '#include "json/value.h"\n'},
                         "src/base/text.cpp:1", "json is not among its layers")

    def test_a_module_must_not_include_a_neighbour_of_its_layer(self):
        self.only_breach({"src/crypto/hash.h": "#pragma once\n",
                          "src/json/parse.cpp": '\n#include "crypto/hash.h"\n'},
                         "src/json/parse.cpp:2", "crypto is not among its layers")

    def test_src_must_not_include_the_public_headers_or_the_c_api(self):
        self.only_breach({"src/base/text.cpp": '#include "girs/base.h"\n'},
                         "src/base/text.cpp:1", "src/ must not include")

    def test_a_module_without_a_layer_is_reported(self):
        self.only_breach({"src/extra/CMakeLists.txt": "girs_module(extra SOURCES a.cpp)\n",
                          "src/extra/a.cpp": "\n"}, "src/extra:1", "is no module")

    def test_a_third_party_header_stays_at_home(self):
        for header, home in (("rapidjson/reader.h", "src/json"), ("sqlite3.h", "src/store"),
                             ("openssl/evp.h", "src/crypto"), ("sodium.h", "src/crypto"),
                             ("boost/beast.hpp", "src/http"), ("re2/re2.h", "src/formula"),
                             ("bid_functions.h", "src/decimal"), ("CLI/CLI.hpp", "examples/girs"),
                             ("doctest/doctest.h", "tests")):
            with self.subTest(header=header):
                self.only_breach({"src/base/text.cpp": f"#include <{header}>\n"},
                                 "src/base/text.cpp:1", home)

    def test_openssl_is_at_home_in_crypto_and_in_http(self):
        self.assertEqual(found_in({
            "src/crypto/CMakeLists.txt": "girs_module(crypto SOURCES a.cpp)\n",
            "src/crypto/a.cpp": "#include <openssl/evp.h>\n",
            "src/http/CMakeLists.txt": "girs_module(http SOURCES a.cpp)\n",
            "src/http/a.cpp": "#include <openssl/ssl.h>\n"}), [])

    def test_an_unknown_library_needs_a_home(self):
        self.only_breach({"src/base/text.cpp": "#include <fmt/core.h>\n"},
                         "src/base/text.cpp:1", "has no home")

    def test_relative_includes_are_refused(self):
        self.only_breach({"src/json/parse.cpp": '#include "../base/text.h"\n'},
                         "src/json/parse.cpp:1", "relative include")

    def test_a_header_of_ones_own_module_is_named_with_the_module(self):
        self.only_breach({"src/base/text.cpp": '#include "text.h"\n'},
                         "src/base/text.cpp:1", "does not exist")

    def test_examples_bindings_and_c_api_tests_see_the_public_headers_only(self):
        for path in ("examples/quickstart/main.c", "tests/capi/base_test.cpp"):
            with self.subTest(path=path):
                self.only_breach({path: '#include "base/text.h"\n'}, f"{path}:1",
                                 "must not include")
        self.only_breach({"bindings/java/girs.c": '#include "base/text.h"\n'},
                         "bindings/java/girs.c:1", "must not include")

    def test_c_api_tests_do_not_reach_src_through_a_support_header(self):
        self.only_breach({"tests/support/temporary.h": '#pragma once\n#include "base/text.h"\n'},
                         "tests/capi/base_test.cpp:2", "which includes src")

    def test_unit_tests_see_src_only(self):
        self.only_breach({"tests/unit/base/text_test.cpp": '#include "girs/base.h"\n'},
                         "tests/unit/base/text_test.cpp:1", "must not include")

    def test_one_example_does_not_include_another(self):
        self.only_breach({"examples/sync/options.h": "#pragma once\n",
                          "examples/quickstart/main.c": '#include "sync/options.h"\n'},
                         "examples/quickstart/main.c:1", "must not include")

    def test_public_headers_include_no_other_folder(self):
        self.only_breach({"include/girs/store.h": "#ifndef GIRS_STORE_H\n#define GIRS_STORE_H\n"
                                                  '#include "base/text.h"\n#endif\n'},
                         "include/girs/store.h:3", "must not include")

    def test_headers_that_include_each_other_are_reported(self):
        self.only_breach({"src/base/text.h": '#pragma once\n#include "base/word.h"\n',
                          "src/base/word.h": '#pragma once\n#include "base/text.h"\n'},
                         "src/base/word.h:2", "in a circle")

    def test_a_source_that_cmake_does_not_list_is_reported(self):
        self.only_breach({"src/base/bytes.cpp": "\n"}, "src/base/bytes.cpp:1", "lists this file")

    def test_a_listed_source_must_exist(self):
        self.only_breach({"src/base/CMakeLists.txt":
                          "girs_module(base\n  SOURCES text.cpp gone.cpp)\n"},
                         "src/base/CMakeLists.txt:2", "gone.cpp is listed")

    def test_a_module_uses_only_what_it_may_include(self):
        self.only_breach({"src/json/CMakeLists.txt":
                          "girs_module(json SOURCES parse.cpp\n  USES base crypto)\n"},
                         "src/json/CMakeLists.txt:1", "json must not use crypto")

    def test_headers_are_guarded(self):
        self.only_breach({"src/base/text.h": "// Text.\n"}, "src/base/text.h:1", "#pragma once")
        self.only_breach({"include/girs/base.h": "#pragma once\n"},
                         "include/girs/base.h:1", "GIRS_BASE_H")

    def test_nothing_new_lies_at_the_top(self):
        self.only_breach({"docs/guide.md": "text\n"}, "docs:1", "top of the tree")
        self.assertEqual(found_in({".ci/run": "true\n", "build/x": "", "build-a/x": ""}), [])

    def test_paths_of_one_machine_and_registries_do_not_belong_in_the_tree(self):
        for line in ("see /" + "work/notes", "cd /" + "home/me/girs", "(/" + "work/x)"):
            with self.subTest(line=line):
                self.only_breach({"README.md": f"girs\n{line}\n"}, "README.md:2", "one machine")
        for host in ("pypi.org", "repo.maven.org", "registry.npmjs.org", "deb.debian.org"):
            with self.subTest(host=host):
                self.only_breach({"README.md": f"https://{host}/x\n"}, "README.md:1", "registry")
        self.assertEqual(found_in({"README.md": "src/" + "work/a, https://girs.example/x\n"}), [])

    def test_a_long_file_is_reported(self):
        self.only_breach({"src/base/text.h": "#pragma once\n" + "//\n" * rules.FILE_LINES},
                         f"src/base/text.h:{rules.FILE_LINES + 1}", "second concept")

    def test_a_long_function_is_reported(self):
        body = "  call();\n" * rules.FUNCTION_LINES
        self.only_breach({"src/base/text.cpp": f"int before;\n\nint long_one(int a) {{\n{body}}}\n"},
                         "src/base/text.cpp:3", "long_one has 62 lines")
        self.only_breach({"tests/x.py": "def long_one():\n" + "    call()\n" * 61},
                         "tests/x.py:1", "long_one has 62 lines")

    def test_an_exception_with_a_reason_lifts_a_limit(self):
        changes = {"src/base/text.h": "#pragma once\n" + "//\n" * rules.FILE_LINES}
        rules.SIZE_EXCEPTIONS["src/base/text.h"] = (500, "a table")
        try:
            self.assertEqual(found_in(changes), [])
        finally:
            del rules.SIZE_EXCEPTIONS["src/base/text.h"]


class Functions(unittest.TestCase):
    def names(self, code: str) -> list[tuple]:
        return [tuple(f) for f in sizes.functions("a.cpp", code)]

    def test_classes_and_namespaces_are_no_functions(self):
        self.assertEqual(self.names("namespace a {\nstruct S final : T {\n  int f() const {\n"
                                    "    return 1;\n  }\n  int x{2};\n};\n}\n"), [("f", 3, 5)])

    def test_lists_of_initialisers_are_no_functions(self):
        self.assertEqual(self.names("const int t[] = {f(1),\n2};\nint g() { return 0; }\n"),
                         [("g", 3, 3)])

    def test_a_constructor_goes_on_behind_its_members(self):
        self.assertEqual(self.names("A::A(int x) : a_{x}, b_(2), c_{} {\n  go();\n}\nint d;\n"),
                         [("A", 1, 3)])

    def test_braces_in_texts_comments_and_macros_do_not_count(self):
        self.assertEqual(self.names('#define OPEN {\nint f() {\n  g("}", \'}\', R"(}})");  // }\n'
                                    "  h(1'000);  /* } */\n}\nint g() {\n}\n"),
                         [("f", 2, 5), ("g", 6, 7)])

    def test_operators_templates_and_trailing_types_are_functions(self):
        self.assertEqual(self.names("template <class T>\nbool operator==(T a, T b) {\n}\n"
                                    "auto f(int x = 1) -> std::string {\n}\n"),
                         [("operator==", 1, 3), ("f", 4, 5)])

    def test_a_test_case_is_a_function(self):
        self.assertEqual(self.names('TEST_CASE("a {quarter}") {\n  CHECK(x);\n}\n'),
                         [("TEST_CASE", 1, 3)])


if __name__ == "__main__":
    unittest.main()
