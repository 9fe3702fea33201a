"""What the sample needs from a catalogue's documents: the communes, the form's rows, the fields."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

FORM = "II.06a/VPCP/KSTT"


@dataclass(frozen=True)
class Commune:
    code: str
    name: str


@dataclass(frozen=True)
class Field:
    """A field of work (lĩnh vực): one row of the form."""

    code: str
    title: str


class Catalogue:
    """All documents below a folder, told apart by their `schema`."""

    def __init__(self, folder: Path):
        documents = [json.loads(path.read_text(encoding="utf-8"))
                     for path in sorted(folder.rglob("*.json")) if "schema" not in path.parts]
        self._documents = [d for d in documents if isinstance(d, dict) and "schema" in d]

    def _of(self, kind: str) -> list[dict]:
        return [d for d in self._documents if d["schema"].startswith(f"girs.{kind}/")]

    def communes(self, province: str, day: str) -> list[Commune]:
        """The units right below `province` on an ISO day, by code."""
        found = {unit["code"]: Commune(unit["code"], unit["name"])
                 for document in self._of("units") for unit in document["units"]
                 if unit.get("parent") == province and _in_force(unit, day)}
        if not found:
            raise ValueError(f"the catalogue has no unit below {province} on {day}")
        return [found[code] for code in sorted(found)]

    def form(self) -> dict:
        """The definition of the sample's form, its highest version."""
        versions = [d for d in self._of("form") if d["code"] == FORM]
        if not versions:
            raise ValueError(f"the catalogue has no form {FORM}")
        return max(versions, key=lambda d: d["version"])

    def total_row(self) -> str:
        """The code of the form's total row."""
        return next(row["code"] for row in self.form()["rows"]["fixed"] if row.get("total"))

    def fields(self) -> list[Field]:
        """The fields of work that may be rows of the form, in the catalogue's order."""
        wanted = self.form()["rows"]["dynamic"]["code_list"]
        lists = [d for d in self._of("code-list") if d["code"] == wanted]
        if not lists:
            raise ValueError(f"the catalogue has no code list {wanted}")
        newest = max(lists, key=lambda d: d["version"])
        return [Field(item["code"], item["title"]["vi"]) for item in newest["items"]]


def middle_day(quarter: str) -> str:
    """A day well inside a quarter, whichever convention its window follows."""
    match = re.fullmatch(r"(\d{4})-Q([1-4])", quarter)
    if not match:
        raise ValueError(f"{quarter} is no quarter; write it as 2025-Q4")
    return f"{match[1]}-{3 * int(match[2]) - 1:02d}-01"


def _in_force(unit: dict, day: str) -> bool:
    return (unit.get("from") or "") <= day <= (unit.get("to") or "9999")
