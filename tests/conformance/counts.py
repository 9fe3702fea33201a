"""Whether every language ran every case of the vectors: the numbers that the bindings noted in
build/conformance/LANGUAGE/TABLE, against the tables, which the C++ tests run whole.

python3 tests/conformance/counts.py
"""
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests/conformance/vectors"
# Operations of decimal.txt that the C interface computes; the rest are functions of formulas.
DECIMAL = {"half-away", "add", "sub", "mul", "div", "compare", "quantize"}


def lines(name):
    text = (VECTORS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def expected():
    formulas = json.loads((VECTORS / "formula.json").read_text(encoding="utf-8"))["cases"]
    calendar = json.loads((VECTORS / "calendar.json").read_text(encoding="utf-8"))["cases"]
    return {
        # Worlds of several units and declared columns exist in C++ only: C gives cells by name.
        "formula": sum(not {"context", "declared"} & set(case["given"]) for case in formulas),
        "calendar": len(calendar),
        "decimal": sum(line.split()[0] in DECIMAL for line in lines("decimal.txt")),
        "json-syntax": len(lines("json-syntax.txt")),
        "json-numbers": len(lines("json-numbers.txt")),
        "signatures": len(lines("signatures.jsonl")),
        "dsse": len(lines("dsse.jsonl")),
        "note": len(lines("note.jsonl")),
        "tlog": len(lines("tlog.jsonl")),
    }


def main():
    wanted, wrong = expected(), 0
    for language in ("python", "java"):
        for table, count in wanted.items():
            noted = ROOT / "build/conformance" / language / table
            ran = int(noted.read_text()) if noted.exists() else 0
            wrong += ran != count
            print(f"{'ok' if ran == count else 'WRONG':6} {language:7} {table:12} {ran} of {count}")
    print(f"Ran {2 * len(wanted)} tests in counts.py")
    if wrong:
        print(f"FAILED (failures={wrong})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
