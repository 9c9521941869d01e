"""The catalogue of the books of a project, made of what they have published."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from octavo import publish
from octavo.model.diagnostics import Faulty, fault
from octavo.pipeline.build import build
from octavo.pipeline.result import BookResult, Options
from octavo.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a catalogue is called, and where on the web its folder lies; either may be empty."""

    title: str = ""
    place: str = ""


def catalogue(project: Project, names: Sequence[str], options: Options, shelf: Shelf) -> list[BookResult]:
    """Build the books ``names`` as far as they have changed, and write their catalogue beside their folders.

    It has the language of the first book. Where a book has errors, the earlier catalogue stays. Raises
    :class:`Faulty` with OC650 for every book that makes no page of its own, and with OC902 where a file cannot be
    written.
    """
    from octavo.package.catalogues import OPDS_FILE
    from octavo.package.shelf import ShelvedBook
    from octavo.package.shelf import catalogue as made_of
    from octavo.package.web_pages import SITE
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    memo = memo_for(options.store, options.memory)
    publications = [load_book(project, name, memo)[0] for name in names]
    without = [each for each in publications if SITE not in each.settings.value.formats]
    if without:
        raise Faulty([fault("OC650", each.settings.at("formats"), book=each.folder) for each in without])
    results = build(project, names, options)
    if any(result.has_errors for result in results):
        return results
    books = []
    for name in names:
        folder = project.output / name
        manifest: dict[str, Any] = publish.read_manifest(folder) or {}
        (publication,) = json.loads((folder / OPDS_FILE).read_bytes())["publications"]
        sizes = {file: entry["size"] for file, entry in manifest["files"].items()}
        books.append(ShelvedBook(folder=name, publication=publication, version=manifest["version"], sizes=sizes))
    language = publications[0].language
    files = made_of(books, language, shelf.title or language.words["books"], shelf.place)
    for file in files:
        publish.write_file(project.output / file.name, file.content)
    own = BookResult(book="catalogue", status="built", files=tuple(each.name for each in files), folder=project.output)
    return [*results, own]
