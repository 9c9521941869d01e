"""Metadata of an EPUB's package document, and of the Dublin Core that other formats hold."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Node

from octavo.importing.manuscript import SourceMetadata, SourcePerson
from octavo.model import isbn

ROLES: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "bkd": "designer",
    "dsr": "designer",
}
"""Words of book.yaml for the codes of MARC that say what somebody did."""


_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def metadata_of(package: Node, *, is_ebook: bool) -> SourceMetadata:
    """Return the metadata of a package document; an identifier is that of the ebook, or of print in other sources."""
    refined = _refined(package)
    titles = [node for node in package.iter("dc:title") if _text(node)]
    kinds = {refined.get((node.get("id", ""), "title-type"), ""): _text(node) for node in reversed(titles)}
    title = kinds.get("main") or (_text(titles[0]) if titles else "")
    identifiers = [_identifier(_text(node)) for node in package.iter("dc:identifier")]
    best = sorted(
        (each for each in identifiers if each), key=lambda each: (not isbn.is_meant(each), not each.startswith("urn:"))
    )
    return SourceMetadata(
        title=title,
        subtitle=kinds.get("subtitle", ""),
        people=tuple(_people(package, refined)),
        language=_first(package, "dc:language"),
        identifiers={"epub" if is_ebook else "print": best[0]} if best else {},
        publisher=_first(package, "dc:publisher"),
        rights=_first(package, "dc:rights"),
        date=_first(package, "dc:date")[:10],
        description=_first(package, "dc:description"),
        subjects=tuple(dict.fromkeys(_text(node) for node in package.iter("dc:subject") if _text(node))),
    )


def _refined(package: Node) -> dict[tuple[str, str], str]:
    """Return what is said of other statements, by their ids and its property."""
    return {
        (node.get("refines", "").removeprefix("#"), node.get("property", "")): _text(node)
        for node in package.iter("meta")
        if node.get("refines")
    }


def _people(package: Node, refined: Mapping[tuple[str, str], str]) -> Iterator[SourcePerson]:
    for tag, otherwise in (("dc:creator", "aut"), ("dc:contributor", "")):
        for node in package.iter(tag):
            identity = node.get("id", "")
            code = refined.get((identity, "role")) or node.get("role") or otherwise
            sort = refined.get((identity, "file-as")) or node.get("file-as") or ""
            name = _text(node)
            if name and (code in ROLES or tag == "dc:creator"):
                yield SourcePerson(name=name, role=ROLES.get(code, "author"), sort=sort if sort != name else "")
            elif name:
                yield SourcePerson(name=name, role=code or "contributor")


def _identifier(value: str) -> str:
    bare = value.strip()
    if bare.casefold().startswith("isbn:"):
        bare = bare[5:].strip()
    return f"urn:uuid:{bare}" if _UUID.fullmatch(bare) else bare


def _first(package: Node, tag: str) -> str:
    return next((_text(node) for node in package.iter(tag) if _text(node)), "")


def _text(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())
