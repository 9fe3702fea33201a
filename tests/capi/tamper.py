"""Changes a store's file as somebody with the disk in hands could, without the library.

    python3 tamper.py FILE SQL       the triggers that guard append-only tables are dropped first
"""
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
    connection.execute(f'DROP TRIGGER "{name}"')
connection.executescript(sys.argv[2])
connection.commit()
connection.close()
