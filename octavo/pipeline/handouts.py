"""Plan sheets for the class to order: those of handouts.yaml that are named, or one of what a person names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.model.book import Publication
from octavo.model.handouts import Audience, Handouts, Sheet
from octavo.model.look import Look
from octavo.model.product import Product
from octavo.model.records import MarkdownText
from octavo.model.selection import SelectedSheet
from octavo.pipeline.booklets import file_stem
from octavo.resolve.anchors import slug
from octavo.resolve.book import texts_of
from octavo.resolve.named_selection import names_in

FORMAT = "handouts"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutOrder:
    """Sheets of what ``words`` name, on ``papers`` of the theme for sheets (its first where none is named).

    Words that are ids of sheets of the book give these sheets, no word all of them; any other words are the content of
    one sheet, whose title is ``title`` or that of what is named first.
    """

    words: Sequence[str]
    audience: Audience
    papers: Sequence[str] = ()
    title: str = ""
    notes_column: bool = True
    line_numbers: bool = True

    def plan(self, publication: Publication, look: Look) -> tuple[Product, ...]:
        """Return the products."""
        handouts = publication.handouts.value if publication.handouts else Handouts(sheets=())
        return tuple(
            Product(
                name=f"{sheet.id}-{paper}{'-teacher' if self.audience == 'teacher' else ''}",
                selection=SelectedSheet(sheet=sheet, audience=self.audience),
                look=Look(theme=handouts.theme, paper=paper, variant=look.variant),
                format=FORMAT,
            )
            for sheet in self._sheets(publication, handouts)
            for paper in self.papers or handouts.papers[:1]
        )

    def _sheets(self, publication: Publication, handouts: Handouts) -> Iterator[Sheet]:
        standing = {sheet.id: sheet for sheet in handouts.sheets}
        if set(self.words) <= standing.keys():
            for name in dict.fromkeys(self.words or standing):
                yield replace(
                    standing[name],
                    title=self.title or standing[name].title,
                    notes_column=standing[name].notes_column and self.notes_column,
                    line_numbers=standing[name].line_numbers and self.line_numbers,
                    teacher_notes=MarkdownText(""),
                )
            return
        named = {name: each.title for each in names_in(texts_of(publication)) for name in (each.id, each.number)}
        title = self.title or next(
            (named[word] for word in self.words if word in named), publication.settings.value.title
        )
        yield Sheet(
            id=f"{publication.folder}-{slug(file_stem(self.words))}-sheet",
            title=title,
            content=tuple(self.words),
            notes_column=self.notes_column,
            line_numbers=self.line_numbers,
        )
