"""Runs a test by the interpreter of a virtual environment that has a package."""
import subprocess
import sys
import venv

SKIPPED = 77


def run_inside(folder, package, module, command):
    """The exit code of `command` (a script and its words) with `package` installed in `folder`, which
    is made once and kept; 77, said loudly, when it cannot be installed."""
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            venv.create(folder, with_pip=True)
        has = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
        if has.returncode != 0:
            subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True,
                           timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"SKIPPED: {package} could not be installed: {error}", file=sys.stderr)
        return SKIPPED
    return subprocess.run([python, *command, "--inside"], check=False).returncode
