"""A new year's log and those who follow the old one: a commune, its watcher, and a ministry to which
reports and time series are shared; all by the command line.

    python3 new_year_test.py GIRS CATALOG
"""
import json
import unittest

import program
import room
from room import LOG, OF_REPORT, Room, Served

NEXT = "baocao.example.gov.vn/log/2026"
RULE = {"schema": "girs.sharing/1", "code": "CS-1", "recipient": "01", "regimes": ["KSTTHC"], "indicators": ["DOCTORS"],
        "units": ["*"], "valid_from": "2025-12-01", "basis": "Nghị định 47/2020/NĐ-CP, Điều 5"}


def doctors(count):
    return {"unit": "96", "indicator": "DOCTORS", "breakdown": {}, "vintage": "2025-12-14",
            "values": [{"period": "2025", "value": count, "status": "official", "flags": []}]}


class NewYear(Room):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre, cls.commune = cls.store("centre.girs", "G22"), cls.store("commune.girs", "31825")
        cls.ministry = cls.store("ministry.girs", "01")
        cls.province = cls.store("province.girs", "96")
        cls.registered(cls.centre)
        cls.run_now("central", "share", cls.centre, cls.write("rule.json", RULE))
        cls.vkey = json.loads(cls.run_now("key", "show", cls.file("log"), "--name", NEXT, "--json").stdout)["vkey"]

    @classmethod
    def staff(cls):
        return super().staff() + [cls.entry(cls.key["lan2"], "preparer", unit="96", person="hoa"),
                                  cls.entry(cls.key["stranger"], "approver", unit="96", person="dung"),
                                  cls.entry(cls.key["root2"], "agency-seal", unit="96")]

    def answer(self, *words, expect=0):
        return json.loads(self.run_now(*words, "--json", expect=expect).stdout)

    def pull(self, url, origin, expect=0):
        """What the ministry gets of the log `origin`, whose registry the same root signs."""
        described = self.write("authority.json", {"origin": origin, "roots": [self.pin("root")]})
        return self.answer("central", "pull-shared", self.ministry, "--from", url, "--authority", described, expect=expect)

    def sign(self):
        return [word for role, name in (("preparer", "lan"), ("approver:KT.", "binh"), ("agency-seal", "seal"))
                for word in ("--sign", role + "=" + str(self.file(name)))]

    def deliver_series(self, url, count):
        self.run_now("series", "submit", self.province, self.write("doctors.json", doctors(count)), "--sign",
                     f"preparer={self.file('lan2')}", "--sign", f"approver={self.file('stranger')}", "--sign", f"agency-seal={self.file('root2')}")
        self.assertEqual(self.answer("sync", self.province, "--to", url)["receipted"], 1)

    def test_all_who_follow_the_old_log_go_on_with_the_new_one(self):
        self.approved(self.commune)
        self.run_now("report", "submit", self.commune, *OF_REPORT, *self.sign())
        with Served(self, self.centre) as old:
            self.deliver_series(old, "1200")
            self.assertEqual(self.answer("sync", self.commune, "--to", old)["receipted"], 1)
            self.assertEqual(self.answer("log", "monitor", self.commune, "--to", old)["own_found"], 1)
            pulled = self.pull(old, LOG)
            # Open to all, this centre leaves decisions to people: the report is not accepted yet.
            self.assertEqual((pulled["reports"], pulled["series"]), (0, 1))
        self.run_now("central", "backup", self.centre, self.here / "early.girs")
        pid = next(one["pid"] for one in self.answer("outbox", self.commune) if one.get("regime") == "KSTTHC")
        self.decide(self.centre, pid)
        with Served(self, self.centre) as old:
            self.assertEqual(self.pull(old, LOG)["reports"], 1)
            self.run_now("sync", self.commune, "--to", old)
            self.answer("log", "monitor", self.commune, "--to", old)
        new = self.begin_new_log("next.girs", self.centre, NEXT, self.vkey)
        with Served(self, new) as url:
            self.old_settings_are_told_what_to_do(url)
            self.run_now("init", self.commune, "--unit", "31825", "--audience", NEXT, "--log-key", self.vkey)
            self.assertEqual(self.answer("sync", self.commune, "--to", url)["passed"], [])
            correction = self.correct(url)
            self.assertEqual(self.pull(url, NEXT)["passed"], [])
        self.decide(new, correction)
        with Served(self, new) as url:
            self.assertEqual(self.pull(url, NEXT)["reports"], 1)
            self.run_now("sync", self.commune, "--to", url)
            self.watches(url)
        with Served(self, self.centre) as old:  # the old log stays to be had
            self.assertEqual(self.pull(old, LOG)["passed"], [])
        self.old_receipts_verify(pid)
        self.an_end_that_was_not_is_named()

    def decide(self, store, pid):
        self.run_now("central", "decide", store, pid, "accepted", "--log-key", self.file("log"), "--decision-key",
                     self.file("decision"))

    def begin_new_log(self, name, old, origin, vkey):
        new = self.here / name
        self.run_now("central", "rotate", old, new, "--origin", origin, "--log-key", self.file("log"))
        self.run_now("registry", "add", new, "--keys", self.write("keys.json", self.staff()), "--root", self.file("root"),
                     "--log-vkey", vkey)
        return new

    def old_settings_are_told_what_to_do(self, url):
        """Who was not told of the new log learns of it, and how to go on, from the first round."""
        refused = self.run_now("sync", self.commune, "--to", url, expect=4).stderr
        self.assertIn(NEXT, refused)
        self.assertIn('set "audience"', refused)

    def correct(self, url):
        """The report of the old log is corrected in the new one."""
        self.run_now("report", "correct", self.commune, *OF_REPORT, "--code", "R1", "--reason", "nhập nhầm")
        self.run_now("report", "set", self.commune, *OF_REPORT, "--row", "LV01", "--column", "13", "--value", "0")
        self.run_now("report", "approve", self.commune, *OF_REPORT)
        self.run_now("report", "submit", self.commune, *OF_REPORT, *self.sign())
        self.assertEqual(self.answer("sync", self.commune, "--to", url)["receipted"], 1)
        return next(one["pid"] for one in self.answer("outbox", self.commune)
                    if one.get("regime") == "KSTTHC" and one["rev"] == 2)

    def watches(self, url):
        """The new log is watched without a finding: what lies in the old one is not missed in it."""
        for _ in range(2):
            watched = self.answer("log", "monitor", self.commune, "--to", url)
            self.assertEqual((watched["origin"], watched["findings"], watched["own_found"]), (NEXT, [], 1))

    def an_end_that_was_not_is_named(self):
        """A log that begins with an earlier end of the old one than its followers have seen."""
        origin = "baocao.example.gov.vn/log/2026-b"
        vkey = json.loads(self.run_now("key", "show", self.file("log"), "--name", origin, "--json").stdout)["vkey"]
        lie = self.begin_new_log("lie.girs", self.here / "early.girs", origin, vkey)
        self.run_now("init", self.commune, "--unit", "31825", "--audience", origin, "--log-key", vkey)
        with Served(self, lie) as url:
            self.run_now("sync", self.commune, "--to", url)
            watched = self.answer("log", "monitor", self.commune, "--to", url, expect=1)
        self.assertEqual([one["rule"] for one in watched["findings"]], ["succession"])
        self.assertIn(LOG, watched["findings"][0]["message_vi"])
        with Served(self, lie) as url:  # it is followed no further; the old log is not accused by it
            self.assertIn("both signed notes are kept", self.run_now("sync", self.commune, "--to", url, "--lang", "en", expect=4).stderr)
        self.run_now("init", self.commune, "--unit", "31825", "--audience", LOG, "--log-key", self.key["log"]["vkey"])
        with Served(self, self.centre) as url:
            self.run_now("sync", self.commune, "--to", url)

    def old_receipts_verify(self, pid):
        bundle = self.here / "bundle.json"
        self.run_now("package", "export", self.commune, pid, "--out", bundle)
        self.run_now("receipt", "verify", bundle, "--log-vkey", self.key["log"]["vkey"])
        for store in (self.commune, self.ministry):
            self.assertEqual(self.answer("log", "fsck", store)["faults"], [])
        self.assertEqual(self.answer("log", "fsck", self.here / "next.girs")["faults"], [])


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
