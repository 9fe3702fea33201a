#!/usr/bin/env python3
"""Changes one byte of a figure, a leaf or an envelope in a store, as somebody with the file could.

    tamper.py STORE figure|leaf|envelope

The store's triggers are a guard rail, not security, so this drops them first; `girs log fsck` must
name the row all the same.
"""

import sqlite3
import sys

WHERE = {"figure": ("submission", "figures", "pid"), "leaf": ("log_leaf", "leaf", "idx"),
         "envelope": ("submission", "envelope", "pid")}


def flip_digit(content: bytes) -> bytes:
    """The bytes with one digit changed, in the middle; with one bit changed where none is."""
    digits = [at for at, byte in enumerate(content) if chr(byte).isdigit()]
    at = digits[len(digits) // 2] if digits else len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1:]


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[1] not in WHERE:
        print(__doc__, file=sys.stderr)
        return 2
    table, column, key = WHERE[arguments[1]]
    store = sqlite3.connect(arguments[0])
    rows = store.execute(f"SELECT rowid, {key}, {column} FROM {table} ORDER BY rowid").fetchall()
    rowid, name, content = rows[len(rows) // 2]
    store.execute(f"DROP TRIGGER {table}_no_UPDATE")
    store.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (flip_digit(content), rowid))
    store.commit()
    store.close()
    print(f"{table}.{column} [{name}]")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
