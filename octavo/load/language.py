"""Languages: the files of words in templates/languages/."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from octavo.load.files import Folder
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.language import Language

REFERENCE = "en-GB"
"""The language whose file is sure to have every word that Octavo prints."""


OPTIONAL = (
    *("ordinal-", "date-century-", "date-decade-", "date-first-day", "date-from-", "date-until-"),
    *("list-pair-before-", "date-or-before-"),
)
"""Words that begin so need not be there: without a word for *fourth*, an edition is told by its number."""

LISTED = 10
"""How many missing words are listed."""

ALIKE: Mapping[str, str] = {"roman": "number"}
"""What may be filled in for something else: a century may be told in Roman figures."""

OF_DECADES: tuple[frozenset[str], ...] = (frozenset({"decade", "number"}), frozenset({"number"}))
"""What may be filled into a decade in place of its first year: its own number, and that of its century."""


def language_in(code: str, folder: Folder, installed: Folder | None = None) -> tuple[Language, tuple[Diagnostic, ...]]:
    """Return the language ``code`` (such as ``en-GB``), whose file is in ``folder``, with what it takes from its base.

    It has every word that the reference has in the folder ``installed``, if one is given: a project may have a file of
    its own for that language too. Words that are missing are those of the reference, with one warning OC125.

    Raises ``Faulty`` with the faults of its file and of its base, OC103 where it is that of another language, its base
    has a base itself, a word does not fill in what that of the reference does or a space before signs is none, and
    OC126 for every phrase that cannot be read.
    """
    from octavo.load.data_file import based_record
    from octavo.model.prose_patterns import faults_of

    record = based_record(folder, f"{code}.yaml", Language)
    language = record.value
    if language.code != code:
        problem = f"the name of the file says '{code}'"
        raise Faulty([fault("OC103", record.at("code"), value=f"'{language.code}'", problem=problem)])
    faults = [
        fault("OC126", record.at("prose", *path), problem=problem)
        for path, problem in (faults_of(language.prose) if language.prose else ())
    ]
    faults += _wrong_spaces(record)
    told: tuple[Diagnostic, ...] = ()
    known_in = installed or folder
    if (code != REFERENCE or installed) and f"{REFERENCE}.yaml" in known_in.files:
        known = language_in(REFERENCE, known_in)[0].words
        faults += _wrong_fields(record, known)
        missing = {word: known[word] for word in known if word not in language.words and not word.startswith(OPTIONAL)}
        if missing:
            told = (fault("OC125", record.at("words"), language=code, words=_listed(missing), count=len(missing)),)
            language = replace(language, words={**language.words, **missing})
    if faults:
        raise Faulty(faults)
    return language, told


def _listed(words: Mapping[str, str]) -> str:
    listed = "; ".join(f"{word}: {text}" for word, text in islice(words.items(), LISTED))
    return f"{listed}; and so on, as in {REFERENCE}.yaml" if len(words) > LISTED else listed


def _wrong_spaces(record: Record[Language]) -> Iterator[Diagnostic]:
    """Yield OC103 for what is no sign of punctuation or no space: letters of the text would come and go by it."""
    for sign, space in record.value.spaces_before.items():
        if len(sign) != 1 or sign.isalnum() or sign.isspace():
            problem = "a key is one sign, such as ';'"
            yield fault("OC103", record.at("spaces-before"), value=f"'{sign}'", problem=problem)
        elif not space.isspace():
            problem = 'a value is a space, such as "\\u202f"'
            yield fault("OC103", record.at("spaces-before", sign), value=f"'{space}'", problem=problem)


def _wrong_fields(record: Record[Language], known: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield OC103 for words that do not fill in what those of the reference do, such as the number of a chapter."""
    for word, text in record.value.words.items():
        kind = next((prefix.removesuffix("before-")[:-1] for prefix in OPTIONAL if word.startswith(prefix)), word)
        alike = [each for name, each in known.items() if name in {word, kind} or name.startswith(f"{kind}-")]
        if not alike and word not in known:
            continue
        asked = [*map(_fields, alike), *(OF_DECADES if word.startswith("date-decade") else ())]
        if (own := _fields(text)) is None:
            problem = "a brace stands alone; write {{ or }} for the sign itself"
        elif own not in asked:
            wanted = " and ".join(f"{{{name}}}" for name in sorted(asked[0] or ()))
            problem = f"write {wanted} where it is to stand" if wanted else "there is nothing to be filled in"
        else:
            continue
        yield fault("OC103", record.at("words", word), value=f"'{text}'", problem=problem)


def _fields(text: str) -> frozenset[str] | None:
    """Return what is to be filled into ``text``; ``None`` where its braces cannot be read."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return frozenset(ALIKE.get(name, name) for name in names)
