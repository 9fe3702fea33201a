"""Notes how many cases of a table ran in a language, for counts.py."""
from pathlib import Path

NOTES = Path(__file__).resolve().parents[2] / "build/conformance"


def noted(language, table, count):
    path = NOTES / language / table
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{count}\n")
