"""Plan sheets for the class to order: those of handouts.yaml that are named, or one of what a person names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from octavo.model.book import Publication
from octavo.model.handouts import Audience, Handouts, Sheet
from octavo.model.look import Look, Variant
from octavo.model.product import Product
from octavo.model.records import MarkdownText
from octavo.model.selection import SelectedSheet
from octavo.pipeline.booklets import file_stem
from octavo.resolve.anchors import slug
from octavo.resolve.book import texts_of
from octavo.resolve.named_selection import names_in

Kind: TypeAlias = Literal["pdf", "docx", "epub"]
"""The kinds of files that a sheet is made as."""

FORMATS: Mapping[Kind, str] = {"pdf": "handouts", "docx": "handouts-docx", "epub": "handouts-epub"}
"""The format of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutOrder:
    """Sheets of what ``words`` name, on ``papers`` of the theme for sheets (its first where none is named).

    Each is made in every one of ``variants`` as files of these ``kinds``.
    Words that are ids of sheets of the book give these sheets, no word all of them; any other words are the content of
    one sheet, whose title is ``title`` or that of what is named first.
    """

    words: Sequence[str]
    audience: Audience
    papers: Sequence[str] = ()
    variants: Sequence[Variant] = (Variant.STANDARD,)
    kinds: Sequence[Kind] = ("pdf",)
    title: str = ""
    notes_column: bool = True
    line_numbers: bool = True

    def plan(self, publication: Publication, _look: Look) -> tuple[Product, ...]:
        """Return the products."""
        handouts = publication.handouts.value if publication.handouts else Handouts(sheets=())
        papers = self.papers or handouts.papers[:1]
        looks = [Look(theme=handouts.theme, paper=paper).in_variant(each) for each in self.variants for paper in papers]
        return tuple(
            self._product(sheet, own, kind)
            for sheet in self._sheets(publication, handouts)
            for own in dict.fromkeys(looks)
            for kind in dict.fromkeys(self.kinds)
        )

    def _product(self, sheet: Sheet, look: Look, kind: Kind) -> Product:
        variant = "" if look.variant is Variant.STANDARD else f"-{look.variant}"
        return Product(
            name=f"{sheet.id}-{look.paper}{variant}{'-teacher' if self.audience == 'teacher' else ''}",
            selection=SelectedSheet(sheet=sheet, audience=self.audience),
            look=look,
            format=FORMATS[kind],
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
