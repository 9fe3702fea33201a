"""A signed package from one office to another without a network, by the command line, with OpenSSL as
the second opinion on keys and signatures.

    python3 evidence_test.py GIRS CATALOG
"""
import base64
import hashlib
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import program
from program import girs

LOG = "baocao.example.gov.vn/log/2025"
REPORT = "application/vnd.girs.report.v1+json"
DECISION = "application/vnd.girs.decision.v1+json"
PASSPHRASE = "một cụm từ dài"
ROLES = {"preparer": "ecdsa-sha2-nistp256", "approver": "ecdsa-sha2-nistp384", "agency-seal": "rsassa-pss-sha256"}
ROW = ",100,100,-,-,100,100,-,-,0,0,-\n"
FIGURES = "row,3,4,5,6,7,8,9,10,11,12,13\nT" + ROW + "LV01" + ROW
OF_REPORT = ("--regime", "KSTTHC", "--period", "2025-Q4")


def pae(kind, body):
    """The bytes that a DSSE signature is over, by the standard's own words."""
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)


def openssl(*words, data=None):
    return subprocess.run(["openssl", *map(str, words)], input=data, capture_output=True, timeout=60)


def entry(key, role, unit, person, types):
    return {"scheme": key["scheme"], "spki": key["spki"], "unit": unit, "title": role,
            **({"person": person} if person else {}),
            "roles": [{"role": role, "units": [unit if unit != "G22" else "*"], "regimes": ["*"], "types": types}],
            "not_before": "2025-01-01T00:00:00Z", "not_after": "2026-12-31T23:59:59Z"}


