"""Dashes, ranges, ellipses, minus signs and the spaces at which a line may not end (T15)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from octavo.model.language import Quotes
from octavo.model.records import Dashes
from octavo.resolve.character_stream import LINE_BREAK, OBJECT, CharacterStream, Edit
from octavo.resolve.quotation_marks import CLOSING_SIGNS, OPENING_BRACKETS

EM_DASH, EN_DASH, MINUS = "\N{EM DASH}", "\N{EN DASH}", "\N{MINUS SIGN}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
NO_BREAK = "\N{NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_SPACE = "[ \t\r\n\u00a0]"
"""White space of the author's; not the line breaks that the stream marks."""

_PARENTHESIS = re.compile(
    # Before an em dash a word joiner may stand already.
    f"(?P<before>(?:{_SPACE}|{JOINER})*)"
    "(?:(?<![-–—])(?:---|(?P<typed>—))(?![-–—])"
    f"|(?:(?<=[ \t\r\n\u00a0{LINE_BREAK}])|(?<![^\0]))(?:(?<!-)--(?!-)|(?P<en>–))"
    # What closes may follow too: *I never --" he said*.
    f"(?={_SPACE}|{LINE_BREAK}|$|[.,;:!?)\\]…]|[\"'’”“»](?!\\w)))"
    f"(?P<after>{_SPACE}*)"
)

_ALONE = re.compile(r"\A\s*--\s*\Z")
"""Stands for nothing, in a cell of a table."""

_EN_DASH = re.compile(f"(?<=[^\\s–—{LINE_BREAK}{JOINER}-]){JOINER}*(?:--|–){JOINER}*(?![-–—])")

_YEARS = re.compile(
    rf"(?<![\w.,/–{JOINER}-])(?<!\d[ \u00a0])(?<!\d\)[ \u00a0])"
    r"(?P<first>1\d{3}|20\d\d)-(?P<last>1\d{3}|20\d\d|\d\d)"
    rf"(?![\w/–{JOINER}-]|[.,]\d)"
)

_NUMBERED = re.compile(
    r"(?:\b(?:ISSN|ISBN|ISMN|ISO|IEC|DIN|GOST|MSS?|SSN|ZIP)|[Nn]os?\.|№|§|[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Oo]rder"
    r"|[Aa]rticle|[Nn]umber|[Mm]odel|[Ff]orm|[Cc]ase|[Rr]oom|[Ff]light|[Dd]ecree|[Ff]ile|[Ff]olio)\W{0,3}\Z"
)
"""What stands before the number of a thing, which keeps its hyphen: *ISSN*, *tel.*, *order*."""

GUILLEMETS = frozenset("»›")
"""Closing marks before which French has a no-break space."""

_IN_GUILLEMETS = re.compile(r"(?<=«)[ \t\n]+(?=\S)|(?<=\S)[ \t\n]+(?=»)")

EM_DASHES = frozenset({"spaced-em", "attached-em"})
"""How dashes between words are set that are em dashes with spaces where they were typed with two."""

_DASHES = frozenset(f"-–—{MINUS}")
_BLANKS = frozenset(f" \t\r\n{NO_BREAK}{JOINER}")

_ELLIPSIS = re.compile(r"(?<![./\\])\.\.\.(?=\.?(?![./\\]))")

_MINUS = re.compile(
    f"(?<![^ (\\[\\t\\n\\u00a0{LINE_BREAK}])(?<!\\d[ \\u00a0])-"
    r"(?=\d+(?![\d/–-]|(?:st|nd|rd|th|s|er|[A-Z]\w)\b))"
)

_INITIAL = re.compile(r"(?<!\w)(?P<letter>[^\W\d_])\.(?P<space>[ \t\n]+)(?=(?P<next>[^\W\d_]))")

_LITTLE = re.compile(r"(?<=\S)(?<!\S{8})(?P<space>[ \t\r\n]+)(?=\S*\w)(?:\S{1,5}|[([]?\d{4}[a-z]?\W{0,3})\s*\Z")

LONG = 60
"""How many signs a paragraph has at least that fills a line."""


def set_ellipses(stream: CharacterStream) -> Iterator[Edit]:
    """Yield the edits that make one sign of three dots."""
    for found in _ELLIPSIS.finditer(stream.value):
        yield Edit(found.start(), found.end(), ELLIPSIS)


