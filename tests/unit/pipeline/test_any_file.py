"""Whatever stands in a file of a book, its theme, language, citation style, templates: values or diagnostics, no more.

A book that has a file of every kind is read, proofread and set in XHTML again and again; each time one of its files is
damaged: bytes are cut, doubled, changed or put in, or all of it is chance.
"""

import io
import operator
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from octavo.jobs.memo import Memory
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.result import Options
from octavo.project import Project, find_project

TESTS = Path(__file__).parents[2]
SHARE = find_project(TESTS.parent)
PIXELS = ("png", "jpg", "gif", "webp", "tiff")
EXPORTS = {
    "sources.bib": (
        "@string{p = {Press}}\n"
        "@book{bib, title={On {Wells}}, author={Hope, M. and Lark, T.}, date={1921~}, publisher=p}\n"
    ),
    "sources.json": '[{"id": "json", "type": "book", "title": "<i>T</i>", "issued": {"date-parts": [["1921", 5]]}}]',
    "sources.ris": "TY  - BOOK\nID  - ris\nAU  - Hope, Mary\nTI  - Wells\nPY  - 1921/05/\nER  - \n",
    "words.txt": "Zqbook\nhope\n",
    "editions/1.2.3/release.yaml": (
        "version: 1.2.3\ndate: '2026-11'\ndigest: 'a1'\npages: 4\ncorrections: [c001]\nfiles: {a.pdf: 'b2'}\n"
    ),
    "corrections.yaml": (
        "- {id: c001, date: '2026-11-30', kind: typo, severity: 1, decision: applied, file: text/two.md, where: two,\n"
        "  was: The first of them, now: The second, reason: 'It is not: the first.', evidence: 'A *letter*.'}\n"
        "- {id: c002, date: '2026-11', kind: fact, severity: 4, decision: rejected, file: book.yaml, where: settings,\n"
        "  was: x, reason: No., source: bib, reporter: Hope, supersedes: [c001]}\n"
    ),
}
THEME = "name: Own\nbase: terror\nrunning-head: 40\ntokens: {chart-size: '8'}\nlines: {hyphen: 300}\n"
SHEET = "/* own */ @page { margin-top: 9mm } h1 { color: #333; font: 12pt/1.2 Literata } p::before { content: '' }\n"
TOKENS = [
    *(
        b"\n",
        b"\n\n",
        b" ",
        b"\t",
        b":",
        b": ",
        b"- ",
        b"#",
        b"{",
        b"}",
        b"[",
        b"]",
        b"(",
        b")",
        b"<",
        b">",
        b"&",
        b"*",
        b"|",
    ),
    *(b"'", b'"', b"`", b"\\", b"@", b"%", b"=", b"~", b"!", b"$", b"^", b"_", b"\0", b"\xff", b"\xef\xbb\xbf", b"\r"),
    *(b"null", b"true", b"-1", b"0", b"1e999", b"99999999999999999999", b"NaN", b".5", b"''", b"[]", b"{}", b"../x"),
    *(
        b":::",
        b"::: note\n",
        b"[^a]",
        b"[@x]",
        b"](#x)",
        b"](term:x)",
        b"{#x .y z=w}",
        b"<!--",
        b"-->",
        b"```",
        b"| a |\n",
    ),
    *(
        b"url(x)",
        b"!important",
        b"@import 'x';",
        b"var(--x)",
        b"calc(1/0)",
        b":is(",
        b"<svg>",
        b"<use href='#a'/>",
        b"<![CDATA[",
    ),
    *(b"{{", b"}}", b"{{ x }}", b"{%", b"{% for a in b %}", b"{% endfor %}", b"{#", b"{{ 1 / 0 }}", b"{{ section.x }}"),
    *("\N{LINE SEPARATOR}".encode(), "\N{COMBINING ACUTE ACCENT}".encode(), "\N{HEBREW LETTER ALEF}".encode()),
    *("\N{ZERO WIDTH JOINER}".encode(), "\N{RIGHT-TO-LEFT OVERRIDE}".encode(), "\N{GRINNING FACE}".encode()),
]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bench:
    """A project, its files that are damaged in turn, and what is remembered between two readings."""

    project: Project
    files: Mapping[Path, bytes] = field(repr=False)
    memory: Memory = field(default_factory=Memory, repr=False)

    def __repr__(self) -> str:
        """Say nothing of the files: a failing example names its own."""
        return "Bench"

    def told(self) -> tuple[Diagnostic, ...]:
        """Read, proofread and set the book; return what is told."""
        try:
            manuscript = prepare(self.project, "effects", Options(memory=self.memory))
            _, told = manuscript.presentation().render("print")
        except Faulty as faulty:
            return faulty.diagnostics
        return (*manuscript.diagnostics, *told)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = tmp_path_factory.mktemp("any-file")
    book, own = root / "content" / "effects", root / "styles" / "own"
    shutil.copytree(TESTS / "e2e" / "effects", book)
    for name, text in EXPORTS.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(text, encoding="utf-8")
    for suffix in PIXELS:
        (book / "figures" / f"{suffix}.yaml").write_text(
            f"id: {suffix}\nkind: image\ntitle: T\nalt: A.\ncredit: C.\nfile: images/a.{suffix}\n", encoding="utf-8"
        )
        (book / "images" / f"a.{suffix}").write_bytes(picture(suffix))
    shown = "".join(f"\n::: figure figure={suffix}\n:::\n" for suffix in PIXELS)
    (book / "text" / "two.md").write_text(f"# The second\n\n[@bib; @json; @ris]\n{shown}", encoding="utf-8")
    settings = (book / "book.yaml").read_text(encoding="utf-8")
    changed = settings.replace("theme: terror", "theme: own").replace("modern-language-association", "own")
    (book / "book.yaml").write_text(changed.replace(", handouts]", "]"), encoding="utf-8")
    own.mkdir(parents=True)
    for name, text in (("theme.yaml", THEME), ("print.css", SHEET), ("reflow.css", "p { margin: 0 }\n")):
        (own / name).write_text(text, encoding="utf-8")
    (root / "languages").mkdir()
    shutil.copy(SHARE.templates / "languages" / "en-GB.yaml", root / "languages")
    (root / "styles" / "citations").mkdir()
    shutil.copy(SHARE.styles / "citations" / "apa.csl", root / "styles" / "citations" / "own.csl")
    shutil.copytree(SHARE.templates, root / "templates")
    folders = ("content", "styles", "languages", "templates/sections", "templates/shared")
    files = [path for folder in folders for path in sorted((root / folder).rglob("*"))]
    project = Project(root=root, templates=root / "templates", styles=SHARE.styles)
    return Bench(project=project, files={path: path.read_bytes() for path in files if path.is_file()})


