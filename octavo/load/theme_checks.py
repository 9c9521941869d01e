"""What the settings of a theme must not ask of the layout: papers without room, files that are no fonts."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from octavo.model import limits
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.line_rules import BOUNDS
from octavo.model.output import Paper, ThemeSettings

FONTS: Mapping[str, tuple[bytes, ...]] = {
    ".ttf": (b"\0\1\0\0", b"true"),
    ".otf": (b"OTTO", b"\0\1\0\0"),
    ".woff": (b"wOFF",),
}
"""The suffixes of font files, and how these begin (OpenType 1.9, table directory; WOFF 1.0, section 3)."""

TABLE = 16
"""Bytes that the directory of a font has for each table: name, checksum, offset and length (OpenType 1.9)."""

WEIGHTS = (1, 1000)
"""The least and the greatest weight of a face (CSS Fonts 4, section 2.2)."""

FAMILY = re.compile(r"[^\"'\\;{}<>\x00-\x1f]+")
"""The name of a family is written into a style sheet in quotes."""

NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})?")

CHART_FAMILY, CHART_SIZE = "chart-family", "chart-size"
"""The tokens that say in which letters charts are set, and of how many points."""

MM = 25.4 / 72
"""Millimetres in a point."""


def check_papers(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    """Yield OC103 for each value of a paper that no printer or page could have."""
    for name, paper in record.value.papers.items():
        for key, problem in _unfit(paper):
            value = f"{getattr(paper, key):g}"
            yield fault("OC103", record.at("papers", name, key), value=value, problem=problem)


def _unfit(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the keys of a paper whose values do not fit, and why."""
    least, most = limits.SHORTEST_SIDE, limits.LONGEST_SIDE
    sides = [key for key in ("width", "height") if not least <= getattr(paper, key) <= most]
    yield from ((key, f"a side of the paper has {least} to {most:,} mm") for key in sides)
    margins = [key for key in ("inner", "outer", "top", "bottom") if getattr(paper, key) < 0]
    yield from ((key, "a margin is 0 mm or more") for key in margins)
    has_leading = limits.LEAST_LEADING <= paper.leading <= limits.MOST_LEADING
    if not has_leading:
        yield "leading", f"lines are {limits.LEAST_LEADING} to {limits.MOST_LEADING} pt apart"
    if paper.lines < 1:
        yield "lines", "a page has at least one line"
    if sides or margins:
        return
    if paper.width - paper.inner - paper.outer < limits.NARROWEST_TEXT:
        yield "inner", f"the margins leave less than {limits.NARROWEST_TEXT} mm for the text"
    if has_leading and paper.top + paper.lines * paper.leading * MM > paper.height:
        yield "lines", "so many lines of this leading do not stand on the page"


def check_lines(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    """Yield OC103 for each rule for lines that is out of its bounds."""
    rules = record.value.lines
    if rules is None:
        return
    problems = {
        key: f"it is a number from {least:g} to {most:,g}"
        for key, (least, most) in BOUNDS.items()
        if not least <= getattr(rules, key) <= most
    }
    if rules.least_space > rules.normal_space:
        problems.setdefault("least_space", f"it is at most the normal space, {rules.normal_space:g}")
    if rules.greatest_space <= rules.normal_space:
        problems.setdefault("greatest_space", f"it is more than the normal space, {rules.normal_space:g}")
    for key, problem in problems.items():
        yield fault(
            "OC103",
            record.at("lines", key.replace("_", "-")),
            value=f"{getattr(rules, key):g}",
            problem=problem,
        )


def check_fonts(record: Record[ThemeSettings], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield OC143 for each face whose file is no font, and OC103 for a family that cannot be named in a style sheet."""
    for position, face in enumerate(record.value.faces):
        if not FAMILY.fullmatch(face.family):
            problem = "the name of a family has no quotation marks, brackets or signs of style sheets"
            place = record.at("faces", position, "family")
            yield fault("OC103", place, value=f"'{face.family[:40]}'", problem=problem)
        if not WEIGHTS[0] <= face.weight <= WEIGHTS[1]:
            problem = f"a weight is {WEIGHTS[0]} to {WEIGHTS[1]:,}"
            yield fault("OC103", record.at("faces", position, "weight"), value=str(face.weight), problem=problem)
        if problem := unfit_font(PurePosixPath(face.file).suffix.lower(), files[face.file]):
            yield fault("OC143", record.at("faces", position, "file"), file=face.file, problem=problem)


def unfit_font(suffix: str, content: bytes) -> str:
    """Return why ``content`` is no whole font of the kind that its suffix says, or nothing."""
    if suffix not in FONTS:
        return f"a font ends with {', '.join(FONTS)}"
    if not content.startswith(FONTS[suffix]):
        return "it does not begin as such a font does"
    end = content[8:12] if suffix == ".woff" else b""
    for number in range(int.from_bytes(content[4:6], "big") if not end else 0):
        record = content[12 + 16 * number : 28 + 16 * number]
        if (
            int.from_bytes(record[8:12], "big") + int.from_bytes(record[12:], "big") > len(content)
            or len(record) < TABLE
        ):
            return "it is cut short"
    return "it is cut short" if int.from_bytes(end, "big") > len(content) else ""


def check_tokens(record: Record[ThemeSettings], families: Collection[str]) -> Iterator[Diagnostic]:
    """Yield OC146 for a family of charts that is not among ``families``, and OC103 for a size that is none."""
    tokens = record.value.tokens
    if (asked := tokens.get(CHART_FAMILY, "")) and asked not in families:
        place = record.at("tokens", CHART_FAMILY)
        yield fault("OC146", place, family=asked, known=", ".join(families), near=(asked, families))
    size = tokens.get(CHART_SIZE, "")
    if size and not (NUMBER.fullmatch(size) and limits.SMALLEST_LETTERS <= float(size) <= limits.LARGEST_LETTERS):
        problem = f"the letters of charts have {limits.SMALLEST_LETTERS} to {limits.LARGEST_LETTERS} pt"
        yield fault("OC103", record.at("tokens", CHART_SIZE), value=f"'{size[:40]}'", problem=problem)
