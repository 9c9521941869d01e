"""Prepare what other programs are measured with: the same book as one HTML document and as one Markdown text.

Run as a program, so that the measuring process stays small, in a folder with content and a full store:
``python -m tests.bench.single print|reflow BOOK TARGET``. Nothing here is measured.
"""

import os
import pickle
import re
import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from octavo.jobs.executors import open_workers
from octavo.jobs.graph import run
from octavo.jobs.store import Store
from octavo.model.output import Asset, Printing, Rendition
from octavo.pipeline.cache import memo_for
from octavo.pipeline.calls import CallRunner, SharedBytes
from octavo.pipeline.manuscript import Manuscript, prepare
from octavo.pipeline.result import Options
from octavo.project import find_project
from octavo.typeset.markup import parse
from octavo.typeset.unit_document import is_page_number
from tests.bench.ebook import PRINTING
from tests.whole_document import joined_document

SHEET = "book/theme/sheet"
"""Where the document is below the target: as deep as names in it go up."""

PLAIN_STYLE = """
h4, h5, h6 { bookmark-level: none }
a.page-number::after { content: target-counter(attr(href), page) }
span.page-number::after { content: target-counter(attr(data-target), page) }
.contents-line { display: block }
.contents-line > span { overflow: visible }
.contents-number { display: inline-block }
.leader { border: 0; display: inline; margin: 0 }
.leader::before { content: leader(".") }
"""
"""How a user of WeasyPrint has page numbers written: by the engine, while it lays the pages out."""

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def main(arguments: Sequence[str]) -> None:
    """Write the document or the text of a book below the folder named last."""
    medium, name, target = arguments
    store = Store(Path(os.environ["OCTAVO_STORE"]))
    manuscript = prepare(find_project(Path.cwd()), name, Options(store=store))
    printing = _printed(manuscript, store)
    if medium == "print":
        _write_document(manuscript.presentation().render("print", printing.page_map)[0], Path(target))
    else:
        _write_text(manuscript.presentation().render("reflow", printing.page_map)[0], Path(target))
        (Path(target) / PRINTING).write_bytes(pickle.dumps(printing))


def _printed(manuscript: Manuscript, store: Store) -> Printing:
    """Return the finished printing."""
    shared = SharedBytes()
    work = manuscript.presentation().typesetting(manuscript.presentation().render("print")[0])
    with open_workers("inline", shared.preload) as workers:
        shared.share = workers.share
        [(printing, _)] = run([CallRunner(shared, memo_for(store).key, []).carried_out(work)], workers, store)
    return printing


def _write_document(rendition: Rendition, target: Path) -> None:
    bodies = [parse(unit) for unit in rendition.units]
    for body in bodies:
        for number in filter(is_page_number, body.iter()):
            number.text = ""
            number.set("data-target", f"#{number.get('data-target')}")
    written = joined_document(rendition.metadata, list(zip(rendition.units, bodies, strict=True)))
    read = ET.fromstring(written)  # noqa: S314 -- our own markup
    text = f"<!DOCTYPE html>{ET.tostring(read, encoding='unicode', method='html')}"
    head = '<head><meta charset="utf-8">'
    sheets = '<link rel="stylesheet" href="book.css"><link rel="stylesheet" href="plain.css"></head>'
    folder = target / SHEET
    folder.mkdir(parents=True, exist_ok=True)
    page = text.replace("<head>", head, 1).replace("</head>", sheets, 1)
    (folder / "book.html").write_text(page, encoding="utf-8")
    (folder / "book.css").write_text(rendition.css, encoding="utf-8")
    (folder / "plain.css").write_text(PLAIN_STYLE, encoding="utf-8")
    _write_assets(rendition.assets, folder)


def _write_text(rendition: Rendition, target: Path) -> None:
    """Write the words of the ebook as one HTML file for pandoc to turn into Markdown, its charts as files beside it."""
    target.mkdir(parents=True, exist_ok=True)
    charts: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        charts.append(found[0])
        (target / f"chart-{len(charts)}.svg").write_text(found[0], encoding="utf-8")
        return f'<img src="chart-{len(charts)}.svg" alt="Chart {len(charts)}"/>'

    inside = "".join(SVG.sub(put_aside, unit.body) for unit in rendition.units)
    title = escape(rendition.metadata.title)
    page = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    (target / "book.html").write_text(f"{page}<body>{inside}</body></html>", encoding="utf-8")
    _write_assets((each for each in rendition.assets if each.media_type.startswith("image/")), target)


def _write_assets(assets: Iterable[Asset], folder: Path) -> None:
    for asset in assets:
        path = folder / asset.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)


if __name__ == "__main__":
    main(sys.argv[1:])
