"""Move a place of the finished PDF to the next page, behind the back of what refers to it."""

import pikepdf

from tests.damaged_files import change_pdf


def damage() -> None:
    """Change the format `pdf`."""
    change_pdf(_move)


def _move(document: pikepdf.Pdf) -> None:
    places = dict(pikepdf.NameTree(document.Root.Names.Dests))
    place = places["costs"]
    place[0] = document.pages[document.pages.index(pikepdf.Page(place[0])) + 1].obj
