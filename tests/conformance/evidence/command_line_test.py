"""The cases of signatures, envelopes, notes and proofs through `girs … --lines`, and requests that
are wrong.

    python3 command_line_test.py GIRS      the built command line
"""
import base64
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from noted import noted  # noqa: E402

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def cases(name):
    return [json.loads(line) for line in (VECTORS / name).read_text().splitlines()]


def answers(command, requests):
    """One answer a request, in order; the command itself must succeed."""
    done = subprocess.run([GIRS, *command.split(), "--lines"], capture_output=True, timeout=120,
                          input="".join(request + "\n" for request in requests).encode())
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}: {done.stderr.decode()}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Vectors(unittest.TestCase):
    def agree(self, command, table, request_of):
        given = answers(command, [json.dumps(request_of(case)) for case in table])
        self.assertEqual(len(given), len(table))
        self.assertGreater(len(table), 0)
        for case, answer in zip(table, given):
            with self.subTest(case["name"]):
                if "unsupported" in case:
                    self.assertEqual(list(answer), ["unsupported"])
                    self.assertTrue(answer["unsupported"])
                else:
                    self.assertEqual(answer, {"valid": case["valid"]})
        return len(given)

    def test_signatures(self):
        noted("c", "signatures", self.agree("sig verify", cases("signatures.jsonl"), lambda case: {
            name: case[name] for name in ("scheme", "key", "msg", "sig")}))

    def test_envelopes(self):
        table = [case for case in cases("dsse.jsonl") if case["op"] == "verify"]
        verified = self.agree("dsse verify", table, lambda case: case["request"])
        noted("c", "dsse", verified + self.sign_the_right_bytes())

    def test_notes(self):
        noted("c", "note", self.agree("note verify", cases("note.jsonl"), lambda case: case["request"]))

    def test_proofs(self):
        proved = 0
        for op in ("inclusion", "consistency"):
            table = [case for case in cases("tlog.jsonl") if case["op"] == op]
            proved += self.agree("tlog " + op, table, lambda case: case["request"])
        noted("c", "tlog", proved)

    def sign_the_right_bytes(self):
        table = [case for case in cases("dsse.jsonl") if case["op"] == "pae"]
        given = answers("dsse pae", [json.dumps(case["request"]) for case in table])
        for case, answer in zip(table, given, strict=True):
            with self.subTest(case["name"]):
                self.assertEqual(answer, {"pae": case["pae"], "hex": case["pae"].encode().hex()})
        return len(given)

    def test_bytes_that_are_no_text_are_given_in_hex_alone(self):
        payload = bytes(range(256))
        given = answers("dsse pae", [json.dumps({
            "payloadType": "t", "payload": base64.b64encode(payload).decode()})])
        self.assertEqual(given, [{"hex": (b"DSSEv1 1 t 256 " + payload).hex()}])


class WrongRequests(unittest.TestCase):
    GOOD = {
        "sig verify": {"scheme": "ed25519", "key": "00" * 32, "msg": "", "sig": ""},
        "dsse pae": {"payloadType": "", "payload": ""},
        "dsse verify": {"envelope": {}, "scheme": "ed25519", "key": "00" * 32},
        "note verify": {"note": "", "vkeys": []},
        "tlog inclusion": {"index": 0, "size": 1, "root": "", "leaf_hash": "", "proof": []},
        "tlog consistency": {"size1": 1, "size2": 1, "root1": "", "root2": "", "proof": []},
    }

    def test_each_is_answered_and_so_is_the_next(self):
        for command, good in self.GOOD.items():
            wrong = ["", "{", "[]", "7", "{} {}", "[" * 100000, "{\"a\":\"\ufffe\ud800\"}"]
            for name, value in good.items():
                without = {key: held for key, held in good.items() if key != name}
                wrong.append(json.dumps(without))
                for other in (None, {}, [[]], -1, 1.5, True, 2**64):
                    if name == "envelope" or (name, other) == ("proof", None):
                        continue  # what is no envelope is not valid; no proof is an empty one
                    if other != value:
                        wrong.append(json.dumps({**good, name: other}))
                if isinstance(value, str):
                    if name not in ("note", "payloadType", "scheme"):
                        wrong.append(json.dumps({**good, name: "0"}))
                        wrong.append(json.dumps({**good, name: "=?"}))
            if command == "dsse verify":
                wrong.remove(json.dumps({k: v for k, v in good.items() if k != "envelope"}))
            lines = [line for one in wrong for line in (one, json.dumps(good))]
            given = answers(command, [line.encode("utf-8", "replace").decode() for line in lines])
            self.assertEqual(len(given), len(lines))
            for request, answer, fine in zip(wrong, given[::2], given[1::2]):
                with self.subTest(command, request=request[:80]):
                    self.assertEqual(list(answer), ["error"])
                    self.assertTrue(answer["error"])
                    self.assertNotIn("error", fine)

    def test_a_line_longer_than_any_document_is_answered_within_bounds_and_so_is_the_next(self):
        good = json.dumps(self.GOOD["sig verify"])
        with tempfile.TemporaryFile() as requests, tempfile.TemporaryFile() as answered:
            requests.write(b'{"scheme":"')
            requests.seek(1 << 30, os.SEEK_CUR)  # a hole: NUL bytes that take no room on the disk
            requests.write(b'"}\n' + good.encode())
            requests.seek(0)
            asked = subprocess.Popen([GIRS, "sig", "verify", "--lines"], stdin=requests, stdout=answered)
            _, status, used = os.wait4(asked.pid, 0)
            asked.returncode = os.waitstatus_to_exitcode(status)
            answered.seek(0)
            first, second = [json.loads(line) for line in answered.read().splitlines()]
        self.assertEqual((asked.returncode, list(first), second), (0, ["error"], {"valid": False}))
        self.assertLess(used.ru_maxrss, 600 << 10)  # KiB; the line alone has 1 GiB

    def test_an_unknown_scheme_is_unsupported(self):
        for scheme in ("", "none", "hs256", "ED25519", "ed25519ph"):
            request = {**self.GOOD["sig verify"], "scheme": scheme}
            self.assertEqual(list(answers("sig verify", [json.dumps(request)])[0]), ["unsupported"])

    def test_a_request_without_lines_is_the_whole_input(self):
        done = subprocess.run([GIRS, "tlog", "inclusion"], capture_output=True, timeout=60,
                              input=json.dumps(self.GOOD["tlog inclusion"], indent=1).encode())
        self.assertEqual((done.returncode, json.loads(done.stdout)), (0, {"valid": False}))

    def test_the_words_are_vietnamese_with_lang_vi(self):
        done = subprocess.run([GIRS, "sig", "verify", "--lang", "vi"], capture_output=True,
                              timeout=60, input=b"{}")
        self.assertIn("Yêu cầu", json.loads(done.stdout)["error"])


if __name__ == "__main__":
    GIRS = sys.argv.pop(1)
    unittest.main()
