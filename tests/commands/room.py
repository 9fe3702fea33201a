"""A commune, a centre and everybody's keys in one folder, for tests of who signs what."""
import json
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import program
from program import girs

CATALOG = ""   # the folder of definitions, which the program's arguments say
LOG = "baocao.example.gov.vn/log/2025"
ROW = ",100,100,-,-,100,100,-,-,0,0,-\n"
FIGURES = "row,3,4,5,6,7,8,9,10,11,12,13\nT" + ROW + "LV01" + ROW
OF_REPORT = ("--regime", "KSTTHC", "--period", "2025-Q4")
NOW = "2025-12-15T08:00:00+07:00"


class Room(unittest.TestCase):
    """A folder with a commune's store, a centre's store and everybody's keys."""

    @classmethod
    def setUpClass(cls):
        cls.room = tempfile.TemporaryDirectory()
        cls.here = Path(cls.room.name)
        (cls.here / "passphrase").write_text("một cụm từ dài")
        cls.key = {name: cls.new_key(name, scheme) for name, scheme in {
            "root": "ed25519", "root2": "ecdsa-sha2-nistp256", "log": "ed25519", "decision": "ed25519",
            "lan": "ecdsa-sha2-nistp256", "binh": "ecdsa-sha2-nistp384", "seal": "rsassa-pss-sha256",
            "stranger": "ecdsa-sha2-nistp256", "lan2": "ed25519"}.items()}

    @classmethod
    def tearDownClass(cls):
        cls.room.cleanup()

    @classmethod
    def run_at(cls, moment, *words, expect=0):
        return girs("--now", moment, "--passphrase-file", cls.here / "passphrase", *words, expect=expect)

    @classmethod
    def run_now(cls, *words, expect=0):
        return cls.run_at(NOW, *words, expect=expect)

    @classmethod
    def new_key(cls, name, scheme):
        return json.loads(cls.run_now("key", "new", cls.file(name), "--scheme", scheme, *(
            ("--name", LOG) if scheme == "ed25519" else ()), "--json").stdout)

    @classmethod
    def file(cls, name):
        return cls.here / (name + ".pem")

    @classmethod
    def pin(cls, *names):
        return "\n".join(cls.key[name]["scheme"] + " " + cls.key[name]["spki"] for name in names)

    @classmethod
    def store(cls, name, unit, roots=("root",), *more):
        made = cls.here / name
        pins = [word for root in roots for word in ("--registry-root", cls.pin(root))]
        cls.run_now("init", made, "--unit", unit, "--audience", LOG, *pins, "--log-key",
                    cls.key["log"]["vkey"], *more)
        cls.run_now("catalog", "load", made, CATALOG)
        return made

    @classmethod
    def entry(cls, key, role, unit="31825", person=None, since="2025-01-01T00:00:00Z"):
        return {"scheme": key["scheme"], "spki": key["spki"], "unit": unit, "not_before": since,
                **({"person": person} if person else {}),
                "roles": [{"role": role, "units": ["*" if unit == "G22" else unit], "regimes": ["*"],
                           "types": ["*"]}]}

    @classmethod
    def staff(cls):
        return [cls.entry(cls.key["lan"], "preparer", person="lan"),
                cls.entry(cls.key["binh"], "approver", person="binh"),
                cls.entry(cls.key["seal"], "agency-seal"),
                cls.entry(cls.key["decision"], "decider", unit="G22")]

    @classmethod
    def write(cls, name, value):
        path = cls.here / name
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return path

    @classmethod
    def registered(cls, store, *communes):
        out = cls.here / "registry-1.json"
        cls.run_now("registry", "add", store, "--keys", cls.write("keys.json", cls.staff()), "--root",
                    cls.file("root"), "--log-vkey", cls.key["log"]["vkey"], "--out", out)
        for commune in communes:
            cls.run_now("registry", "import", commune, out)

    @classmethod
    def approved(cls, store):
        cls.run_now("report", "new", store, *OF_REPORT)
        cls.run_now("report", "import", store, cls.write("figures.csv", FIGURES), *OF_REPORT)
        cls.run_now("report", "approve", store, *OF_REPORT)

    @classmethod
    def prepared(cls, store, out, *signers):
        words = [word for signer in signers for word in ("--signer", signer)]
        cls.run_now("report", "prepare", store, *OF_REPORT, *words, "--out", out)
        return out

    @classmethod
    def three(cls, approver="approver:KT."):
        return ["preparer=" + cls.key["lan"]["keyid"], approver + "=" + cls.key["binh"]["keyid"],
                "agency-seal=" + cls.key["seal"]["keyid"]]

    @classmethod
    def signed(cls, store):
        """The store's report, approved, prepared and signed by all three."""
        cls.approved(store)
        package = cls.prepared(store, cls.here / "package.json", *cls.three())
        for name in ("lan", "binh", "seal"):
            cls.run_now("package", "sign", package, "--key", cls.file(name))
        return package


class Served:
    """A centre on a free port while the block lasts; `said` is what it then wrote on standard error."""

    def __init__(self, room, store, moment=NOW, *more):
        self.room, self.store, self.moment, self.more = room, store, moment, more

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("w+")
        port = self.room.here / "port"
        port.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [program.GIRS, "--now", self.moment, "--passphrase-file", self.room.here / "passphrase", "central", "serve",
             self.store, "--listen", "127.0.0.1:0", "--log-key", self.room.file("log"), "--port-file", port,
             *self.more],
            stdout=subprocess.DEVNULL, stderr=self.errors)
        until = time.monotonic() + 60
        while not (port.exists() and port.read_text().strip()):
            if time.monotonic() > until or self.process.poll() is not None:
                raise AssertionError("the centre did not start")
            time.sleep(0.02)
        return "http://127.0.0.1:" + port.read_text().strip()

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        with self.errors:
            self.errors.seek(0)
            self.said = self.errors.read()
