#!/usr/bin/env python3
"""Compiles every public header alone, as each language it promises, with gcc and with clang.

    tests/tidy/headers.py [FOLDER]       exit 0: all compile, 1: one does not or there is none

FOLDER is include/girs by default.  A compiler that is not installed is skipped, gcc is not.
"""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

STANDARDS = ["c99", "c11", "c17", "c++11", "c++20"]
FLAGS = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-Wconversion", "-fsyntax-only"]
# language -> names of the compiler, the first one present is taken
GCC = {"c": ["gcc"], "c++": ["g++"]}
CLANG = {"c": ["clang", "clang-14"], "c++": ["clang++", "clang++-14"]}


def compilers(language: str) -> list[str]:
    """gcc always (its absence shall fail), clang when it is there."""
    clang = next((name for name in CLANG[language] if shutil.which(name)), None)
    return GCC[language] + ([clang] if clang else [])


def compile_alone(header: Path, standard: str, compiler: str, scratch: Path) -> str:
    """What the compiler says about a file that holds only this include; empty when content."""
    ending = "cpp" if "+" in standard else "c"
    source = scratch / f"{header.stem}-{standard}-{compiler}.{ending}"
    # -pedantic refuses an empty translation unit: a header of macros only needs a declaration.
    source.write_text(f'#include "{header.parent.name}/{header.name}"\nextern int girs_alone;\n')
    run = subprocess.run(
        [compiler, f"-std={standard}", *FLAGS, f"-I{header.parent.parent}", str(source)],
        capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else f"{header.name} as {standard} ({compiler}):\n{run.stderr}"


def main(arguments: list[str]) -> int:
    root = Path(__file__).resolve().parents[2]
    folder = Path(arguments[0]).resolve() if arguments else root / "include" / "girs"
    headers = sorted(folder.glob("*.h"))
    if not headers:
        print(f"{folder}: there is no header to compile.")
        return 1
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(max_workers=2) as pool:
        tasks = [(header, standard, compiler, Path(scratch))
                 for header in headers for standard in STANDARDS
                 for compiler in compilers("c++" if "+" in standard else "c")]
        failures = [said for said in pool.map(lambda task: compile_alone(*task), tasks) if said]
    print("\n".join(failures), end="")
    print(f"headers: {len(headers)} headers, {len(tasks)} compilations, {len(failures)} failed.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
