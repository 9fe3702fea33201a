#!/usr/bin/env python3
"""Checks the rules of the tree; prints `file:line: sentence` for every breach.

    tests/tidy/layering.py [ROOT]        exit 0: no breach, 1: breaches, 2: wrong use

The rules are data in rules.py.  includes.py: layers, areas, third-party homes, circles.
sizes.py: files and functions.  listings.py: sources in CMake, guards, top of the tree, words.
"""

import sys
from pathlib import Path

import includes
import listings
import sizes
from tree import Breach, Tree


def breaches(root: Path) -> list[Breach]:
    """Every breach in the tree at `root`, in the order of files and lines."""
    tree = Tree(root)
    return sorted({b for part in (includes, sizes, listings) for b in part.check(tree)})


def main(arguments: list[str]) -> int:
    if len(arguments) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    found = breaches(root)
    for breach in found:
        print(breach)
    if not found:
        print("layering: no breach.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
