"""Follows examples/central/README.md literally: every block marked sh, in one shell, in an empty
folder; the two ports are free ones.  python3 readme_test.py GIRS SOURCE_DIR
"""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check_unit_file(source: Path) -> list[str]:
    """What systemd itself says of the unit file, where it is installed."""
    if not shutil.which("systemd-analyze"):
        print("systemd-analyze is not here: the unit file was not looked at")
        return []
    with tempfile.TemporaryDirectory() as folder:
        unit = Path(folder) / "girs-central.service"
        text = (source / "examples/central/girs-central.service").read_text()
        unit.write_text(text.replace("/usr/bin/girs", "/bin/true"))
        verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
        rated = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit],
                               capture_output=True, text=True)
    mistakes = []
    if verified.returncode or "girs-central" in verified.stderr:
        mistakes.append("systemd-analyze verify: " + verified.stderr)
    if rated.returncode:
        mistakes.append("systemd-analyze security: " + rated.stdout[-300:] + rated.stderr)
    return mistakes


def main() -> int:
    program, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    text = (source / "examples/central/README.md").read_text()
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    script = "set -eu\n" + "".join(blocks)
    for port in ("8443", "9108"):
        script = script.replace(":" + port, f":{free_port()}")
    mistakes = check_unit_file(source)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}",
                       "CATALOG": str(source / "examples/catalog")}
        run = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        refused = Path(folder, "refused.txt")
        said = refused.read_text() if refused.exists() else ""
        log = Path(folder, "state/central.log")
        lines = log.read_text().splitlines() if log.exists() else []
    if run.returncode:
        mistakes.append(f"the README's commands end with {run.returncode}:\n{run.stdout}")
    if "Phòng Kiểm soát TTHC" not in said:
        mistakes.append("the refusal does not say whom to ask: " + said)
    if not any('"event":"stopped"' in line for line in lines):
        mistakes.append("the server did not stop in good order")
    for mistake in mistakes:
        print(mistake)
    print(f"{len(blocks)} blocks followed, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
