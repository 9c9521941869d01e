"""Have the citations of a publication worded: pandoc's citation processor, asked once, with all that they depend on."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from octavo.model.inlines import Emphasis, Inlines, Reference, Span, Text
from octavo.model.language import SOUNDS
from octavo.model.numbering import AskedCitation, CitationRequest, Citations, WordedCitation
from octavo.model.query import plain
from octavo.pandoc import Element, Json, kind_of, listed, run_pandoc
from octavo.resolve.pandoc import API_VERSION, cite_element, cited, inlines, paragraphs
from octavo.resolve.registers import join

STYLE, SOURCES = "style.csl", "sources.json"

LOCATORS = """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page
    paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume
"""
"""The terms of locators (CSL 1.0.2, appendix IV)."""

OPENING, CLOSING = ("(", "["), (")", "]")
"""The brackets that in-text styles put around a citation."""


def cite(request: CitationRequest) -> Citations:
    """Return the words of all citations of ``request``, and of its works in the order of the style.

    The answer depends on nothing but the request and pandoc's version. Nothing asked is nothing answered, without
    pandoc. Raises :class:`octavo.pandoc.PandocRefused` where the style or the sources cannot be used.
    """
    if not request.citations and not request.works:
        return Citations()
    answer = run_pandoc(
        ["--from=json", "--to=json", "--citeproc", f"--csl={STYLE}", f"--bibliography={SOURCES}"],
        json.dumps(_document(request), ensure_ascii=False, sort_keys=True),
        files={
            STYLE: with_own_terms(request.style, request.pair),
            SOURCES: json.dumps(list(request.sources.values()), ensure_ascii=False, sort_keys=True),
        },
    )
    reply = json.loads(with_pairs(answer.decode(), request.pair))
    *replies, bibliography = listed(reply["blocks"])
    makes_notes = re.search(r"<style\b[^>]*\bclass=[\"']note[\"']", request.style) is not None
    return Citations(
        worded=tuple(
            _worded(asked, listed(paragraph.get("c")), request.quotes, makes_notes=makes_notes)
            for asked, paragraph in zip(request.citations, replies, strict=True)
        ),
        works=dict(_works(bibliography, request.quotes)),
    )


# --- the question ----------------------------------------------------------------------------------------------------


def _document(request: CitationRequest) -> Element:
    """Return pandoc's document: a paragraph for each citation, then the place of the bibliography."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {
            "lang": {"t": "MetaString", "c": request.language},
            "link-citations": {"t": "MetaBool", "c": True},
            "nocite": {"t": "MetaInlines", "c": [cited(request.works)] if request.works else []},
        },
        "blocks": [*map(_paragraph, request.citations), {"t": "Div", "c": [["refs", [], []], []]}],
    }


JOINS = "\N{INVISIBLE SEPARATOR}"
"""Marks the word between two names in the answer of the processor, which knows no form before a sound."""


def with_pairs(answer: str, pair: tuple[str, str] | None) -> str:
    """Return the answer of the processor (JSON) with the form of the word between two names that the last one asks."""
    if pair is None:
        return answer
    between = rf'{re.escape(pair[0])}{JOINS}((?:"\}}|\{{"t":"Space"\}}|\{{"t":"Str","c":"|,|\s)*)'
    return re.sub(
        between + r"(.{0,4})",
        lambda found: f"{pair[1] if SOUNDS['i'].match(found[2]) else pair[0]}{found[1]}{found[2]}",
        answer,
    )


def with_own_terms(style: str, pair: tuple[str, str] | None) -> str:
    """Return a CSL style so that the processor reads our names of locators in every language.

    Pandoc looks a locator's word up among the terms of the book's language. The names of the terms themselves are
    added, in a form that no style prints. The word of a ``pair`` of names is marked.
    """
    terms = "".join(f'<term name="{name}" form="verb-short">{name}</term>' for name in LOCATORS.split())
    terms += f'<term name="and">{pair[0]}{JOINS}</term>' if pair else ""
    return style.replace("</info>", f"</info><locale><terms>{terms}</terms></locale>", 1)


def _paragraph(asked: AskedCitation) -> Json:
    citation: Json = cite_element(asked.citation)
    if asked.in_note:
        citation = {"t": "Note", "c": [{"t": "Para", "c": [citation]}]}
    return {"t": "Para", "c": [citation]}


# --- the answer ------------------------------------------------------------------------------------------------------


def _worded(
    asked: AskedCitation, elements: list[Element], quotes: tuple[str, str], *, makes_notes: bool
) -> WordedCitation:
    before, note = _divided(_unwrapped(elements) if asked.in_note else elements)
    words = inlines(before, quotes, links_works=True)
    return WordedCitation(
        words=unbracketed(words) if asked.citation.bare else words,
        note=None if note is None else inlines(note, quotes, links_works=True),
        is_stopped=asked.in_note and makes_notes,
    )


def _unwrapped(elements: list[Element]) -> list[Element]:
    """Return what stands in the note in which a citation was sent."""
    return [inside for element in elements for run in paragraphs(element.get("c")) for inside in listed(run)]


def _divided(elements: list[Element]) -> tuple[list[Json], Json]:
    """Return the words that stay in the text, and those of the note that a note style makes (``None`` without)."""
    stay: list[Json] = []
    note: Json = None
    for element in elements:
        content = element.get("c")
        if kind_of(element) == "Cite" and isinstance(content, list):
            for each in listed(content[1]):
                if kind_of(each) == "Note":
                    note = [inside for run in paragraphs(each.get("c")) for inside in listed(run)]
                else:
                    stay.append(each)
        else:
            stay.append(element)
    return stay, note


def unbracketed(words: Inlines) -> Inlines:
    """Return the words of a citation for a source line: without brackets around them or a full stop at the end."""
    match words:
        case (Text(value=one),) if one.startswith(OPENING) and one.endswith(CLOSING):
            return _unstopped((Text(value=one[1:-1]),))
        case (Text(value=first), *inside, Text(value=last)) if first.startswith(OPENING) and last.endswith(CLOSING):
            return _unstopped((Text(value=first[1:]), *inside, Text(value=last[:-1])))
        case _:
            return _unstopped(words)


def _unstopped(words: Inlines) -> Inlines:
    """Return a run without the full stop at its end, however deep it stands."""
    match words:
        case (*before, Text(value="")):
            return _unstopped(tuple(before))
        case (*before, Text() as last):
            return (*before, replace(last, value=last.value.removesuffix(".")))
        case (*before, (Emphasis() | Span() | Reference()) as last):
            return (*before, replace(last, children=_unstopped(last.children)))
        case _:
            return words


def _works(bibliography: Element, quotes: tuple[str, str]) -> Iterator[tuple[str, Inlines]]:
    """Yield the works of the bibliography in its order, by key.

    A style may leave a work out of its list, such as a letter or scripture; the processor then answers an empty entry.
    """
    content = bibliography.get("c")
    for entry in listed(content[1]) if isinstance(content, list) else ():
        match entry.get("c"):
            case [[str(name), *_], blocks]:
                lines = [inlines(each, quotes, links_works=False) for each in paragraphs(blocks)]
                if words := join([line for line in lines if plain(line).strip()], " "):
                    yield name.removeprefix("ref-"), words
            case _:
                pass
