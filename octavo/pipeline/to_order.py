"""Make products of a book to order: what a person asks for now, besides what a build publishes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten

from octavo import publish
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Plan
from octavo.model.query import plain, runs
from octavo.pipeline.book_job import Beside, nothing
from octavo.pipeline.making import Made
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.result import BookResult, Options
from octavo.pipeline.session import open_session
from octavo.project import Project

LISTED = 70
"""How many letters of a question or an event a list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made of ``book``: the products of ``plan`` and what is set ``beside`` them, written to ``folder``.

    Files that are ``ready`` are written with them.

    Without a ``folder`` it is ``output/extra/<book>/``.
    """

    book: str
    plan: Plan
    folder: Path | None = None
    beside: Beside = nothing
    ready: Sequence[Artefact] = ()


def make_to_order(project: Project, order: Order, options: Options) -> BookResult:
    """Make what ``order`` asks for, as a build would, and write each file whole or not at all.

    Files of the same names are written over; whatever else is in the folder stays. Faults in the content do not raise:
    they are in the result, and nothing is written. Of warnings about the manuscript, which builds tell, there is only
    the number. Raises :class:`Faulty` with OC906 as a build does.
    """
    folder = order.folder or project.extra / order.book
    known: list[Diagnostic] = []

    def deliver(manuscript: Manuscript, made: Made, _found: Sequence[Diagnostic]) -> Sequence[Artefact]:
        known.extend(manuscript.diagnostics)
        files = [*order.ready, *(file for _, file in made.files)]
        for file in files:
            publish.write_file(folder / file.name, file.content)
        return files

    with open_session(project, options) as session:
        result = replace(session.make(order.book, order.plan, deliver, beside=order.beside), folder=folder)
    if not known:
        return result
    note = f"warnings about the manuscript: {len(known)}; octavo check {order.book} tells them"
    fresh = tuple(each for each in result.diagnostics if each not in known)
    return replace(result, diagnostics=fresh, notes=(*result.notes, note))


def handouts_of(project: Project, book: str, options: Options) -> tuple[tuple[str, str], ...]:
    """Return the sheets for the class that a book lists: the id and the title of each; raises as :func:`listing`."""
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    publication, _ = load_book(project, book, memo_for(options.store, options.memory))
    return tuple(
        (sheet.id, sheet.title) for sheet in (publication.handouts.value.sheets if publication.handouts else ())
    )


def questions_and_events(project: Project, book: str, options: Options) -> tuple[tuple[str, str], ...]:
    """Return what sheets can name of a book besides what :func:`listing` lists, and how it begins; raises as that."""
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book
    from octavo.resolve.book import texts_of
    from octavo.resolve.questions import question_name, questions_in
    from octavo.resolve.registers import line_of

    publication, _ = load_book(project, book, memo_for(options.store, options.memory))
    questions = (
        (question_name(section.id, number), " ".join(map(plain, runs(question.blocks))))
        for section in texts_of(publication)
        for number, question in questions_in(section)
    )
    events = ((f"event-{each.value.id}", plain(line_of(each, "text"))) for each in publication.events)
    return tuple((name, shorten(words, LISTED, placeholder=" …")) for name, words in (*questions, *events))


def listing(project: Project, book: str, options: Options) -> tuple[tuple[str, str], ...]:
    """Return what can be named of a book, in its order: the words that name it, and its title, indented by its rank.

    Raises :class:`Faulty` where the book cannot be read.
    """
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book
    from octavo.resolve.book import texts_of
    from octavo.resolve.named_selection import names_in
    from octavo.resolve.typography import set_typography, typography_of

    memo = memo_for(options.store, options.memory)
    publication, _ = load_book(project, book, memo)
    typography = memo.share(typography_of(publication))
    texts = tuple(memo(set_typography, section, typography) for section in texts_of(publication))
    return tuple(
        (" or ".join(filter(None, (each.number, each.id))), "  " * each.rank + each.title) for each in names_in(texts)
    )
