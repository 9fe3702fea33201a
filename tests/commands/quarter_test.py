"""The transcript in examples/girs/README.md, a commune's whole quarter, is run and says what it shows.

python3 quarter_test.py GIRS           exit 0: every command printed what the README shows
python3 quarter_test.py GIRS --write   writes what the commands print into the README
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "examples/girs/README.md"
SECTION = "## A commune's quarter"
MARK = "--- end of a command ---"


def section():
    """The README before, in and after the section."""
    text = README.read_text(encoding="utf-8")
    start = text.index(SECTION)
    end = text.find("\n## ", start + 1)
    end = len(text) if end < 0 else end
    return text[:start], text[start:end], text[end:]


def blocks(text, language):
    return re.findall(r"```%s\n(.*?)```" % language, text, re.S)


def commands(block):
    """[(command, output shown)]; a command may go on in lines that begin with "> "."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif line.startswith("> ") and not found[-1][1]:
            found[-1][0] += "\n" + line[2:]
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in found]


def comparable(text):
    """Identities are new in each run, and the rehearsal's clock runs on."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "<digest>", text)
    text = re.sub(r"(2025-12-15T0[18]:)\d\d:\d\d", r"\g<1>00:00", text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def run(girs, setup, steps):
    """What each command prints, all of them in one shell in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").mkdir()
        (folder / "examples/catalog").symlink_to(ROOT / "examples/catalog")
        script = "exec 2>&1\n" + "\n".join(setup)
        for command, _ in steps:
            script += f"\necho {shlex.quote(MARK)}\n{command}\n"
        script += f"\necho {shlex.quote(MARK)}\nkill $(cat centre.pid)\n"
        environment = dict(os.environ, PATH=f"{Path(girs).resolve().parent}:{os.environ['PATH']}")
        said = subprocess.run(["sh"], input=script, cwd=folder, env=environment, text=True,
                              stdout=subprocess.PIPE, timeout=300, check=False).stdout
    before, *printed = said.split(MARK + "\n")
    assert len(printed) == len(steps) + 1, said
    return before, printed[:-1]


def main():
    girs = sys.argv[1]
    head, text, tail = section()
    transcript = blocks(text, "console")
    steps = [step for block in transcript for step in commands(block)]
    assert len(steps) > 15, "the README has no transcript"
    before, printed = run(girs, blocks(text, "sh"), steps)
    if "--write" in sys.argv:
        outputs = iter(printed)
        for block in transcript:
            renewed = ""
            for command, _ in commands(block):
                renewed += "$ " + command.replace("\n", "\n> ") + "\n" + next(outputs)
            text = text.replace("```console\n" + block, "```console\n" + renewed)
        README.write_text(head + text + tail, encoding="utf-8")
        return 0
    faults = 0
    for (command, shown), is_now in zip(steps, printed):
        if comparable(shown) == comparable(is_now):
            continue
        faults += 1
        print(f"$ {command}\n--- the README shows\n{shown}\n--- but it prints\n{is_now}")
    if faults:
        print("--- the authority's part said\n" + before)
    print(f"{len(steps) - faults} of {len(steps)} commands print what the README shows")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
