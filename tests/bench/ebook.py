"""Make the ebook of a book whose printing is given: all that Octavo does for an EPUB, and no layout.

Run as a program in a folder with content: ``python -m tests.bench.ebook BOOK GIVEN TARGET``. The folder GIVEN has the
printing, as :mod:`tests.bench.single` leaves it.
"""

import os
import pickle
import sys
from pathlib import Path

from octavo.garbage import collected_rarely
from octavo.jobs.store import Store
from octavo.model.output import Archive, FormatInput, Printing
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.packaging import cover_of, finished
from octavo.pipeline.plan import formats
from octavo.pipeline.result import Options
from octavo.project import find_project

PRINTING = "printing"
"""The file with the printing: its pages, their map, and where everything stands on them."""


def main(name: str, given: Path, target: Path) -> None:
    """Write the ebook to ``target``."""
    store = Store(Path(os.environ["OCTAVO_STORE"]))
    options = Options(store=store)
    manuscript = prepare(find_project(Path.cwd()), name, options)
    printing: Printing = pickle.loads((given / PRINTING).read_bytes())  # noqa: S301 -- written by tests.bench.single
    reflow, _ = manuscript.presentation().on_screens(printing.page_map, printing)
    cover = cover_of(manuscript.books[WHOLE], printing, manuscript.memo)
    product = Product(name=name, selection=WHOLE, look=manuscript.look, format="epub")
    (made, _), _ = formats()["epub"].make(
        FormatInput(product=product, book=manuscript.books[WHOLE], reflow=reflow, cover=cover)
    )
    assert isinstance(made, Archive)
    target.write_bytes(finished(made, manuscript.memo).content)


if __name__ == "__main__":
    with collected_rarely():
        main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
