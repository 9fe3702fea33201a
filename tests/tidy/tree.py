"""The files of the tree, and breaches of a rule in one of them."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE_ENDINGS = {".h", ".hpp", ".c", ".cpp"}
SKIPPED_FOLDERS = {".git", "__pycache__"}


@dataclass(frozen=True, order=True)
class Breach:
    """One broken rule, printed as `path:line: sentence`."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


class Tree:
    """Every file that is or would be committed, by its path from the root, read once."""

    def __init__(self, root: Path):
        self.root = root
        self.paths = sorted(_committed(root) or _walked(root))
        self._present = set(self.paths)
        self._texts: dict[str, str] = {}

    def has(self, path: str) -> bool:
        return path in self._present

    def under(self, *folders: str) -> list[str]:
        """Paths below any of these folders."""
        return [p for p in self.paths if any(p.startswith(f + "/") for f in folders)]

    def sources(self, *folders: str) -> list[str]:
        """C and C++ files below any of these folders."""
        return [p for p in self.under(*folders) if Path(p).suffix in SOURCE_ENDINGS]

    def text(self, path: str) -> str:
        """The file's text; bytes that are no UTF-8 (a fuzz corpus) are replaced."""
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def lines(self, path: str) -> list[str]:
        return self.text(path).splitlines()


def _committed(root: Path) -> list[str]:
    """What git tracks or would add; ignored build folders stay out.  Empty where git has no say."""
    if not (root / ".git").exists() or not shutil.which("git"):
        return []
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"], check=True, capture_output=True).stdout.decode()
    return [p for p in set(listed.split("\0")) if p and (root / p).is_file()]


def _walked(root: Path) -> list[str]:
    """All files of a tree without git (an unpacked archive, a test)."""
    found = []
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        built = parts[0] == "build" or parts[0].startswith("build-")
        if path.is_file() and not built and not SKIPPED_FOLDERS.intersection(parts):
            found.append("/".join(parts))
    return found