class Carried(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.room = tempfile.TemporaryDirectory()
        cls.here = Path(cls.room.name)
        (cls.here / "passphrase").write_text(PASSPHRASE)
        cls.keys()
        cls.stores()
        cls.report()

    @classmethod
    def tearDownClass(cls):
        cls.room.cleanup()

    @classmethod
    def run_now(cls, *words, expect=0):
        return girs("--now", "2025-12-15T08:00:00+07:00", "--passphrase-file", cls.here / "passphrase", *words,
                    expect=expect)

    @classmethod
    def keys(cls):
        new = lambda name, *more: json.loads(cls.run_now("key", "new", cls.here / name, *more, "--json").stdout)
        cls.root = new("root.pem", "--scheme", "ed25519")
        cls.log = new("log.pem", "--scheme", "ed25519", "--name", LOG)
        cls.decider = new("decision.pem", "--scheme", "ed25519")
        cls.staff = {role: new(role + ".pem", "--scheme", scheme) for role, scheme in ROLES.items()}

    @classmethod
    def stores(cls):
        cls.commune, cls.centre = cls.here / "commune.girs", cls.here / "centre.girs"
        for store, unit in ((cls.commune, "31825"), (cls.centre, "VN")):
            cls.run_now("init", store, "--unit", unit, "--audience", LOG, "--registry-root",
                        "ed25519 " + cls.root["spki"], "--log-key", cls.log["vkey"])
            cls.run_now("catalog", "load", store, CATALOG)
        listed = [entry(key, role, "31825", None if role == "agency-seal" else role, [REPORT])
                  for role, key in cls.staff.items()]
        listed.append(entry(cls.decider, "decider", "G22", None, [DECISION]))
        (cls.here / "keys.json").write_text(json.dumps(listed))
        cls.run_now("registry", "add", cls.centre, "--keys", cls.here / "keys.json", "--root", cls.here / "root.pem",
                    "--log-vkey", cls.log["vkey"])

    @classmethod
    def report(cls):
        (cls.here / "figures.csv").write_text(FIGURES)
        (cls.here / "thuyet-minh.pdf").write_bytes(b"%PDF-1.4 th\xc6\xb0 k\xc3\xa8m\n" * 50)
        cls.run_now("report", "new", cls.commune, *OF_REPORT)
        cls.run_now("report", "import", cls.commune, cls.here / "figures.csv", *OF_REPORT)
        cls.run_now("report", "attach", cls.commune, cls.here / "thuyet-minh.pdf", *OF_REPORT, "--type",
                    "application/pdf")
        cls.run_now("report", "approve", cls.commune, *OF_REPORT)
        signing = [word for role in ROLES for word in ("--sign", f"{role}={cls.here / (role + '.pem')}")]
        cls.pid = json.loads(cls.run_now("report", "submit", cls.commune, *OF_REPORT, *signing, "--json").stdout)["pid"]
        cls.file = cls.here / "package.girs.json"
        cls.run_now("package", "export", cls.commune, cls.pid, "--out", cls.file)
        cls.bundle = json.loads(cls.file.read_text())
        cls.payload = base64.b64decode(cls.bundle["envelope"]["payload"])
        cls.signed = pae(cls.bundle["envelope"]["payloadType"], cls.payload)

    def test_openssl_verifies_each_signature_over_the_bytes_of_an_exported_package(self):
        (self.here / "signed").write_bytes(self.signed)
        (self.here / "changed").write_bytes(self.signed[:-2] + b" }")
        self.assertEqual(hashlib.sha256(self.signed).hexdigest(), self.pid)
        by_keyid = {one["keyid"]: base64.b64decode(one["sig"]) for one in self.bundle["envelope"]["signatures"]}
        self.assertEqual(len(by_keyid), 3)
        for role, key in self.staff.items():
            with self.subTest(role):
                spki = base64.b64decode(key["spki"])
                (self.here / "key.der").write_bytes(spki)
                (self.here / "sig").write_bytes(by_keyid[hashlib.sha256(spki).hexdigest()])
                hashed = "-sha384" if ROLES[role].endswith("384") else "-sha256"
                pss = ("-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32") if "pss" in ROLES[role] else ()
                verify = ("dgst", hashed, "-verify", self.here / "key.der", "-keyform", "DER", *pss, "-signature",
                          self.here / "sig")
                good = openssl(*verify, self.here / "signed")
                self.assertEqual((good.returncode, good.stdout), (0, b"Verified OK\n"), good.stderr)
                self.assertNotEqual(openssl(*verify, self.here / "changed").returncode, 0)

    def test_openssl_reads_our_key_files(self):
        for role, key in self.staff.items():
            with self.subTest(role):
                public = openssl("pkey", "-in", self.here / (role + ".pem"), "-passin",
                                 "file:" + str(self.here / "passphrase"), "-pubout", "-outform", "DER")
                self.assertEqual(public.stdout, base64.b64decode(key["spki"]), public.stderr)

    def test_a_package_is_carried_with_its_attachments_and_its_receipt_comes_back(self):
        content = (self.here / "thuyet-minh.pdf").read_bytes()
        self.assertEqual([(one["digest"], base64.b64decode(one["content"])) for one in self.bundle["attachments"]],
                         [("sha256:" + hashlib.sha256(content).hexdigest(), content)])
        admit = ("central", "admit", self.centre)
        keys = ("--log-key", self.here / "log.pem", "--decision-key", self.here / "decision.pem")
        without = dict(self.bundle, attachments=[])
        (self.here / "without.json").write_text(json.dumps(without))
        said = self.run_now(*admit, self.here / "without.json", *keys, expect=4).stderr
        self.assertIn("thuyet-minh.pdf", said)

        receipt = self.here / "receipt"
        first = self.run_now(*admit, self.file, "--receipt", receipt, *keys).stdout
        again = self.run_now(*admit, self.file, *keys).stdout
        self.assertIn("Admitted and logged", first)
        self.assertIn("It was here already", again)
        self.run_now("receipt", "verify", self.file, "--receipt", receipt, "--log-vkey", self.log["vkey"])
        self.run_now("package", "verify", self.centre, self.file)
        back = json.loads(self.run_now("package", "export", self.centre, self.pid).stdout)
        self.assertEqual(back["attachments"], self.bundle["attachments"])
        self.assertEqual(back["envelope"], self.bundle["envelope"])
        self.run_now("log", "fsck", self.centre)

    def test_a_signer_is_shown_the_figures_and_the_digest_of_what_is_signed(self):
        page = self.run_now("package", "show", self.file).stdout
        for part in (self.pid, "31825", "100", "thuyet-minh.pdf"):
            self.assertIn(part, page)


if __name__ == "__main__":
    _, CATALOG = program.arguments(2)
    unittest.main()
