"""book.yaml of an imported book: what its source says of itself, in the words of Octavo."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.importing.escapes import escaped
from octavo.importing.manuscript import Loss, SourceMetadata
from octavo.importing.yaml_text import Value
from octavo.model import isbn

DEFAULT_LANGUAGE = "en-GB"
_ROLES = ("author", "editor", "translator", "illustrator", "designer")
_LICENCE = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/(?P<kind>[a-z-]+)(?:/(?P<version>[0-9.]+))?\S*"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOrder:
    """The order of the book: names of texts and of sections that Octavo makes, and parts with their chapters."""

    front: tuple[str, ...]
    body: tuple[str | tuple[str, str, tuple[str, ...]], ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a book is set with beside what its source says.

    ``languages`` are those that there are words for, and ``day`` that of the source's file.
    """

    name: str
    languages: frozenset[str]
    day: str


def settings_of(
    metadata: SourceMetadata, order: MatterOrder, setting: Setting, *, cover: str, has_works: bool
) -> tuple[dict[str, Value], tuple[Loss, ...]]:
    """Return the record of book.yaml, and what of the source's metadata is not in it."""
    losses = list(_losses(metadata, setting.languages))
    licence = _LICENCE.search(metadata.rights)
    date = _DATE.match(metadata.date)
    record: dict[str, Value] = {
        "title": metadata.title or setting.name.replace("-", " ").capitalize(),
        "subtitle": metadata.subtitle,
        "language": language_for(metadata.language, setting.languages),
        "description": metadata.description,
        "subjects": list(metadata.subjects),
        "contributors": [
            {"name": each.name, "role": each.role, "sort": each.sort} for each in metadata.people if each.role in _ROLES
        ],
        "publisher": {"name": metadata.publisher} if metadata.publisher else {},
        "licence": _licence(licence) if licence else {},
        "rights": escaped(metadata.rights) if metadata.rights and not licence else "",
        "identifiers": dict(_identifiers(metadata)),
        "version": "1.0.0",
        "released": date[0] if date else setting.day,
        "cover": cover,
        "matter": _matter(order),
    }
    if has_works:
        record["citation-style"] = "chicago-author-date"
    return record, tuple(losses)


def language_for(tag: str, languages: Iterable[str]) -> str:
    """Return the language that there are words for and that is nearest to ``tag``; English where none is near."""
    known = {each.casefold(): each for each in languages}
    wanted = tag.replace("_", "-").casefold()
    primary = wanted.partition("-")[0]
    near = sorted(each for each in known if each.partition("-")[0] == primary)
    for name in (wanted, primary, f"{primary}-gb", *near):
        if name in known:
            return known[name]
    return DEFAULT_LANGUAGE


def _losses(metadata: SourceMetadata, languages: frozenset[str]) -> Iterable[Loss]:
    place = "the source's metadata"
    said = metadata.language.partition("-")[0].casefold()
    if said and said != language_for(metadata.language, languages).partition("-")[0].casefold():
        what = f"there are no words for the language '{metadata.language}': the book has those of {DEFAULT_LANGUAGE}"
        yield Loss(place=place, what=what)
    if metadata.date and not _DATE.match(metadata.date):
        yield Loss(place=place, what=f"the date '{metadata.date}' names no day: correct 'released' in book.yaml")
    for each in metadata.people:
        if each.role not in _ROLES:
            yield Loss(place=place, what=f"'{each.name}' ({each.role}) is none of: {', '.join(_ROLES)}")
    for form, identifier in metadata.identifiers.items():
        if not _is_known(identifier):
            yield Loss(place=place, what=f"the identifier '{identifier}' of {form} is neither an ISBN nor a URN")


def _identifiers(metadata: SourceMetadata) -> Iterable[tuple[str, str]]:
    for form, identifier in metadata.identifiers.items():
        if _is_known(identifier):
            yield form, identifier


def _is_known(identifier: str) -> bool:
    if isbn.is_meant(identifier):
        return isbn.is_valid(identifier)
    return re.fullmatch(r"urn:[A-Za-z0-9-]+:\S+", identifier) is not None


def _licence(found: "re.Match[str]") -> Value:
    kind, version = found["kind"], found["version"] or ""
    name = "CC0" if kind == "zero" else "Public domain" if kind == "mark" else f"CC {kind.upper()} {version}".strip()
    return {"name": name, "url": found[0].rstrip(".,;)")}


def _matter(order: MatterOrder) -> Value:
    body: list[Value] = []
    for piece in order.body:
        if isinstance(piece, str):
            body.append(piece)
        else:
            title, identity, chapters = piece
            body.append({"part": title, "id": identity, "chapters": _flow(chapters)})
    return {"front": list(order.front), "body": body, "back": list(order.back)}


def _flow(names: Sequence[str]) -> Value:
    return list(names)
