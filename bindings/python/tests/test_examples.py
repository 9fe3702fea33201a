"""Every example runs as it stands, and the README's program is one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def run(name, *arguments):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments], capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip


def test_twenty_lines_lead_to_a_receipt():
    done = run("receipt.py")
    assert done.returncode == 0, done.stderr
    assert "\nc2sp.org/tlog-proof" in done.stdout


def test_a_pandas_table_is_checked_mended_and_sent():
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    done = run("fill_from_pandas.py")
    assert done.returncode == 0, done.stderr
    assert "'receipted': 1" in done.stdout and "1561" in done.stdout


def test_an_indicator_is_drawn(tmp_path):
    for package in ("pandas", "pyarrow", "matplotlib"):
        pytest.importorskip(package)
    chart = tmp_path / "chart.png"
    done = run("plot_indicator.py", str(chart))
    assert done.returncode == 0, done.stderr
    assert chart.read_bytes().startswith(b"\x89PNG") and chart.stat().st_size > 5000


def test_the_readmes_program_is_python():
    readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    program = readme.split("```python")[1].split("```")[0]
    names = {}
    exec(compile(program, "README.md", "exec"), names)
    assert callable(names["send"])
