"""The built program `girs`, run as a user runs it."""
import json
import subprocess
import sys

GIRS = ""


def girs(*words, expect=0, **how):
    """Runs it, expects that exit code, and gives the finished process."""
    done = subprocess.run([GIRS, *map(str, words)], capture_output=True, text=True, timeout=300, **how)
    if done.returncode != expect:
        raise AssertionError(f"girs {' '.join(map(str, words))}: exit {done.returncode}, not {expect}\n"
                             f"{done.stdout}{done.stderr}")
    return done


def answer(*words, expect=0):
    """What it answers with --json."""
    return json.loads(girs(*words, "--json", expect=expect).stdout)


def arguments(count):
    """Takes `count` paths from the program's arguments, the first of which is the built command."""
    global GIRS
    taken = [sys.argv.pop(1) for _ in range(count)]
    GIRS = taken[0]
    return taken
