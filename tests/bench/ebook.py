"""Make the ebook of a book whose printing is given: all that Octavo does for an EPUB, and no layout.

Run as a program in a folder with content: ``python -m tests.bench.ebook BOOK GIVEN TARGET``. The folder GIVEN has the
printing, as :mod:`tests.bench.single` leaves it.
"""

import json
import os
import sys
from pathlib import Path

from octavo.jobs.store import Store
from octavo.model.output import Archive, FormatInput, Printing
from octavo.model.page_map import PageMap
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.packaging import cover_of, finished
from octavo.pipeline.plan import formats
from octavo.pipeline.result import Options
from octavo.project import find_project

PAGES, PDF = "pages.json", "printing.pdf"
"""The files of a printing: its page map and its pages."""


def main(name: str, given: Path, target: Path) -> None:
    """Write the ebook to ``target``."""
    store = Store(Path(os.environ["OCTAVO_STORE"]))
    options = Options(store=store)
    manuscript = prepare(find_project(Path.cwd()), name, options)
    page_map = PageMap(**json.loads((given / PAGES).read_text(encoding="utf-8")))
    reflow, _ = manuscript.presentation().render("reflow", page_map)
    printing = Printing(content=(given / PDF).read_bytes(), page_map=page_map)
    cover = cover_of(manuscript.books[WHOLE], printing, manuscript.memo)
    product = Product(name=name, selection=WHOLE, look=manuscript.look, format="epub")
    (made, _), _ = formats()["epub"].make(
        FormatInput(product=product, book=manuscript.books[WHOLE], reflow=reflow, cover=cover)
    )
    assert isinstance(made, Archive)
    target.write_bytes(finished(made, manuscript.memo).content)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
