"""Many signers by the command line: people with machines and a token of their own, one signature for a
month's packages, two root keys, keys that change, and a log that is watched.

    python3 signers_test.py GIRS CATALOG
"""
import base64
import hashlib
import json
import os
import shutil
import subprocess
import unittest
from pathlib import Path

import program
import room
from room import LOG, NOW, OF_REPORT, Room, Served

TOKEN_MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
BATCH_MAX = 500


def canonical(value):
    """RFC 8785 for what packages hold: texts, small whole numbers, names in ASCII."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


class OneAfterTheOther(Room):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune, cls.centre = cls.store("commune.girs", "31825"), cls.store("centre.girs", "VN")
        cls.registered(cls.centre, cls.commune)
        cls.approved(cls.commune)

    def test_each_signs_on_a_machine_of_their_own_and_the_last_brings_it_home(self):
        carried = self.prepared(self.commune, self.here / "draft.json", *self.three())
        for machine, name in (("a", "lan"), ("b", "binh"), ("c", "seal")):
            there = self.here / machine
            there.mkdir()
            shutil.copy(carried, there / "draft.json")
            shutil.copy(self.file(name), there)
            page = self.run_now("package", "sign", there / "draft.json", "--key", there / (name + ".pem"),
                                "--out", there / "signed.json").stdout
            for part in ("31825", "KT.", "100", self.pid_of(carried)):
                self.assertIn(part, page)
            carried = there / "signed.json"
            said = self.run_now("package", "sign", carried, "--key", there / (name + ".pem"), expect=4).stderr
            self.assertIn("has signed already", said)
            if name != "seal":
                self.run_now("package", "verify", self.centre, carried, expect=1)
                self.run_now("report", "submit", self.commune, *OF_REPORT, "--package", carried, expect=4)
        self.run_now("package", "verify", self.centre, carried)
        self.run_now("report", "submit", self.commune, *OF_REPORT, "--package", carried)
        # What was signed is what is shown: the authority under which Bình signs stands in the payload.
        claimed = self.payload(carried)["signers"]
        self.assertEqual([one["authority"] for one in claimed], [None, "KT.", None])

    def test_a_package_that_batches_alone_sign_is_refused_with_what_to_do(self):
        store = self.store("batches.girs", "31825")
        self.run_now("registry", "import", store, self.here / "registry-1.json")
        self.approved(store)
        package = self.prepared(store, self.here / "batches.json", *self.three())
        for role, name in (("preparer", "lan"), ("approver", "binh"), ("agency-seal", "seal")):
            self.run_now("package", "sign-batch", "--role", role, "--key", self.file(name), package)
        for language, sentence in (("en", "one of its signers at least signs the package itself"),
                                   ("vi", "ít nhất một người ký phải ký trực tiếp vào gói")):
            for words in (("package", "verify", self.centre, package),
                          ("report", "submit", store, *OF_REPORT, "--package", package)):
                self.assertIn(sentence, self.run_now("--lang", language, *words, expect=4).stderr)
        self.run_now("package", "sign", package, "--key", self.file("lan"))
        self.run_now("package", "verify", self.centre, package)
        self.run_now("report", "submit", store, *OF_REPORT, "--package", package)

    def test_who_is_not_named_signs_nothing_and_every_authority_is_shown(self):
        commune = self.store("another.girs", "31825")
        self.run_now("registry", "import", commune, self.here / "registry-1.json")
        self.approved(commune)
        for authority in ("KT.", "TL.", "TUQ."):
            package = self.prepared(commune, self.here / ("as" + authority + "json"),
                                    *self.three("approver:" + authority))
            self.assertIn(authority, self.run_now("package", "show", package, "--lang", "vi").stdout)
        before = package.read_bytes()
        said = self.run_now("package", "sign", package, "--key", self.file("stranger"), expect=4).stderr
        self.assertIn("name", said)
        self.assertEqual(package.read_bytes(), before)

    @staticmethod
    def payload(path):
        return json.loads(base64.b64decode(json.loads(path.read_text())["envelope"]["payload"]))

    @staticmethod
    def pid_of(path):
        envelope = json.loads(path.read_text())["envelope"]
        body = base64.b64decode(envelope["payload"])
        kind = envelope["payloadType"].encode()
        return hashlib.sha256(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)).hexdigest()


@unittest.skipUnless(TOKEN_MODULE.exists() and shutil.which("softhsm2-util"), "SoftHSM2 is not installed")
class MonthsEnd(Room):
    """Up to 500 packages, three signatures in all, one of them by a token that is asked once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.here / "tokens").mkdir()
        config = cls.write("softhsm.conf", f"directories.tokendir = {cls.here / 'tokens'}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(config)
        quiet = {"check": True, "capture_output": True, "timeout": 60}
        subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", "ubnd", "--so-pin", "87654321",
                        "--pin", "1234"], **quiet)
        subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
                        cls.here / "token.pem"], **quiet)
        subprocess.run(["softhsm2-util", "--import", cls.here / "token.pem", "--token", "ubnd", "--label", "ct",
                        "--id", "01", "--pin", "1234"], **quiet)
        cls.token = ("--pkcs11-module", TOKEN_MODULE, "--pin-file", cls.write("pin", "1234"))
        cls.uri = "pkcs11:token=ubnd;object=ct"
        cls.key["binh"] = json.loads(cls.run_now(*cls.token, "key", "show", cls.uri, "--json").stdout)
        cls.commune, cls.centre = cls.store("commune.girs", "31825"), cls.store("centre.girs", "VN")
        cls.registered(cls.centre, cls.commune)
        cls.approved(cls.commune)
        cls.packages = cls.month(cls.prepared(cls.commune, cls.here / "draft.json", *cls.three()))

    @classmethod
    def month(cls, draft):
        """As many packages as a batch holds, each another document, and one more."""
        document = json.loads(draft.read_text())
        payload = json.loads(base64.b64decode(document["envelope"]["payload"]))
        made = []
        for number in range(BATCH_MAX + 1):
            payload["salt"] = f"{number:032x}"
            document["envelope"]["payload"] = base64.b64encode(canonical(payload)).decode()
            made.append(cls.write(f"p{number}.json", document))
        return made

    def test_a_month_is_signed_with_one_signature_a_person_and_one_pin(self):
        sign = ("package", "sign-batch", "--role")
        before = self.packages[-1].read_bytes()
        said = self.run_now(*self.token, *sign, "approver", "--key", self.uri, *self.packages, expect=4).stderr
        self.assertIn("500", said)
        self.assertEqual(self.packages[-1].read_bytes(), before)
        month = self.packages[:-1]
        self.run_now(*self.token, *sign, "approver", "--key", self.uri, *month)
        for package in (month[0], month[BATCH_MAX // 2], month[-1]):
            self.run_now("package", "sign", package, "--key", self.file("lan"))
            self.run_now("package", "verify", self.centre, package, expect=1)
        self.run_now(*sign, "agency-seal", "--key", self.file("seal"), *month)
        for package in (month[0], month[BATCH_MAX // 2], month[-1]):
            self.run_now("package", "verify", self.centre, package)
        # One signature by the token, however many packages it stands for.
        by_token = {batch["signatures"][0]["sig"] for package in month
                    for batch in json.loads(package.read_text())["batches"]
                    if batch["signatures"][0]["keyid"] == self.key["binh"]["keyid"]}
        self.assertEqual(len(by_token), 1)
        # A package that is not in the batch gains nothing by carrying it.
        self.run_now("package", "sign", self.packages[-1], "--key", self.file("lan"))
        stranger = json.loads(self.packages[-1].read_text())
        stranger["batches"] = json.loads(month[0].read_text())["batches"]
        self.run_now("package", "verify", self.centre, self.write("carrier.json", stranger), expect=1)

    def test_a_wrong_pin_signs_nothing(self):
        package = self.write("one.json", self.packages[-1].read_text())
        self.run_now("--pkcs11-module", TOKEN_MODULE, "--pin-file", self.write("wrong", "9999"), "package", "sign",
                     package, "--key", self.uri, expect=4)
        self.assertEqual(package.read_text(), self.packages[-1].read_text())


class KeysChange(Room):
    def test_two_persons_change_the_registry_and_no_one_of_them_alone(self):
        office = self.store("office.girs", "VN", ("root", "root2"))
        keys = self.write("keys.json", self.staff())
        self.run_now("registry", "add", office, "--keys", keys, "--root", self.file("root"), "--log-vkey",
                     self.key["log"]["vkey"], expect=4)
        change = self.write("change.json", {"add": self.staff(), "log_keys": [self.key["log"]["vkey"]],
                                            "cosigners": [self.key["root2"]["keyid"]]})
        proposal = self.here / "registry.json"
        self.run_now("registry", "propose", office, "--change", change, "--root", self.file("root"), "--out", proposal)
        self.run_now("registry", "import", office, proposal, expect=4)
        self.assertIn(self.key["root2"]["keyid"][:16], self.run_now("package", "show", proposal).stdout)
        self.run_now("package", "sign", proposal, "--key", self.file("root2"))
        self.run_now("registry", "import", office, proposal)
        self.assertEqual(json.loads(self.run_now("registry", "show", office, "--json").stdout)["version"], 1)

    def test_what_was_logged_before_a_key_was_revoked_or_retired_stays_valid(self):
        commune, centre = self.store("commune.girs", "31825"), self.store("centre.girs", "VN")
        self.registered(centre, commune)
        package = self.signed(commune)
        late = self.write("late.json", package.read_text())
        admit = ("central", "admit", centre, package, "--log-key", self.file("log"), "--receipt", self.here / "receipt")
        self.run_now(*admit)
        old, new = self.key["lan"], self.key["lan2"]
        change = self.write("change.json", {
            "retire": [{"keyid": old["keyid"], "not_after": "2025-12-31T00:00:00Z"}],
            "add": [self.entry(new, "preparer", person="lan", since="2025-12-20T00:00:00Z")],
            "revoke": [{"keyid": self.key["binh"]["keyid"], "at": "2025-12-16T00:00:00Z", "reason": "mất thẻ"}]})
        self.run_now("registry", "propose", centre, "--change", change, "--root", self.file("root"), "--out",
                     self.here / "next.json")
        self.run_now("registry", "import", centre, self.here / "next.json")
        shown = self.run_now("registry", "show", centre).stdout
        for word in ("retired", "revoked", "active"):
            self.assertIn(word, shown)
        self.run_now("package", "verify", centre, late, "--at", "2025-12-15T09:00:00+07:00")
        said = self.run_now("package", "verify", centre, late, "--at", "2025-12-17T00:00:00Z", expect=1).stderr
        self.assertIn("revoked", said)
        self.run_now("receipt", "verify", package, "--receipt", self.here / "receipt", "--log-vkey",
                     self.key["log"]["vkey"])
        self.run_at("2025-12-18T08:00:00+07:00", "log", "fsck", centre)
        # An older version of the registry never comes back.
        self.run_now("registry", "revoke", centre, "--keyid", self.key["seal"]["keyid"], "--at",
                     "2025-12-19T00:00:00Z", "--reason", "đổi dấu", "--root", self.file("root"))
        self.run_now("registry", "import", centre, self.here / "next.json", expect=4)


class Watched(Room):
    def test_a_centre_that_was_set_back_signs_nothing_and_its_monitor_sees_a_short_log(self):
        anchor = self.here / "anchor"
        centre = self.store("centre.girs", "VN", ("root",), "--anchor", anchor)
        commune = self.store("commune.girs", "31825")
        watcher = self.store("watcher.girs", "31826")
        self.registered(centre, commune)
        checkpoint = ("log", "checkpoint", centre, "--log-key", self.file("log"))
        self.run_now(*checkpoint)
        copy = self.here / "copy.girs"
        self.run_now("central", "backup", centre, copy)
        package = self.signed(commune)
        self.run_now("central", "admit", centre, package, "--log-key", self.file("log"), "--receipt",
                     self.here / "receipt")
        with Served(self, centre) as url:
            self.run_now("log", "monitor", watcher, "--to", url)
            self.run_now("log", "monitor", watcher, "--to", url)
        for old in self.here.glob("centre.girs*"):
            old.unlink()
        shutil.copy(copy, centre)
        said = self.run_now(*checkpoint, expect=4).stderr
        self.assertIn("anchor", said)
        # Whoever runs a centre can take its anchor away, but not what others have seen of its log.
        self.store("copy.girs", "VN", ("root",), "--anchor", self.here / "another")
        with Served(self, copy) as url:
            said = self.run_now("log", "monitor", watcher, "--to", url, expect=1)
        self.assertTrue(said.stdout + said.stderr)

    def test_who_serves_without_an_anchor_is_told_how_to_set_one(self):
        centre = self.store("bare.girs", "VN")
        for language, part in (("en", "this store has no anchor"), ("vi", "kho này chưa có tệp neo")):
            with (served := Served(self, centre, NOW, "--lang", language)):
                pass
            self.assertIn(part, served.said)
        self.run_now("init", centre, "--unit", "VN", "--audience", LOG, "--anchor", self.here / "its-anchor")
        with (served := Served(self, centre)):
            pass
        self.assertEqual(served.said, "")


class Witnessed(Room):
    def test_a_quorum_of_witnesses_is_asked_for_by_the_policy(self):
        centre, commune = self.store("centre.girs", "VN"), self.store("commune.girs", "31825")
        self.registered(centre, commune)
        package = self.signed(commune)
        receipt = self.here / "receipt"
        self.run_now("central", "admit", centre, package, "--log-key", self.file("log"), "--receipt", receipt)
        lines, keys = [], []
        for name in ("w1", "w2"):
            self.key[name] = self.new_key(name, "ed25519")
            keys.append(self.witness_key(name))
            lines.append(self.cosignature(name, receipt.read_text()))
        policy = self.write("policy", "log {}\nwitness w1 {}\nwitness w2 {}\ngroup both all w1 w2\nquorum both\n"
                            .format(self.key["log"]["vkey"], *keys))
        verify = ("log", "verify", "--package", package, "--policy", policy)
        one, two = self.here / "one", self.here / "two"
        one.write_text(receipt.read_text() + lines[0])
        two.write_text(receipt.read_text() + "".join(lines))
        bare = self.run_now(*verify, receipt).stdout
        self.assertIn("unwitnessed", bare)
        self.assertIn("unwitnessed", self.run_now(*verify, one).stdout)
        witnessed = self.run_now(*verify, two).stdout
        self.assertNotIn("unwitnessed", witnessed)
        forged = lines[1].rsplit(" ", 1)
        raw = bytearray(base64.b64decode(forged[1]))
        raw[-1] ^= 1
        bad = self.here / "bad"
        bad.write_text(receipt.read_text() + lines[0] + forged[0] + " " + base64.b64encode(raw).decode() + "\n")
        self.run_now(*verify, bad, expect=1)

    def raw_public(self, name):
        return base64.b64decode(self.key[name]["spki"])[-32:]

    def key_hash(self, name):
        material = name.encode() + b"\n\x04" + self.raw_public(name)
        return hashlib.sha256(material).digest()[:4]

    def witness_key(self, name):
        return f"{name}+{self.key_hash(name).hex()}+{base64.b64encode(bytes([4]) + self.raw_public(name)).decode()}"

    def cosignature(self, name, receipt, at=1765760000):
        """What a witness adds, with OpenSSL in its place (C2SP tlog-cosignature)."""
        body = receipt.split("\n\n")[1] + "\n"
        message = self.here / "message"
        message.write_bytes(f"cosignature/v1\ntime {at}\n{body}".encode())
        signature = subprocess.run(
            ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.file(name), "-passin",
             f"file:{self.here / 'passphrase'}", "-in", message], capture_output=True, check=True, timeout=60).stdout
        whole = self.key_hash(name) + at.to_bytes(8, "big") + signature
        return f"— {name} {base64.b64encode(whole).decode()}\n"


if __name__ == "__main__":
    _, room.CATALOG = program.arguments(2)
    unittest.main()
