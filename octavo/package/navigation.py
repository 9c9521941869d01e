"""Where a reading system can go: table of contents, landmarks, and the NCX for old ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model.book import Book, Section
from octavo.model.file_metadata import FileMetadata
from octavo.model.output import Rendition
from octavo.model.query import plain

LANDMARKS = {
    "cover": "cover",
    "contents": "toc",
    "bibliography": "bibliography",
    "glossary": "glossary",
    "index": "index",
}
"""Kinds of sections that become landmarks, and the epub:type for each (E10); the body's start is one more."""

CAPTIONS = {"list-of-figures": "loi", "list-of-tables": "lot"}
"""Kinds of sections that list captions, and the epub:type of the same list in the navigation (EPUB 3.3, 7.4)."""

WITHOUT_ENTRY = frozenset({"cover", "half-title", "title-page", "back-cover", "page"})
"""Kinds that the table of contents leaves out: readers are on them before they look for them, or pass over them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A line of the table of contents; ``children`` are the chapters of a part."""

    title: str
    href: str
    children: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that reading systems offer a button for."""

    title: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """The contents (at most two levels: E19) and the landmarks of one book, and the pages of the printed one.

    ``pages`` are their folios and the places where they begin, ``captions`` those of figures and tables by the kind of
    section that lists them.
    """

    contents: tuple[Point, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[Point, ...] = ()
    captions: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)

    def as_xhtml(self, words: Mapping[str, str]) -> str:
        """Return the ``nav`` elements of EPUB 3 (EPUB 3.3, section 7)."""
        landmarks = "\n".join(
            f'<li><a epub:type="{mark.kind}" href={attribute(mark.href)}>{text(mark.title)}</a></li>'
            for mark in self.landmarks
        )
        return (
            '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
            f'<h1 id="toc-title">{text(words["contents"])}</h1>\n{_list(self.contents)}</nav>\n'
            f'<nav epub:type="landmarks" id="landmarks" aria-label={attribute(words["landmarks"])} hidden="hidden">\n'
            f"<ol>\n{landmarks}\n</ol>\n</nav>{self._page_list(words)}{self._captions(words)}"
        )

    def _captions(self, words: Mapping[str, str]) -> str:
        return "".join(
            f'\n<nav epub:type="{CAPTIONS[kind]}" id="{CAPTIONS[kind]}" '
            f'aria-labelledby="{CAPTIONS[kind]}-title" hidden="hidden">\n'
            f'<h2 id="{CAPTIONS[kind]}-title">{text(words[kind])}</h2>\n{_list(points)}</nav>'
            for kind, points in self.captions.items()
        )

    def _page_list(self, words: Mapping[str, str]) -> str:
        if not self.pages:
            return ""
        label = attribute(words["pages-of-print"])
        return (
            f'\n<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-label={label} hidden="hidden">\n'
            f"{_list(self.pages)}</nav>"
        )


def navigation(book: Book, rendition: Rendition, files: Mapping[str, str]) -> Navigation:
    """Return the navigation of ``book``; ``files`` maps every id of the ``rendition`` to its file."""
    titles = {unit.id: unit.title for unit in rendition.units}
    points: list[Point] = []
    parts = {section.id: section.part for section in book.sections if section.kind != "part"}
    for unit in rendition.units:
        if unit.kind in WITHOUT_ENTRY:
            continue
        # What binds words is for lines of paper: menus are narrow.
        point = Point(title=unit.title.replace("\N{NO-BREAK SPACE}", " "), href=files[unit.id])
        if parts.get(unit.id) and points:
            whole = points[-1]
            points[-1] = Point(title=whole.title, href=whole.href, children=(*whole.children, point))
        else:
            points.append(point)
    pages = tuple(Point(title=folio, href=f"{files[name]}#{name}") for name, folio in rendition.page_starts.items())
    return Navigation(
        contents=tuple(points),
        landmarks=tuple(_landmarks(book, titles, files)),
        pages=pages,
        captions={each.kind: tuple(_captions(each, files)) for each in book.sections if each.kind in CAPTIONS},
    )


def _captions(section: Section, files: Mapping[str, str]) -> Iterator[Point]:
    """Yield what a list of figures or tables lists."""
    for entry in section.every_entry():
        title = " ".join((entry.values["number"], plain(entry.head))).replace("\N{NO-BREAK SPACE}", " ")
        yield Point(title=title, href=f"{files[entry.target]}#{entry.target}")


def ncx(guide: Navigation, metadata: FileMetadata, identifier: str) -> bytes:
    """Return the table of contents in the form of EPUB 2, for reading systems that know no other."""
    numbers = iter(range(1, 1_000_000))
    points = "\n".join(_ncx_points(guide.contents, numbers))
    depth = 2 if any(point.children for point in guide.contents) else 1
    return f"""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang={attribute(metadata.language)}>
<head>
<meta name="dtb:uid" content={attribute(identifier)}/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="{len(guide.pages)}"/>
<meta name="dtb:maxPageNumber" content="{max(map(_number, guide.pages), default=0)}"/>
</head>
<docTitle><text>{text(metadata.title)}</text></docTitle>
<navMap>
{points}
</navMap>
{_ncx_pages(guide.pages)}</ncx>
""".encode()


def _list(points: Iterable[Point]) -> str:
    lines = "".join(
        f"<li><a href={attribute(point.href)}>{text(point.title)}</a>"
        f"{chr(10) + _list(point.children) if point.children else ''}</li>\n"
        for point in points
    )
    return f"<ol>\n{lines}</ol>\n"


def _landmarks(book: Book, titles: Mapping[str, str], files: Mapping[str, str]) -> Iterator[Landmark]:
    body_is_known = False
    for section in book.sections:
        kind = LANDMARKS.get(section.kind)
        if section.matter == "body" and not body_is_known:
            kind, body_is_known = "bodymatter", True
        if kind:
            yield Landmark(title=titles[section.id], href=files[section.id], kind=kind)


def _number(page: Point) -> int:
    """Return the number of a page in Arabic figures, and 0 for another."""
    return int(page.title) if page.title.isdecimal() else 0


def _ncx_pages(pages: Sequence[Point]) -> str:
    if not pages:
        return ""
    targets = "".join(
        f'<pageTarget type="{"normal" if _number(page) else "front"}" id="page-{text(page.title)}" '
        f'value="{_number(page) or place}">'
        f"<navLabel><text>{text(page.title)}</text></navLabel><content src={attribute(page.href)}/></pageTarget>\n"
        for place, page in enumerate(pages, start=1)
    )
    return f"<pageList>\n{targets}</pageList>\n"


def _ncx_points(points: Iterable[Point], numbers: Iterator[int]) -> Iterator[str]:
    for point in points:
        number = next(numbers)
        yield (
            f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{text(point.title)}</text></navLabel>'
            f"<content src={attribute(point.href)}/>"
        )
        yield from _ncx_points(point.children, numbers)
        yield "</navPoint>"
