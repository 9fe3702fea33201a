"""Runs a test by the interpreter of a virtual environment that has a package."""
import subprocess
import sys
import venv

SKIPPED = 77


def run_inside(folder, packages, modules, command):
    """The exit code of `command` (a script and its words) with `packages` (with a space between
    them) installed in `folder`, which is made once and kept; 77, said loudly, when they cannot be.
    `modules`: what they bring, with a comma between."""
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            venv.create(folder, with_pip=True)
        has = subprocess.run([python, "-c", f"import {modules}"], capture_output=True, check=False)
        if has.returncode != 0:
            subprocess.run([python, "-m", "pip", "install", "--quiet", *packages.split()], check=True,
                           timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"SKIPPED: {packages} could not be installed: {error}", file=sys.stderr)
        return SKIPPED
    return subprocess.run([python, *command, "--inside"], check=False).returncode
