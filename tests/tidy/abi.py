#!/usr/bin/env python3
"""Compares the binary interface of the public headers with the stored one, by abidiff.

    tests/tidy/abi.py            exit 0: nothing that programs already built rely on has changed
    tests/tidy/abi.py --write    stores the interface as it is (capi/abi/README.md says when)

The stored one is the headers' declarations as they were. Of both, a library of empty functions is
made for abidiff, so that a check takes a second and needs no build: the compiler holds the real
functions to these declarations, and symbols.py holds the real library to the list of them.
Functions may be added, and fields at the end of a struct that tells its size; nothing may go or
change.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASELINE = ROOT / "capi/abi/interface.txt"
sys.path.insert(0, str(ROOT / "bindings/python/build_abi"))
import declarations  # noqa: E402

FUNCTION = re.compile(r"^[ \t]*((?:const )?\w+[\s*]+)(girs_\w+)(\([^;{}]*?\))\s*;", re.MULTILINE)
# A struct that tells its size: an older one of a caller is understood, so it may grow at its end.
SIZED = re.compile(r"typedef struct (girs_\w+) \{(\s*uint32_t struct_size;.*?)\} \1;", re.DOTALL)


def run(*command, codes=(0,)):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in codes:
        raise SystemExit(f"{command[0]} failed: {done.stdout}{done.stderr}")
    return done


def stripped(declared):
    """The declarations without blank lines and runs of blanks."""
    lines = (" ".join(line.split()) for line in declared.splitlines() if not line.startswith("#"))
    return "".join(line + "\n" for line in lines if line)


def probe(declared, library):
    """A library whose functions are those that `declared` declares, with nothing in them."""
    functions = FUNCTION.findall(declared)
    if not functions:
        raise SystemExit("There is no function in the declarations.")
    source = library.with_suffix(".c")
    source.write_text("#include <stddef.h>\n#include <stdint.h>\n" + FUNCTION.sub("", declared) + "".join(
        f"\n{result}{name}{parameters} {{ {'' if result.strip() == 'void' else 'return 0;'} }}"
        for result, name, parameters in functions))
    run("cc", "-g", "-w", "-shared", "-fPIC", "-Wl,-soname,libgirs.so", "-o", library, source)
    return library


def without_growth(before, now):
    """What is declared now, without the fields that sized structs got at their end since."""
    held = {name: fields.split(";") for name, fields in SIZED.findall(before)}

    def as_it_was(struct):
        fields = struct[2].split(";")[:-1]
        kept = fields[:len(held.get(struct[1], [*fields, ""])) - 1]
        return struct[0].replace(struct[2], ";".join(kept) + ";")

    return SIZED.sub(as_it_was, now)


def differences(before, now):
    """What abidiff says of a change that programs would notice; empty: there is none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The exit code is a set: 1 an error, 2 wrong use, 4 a change, 8 one that surely breaks.
        done = run("abidiff", "--no-added-syms", "--harmless", probe(before, folder / "before.so"),
                   probe(without_growth(before, now), folder / "now.so"), codes=(0, 4, 8, 12))
        return done.stdout if done.returncode else ""


def main(arguments):
    now = stripped(declarations.read(ROOT / "include/girs/girs.h"))
    if arguments == ["--write"]:
        BASELINE.write_text(now)
        print(f"abi: wrote {BASELINE.relative_to(ROOT)}.")
        return 0
    before = BASELINE.read_text()
    found = differences(before, now)
    print(found + "abi: the interface is not the stored one; see capi/abi/README.md." if found else
          f"abi: {len(FUNCTION.findall(before))} functions of the baseline are as they were.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
