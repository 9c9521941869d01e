"""The fields of BibTeX and biblatex: what becomes of each in CSL, and what each holds."""

import re
from collections.abc import Mapping

from octavo.load.bibtex_syntax import MONTHS


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_VARIABLES = """
title volume-title: title subtitle titleaddon maintitle mainsubtitle maintitleaddon issuetitle issuesubtitle
container-title volume-title: booktitle booksubtitle booktitleaddon journal journaltitle journalsubtitle
container-title-short: shortjournal
title-short container-title-short: shorttitle
original-title: origtitle
collection-title: series
author: author
editor director: editor
translator: translator
container-author: bookauthor
issued: date year
accessed: urldate urlyear
original-date: origdate origyear
event-date: eventdate eventyear
event: eventtitle
event-place: venue
page: pages
volume: volume part
number issue collection-number: number
issue: issue
edition: edition
version: version
chapter-number: chapter
number-of-pages: pagetotal
number-of-volumes: volumes
publisher: publisher institution organization school howpublished
publisher-place jurisdiction: address location
original-publisher: origpublisher
original-publisher-place: origlocation
URL: url eprint
DOI: doi
ISBN: isbn
ISSN: issn
PMID: pmid
PMCID: pmcid
call-number: library
genre: type
status: pubstate
language: langid hyphenation language
note: note addendum
annote: annotation annote
abstract: abstract
keyword: keywords
"""
VARIABLES: Mapping[str, tuple[str, ...]] = {
    name: tuple(variables.split())
    for variables, names in (line.split(":") for line in _VARIABLES.strip().splitlines())
    for name in names.split()
}
"""The variables of CSL, one of which pandoc makes of a field; a test holds the table to pandoc."""

QUALIFIERS = _words(
    """
    archiveprefix crossref day editortype endday endmonth endyear entryset entrysubtype eprinttype langidopts
    month options related relatedtype xdata xref
    """
)
"""Fields that say how others are meant."""

UNPRINTED = re.compile(
    r"ads(?:note|url)|added-at|bdsk-.*|bib(?:url|source)|citeulike-.*|comment|copyright|creationdate|date-.*|file|groups"
    r"|keyword|local-url|mendeley-.*|modificationdate|owner|posted-at|printed|priority|ranking|rating|read(?:status)?|rights"
    r"|shorthand|sort(?:key|name|title|year)|presort|timestamp|username|__.*"
)
"""Fields in which programs keep what no style prints."""

TYPES = _words(
    """
    article book booklet collection inbook incollection inproceedings manual mastersthesis misc online patent
    periodical phdthesis proceedings report software techreport thesis unpublished
    """
)
"""The usual types of entries: what a type that pandoc does not know may have been meant for."""

LINKS = frozenset({"crossref", "xdata"})
"""Fields that name entries whose fields this one takes over."""

VERBATIM = frozenset({"date", "doi", "eprint", "eventdate", "origdate", "url", "urldate", "year"})
"""Fields that hold no LaTeX."""

WHOLE = frozenset({"address", "institution", "location", "organization", "publisher", "school"})
"""Fields in which biblatex takes 'and' for the sign between two items: Taylor and Francis would be two houses."""

DATES: Mapping[str, tuple[str, str]] = {
    "issued": ("date", "year"),
    "accessed": ("urldate", "urlyear"),
    "original-date": ("origdate", "origyear"),
    "event-date": ("eventdate", "eventyear"),
}
"""The variables that are dates, with the fields that say one whole or begin it."""

NO_DATE = re.compile(r"\W*(?:n\.?\s*d|no date|s\.?\s*[ad]|sine anno|o\.?\s*J|undated|б\.?\s*[гд])?\W*", re.IGNORECASE)
"""What people write for the year of a work without one."""

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""What stands for a season in place of a month (EDTF level 1)."""

_CIRCA = re.compile(r"(?:c|ca|circa)\.?\s*(\d{4})", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})\s*(?:-{1,3}|[/\N{EN DASH}])\s*(\d{4})")


def month_of(value: str) -> int:
    """Return the number of a month, or of a season (21 to 24), that is given in digits or by name; 0 for others."""
    word = value.strip(" {}.").lower()
    if word.isdecimal():
        return int(word)
    is_month = word.isalpha() and word[:3] in MONTHS
    return SEASONS.get(word, 0) or (MONTHS.index(word[:3]) + 1 if is_month else 0)


def with_edtf_date(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields with what ``year`` and ``month`` say in words as a ``date``, as biblatex has it (EDTF)."""
    year, month = values.get("year", "").strip(), month_of(values.get("month", ""))
    date = values.get("date", "").replace("/..", "/")
    if not date and (found := _CIRCA.fullmatch(year)):
        date = f"{found[1]}~"
    elif not date and (found := _YEARS.fullmatch(year)):
        date = f"{found[1]}/{found[2]}"
    elif not date and month in SEASONS.values():
        date = f"{year}-{month}"
    return {**values, "month": str(month or ""), "date": date}
