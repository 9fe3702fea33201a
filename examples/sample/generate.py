#!/usr/bin/env python3
"""Invents a province's reports of form II.06a/VPCP/KSTT for two quarters, with known mistakes.

    generate.py --catalog examples/catalog --province 96 --period 2025-Q4 --previous 2025-Q3 \\
                --seed 2025 --out DIR

DIR/README.txt tells what lies there; DIR/mistakes.json what is wrong and which rule must find it;
DIR/communes.tsv one line a commune for scripts.  The same seed gives the same bytes.
"""

import argparse
import hashlib
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Optional

import figures
import files
import identities
import mistakes
from catalogue import FORM, Catalogue, Commune, middle_day
from figures import Sheet
from mistakes import Kind, Place

LABEL = "SỐ LIỆU MẪU, KHÔNG PHẢI SỐ LIỆU THẬT"
LABEL_EN = "Sample data, not real figures"
TSV_HEADER = "commune\tname\tprevious\tfile\tcorrected\texplanations\toutcome\n"


@dataclass(frozen=True)
class Request:
    """What to invent, from the command line."""

    catalog: Path
    province: str
    period: str
    previous: str
    seed: str
    out: Path


@dataclass(frozen=True)
class Template:
    """What every sheet has in common."""

    total_row: str
    titles: dict[str, str]   # row code -> field of work

    def sheet(self, rows: Sheet) -> Sheet:
        return {self.total_row: figures.total(rows), **rows}


@dataclass(frozen=True)
class Written:
    """The files of one commune, by their paths below DIR ("" where there is none)."""

    commune: Commune
    previous: str
    file: str
    corrected: str
    explanations: str
    outcome: str
    mistake: Optional[dict]

    def line(self) -> str:
        return "\t".join([self.commune.code, self.commune.name, self.previous, self.file or "-",
                          self.corrected or "-", self.explanations or "-", self.outcome]) + "\n"


def draw_mistakes(communes: list[Commune], seed: str) -> dict[str, Kind]:
    """Which commune makes which mistake: the first ones in an order that the seed shuffles."""
    if len(communes) <= len(mistakes.KINDS):
        raise ValueError(f"{len(communes)} communes are too few for {len(mistakes.KINDS)} mistakes")
    shuffled = sorted(communes, key=lambda c: hashlib.sha256(f"{seed}/{c.code}".encode()).digest())
    return {commune.code: kind for commune, kind in zip(shuffled, mistakes.KINDS)}


class Province:
    """Writes the files of all communes."""

    def __init__(self, request: Request):
        self.request = request
        catalogue = Catalogue(request.catalog)
        self.communes = catalogue.communes(request.province, middle_day(request.period))
        self.template = Template(catalogue.total_row(),
                                 {field.code: field.title for field in catalogue.fields()})
        self.kinds = draw_mistakes(self.communes, request.seed)

    def write(self) -> list[Written]:
        """Replaces an earlier sample in DIR; a folder of anything else is left alone."""
        out = self.request.out
        if (out / "communes.tsv").exists():
            shutil.rmtree(out)
        elif out.exists() and any(out.iterdir()):
            raise ValueError(f"{out} holds other files; give an empty or a new folder")
        return [self._commune(number, commune) for number, commune in enumerate(self.communes)]

    def _commune(self, number: int, commune: Commune) -> Written:
        request, titles = self.request, self.template.titles
        opening = figures.opening(request.seed, commune.code, titles)
        before = self.template.sheet(
            figures.quarter(request.seed, commune.code, request.previous, titles, opening))
        carried = {code: before[code]["c11"] for code in titles}
        sheet = self.template.sheet(
            figures.quarter(request.seed, commune.code, request.period, titles, carried))
        ending = "json" if number % 2 else "csv"
        types_zeros = number % 5 == 0
        previous = f"{commune.code}/{request.previous}.{ending}"
        self._write(previous, files.cells(before, types_zeros))
        return self._quarter(commune, sheet, before, ending, types_zeros, previous)

    def _quarter(self, commune: Commune, sheet: Sheet, before: Sheet, ending: str,
                 types_zeros: bool, previous: str) -> Written:
        kind = self.kinds.get(commune.code)
        clean = files.cells(sheet, types_zeros)
        path = f"{commune.code}/{self.request.period}"
        if kind is None:
            self._write(f"{path}.{ending}", clean)
            return Written(commune, previous, f"{path}.{ending}", "", "", "clean", None)

        wrong = mistakes.in_figures(kind, sheet, self.template.total_row)
        typed = mistakes.in_texts(kind, clean, mistakes.busiest(sheet, self.template.total_row))
        found, place, file, corrected, explanations = [], None, "", "", ""
        if wrong:
            place = wrong[1]
            found = identities.findings(wrong[0], before, self.template.total_row)
            typed = files.cells(wrong[0], types_zeros), place
        if typed:
            content, place = typed
            file = f"{path}.{ending}"
            self._write(file, content)
        if kind.outcome == "mended":
            corrected = f"{path}.corrected.{ending}"
            self._write(corrected, clean)
        if kind.outcome == "explained":
            explanations = f"{commune.code}/explanations.json"
            self._explain(explanations, kind, place, found)
        mistake = _record(commune, kind, place, found) | {
            "file": file or None, "corrected": corrected or None,
            "explanations": explanations or None}
        return Written(commune, previous, file, corrected, explanations, kind.outcome, mistake)

    def _write(self, path: str, content: files.Cells) -> None:
        files.write_cells(self.request.out / path, content)

    def _explain(self, path: str, kind: Kind, place: Place,
                 found: list[identities.Finding]) -> None:
        text = f"{kind.explanation.format(cases=place.cases)} ({LABEL.lower()})"
        files.write_json(self.request.out / path, {"note": LABEL, "explanations": [
            {"form": FORM, "row": finding.row, "rule": finding.rule, "text": text}
            for finding in found]})


