"""What an office does when its first delivery is refused, by the command line: the machine's key is
unknown, a signer's key is unknown, another computer of the office was first.

    python3 refusals_test.py GIRS CATALOG
"""
import contextlib
import json
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import unittest

import program
import room
from room import OF_REPORT, Room, Served

SIGNED = ("lan", "binh", "seal")


class Stalling:
    """Something between the office and the centre that carries everything but a PUT, which it holds."""

    def __init__(self, url):
        self.upstream = ("127.0.0.1", int(url.rsplit(":", 1)[1]))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.held = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(self.upstream)
            threading.Thread(target=self.carry, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, client, False), daemon=True).start()

    def carry(self, source, target, outward):
        try:
            while part := source.recv(65536):
                if outward and part.startswith(b"PUT"):
                    self.held.set()
                    return
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        self.listener.close()


class Refused(Room):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.key["machine"] = cls.new_key("machine", "ed25519")
        cls.key["other machine"] = cls.new_key("other machine", "ed25519")

    def setUp(self):
        """A centre that knows the machine, and of the signers those that a test adds."""
        self.centre = self.store(self.id() + "-centre.girs", "VN")
        self.know(self.entry(self.key["machine"], "transport"), self.entry(self.key["decision"], "decider", unit="G22"),
                  more=("--log-vkey", self.key["log"]["vkey"]))

    def know(self, *entries, more=()):
        self.run_now("registry", "add", self.centre, "--keys", self.write("known.json", list(entries)), "--root",
                     self.file("root"), *more)

    def know_signers(self):
        self.know(*self.staff()[:3])

    def office(self, name):
        store = self.store(f"{self.id()}-{name}.girs", "31825")
        self.approved(store)
        return store, self.submit(store)

    def submit(self, store):
        roles = zip(("preparer", "approver", "agency-seal"), SIGNED)
        signing = [word for role, name in roles for word in ("--sign", f"{role}={self.file(name)}")]
        return json.loads(self.run_now("report", "submit", store, *OF_REPORT, *signing, "--json").stdout)["pid"]

    def serve(self):
        return Served(self, self.centre, room.NOW, "--decision-key", self.file("decision"), "--signed-only")

    def sync(self, store, url, key="machine", expect=0):
        more = ("--request-key", self.file(key)) if key else ()
        return self.run_now("sync", store, "--to", url, *more, expect=expect)

    def outbox(self, store):
        return json.loads(self.run_now("outbox", store, "--json").stdout)

    def correct(self, store):
        self.run_now("report", "correct", store, *OF_REPORT, "--code", "data-error", "--reason", "Đã đối chiếu")
        self.run_now("report", "approve", store, *OF_REPORT)
        return self.submit(store)

    def test_a_machine_that_the_authority_does_not_know_leaves_the_package_queued(self):
        self.know_signers()
        store, _ = self.office("commune")
        with self.serve() as url:
            for key in (None, "other machine"):
                with self.subTest(key):
                    told = self.sync(store, url, key, expect=4)
                    self.assertIn("key", told.stderr)
                    self.assertEqual(self.outbox(store)[0]["state"], "queued")
            self.sync(store, url)
        self.assertEqual(self.outbox(store)[0]["state"], "accepted")
        self.assertEqual(self.outbox(store)[0]["attempts"], 2)

    def test_a_package_of_a_signer_whom_the_registry_did_not_know_goes_again_once_it_does(self):
        store, pid = self.office("commune")
        with self.serve() as url:
            told = self.sync(store, url, expect=1).stdout
            self.assertIn("not in the registry", told)
            self.assertIn("--send-again", told)
            row = self.outbox(store)[0]
            self.assertEqual(row["state"], "dead-letter")
            self.assertIn("not in the registry", row["note_en"])
            self.assertIn("danh bạ khóa", row["note"])
            self.assertIn("not in the registry", self.run_now("outbox", store).stdout)
            self.assertIn("danh bạ khóa", self.run_now("--lang", "vi", "outbox", store).stdout)
            self.know_signers()
            self.run_now("outbox", store, "--send-again", pid)
            self.sync(store, url)
            self.assertEqual(self.outbox(store)[0]["state"], "accepted")
            self.run_now("outbox", store, "--send-again", pid, expect=4)

    def test_a_refused_first_revision_is_corrected_and_taken_as_the_first(self):
        store, _ = self.office("commune")
        with self.serve() as url:
            self.sync(store, url, expect=1)
            self.know_signers()
            self.sync(store, url)  # fetches the registry: an unknown signer is refused here already
            second = self.correct(store)
            self.sync(store, url)
        row = next(one for one in self.outbox(store) if one["pid"] == second)
        self.assertEqual((row["state"], row["rev"]), ("accepted", 1))

    def test_after_the_deadline_a_correction_is_taken_once_the_authority_has_reopened_the_report(self):
        self.know_signers()
        store, first = self.office("commune")
        with self.serve() as url:
            self.sync(store, url)
        late = "2026-03-20T08:00:00+07:00"

        def correct():
            self.run_at(late, "report", "correct", store, *OF_REPORT, "--code", "data-error", "--reason", "Đã đối chiếu")
            self.run_at(late, "report", "approve", store, *OF_REPORT)
            signing = [word for role, name in zip(("preparer", "approver", "agency-seal"), SIGNED)
                       for word in ("--sign", f"{role}={self.file(name)}")]
            self.run_at(late, "report", "submit", store, *OF_REPORT, *signing)

        with Served(self, self.centre, late, "--decision-key", self.file("decision"), "--signed-only") as url:
            sync = ("sync", store, "--to", url, "--request-key", self.file("machine"))
            correct()
            self.assertIn("order to reopen", self.run_at(late, *sync, expect=1).stdout)
            self.run_at(late, "central", "decide", self.centre, first, "reopened", "--text", "Cho phép đính chính",
                        "--log-key", self.file("log"), "--decision-key", self.file("decision"))
            self.run_at(late, *sync)
            correct()
            self.run_at(late, *sync)
        self.assertEqual([row["state"] for row in self.outbox(store)], ["reopened", "dead-letter", "accepted"])
        for fscked in (store, self.centre):
            self.run_at(late, "log", "fsck", fscked)

    def test_a_round_that_somebody_stops_leaves_its_package_queued_and_not_leased(self):
        self.know_signers()
        store, _ = self.office("commune")
        with self.serve() as url:
            between = Stalling(url)
            self.addCleanup(between.close)
            round_ = subprocess.Popen(
                [program.GIRS, "--now", room.NOW, "--passphrase-file", self.here / "passphrase", "sync", store, "--to",
                 between.url, "--request-key", self.file("machine")],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.assertTrue(between.held.wait(60))
            begun = time.monotonic()
            round_.send_signal(signal.SIGINT)
            round_.communicate(timeout=60)
            self.assertEqual(round_.returncode, 4)
            self.assertLess(time.monotonic() - begun, 20)  # and not when the exchange's time is over
            self.assertEqual(self.outbox(store)[0]["state"], "queued")
            self.sync(store, url)
        self.assertEqual(self.outbox(store)[0]["state"], "accepted")

    def test_a_package_whose_attachment_is_damaged_is_put_aside_and_goes_again_with_the_file(self):
        self.know_signers()
        annex = self.write("phu-luc.pdf", "%PDF-1.7 phụ lục")
        for damage in ("UPDATE blob SET content = x'00'", "DELETE FROM blob"):
            with self.subTest(damage):
                store = self.store(f"damaged-{damage[:6]}.girs", "31825")
                self.centre = self.store(f"centre-of-{damage[:6]}.girs", "VN")
                self.know(self.entry(self.key["machine"], "transport"),
                          self.entry(self.key["decision"], "decider", unit="G22"), *self.staff()[:3],
                          more=("--log-vkey", self.key["log"]["vkey"]))
                self.run_now("report", "new", store, *OF_REPORT)
                self.run_now("report", "import", store, self.write("figures.csv", room.FIGURES), *OF_REPORT)
                self.run_now("report", "attach", store, annex, *OF_REPORT)
                self.run_now("report", "approve", store, *OF_REPORT)
                pid = self.submit(store)
                with contextlib.closing(sqlite3.connect(store)) as rows, rows:
                    rows.execute(f"DROP TRIGGER blob_no_{damage[:6]}")
                    rows.execute(damage)
                with self.serve() as url:
                    self.assertIn("phu-luc.pdf", self.sync(store, url, expect=1).stdout)
                    self.assertEqual(self.outbox(store)[0]["state"], "dead-letter")
                    told = self.run_now("outbox", store).stdout
                    self.assertIn("girs report attach", told)
                    self.assertIn("Tệp đính kèm", self.run_now("--lang", "vi", "outbox", store).stdout)
                    self.sync(store, url)  # it does not end later rounds
                    self.run_now("report", "attach", store, annex, *OF_REPORT)
                    self.run_now("outbox", store, "--send-again", pid)
                    self.sync(store, url)
                self.assertEqual(self.outbox(store)[0]["state"], "accepted")

    def test_what_counts_and_what_a_correction_begins_with_after_a_conflict_is_the_others(self):
        self.know_signers()
        first, _ = self.office("first")
        second = self.store(f"{self.id()}-second.girs", "31825")
        self.run_now("report", "new", second, *OF_REPORT)
        self.run_now("report", "import", second, self.write("other.csv", room.FIGURES.replace("100", "70")), *OF_REPORT)
        self.run_now("report", "approve", second, *OF_REPORT)
        self.submit(second)
        with self.serve() as url:
            self.sync(first, url)
            self.sync(second, url, expect=1)
            self.run_now("report", "correct", second, *OF_REPORT, "--code", "data-error", "--reason", "Đã đối chiếu")
            shown = self.run_now("report", "show", second, *OF_REPORT, "--json").stdout
        self.assertIn('"100"', shown)
        self.assertNotIn('"70"', shown)

    def test_two_computers_of_one_office_settle_their_conflict(self):
        self.know_signers()
        first, theirs = self.office("first")
        second, mine = self.office("second")
        with self.serve() as url:
            self.sync(first, url)
            self.assertIn("does not follow", self.sync(second, url, expect=1).stdout)
            self.assertEqual(self.outbox(second)[0]["state"], "conflict")
            kept = self.run_now("package", "export", second, theirs, "--out", self.here / "theirs.json")
            self.assertIn("theirs.json", kept.stdout)
            self.run_now("receipt", "verify", self.here / "theirs.json", "--log-vkey", self.key["log"]["vkey"])
            settled = self.correct(second)
            self.sync(second, url)
        states = {one["pid"]: (one["state"], one["rev"]) for one in self.outbox(second)}
        self.assertEqual(states, {mine: ("conflict", 1), settled: ("accepted", 2)})
        self.run_now("log", "fsck", self.centre)


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
