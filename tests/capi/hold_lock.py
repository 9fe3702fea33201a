"""Holds the write lock of a store's file: says "L" when it has it, until standard input ends."""
import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("L", flush=True)
sys.stdin.read()