def _record(commune: Commune, kind: Kind, place: Optional[Place],
            found: list[identities.Finding]) -> dict:
    """What mistakes.json says about one commune."""
    effect = "findings" if found else "absent" if kind.name == "absent" else "refused"
    return {"commune": commune.code, "name": commune.name, "kind": kind.name, "effect": effect,
            "rule": kind.rule or None, "class": identities.CLASSES.get(kind.rule),
            "outcome": kind.outcome, "what": {"vi": kind.vi, "en": kind.en},
            "row": place.row if place else None,
            "column": place.column or None if place else None,
            "findings": [asdict(finding) for finding in found]}


def write_overview(request: Request, written: list[Written]) -> None:
    """README.txt, mistakes.json and communes.tsv."""
    made = [w.mistake for w in written if w.mistake]
    files.write_json(request.out / "mistakes.json", {
        "note": LABEL, "form": FORM, "province": request.province, "period": request.period,
        "previous": request.previous, "seed": request.seed, "mistakes": made})
    (request.out / "communes.tsv").write_bytes(
        (f"# {LABEL}\n{TSV_HEADER}" + "".join(w.line() for w in written)).encode())
    lines = "".join(f"  {m['commune']}  {m['name']}: {m['what']['vi']}\n"
                    f"         {m['what']['en']} [{m['rule'] or m['effect']}; {m['outcome']}]\n"
                    for m in made)
    (request.out / "README.txt").write_bytes(f"""{LABEL}
{LABEL_EN}. Invented by examples/sample/generate.py (seed {request.seed}).

Biểu {FORM}, tỉnh {request.province}: {request.previous} và {request.period}, {len(written)} xã, phường.
Form {FORM}, province {request.province}: {request.previous} and {request.period}, {len(written)} communes.

  communes.tsv   one line a commune: its files and how it ends (clean, mended, explained,
                 left-out, absent); "-" where there is no file
  mistakes.json  what is wrong, and every finding that the rules must give
  <commune>/     {request.previous} and {request.period} as CSV or JSON; *.corrected.* is what is sent in the
                 end; explanations.json what is written to a finding of class "explain"

Sai sót cố ý / mistakes on purpose:
{lines}""".encode())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("catalog", "province", "period", "previous", "seed", "out"):
        parser.add_argument(f"--{name}", required=True)
    given = parser.parse_args(arguments)
    request = Request(Path(given.catalog), given.province, given.period, given.previous,
                      given.seed, Path(given.out))
    try:
        written = Province(request).write()
        write_overview(request, written)
    except ValueError as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 2
    print(f"{request.out}: {len(written)} communes, "
          f"{sum(1 for w in written if w.mistake)} with a mistake. {LABEL}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
