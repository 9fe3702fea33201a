"""Directives by the command line: the centre assigns tasks to chosen communes, sees who has seen
them, who answers in time, who is late; the answers are checked like any report.

    python3 directives_test.py GIRS CATALOG
"""
import json
import unittest
from pathlib import Path

import program
import room
from room import LOG, Room, Served

SAMPLES = Path(__file__).resolve().parents[2] / "examples/sample/directives"
OF_TASKS = ("--regime", "MAU-NHIEM-VU", "--period", "2025-M11")
ASSIGNED, SEEN, ANSWERED = "2025-12-08T08:00:00+07:00", "2025-12-09T08:00:00+07:00", "2025-12-10T08:00:00+07:00"
LATE, AFTER = "2025-12-15T08:00:00+07:00", "2025-12-16T08:00:00+07:00"
COMMUNES = ("31825", "31834", "31840", "31843")   # the last one is not asked
TASKS = """row,2,3,4,5,6,7
1,Số hóa hồ sơ đất đai (Công văn 12/UBND),2025-11-28,XONG,100,2025-11-20,
2,Lắp điểm hỗ trợ dịch vụ công,2025-12-20,DANG,40,,Thiếu thiết bị
"""
BAD = """row,2,3,4,5,6,7
1,Số hóa hồ sơ đất đai,2025-11-20,DANG,100,2025-11-20,
"""


class Directive(Room):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for unit in COMMUNES:
            for who in ("officer", "chair", "seal", "machine"):
                cls.key[who + unit] = cls.new_key(who + unit, "ed25519")
        cls.key["asker"] = cls.new_key("asker", "ed25519")
        cls.centre = cls.store("centre.girs", "G22")
        cls.run_now("catalog", "load", cls.centre, SAMPLES)
        cls.registered(cls.centre)
        cls.communes = {}
        for unit in COMMUNES:   # only the centre has the definitions: the request brings them
            cls.communes[unit] = cls.store(unit + ".girs", unit)
            cls.run_now("registry", "import", cls.communes[unit], cls.here / "registry-1.json")

    @classmethod
    def staff(cls):
        entries = [cls.entry(cls.key["decision"], "decider", unit="G22"),
                   cls.entry(cls.key["asker"], "requester", unit="G22", person="văn thư")]
        for unit in COMMUNES:
            entries += [cls.entry(cls.key["officer" + unit], "preparer", unit, "officer " + unit),
                        cls.entry(cls.key["chair" + unit], "approver", unit, "chair " + unit),
                        cls.entry(cls.key["seal" + unit], "agency-seal", unit),
                        cls.entry(cls.key["machine" + unit], "transport", unit)]
        return entries

    def fetch(self, moment, unit):
        with Served(self, self.centre, moment, "--decision-key", self.file("decision")) as url:
            self.run_at(moment, "sync", self.communes[unit], "--to", url, "--request-key", self.file("machine" + unit))

    def answer(self, moment, unit):
        store = self.communes[unit]
        self.run_at(moment, "report", "new", store, *OF_TASKS)
        self.run_at(moment, "report", "import", store, self.write("tasks.csv", TASKS), *OF_TASKS)
        self.run_at(moment, "report", "check", store, *OF_TASKS)
        self.run_at(moment, "report", "approve", store, *OF_TASKS)
        self.run_at(moment, "report", "submit", store, *OF_TASKS, *(
            word for role, who in (("preparer", "officer"), ("approver", "chair"), ("agency-seal", "seal"))
            for word in ("--sign", f"{role}={self.file(who + unit)}")))
        self.fetch(moment, unit)

    def status(self, moment):
        one, = json.loads(self.run_at(moment, "central", "requests", self.centre, "--json").stdout)
        return one["totals"], {unit["unit"]: unit for unit in one["units"]}

    def test_a_directive_is_sent_seen_answered_and_late_ones_are_known(self):
        definitions = [word for name in ("mau-tien-do", "mau-nhiem-vu-form", "mau-nhiem-vu")
                       for word in ("--definition", SAMPLES / (name + ".json"))]
        self.run_at(ASSIGNED, "central", "request", self.centre, *OF_TASKS, "--units", ",".join(COMMUNES[:3]),
                    "--due", "2025-12-12", "--text", "Báo cáo tiến độ nhiệm vụ giao tại Chỉ thị số 12",
                    *definitions, "--log-key", self.file("log"), "--requester-key", self.file("asker"))
        totals, _ = self.status("2025-12-08T09:00:00+07:00")
        self.assertEqual((totals["asked"], totals["seen"], totals["answered"]), (3, 0, 0))

        for unit in ("31825", "31834", "31843"):
            self.fetch(SEEN, unit)
        totals, units = self.status("2025-12-09T09:00:00+07:00")
        self.assertEqual((totals["seen"], totals["late"], totals["missing"]), (2, 0, 0))
        self.assertNotIn("31843", units)
        self.assertIsNone(units["31840"]["seen"])
        owed = json.loads(self.run_at(SEEN, "due", self.communes["31825"], "--from", "2025-12-01", "--to",
                                      "2025-12-12", "--json").stdout)
        self.assertEqual([(one["regime"], one["due"]) for one in owed], [("MAU-NHIEM-VU", "2025-12-12")])
        spared = json.loads(self.run_at(SEEN, "due", self.communes["31843"], "--from", "2025-12-01", "--to",
                                        "2025-12-12", "--json").stdout)
        self.assertEqual(spared, [])   # who is not asked owes nothing

        self.answer(ANSWERED, "31825")
        self.answer(LATE, "31834")
        totals, units = self.status(AFTER)
        self.assertEqual({key: totals[key] for key in ("asked", "seen", "answered", "accepted", "late", "missing")},
                         {"asked": 3, "seen": 2, "answered": 2, "accepted": 2, "late": 1, "missing": 1})
        self.assertEqual([units[unit]["state"] for unit in COMMUNES[:3]], ["on-time", "late", "missing"])
        page = self.run_at(AFTER, "--lang", "vi", "central", "requests", self.centre).stdout
        for part in ("MAU-NHIEM-VU", "2025-12-12", "31840"):
            self.assertIn(part, page)
        self.run_at(AFTER, "log", "fsck", self.centre)

    def test_what_cannot_be_true_of_a_task_is_found_before_it_is_sent(self):
        alone = self.store("alone.girs", "31825")
        self.run_now("catalog", "load", alone, SAMPLES)
        self.run_now("report", "new", alone, *OF_TASKS)
        self.run_now("report", "import", alone, self.write("bad.csv", BAD), *OF_TASKS)
        found = self.run_now("--lang", "vi", "report", "check", alone, *OF_TASKS, expect=1).stdout
        for part in ("phải có ngày hoàn thành", "100 %", "quá hạn"):
            self.assertIn(part, found)


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
