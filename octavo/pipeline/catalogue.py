"""The catalogue of the books of a project, made of what they have published."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from octavo import publish
from octavo.model.diagnostics import Faulty, fault
from octavo.model.language import Language
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
    return [*results, _written(project, {each.folder: each.language for each in publications}, shelf)]


def build_listed(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Build the books ``names``, and write the catalogue that lists one of them anew, if there is any."""
    results = build(project, names, options)
    return results if any(each.has_errors for each in results) else [*results, *_renewed(project, names, options)]


def _renewed(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Write the catalogue of ``output/`` anew if it lists one of the books ``names``, which were built; else nothing.

    It keeps its books, its title and its address.
    """
    from octavo.package.catalogues import OPDS_FILE
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    try:
        feed = json.loads((project.output / OPDS_FILE).read_bytes())
        links = [[link["href"] for link in each["links"]] for each in feed["publications"]]
        hrefs = [next(href for href in each if not urlsplit(href).scheme) for each in links]
        shelf = Shelf(title=feed["metadata"]["title"], place=urljoin(feed["links"][0]["href"], "."))
    except (OSError, ValueError, LookupError, TypeError, StopIteration):
        return []
    shelf = shelf if urlsplit(shelf.place).scheme else Shelf(title=shelf.title)
    listed = [unquote(urljoin("/", href).split("/")[1]) for href in hrefs]
    if not {*names} & {*listed} or not all((project.output / each / OPDS_FILE).is_file() for each in listed):
        return []
    memo = memo_for(options.store, options.memory)
    languages = {each: load_book(project, each, memo)[0].language for each in listed}
    return [_written(project, languages, shelf)]


def _written(project: Project, languages: Mapping[str, Language], shelf: Shelf) -> BookResult:
    """Write the catalogue of the books with these ``languages``, of what they have published."""
    from octavo.package.catalogues import OPDS_FILE
    from octavo.package.shelf import ShelvedBook
    from octavo.package.shelf import catalogue as made_of

    books = []
    for name in languages:
        folder = project.output / name
        manifest: dict[str, Any] = publish.read_manifest(folder) or {}
        (publication,) = json.loads((folder / OPDS_FILE).read_bytes())["publications"]
        sizes = {file: entry["size"] for file, entry in manifest["files"].items()}
        books.append(ShelvedBook(folder=name, publication=publication, version=manifest["version"], sizes=sizes))
    language = next(iter(languages.values()))
    files = made_of(books, language, shelf.title or language.words["books"], shelf.place)
    for file in files:
        publish.write_file(project.output / file.name, file.content)
    return BookResult(book="catalogue", status="built", files=tuple(each.name for each in files), folder=project.output)
