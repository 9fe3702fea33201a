"""What strangers send to a centre: each gets a problem that says in both languages what is wrong, none a
5xx for its own fault, nothing is logged, and the centre keeps its memory.

    python3 hostile_test.py GIRS CATALOG
"""
import base64
import hashlib
import json
import random
import re
import socket
import sqlite3
import unittest

import program
import room
from room import Room, Served

NOBODY = "0" * 64
PACKAGE = "/v1/submissions/" + NOBODY
REPORT = b'"payloadType":"application/vnd.girs.report.v1+json"'
MEMORY_MAX_KIB = 600 << 10
SEED = 20251215

BODIES = {
    "nothing": b"", "null": b"null", "text": b"hello", "deep": b"[" * 200_000 + b"]" * 200_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "many keys": b"{" + b",".join(b'"k%d":1' % i for i in range(60_000)) + b"}",
    "a key twice": b'{"envelope":1,"envelope":2}', "byte order mark": b"\xef\xbb\xbf{}", "NUL": b"{}\0{}",
    "no UTF-8": b'{"a":"\xff\xfe"}', "lone surrogate": b'{"a":"\\ud800"}', "exponent": b'{"envelope":1e999999999}',
    "long number": b'{"envelope":' + b"9" * 300_000 + b"}", "blanks": b" " * 400_000 + b"{}", "too large": b'"' + b"a" * (8 << 20) + b'"',
    "no envelope": b"{}", "wrong kinds": b'{"batches":"x","envelope":[]}',
    "many batches": b'{"batches":[' + b"{}," * 30_000 + b'{}],"envelope":{}}',
    "base64": b'{"batches":[],"envelope":{"payload":"!!!",' + REPORT + b',"signatures":[]}}',
    "many signatures": b'{"batches":[],"envelope":{"payload":"e30=",' + REPORT + b',"signatures":['
                       + b",".join(b'{"keyid":"%064d","sig":"AAAA"}' % i for i in range(9000)) + b"]}}",
}
PATHS = ["/", "//", "/v1", PACKAGE + "/x", "/v1/submissions/..%2fregistry", "/v1/submissions/" + "g" * 64, "/v1/series/x",
         "/v1/blobs/md5/" + NOBODY, "/v1/blobs/sha256", "/log/", "/log/tile/0/x00", "/log/tile/99/000", "/log/tile/-1/000",
         "/log/tile/0/000.p/0", "/log/tile/0/000.p/" + "9" * 30, "/log/tile/entries/" + "9" * 30, "/log/../etc/passwd", "/log/%00",
         "/v1/events", "/v1/events?since=-1", "/v1/events?since=" + "9" * 30, "/v1/events?since=0&limit=0",
         "/v1/events?since=9223372036854775807&limit=9223372036854775807", "/v1/events?since=0&unit=';DROP",
         "/v1/overview", "/v1/overview?regime=KSTTHC&period=9999-Q9", "/v1/overview?regime=KSTTHC&period=2025-Q4&unit=zz",
         "/v1/requests?pid=x", "/v1/shared?since=x", "/v1/audit?from=x", "*", "http://other.example/v1/registry", "/v1/registry%"]
PUT = b"PUT " + PACKAGE.encode() + b" HTTP/1.1\r\nHost: a\r\n"
RAW = {
    "noise": bytes(range(128, 256)) * 20, "TLS to a plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/3": b"GET / HTTP/3.0\r\nHost: a\r\n\r\n",
    "two lengths": PUT + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "both framings": PUT + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a gigabyte": PUT + b"Content-Length: 1073741824\r\n\r\n", "a length beyond numbers": PUT + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "another coding": PUT + b"Transfer-Encoding: gzip\r\n\r\n", "an endless chunk": PUT + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "folded": b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "no Host": b"GET / HTTP/1.1\r\n\r\n", "two Hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "many fields": b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(b"x%d: 1\r\n" % i for i in range(500)) + b"\r\n",
    "a long line": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
}
COVERED = '("@method" "@authority" "@path" "@query")'
SIGNATURE_INPUTS = ["girs=()", "girs=" + "(" * 3000, 'girs="' + "a" * 3000, 'girs=("@method"' + ' "x"' * 1000 + ")",
                    f"girs={COVERED};created={'9' * 30};expires=1;nonce=\"n\";keyid=\"k\";tag=\"girs-sync-v1\"",
                    f"girs={COVERED};created=1765764000;expires=1765764200;nonce=\"n\";keyid=\"{NOBODY}\";alg=\"ed25519\";tag=\"girs-sync-v1\""]
SIGNATURES = ["girs=::", "girs=:AAAA:", "girs=:" + "A" * 86 + "==:", "girs=:!!:", "x"]


