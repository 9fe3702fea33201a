"""Entry and the life of a report through the command line: hostile files, odd figures, moves that
are not allowed, forms of every kind, what a spreadsheet would run.

    python3 reports_test.py GIRS CATALOG
"""
import json
import resource
import tempfile
import unittest
from pathlib import Path

import program

QUARTER = ["--regime", "KSTTHC", "--period", "2025-Q4"]
HEAD = "row,3,4,5\n"

REGIME = {
    "schema": "girs.regime/1", "code": "MAU", "version": 1,
    "name": {"vi": "Các loại biểu mẫu", "en": "Forms of every kind"},
    "kind": "periodic", "frequency": "quarter", "window": {"kind": "nd09"},
    "due": {"levels": {"commune": {"kind": "working-days-after", "days": 1}}},
    "reporters": ["commune"], "aggregators": [], "recipient": "G22", "from": "2021-01-01",
    "forms": ["DS-PAKN", "DC-KSTT"]}

# name, content, part of the first mistake's English sentence
HOSTILE = [
    ("utf16.csv", (HEAD + "T,5,,\n").encode("utf-16"), "UTF-16"),
    ("utf16-without-mark.csv", (HEAD + "T,5,,\n").encode("utf-16-le"), "NUL character"),
    ("latin1.csv", b"row,3\n\xe8,5\n", "not UTF-8"),
    ("semicolons.csv", b"row;3\nT;5\n", "not semicolons"),
    ("tabs.csv", b"row\t3\nT\t5\n", "not tabs"),
    ("open-quote.csv", b'row,3\nT,"5\n', "never closed"),
    ("quote-inside.csv", b'row,3\nT,5"5"\n', "quote"),
    ("million-columns.csv", b"row," + b",".join([b"3"] * 10**6) + b"\nT,1\n", "too many fields"),
    ("long-line.csv", b"row,3\nT," + b"9" * 10**6 + b"\n", "34 digits"),
    ("nul.csv", b"row,3\nT,5\0\n", "NUL character"),
    ("empty.csv", b"", "empty"),
    ("short-line.csv", b"row,3,4\nT,5\n", "fields"),
    ("twice.csv", b"row,3\nT,5\nT,6\n", "line 2 too"),
    ("deep.json", b"[" * 2_000_000, "nested too deeply"),
    ("numbers.json", b'{"rows":[{"row":"T","c3":5}]}', "strings"),
    ("same-name.json", b'{"rows":[{"row":"T","c3":"5","c3":"6"}]}', "twice"),
]

# text, part of the English sentence
CELLS = [
    ("9" * 100, "34 digits"),
    ("-0", "is zero"),
    ("-0.0", "is zero"),
    ("1.234", "could mean thousands"),
    ("1.234,5", "two ways"),
    ("1e5", "no number"),
    ("12o", "no number"),
    ("1.5", "0 decimals"),
    ("٣", "no number"),
]


