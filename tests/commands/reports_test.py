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

SAMPLES = str(Path(__file__).resolve().parents[2] / "examples/sample/regimes")
QUARTER = ["--regime", "KSTTHC", "--period", "2025-Q4"]
HEAD = "row,3,4,5\n"

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

    def report(self, command, *words, code=0):
        return self.girs("report", command, self.store, *words, *QUARTER, code=code)

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

    def sample(self, command, regime, form, *words, period="2025-Q4", code=0):
        """A report of one of the sample regimes: lists by a commune, the others by a province."""
        unit = "31825" if regime == "MAU-PAKN" else "96"
        which = ["--form", form] if form else []
        return self.girs("report", command, self.store, *words, *which, "--regime", regime, "--period",
                         period, "--unit", unit, code=code)

    def load_samples(self):
        self.girs("catalog", "check", self.store, SAMPLES)
        self.girs("catalog", "load", self.store, SAMPLES)

    def test_a_list_is_entered_checked_and_exported(self):
        self.load_samples()
        self.sample("new", "MAU-PAKN", "")
        rows = "row,2,3,4,5\n1,PA-1,2025-10-02,'=1+1,3\n2,PA-1,2025-10-05,\"@SUM(A1), x\",...\n"
        self.sample("import", "MAU-PAKN", "DS-PAKN", self.write("list.csv", rows.encode()))
        said = self.sample("check", "MAU-PAKN", "", code=1)
        self.assertIn("[duplicate]", said)
        self.sample("set", "MAU-PAKN", "DS-PAKN", "--row", "2", "--column", "2", "--value", "PA-2")
        self.assertIn("Nothing stands against sending.", self.sample("check", "MAU-PAKN", ""))
        out = str(self.path / "out.csv")
        self.sample("export", "MAU-PAKN", "DS-PAKN", "--out", out)
        exported = Path(out).read_text(encoding="utf-8")
        self.assertIn("'=1+1", exported)        # a spreadsheet shows these and runs nothing
        self.assertIn("\"'@SUM(A1), x\"", exported)
        shown = self.sample("show", "MAU-PAKN", "")
        self.sample("import", "MAU-PAKN", "DS-PAKN", out)
        self.assertEqual(self.sample("show", "MAU-PAKN", ""), shown)

    def test_a_list_of_which_nothing_occurred_is_a_nil_return(self):
        self.load_samples()
        self.sample("new", "MAU-PAKN", "")
        self.sample("nil", "MAU-PAKN", "")
        self.assertIn("nil-return", self.sample("show", "MAU-PAKN", ""))
        self.assertIn("Nothing stands against sending.", self.sample("check", "MAU-PAKN", ""))

    def test_a_province_reports_figures_with_an_outline(self):
        self.load_samples()
        regime, figures, outline = "MAU-KSTT-TINH", "II.07b/VPCP/KSTT", "DC-KSTT"
        self.sample("new", regime, "")
        rows = ("row,3,4,5,6,7,8,9,10,11,12,13,14\n"
                "so-noi-vu,10,4,x,6,5,2,x,3,2,1,x,1\nso-tai-chinh,20,8,x,13,10,4,x,6,4,2,x,2\n")
        self.sample("import", regime, figures, self.write("07b.csv", rows.encode()))
        said = self.sample("check", regime, "", code=1)
        self.assertIn("row so-tai-chinh  [procedures-total]", said)
        self.assertIn("[required]", said)       # sections I and II of the outline
        self.assertIn("Perhaps row so-tai-chinh, column 6 is 12 and not 13: that mends 2 finding(s).", said)
        # The total row is computed, so the finding of it comes with the cell that it follows from.
        said = self.sample("set", regime, figures, "--row", "so-tai-chinh", "--column", "6", "--value", "14")
        self.assertIn("Row T:", said)
        self.sample("set", regime, figures, "--row", "so-tai-chinh", "--column", "6", "--value", "12")
        self.sample("field", regime, outline, "--field", "I", "--value", "Đã giải quyết 98 % hồ sơ đúng hạn.")
        self.sample("field", regime, outline, "--field", "II", "--value", "Thiếu cán bộ.")
        self.assertIn("Nothing stands against sending.", self.sample("check", regime, ""))
        shown = self.sample("show", regime, "")
        self.assertIn("Thiếu cán bộ.", shown)
        self.assertIn("Tỉnh Cà Mau", shown)     # the field above the table that fills itself in

    def test_daily_information_stands_out_from_the_days_before(self):
        self.load_samples()
        for day, count in enumerate([4, 5, 6, 5, 4, 40], start=340):
            period = f"2025-D{day}"
            self.sample("new", "MAU-TT-NGAY", "", period=period)
            rows = f"row,2,3\nvu,{count},900\nnguoi,{count},900\ndien,900,90000\n"
            self.sample("import", "MAU-TT-NGAY", "", self.write("ngay.csv", rows.encode()), period=period)
            self.sample("field", "MAU-TT-NGAY", "", "--field", "nguoi-truc", "--value", "Lan", period=period)
            if day < 345:
                self.sample("explain", "MAU-TT-NGAY", "", "--rule", "running-total", "--text",
                            "Số liệu thử", period=period)
                self.sample("approve", "MAU-TT-NGAY", "", period=period)
        said = self.sample("check", "MAU-TT-NGAY", "", period="2025-D345", code=1)
        self.assertIn("row vu, column 2  [unusual]", said)
        self.assertIn("row vu  [running-total]", said)

    def test_only_a_row_of_the_report_can_be_explained(self):
        self.report("new")
        self.report("import", self.write("bad.csv", b"row,3,4\nT,5,4\nLV01,5,4\n"))
        for row, sentence in (("LV99", "no row"), ("LV02", "no row LV02 to explain")):
            said = self.report("explain", "--row", row, "--rule", "balance", "--text", "x", code=4)
            self.assertIn(sentence, said)
        self.report("explain", "--row", "LV01", "--rule", "balance", "--text", "một hồ sơ rút")
        self.assertIn("balance LV01: một hồ sơ rút", self.report("history"))

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