def set_parentheses(
    stream: CharacterStream, dashes: Dashes, opening: Sequence[str], closing: Sequence[str]
) -> Iterator[Edit]:
    """Yield the edits that set dashes between words as the book has them.

    ``---`` and a spaced ``--`` are the same; ``--`` alone is an en dash. A dash that is typed as such stays, with its
    spaces; only where a line may end beside it is decided here. ``opening`` and ``closing`` are quotation marks, inside
    which a dash stands without a space.
    """
    value = stream.value
    if _DASHES.isdisjoint(value):
        return
    openers, closers = {*OPENING_BRACKETS, *opening}, {*CLOSING_SIGNS, *closing}
    if alone := _ALONE.match(value):
        yield Edit(*alone.span(), EN_DASH)
        return
    for found in _PARENTHESIS.finditer(value):
        start, end = found.span()
        if _is_dash_before(value, start) or value[end : end + 1] in _DASHES or value[end : end + 1] == JOINER:
            # The last is a dash that is attached to what follows already.
            continue
        is_first = value[start - 1 : start] in {"", LINE_BREAK}
        starts = is_first or (not found["before"] and _begins(value, start, openers))
        if found["typed"]:
            new = _typed(found, is_first=is_first)
        elif dashes == "em" and not found["en"]:
            new = EM_DASH + found["after"][:1] if is_first else JOINER + EM_DASH
        else:
            sign = EM_DASH if dashes in EM_DASHES and not found["en"] else EN_DASH
            new = sign if starts else NO_BREAK + sign
            is_before_guillemet = found["after"] == NO_BREAK and value[end : end + 1] in GUILLEMETS
            if is_before_guillemet or found["after"] or not _ends(value, end, closers):
                new += NO_BREAK if is_before_guillemet else " "
        yield Edit(start, end, new)


def _typed(found: re.Match[str], *, is_first: bool) -> str:
    """Return a typed em dash with the spaces that were typed: a line may end behind it, not before."""
    blank = "" if is_first else NO_BREAK if found["before"].strip(JOINER) else JOINER
    return blank + EM_DASH + found["after"][:1]


def _is_dash_before(value: str, place: int) -> bool:
    """Whether the nearest sign before ``place`` that is no space is a dash: a row of dashes is left as it is."""
    while place and value[place - 1] in _BLANKS:
        place -= 1
    return value[place - 1 : place] in _DASHES


def _begins(value: str, place: int, openers: set[str]) -> bool:
    """Whether what stands at ``place`` begins the stream, a bracket or a quotation."""
    before = value[place - 1 : place] if place else LINE_BREAK
    if before in {'"', "'"}:
        return place == 1 or value[place - 2].isspace() or value[place - 2] in openers
    return before == LINE_BREAK or before in openers


def _ends(value: str, place: int, closers: set[str]) -> bool:
    """Whether what ends at ``place`` ends the stream, a bracket, a quotation or a sentence."""
    after = value[place : place + 1] or LINE_BREAK
    if after in {'"', "'"}:
        return not value[place + 1 : place + 2].isalnum()
    return after == LINE_BREAK or after in closers


def set_ranges(stream: CharacterStream) -> Iterator[Edit]:
    """Yield the edits that set the dashes of ranges and pairs, bound to what stands before them.

    Between figures they are bound on both sides (*1934–38*). A single hyphen is read as a range only between years
    from 1000 to 2099 that rise: ``1934-38``, not ``58-10``, ``555-1234`` or an ISSN.
    """
    value = stream.value
    if _DASHES.isdisjoint(value):
        return
    edits = [
        Edit(found.start(), found.end(), _bound(value, found.start(), found.end()))
        for found in _EN_DASH.finditer(value)
        if value[found.start() - 1] not in OPENING_BRACKETS
    ]
    for found in _YEARS.finditer(value):
        first, last = found["first"], found["last"]
        rises = int(first[: -len(last)] + last if len(last) < len(first) else last) > int(first)
        if rises and not _NUMBERED.search(value, max(0, found.start() - 16), found.start()):
            edits.append(Edit(found.end("first"), found.start("last"), f"{JOINER}{EN_DASH}{JOINER}"))
    yield from sorted(edits)


def _bound(value: str, start: int, end: int) -> str:
    is_between_figures = value[start - 1 : start].isdigit() and value[end : end + 1].isdigit()
    return f"{JOINER}{EN_DASH}{JOINER if is_between_figures else ''}"


def set_minus_signs(stream: CharacterStream) -> Iterator[Edit]:
    """Yield the edits that make a minus sign of the hyphen before a number."""
    for found in _MINUS.finditer(stream.value) if "-" in stream.value else ():
        yield Edit(found.start(), found.end(), MINUS)