def picture(suffix: str) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((40, 30), 60).save(target, {"jpg": "JPEG"}.get(suffix, suffix.upper()))
    return target.getvalue()


class Edit(NamedTuple):
    """A change of a file: what is done, where (as a part of its length), to how many bytes, and what is put in."""

    kind: str
    place: float
    length: int
    put: bytes

    def apply(self, content: bytes) -> bytes:
        """Return ``content`` with this change."""
        start = int(self.place * len(content))
        before, found, after = content[:start], content[start : start + self.length], content[start + self.length :]
        match self.kind:
            case "put":
                return before + self.put + found + after
            case "change":
                return before + self.put + after
            case "cut":
                return before + after
            case "double":
                return before + found + found + after
            case "end":
                return before
            case "chance":
                return self.put
            case _:
                return before + bytes(byte ^ 0x20 for byte in found) + after


KINDS = st.sampled_from(("put", "change", "cut", "double", "end", "flip"))
LENGTHS = st.sampled_from((1, 2, 5, 20, 200))
PIECES = st.builds(operator.mul, st.sampled_from(TOKENS), st.sampled_from((1, 1, 1, 2, 60)))
EDITS = st.builds(Edit, KINDS, st.floats(0, 1), LENGTHS, PIECES)
CHANCE = st.builds(Edit, st.just("chance"), st.just(0.0), st.just(0), st.binary(max_size=300))


@example(which=0.0, edits=(Edit("chance", 0.0, 0, b""),))
@given(which=st.floats(0, 1, exclude_max=True), edits=st.lists(EDITS, min_size=1, max_size=3) | st.tuples(CHANCE))
def test_any_file_is_read_or_told(bench: Bench, which: float, edits: Sequence[Edit]) -> None:
    path = list(bench.files)[int(which * len(bench.files))]
    content = bench.files[path]
    for edit in edits:
        content = edit.apply(content)
    path.write_bytes(content)
    try:
        told = bench.told()
    finally:
        path.write_bytes(bench.files[path])

    assert all(each.origin.path for each in told), told
