"""A configuration of a centre with many mistakes is told all of them, in both languages, before
anything is opened; a sound one is called sound.  python3 config_test.py GIRS
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GIRS = str(Path(sys.argv.pop()).resolve())


def check(config: object, folder: str, *flags: str) -> tuple[int, dict[str, str]]:
    """Exit code, and by its place the English sentence of each mistake."""
    path = Path(folder, "central.json")
    path.write_text(json.dumps(config))
    run = subprocess.run([GIRS, "--json", "central", "check-config", "--config", path, *flags],
                         cwd=folder, capture_output=True, text=True)
    found = json.loads(run.stdout)["mistakes"]
    assert all(one["message_vi"] for one in found)
    return run.returncode, {one["place"]: one["message_en"] for one in found}


class Configurations(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = self.holder.name
        for name in ("store.girs", "log.pem", "decision.pem", "server.crt", "server.key"):
            Path(self.folder, name).write_text("x")
            os.chmod(Path(self.folder, name), 0o600)
        self.sound = {"schema": "girs.central-config/1", "store": "store.girs", "log_key": "log.pem",
                      "listen": "0.0.0.0:8443", "decision_key": "decision.pem",
                      "tls": {"certificate": "server.crt", "key": "server.key"}}

    def tearDown(self):
        self.holder.cleanup()

    def test_a_sound_one_is_called_sound(self):
        self.assertEqual(check(self.sound, self.folder), (0, {}))

    def test_every_mistake_comes_at_once_with_its_place(self):
        os.chmod(Path(self.folder, "log.pem"), 0o666)
        code, found = check({"schema": "girs.central-config/2", "store": "nowhere.girs", "listen": "8443",
                             "log_key": "log.pem", "decision_key": "log.pem", "access": "maybe",
                             "threads": 0, "connections": "many", "operation_listen": "0.0.0.0:9108",
                             "tls": {"certificate": "server.crt", "chain": 1}, "colour": "blue"}, self.folder)
        self.assertEqual(code, 1)
        self.assertEqual(set(found), {"/schema", "/store", "/listen", "/log_key", "/decision_key", "/access",
                                      "/threads", "/connections", "/operation_listen", "/tls", "/tls/chain",
                                      "/colour"})

    def test_beyond_this_machine_an_open_or_plain_server_is_a_mistake(self):
        code, found = check({**self.sound, "access": "open", "tls": {}}, self.folder)
        self.assertEqual((code, set(found)), (1, {"/access", "/tls/certificate"}))
        self.assertEqual(check({**self.sound, "access": "open", "tls": {}, "listen": "127.0.0.1:1"}, self.folder)[0], 0)

    def test_flags_count_over_the_file(self):
        self.assertEqual(check({**self.sound, "listen": "nonsense"}, self.folder, "--listen", "0.0.0.0:1")[0], 0)

    def test_a_server_does_not_begin_with_a_mistake(self):
        path = Path(self.folder, "central.json")
        path.write_text(json.dumps({**self.sound, "listen": "nonsense"}))
        run = subprocess.run([GIRS, "central", "serve", "--config", path], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(run.returncode, 2)
        self.assertIn("/listen", run.stderr)


if __name__ == "__main__":
    unittest.main()