def bind_spaces(stream: CharacterStream, after: Sequence[str], before: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that keep words on one line: after initials, after the words ``after``, before ``before``.

    The words ``before`` (units) bind only to a number, and so do full words among ``after`` (*chapter*).
    """
    value = stream.value
    edits = [
        Edit(found.start("space"), found.end("space"), NO_BREAK)
        for found in _INITIAL.finditer(value)
        if found["letter"].isupper() and found["next"].isupper()
    ]
    for pattern in _spaces(tuple(after), tuple(before)):
        edits += [Edit(found.start("space"), found.end("space"), NO_BREAK) for found in pattern.finditer(value)]
    yield from (edit for edit in sorted(set(edits)) if not stream.is_foreign(edit.start))


def bind_guillemets(stream: CharacterStream, quotes: Quotes, others: Mapping[str, Quotes]) -> Iterator[Edit]:
    """Yield the edits that keep typed guillemets with what they hold, by the space of the language: *« Déjà »*."""
    for found in _IN_GUILLEMETS.finditer(stream.value):
        marks = others.get(stream.language(found.start()).partition("-")[0], quotes)
        if marks.outer[0].startswith("«"):
            yield Edit(found.start(), found.end(), marks.outer[0][1:] or NO_BREAK)


def space_signs(stream: CharacterStream, spaces: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits that put the space of ``spaces`` before each sign that has one, typed or not: *Quoi ?*.

    A sign in the middle of a word or a number (*12:30*), or one that begins something (*:-)*), is left alone.
    """
    if not spaces or spaces.keys().isdisjoint(stream.value):
        return
    for found in _spaced(tuple(spaces)).finditer(stream.value):
        if not stream.is_foreign(found.start("sign")):
            yield Edit(*found.span(), spaces[found["sign"]] + found["sign"])


def bind_dates(stream: CharacterStream, months: Sequence[str], date_format: str) -> Iterator[Edit]:
    """Yield the edits that keep a day on the line of its month, in the order in which ``date_format`` has the two."""
    for found in _days(tuple(months), date_format).finditer(stream.value):
        if not stream.is_foreign(found.start("space")):
            yield Edit(found.start("space"), found.end("space"), NO_BREAK)


def bind_endings(stream: CharacterStream) -> Iterator[Edit]:
    """Yield the edit that keeps a last word that says little on the line of the word before it.

    Nothing but *was.* or, at the end of a citation, *1990).* is too little for a last line. A long word is let go, or
    the line that loses it would be loose: words that are bound are not divided.
    """
    found = _LITTLE.search(stream.value) if len(stream.value) > LONG else None
    if found:
        yield Edit(found.start("space"), found.end("space"), NO_BREAK)


@cache
def _spaced(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a sign behind a word and before the end of one, with the spaces that stand before it."""
    either = "".join(map(re.escape, signs))
    return re.compile(
        rf"(?<=[\w»”’)\]%…{OBJECT}])[ \t\n\u00a0\u202f]*(?P<sign>[{either}])"
        rf"(?=[!?;:…]*(?:[\s»”’)\]]|{LINE_BREAK}|\Z))"
    )


@cache
def _days(months: tuple[str, ...], date_format: str) -> re.Pattern[str]:
    month, space = rf"\b(?:{_either(months)})\b", r"(?P<space>[ \t\n]+)"
    if date_format.find("M") < date_format.find("d"):
        return re.compile(rf"{month}{space}(?=\d{{1,2}}(?!\w))")
    stop = r"\.?" if "d." in date_format else "(?:er|º|°)?"
    return re.compile(rf"(?<![\w.,])\d{{1,2}}{stop}{space}(?={month})")


@cache
def _spaces(after: tuple[str, ...], before: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    numbered = [word for word in after if word.islower() and not word.endswith(".")]
    others = [word for word in after if word not in numbered]
    patterns = (
        (others, r"(?<![\w.])(?:{words})(?P<space>[ \t\n]+)(?=[^\s" + LINE_BREAK + "])"),
        (numbered, r"(?<!\w)(?:{words})(?P<space>[ \t\n]+)(?=\d|[ivxlcIVXLC]+\b)"),
        (before, r"(?<=\d)(?P<space>[ \t\n]+)(?=(?:{words})(?!\w))"),
    )
    return tuple(re.compile(pattern.replace("{words}", _either(words))) for words, pattern in patterns if words)


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def divide_words(stream: CharacterStream, exceptions: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that put soft hyphens into the words of ``exceptions`` (``re-pres-en-ta-tives``), in any case."""
    divided, pattern = _divided(tuple(exceptions))
    for found in pattern.finditer(stream.value) if divided else ():
        word = divided.get(found.group().casefold())
        if word is None or stream.is_foreign(found.start()):
            continue
        letters = iter(found.group())
        yield Edit(found.start(), found.end(), "".join(SOFT_HYPHEN if sign == "-" else next(letters) for sign in word))


@cache
def _divided(exceptions: tuple[str, ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the exceptions by their letters, and the pattern that finds them."""
    divided = {word.replace("-", "").casefold(): word for word in exceptions if "-" in word}
    words = _either(tuple(divided))
    pattern = rf"(?<![\w{SOFT_HYPHEN}])(?:{words})(?![\w{SOFT_HYPHEN}])"
    return divided, re.compile(pattern, re.IGNORECASE)