def limited():
    """No file may cost more than this: half a GiB of address space."""
    if not SANITIZED:   # AddressSanitizer reserves terabytes of it
        resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.store = str(self.path / "xa.girs")
        self.girs("init", self.store, "--unit", "31825", "--audience", "example.gov.vn/log")
        self.girs("catalog", "load", self.store, CATALOG)

    def tearDown(self):
        self.folder.cleanup()

    def girs(self, *words, code=0):
        done = program.girs("--now", "2025-12-15T08:00:00+07:00", *words, expect=code,
                            preexec_fn=limited)
        return done.stdout + done.stderr

    def report(self, command, *words, code=0, regime=None):
        where = ["--regime", regime, "--period", "2025-Q4"] if regime else QUARTER
        return self.girs("report", command, self.store, *words, *where, code=code)

    def write(self, name, content):
        (self.path / name).write_bytes(content)
        return str(self.path / name)

    def test_hostile_files_are_refused_with_the_reason_and_nothing_is_stored(self):
        self.report("new")
        self.report("import", self.write("good.csv", b"row,3\nT,7\n"))
        before = self.report("show")
        for name, content, sentence in HOSTILE:
            with self.subTest(name):
                said = self.report("import", self.write(name, content), code=4)
                self.assertIn(sentence, said)
                self.assertLess(len(said), 2_000_000)
                self.assertEqual(self.report("show"), before)

    def test_a_byte_order_mark_and_lines_of_windows_are_fine(self):
        self.report("new")
        self.report("import", self.write("mark.csv", b"\xef\xbb\xbfrow,3\r\nT,8\r\n"))
        self.assertIn("T     8", self.report("show"))

    def test_odd_figures_are_refused_one_by_one(self):
        self.report("new")
        for text, sentence in CELLS:
            with self.subTest(text):
                said = self.report("set", "--row", "T", "--column", "3", f"--value={text}", code=4)
                self.assertIn(sentence, said)
        self.report("set", "--row", "T", "--column", "3", "--value=1.234", "--numbers", "vi")
        self.assertIn("1234", self.report("show"))

    def test_a_move_that_is_not_allowed_says_who_may(self):
        self.report("new")
        said = self.report("submit", "--package", self.write("p.json", b"{}"), code=4)
        self.assertNotEqual(said, "")
        said = self.report("take-back", "--actor", "lan", code=4)
        self.assertIn("only when submitted, by the preparer", said)
        said = self.report("approve", "--actor", "lan", "--role", "preparer", code=4)
        self.assertIn("Only the approver", said)
        said = self.report("set", "--row", "T", "--column", "3", "--value", "1", "--actor", "binh",
                           "--role", "approver", code=4)
        self.assertIn("Only the preparer may have a report changed; binh is approver.", said)
        said = self.girs("--lang", "vi", "report", "approve", self.store, *QUARTER, "--actor", "lan",
                         "--role", "preparer", code=4)
        self.assertIn("Chỉ người duyệt", said)

    def test_lists_and_outlines_are_entered_checked_and_exported(self):
        (self.path / "mau").mkdir()
        (self.path / "mau/regime.json").write_text(json.dumps(REGIME), encoding="utf-8")
        self.girs("catalog", "load", self.store, str(self.path / "mau"))
        self.report("new", regime="MAU")
        rows = "row,2,3,4,5\n1,PA-1,2025-10-02,'=1+1,3\n2,PA-1,2025-10-05,\"@SUM(A1), x\",...\n"
        self.report("import", self.write("list.csv", rows.encode()), "--form", "DS-PAKN", regime="MAU")
        said = self.report("check", regime="MAU", code=1)
        self.assertIn("[duplicate]", said)
        self.assertIn("[required]", said)  # sections I and II of the outline
        self.report("field", "--form", "DC-KSTT", "--field", "I", "--value",
                    "Đã giải quyết 98 % hồ sơ đúng hạn.", regime="MAU")
        self.report("field", "--form", "DC-KSTT", "--field", "II", "--value", "Thiếu cán bộ.", regime="MAU")
        self.report("set", "--form", "DS-PAKN", "--row", "2", "--column", "2", "--value", "PA-2", regime="MAU")
        self.assertIn("Nothing stands against sending.", self.report("check", regime="MAU"))
        out = str(self.path / "out.csv")
        self.report("export", "--form", "DS-PAKN", "--out", out, regime="MAU")
        exported = Path(out).read_text(encoding="utf-8")
        self.assertIn("'=1+1", exported)        # a spreadsheet shows these and runs nothing
        self.assertIn("\"'@SUM(A1), x\"", exported)
        shown = self.report("show", regime="MAU")
        self.report("import", out, "--form", "DS-PAKN", regime="MAU")
        self.assertEqual(self.report("show", regime="MAU"), shown)

    def test_a_whole_period_is_checked_by_one_command(self):
        self.report("new")
        self.report("import", self.write("bad.csv", b"row,3,4\nT,5,4\nLV01,5,4\n"))
        said = self.girs("report", "check-all", self.store, *QUARTER, "--unit", "96", code=1)
        self.assertIn("received-total/LV01/", said)
        self.assertIn("1 reports checked, 0 may be sent as they are.", said)
        found = json.loads(self.girs("--json", "report", "check-all", self.store, *QUARTER,
                                     "--findings", "1", code=1))
        self.assertTrue(found["cut"])
        self.assertEqual(len(found["reports"][0]["findings"]), 1)


if __name__ == "__main__":
    _, CATALOG = program.arguments(2)
    SANITIZED = b"__asan_init" in Path(program.GIRS).read_bytes()
    unittest.main()
