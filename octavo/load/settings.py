"""book.yaml: the settings of a book, beyond what their types say."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from octavo.load.reading_order import check_matter
from octavo.load.records import read_record
from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode, shown
from octavo.model import isbn
from octavo.model.book import Record
from octavo.model.dates import Precision
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.language_names import tag_of
from octavo.model.press import THICKEST_LEAF, WIDEST_BLEED
from octavo.model.records import BookSettings

ADDRESS = re.compile(r"(https?://[^\s/]+(/\S*)?)?")
"""An address on the web, or none."""

REPORTS = re.compile(rf"{ADDRESS.pattern}|mailto:[^\s@?]+@[^\s@]+")
"""An address that reports of errors can be sent to, or none."""

FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "write a language tag such as en-GB"),
    "version": (re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}"), "write edition.impression.fix, such as 1.0.0"),
    "theme": (re.compile(r"[a-z0-9][a-z0-9-]*"), "write the name of a folder of styles"),
    "citation-style": (re.compile(r"[a-z0-9][a-z0-9-]*"), "write the name of a citation style, without .csl"),
    "paper": (re.compile(r"[a-z0-9][a-z0-9-]*"), "write the name of a paper of the theme"),
    "base-url": (ADDRESS, "write an address that begins with https://"),
    "report-url": (REPORTS, "write an address that begins with https:// or mailto:"),
}
"""How the values of these keys are spelt, and the words that say so. Some of them become names of files."""

SUBJECTS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "bisac": (re.compile(r"[A-Z]{3}[0-9]{6}"), "a code of BISAC is three letters and six figures, such as HIS032000"),
    "thema": (re.compile(r"[A-Z][A-Z0-9]{0,7}|[1-6][A-Z0-9-]{1,11}"), "a code of Thema is such as NHD or 1DTA"),
}
"""How the codes of a scheme of subjects are spelt, and the words that say so."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A plain day, as it goes into metadata: certain, without a time, not before Christ."""


def read_settings(node: Node, sections: Collection[str]) -> tuple[Record[BookSettings], tuple[Diagnostic, ...]]:
    """Return the settings that book.yaml holds, and what is wrong with what they name.

    ``sections`` are the words that ``matter`` may name besides text files. Raises ``Faulty`` where the settings cannot
    be read at all; misspelt values, repeated and unknown entries of the matter are returned, since reading can go on.
    """
    node = _with_tag(node)
    record, diagnostics = read_record(node, BookSettings)
    spelt = (*_misspelt(node), *_demanded(record), *_wrong_isbns(record), *_wrong_licence(record))
    spelt += (*_wrong_codes(record), *_wrong_evaluation(record), *_wrong_press(record))
    return record, (*stop_on_error(diagnostics), *spelt, *check_matter(record, sections))


def _with_tag(node: Node) -> Node:
    """Return the settings with the tag of their language where they have its name, such as *German*."""
    entries = node.entries if isinstance(node, MappingNode) else {}
    named = entries.get("language")
    if not isinstance(named, ScalarNode) or not isinstance(node, MappingNode):
        return node
    return replace(node, entries={**entries, "language": replace(named, value=tag_of(str(named.value)))})


def _misspelt(node: Node) -> Iterator[Diagnostic]:
    entries = node.entries if isinstance(node, MappingNode) else {}
    for key, (form, problem) in FORMS.items():
        written = entries.get(key)
        if isinstance(written, ScalarNode) and not form.fullmatch(str(written.value)):
            diagnostic = fault("OC103", written.origin, value=shown(written), problem=problem)
            small = str(written.value).lower()
            # What a language is called, or where its capitals stand, is no matter of small letters.
            is_meant = key != "language" and form.fullmatch(small)
            yield replace(diagnostic, hint=f"did you mean '{small}'?") if is_meant else diagnostic


def _wrong_isbns(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Tell of each identifier that is written as an ISBN and is none: its last figure proves the others."""
    for format_, identifier in record.value.identifiers.items():
        if isbn.is_meant(identifier) and not isbn.is_valid(identifier):
            problem = "no ISBN has these figures: a figure is wrong, missing or too many"
            yield fault("OC103", record.at("identifiers", format_), value=f"'{identifier}'", problem=problem)


def _wrong_licence(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Tell of the address of a licence that no reader can follow."""
    licence = record.value.licence
    if licence is not None and not ADDRESS.fullmatch(licence.url):
        place, problem = record.at("licence", "url"), "write an address that begins with https://"
        yield fault("OC103", place, value=f"'{licence.url}'", problem=problem)


def _wrong_codes(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Tell of each subject that is no code of its scheme."""
    for position, subject in enumerate(record.value.subject_codes):
        form, problem = SUBJECTS[subject.scheme]
        if not form.fullmatch(subject.code):
            yield fault("OC103", record.at("subject-codes", position, "code"), value=subject.code, problem=problem)


def _wrong_evaluation(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Tell of an evaluation without a day, and of one of another version: the ebook then claims no conformance."""
    settings, evaluation = record.value, record.value.accessibility.evaluation
    if evaluation is None:
        return
    path = ("accessibility", "evaluation")
    if not DAY.fullmatch(evaluation.date):
        yield fault("OC103", record.at(*path, "date"), value=evaluation.date, problem="write a day such as 2026-11-24")
    if not ADDRESS.fullmatch(evaluation.report):
        problem = "write an address that begins with https://"
        yield fault("OC103", record.at(*path, "report"), value=evaluation.report, problem=problem)
    if evaluation.version != settings.version:
        place = record.at(*path, "version")
        yield fault("OC730", place, evaluated=evaluation.version, version=settings.version)


def _wrong_press(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Tell of measures that no print shop has."""
    press = record.value.press
    for key, value, most in (("bleed", press.bleed, WIDEST_BLEED), ("thickness", press.thickness, THICKEST_LEAF)):
        if value is not None and not 0 <= value <= most:
            problem = f"write millimetres from 0 to {most:g}"
            yield fault("OC103", record.at("press", key), value=f"{value:g}", problem=problem)


def _demanded(record: Record[BookSettings]) -> Iterator[Diagnostic]:
    """Demand a format, and the whole day of the release, which stands in the metadata of every output."""
    if not record.value.formats:
        yield fault("OC103", record.at("formats"), value="[]", problem="a book has at least one format")
    moments = record.dates[("released",)].moments
    if len(moments) != 1 or moments[0].precision is not Precision.DAY or not DAY.fullmatch(record.value.released):
        problem = "a release has a day"
        yield fault("OC105", record.at("released"), value=record.value.released, problem=problem)