class Stranger(Room):
    def setUp(self):
        self.centre = self.store(self.id() + ".girs", "VN")
        self.commune = self.store(self.id() + "-commune.girs", "31825")
        self.registered(self.centre, self.commune)

    def serve(self, *more):
        return Served(self, self.centre, room.NOW, "--decision-key", self.file("decision"), "--requests-a-second", "0", *more)

    def exchange(self, port, data):
        """Sends the bytes and reads one answer: its status, and the problem where it is one."""
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            answer = b""
            try:
                line.sendall(data)
                while part := line.recv(1 << 16):
                    answer += part
                    head, end, body = answer.partition(b"\r\n\r\n")
                    length = re.search(rb"content-length: *(\d+)", head, re.I)
                    if end and (not length or len(body) >= int(length[1])):
                        break
            except ConnectionError:  # refused while it still sends: what came before counts
                pass
        self.assertTrue(answer.startswith(b"HTTP/1.1 "), answer[:80])
        status, body = int(answer[9:12]), answer.partition(b"\r\n\r\n")[2]
        return status, json.loads(body) if b"application/problem+json" in answer else None

    def ask(self, port, method, path, body=None, fields=()):
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *fields]
        if body is not None:
            digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", f"Content-Digest: sha-256=:{digest}:"]
        return self.exchange(port, "\r\n".join([*lines, "", ""]).encode() + (body or b""))

    def refused(self, what, answered):
        status, problem = answered
        with self.subTest(what):
            self.assertTrue(400 <= status < 500 or status in (501, 505), status)
            for member in ("code", "detail", "detail_vi", "title"):
                self.assertTrue(problem[member], problem)
            self.assertNotEqual(problem["code"], "error")
            self.assertEqual(problem["status"], status)

    def log_size(self):
        with sqlite3.connect(f"file:{self.centre}?mode=ro", uri=True) as store:
            return store.execute("SELECT (SELECT count(*) FROM log_leaf), (SELECT count(*) FROM submission)").fetchone()

    def memory(self, served):
        with open(f"/proc/{served.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

    def test_bodies_paths_fields_and_framings_of_strangers_are_refused_and_leave_nothing(self):
        served = self.serve()
        with served as url:
            before = self.log_size()
            port = int(url.rsplit(":", 1)[1])
            for name, body in BODIES.items():
                self.refused(name, self.ask(port, "PUT", PACKAGE, body))
                self.refused(name, self.ask(port, "POST", "/v1/submissions", body, [f'Idempotency-Key: "{NOBODY}"']))
            for path in PATHS:
                for method in ("GET", "DELETE", "OPTIONS", "PUT"):
                    status, problem = self.ask(port, method, path, b"{}" if method == "PUT" else None)
                    if status != 200:
                        self.refused((method, path), (status, problem))
            for name, data in RAW.items():
                self.refused(name, self.exchange(port, data))
            for signed in SIGNATURE_INPUTS:
                for signature in SIGNATURES:
                    fields = ["Signature-Input: " + signed, "Signature: " + signature]
                    self.refused((signed[:40], signature[:20]), self.ask(port, "GET", "/v1/events?since=0", None, fields))
            self.assertEqual(self.log_size(), before)
            self.assertLess(self.memory(served), MEMORY_MAX_KIB)
        self.run_now("log", "fsck", self.centre)

    def test_a_package_with_random_bytes_changed_is_refused_or_the_same_package(self):
        signed = self.signed(self.commune)
        self.run_now("report", "submit", self.commune, *room.OF_REPORT, "--package", signed)
        with sqlite3.connect(self.commune) as store:
            pid, package = store.execute("SELECT pid, envelope FROM outbox").fetchone()
        chance = random.Random(SEED)
        with self.serve() as url:
            port = int(url.rsplit(":", 1)[1])
            for round_ in range(300):
                changed = bytearray(package)
                for _ in range(chance.choice((1, 1, 2, 8))):
                    at = chance.randrange(len(changed))
                    how = chance.randrange(3)
                    if how == 0:
                        changed[at] = chance.randrange(256)
                    elif how == 1:
                        del changed[at:at + chance.randrange(1, 50)]
                    else:
                        changed[at:at] = chance.choice((b'"', b"{", b"}", b"[", b"\\", b"null", b"1e400", b"\0"))
                answered = self.ask(port, "PUT", "/v1/submissions/" + pid, bytes(changed))
                if answered[0] not in (200, 201):  # a hint outside of what is signed (DSSE's keyid)
                    self.refused(f"seed {SEED}, round {round_}", answered)
            self.assertLessEqual(self.log_size()[1], 1)
        self.run_now("log", "fsck", self.centre)

    def test_without_a_signature_nothing_but_what_is_public_is_answered_and_no_body_is_kept(self):
        served = self.serve("--signed-only")
        with served as url:
            port = int(url.rsplit(":", 1)[1])
            for method, path in (("GET", "/v1/events?since=0"), ("GET", PACKAGE), ("PUT", PACKAGE), ("GET", "/metrics")):
                status, problem = self.ask(port, method, path, b"{}" if method == "PUT" else None)
                self.assertEqual((status, problem["code"]), (401, "request-signature"))
            self.assertEqual(self.ask(port, "GET", "/v1/registry")[0], 200)
            head = f"PUT /v1/blobs/sha256/{NOBODY} HTTP/1.1\r\nHost: a\r\nContent-Digest: sha-256=:{'A' * 43}=:\r\n"
            for framing in ("Content-Length: 60000000", "Transfer-Encoding: chunked"):
                self.assertEqual(self.exchange(port, f"{head}{framing}\r\n\r\n".encode())[0], 401)  # before any of it came
            self.assertLess(self.memory(served), MEMORY_MAX_KIB)


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
