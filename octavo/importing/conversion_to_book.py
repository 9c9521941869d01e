"""Turn what was read from a source into the files of a book."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.importing.attributes import every_anchor, labelled_in, targets_in
from octavo.importing.block_elements import blocks_of
from octavo.importing.book_files import (
    BIBLIOGRAPHY,
    FiledText,
    image_files,
    image_names,
    is_fit,
    made_sections,
    order_of,
    placed,
    settings_file,
    text_file,
)
from octavo.importing.book_settings import Setting, language_for
from octavo.importing.caption_numbers import without_numbers
from octavo.importing.cited_works import keys_of
from octavo.importing.conversion import Conversion
from octavo.importing.division import divided, split_of
from octavo.importing.manuscript import Loss, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.note_places import with_places_at_calls
from octavo.importing.roles import TABLE, Roles, written_roles
from octavo.importing.stream import stream_of
from octavo.importing.titles import prepared
from octavo.pandoc import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedBook:
    """The files of a book by their names, what could not be kept, and what the book has anew or is not to have."""

    files: Mapping[str, bytes]
    losses: tuple[Loss, ...]
    replaced: Mapping[str, Counter[str]]
    links_of_contents: int


def book_of(manuscript: SourceManuscript, roles: Roles, setting: Setting, split: int = 0) -> ImportedBook:
    """Return the book that a source becomes. ``split`` is the level at which texts begin; 0 finds it."""
    blocks: list[Json] = [block for document in manuscript.documents for block in document.blocks]
    aliases = _aliases(blocks)
    wanted = frozenset({aliases.get(target, target) for target in targets_in(blocks)})
    conversion = Conversion(
        roles=roles,
        wanted=wanted,
        works=keys_of(manuscript.works),
        language=manuscript.metadata.language or language_for("", setting.languages),
        media=frozenset(manuscript.media),
        unfit_media=frozenset(name for name, content in manuscript.media.items() if not is_fit(name, content)),
        convert_blocks=blocks_of,
        aliases=aliases,
        labelled=frozenset(labelled_in(blocks)),
    )
    streams = [stream_of(conversion, document) for document in manuscript.documents]
    level = split_of(streams, split or roles.split, manuscript.part_level)
    metadata = _told(manuscript.metadata, conversion)
    whole = [with_places_at_calls(conversion, text) for text in divided(conversion, streams, level)]
    divisions = prepared(conversion, without_numbers(conversion, whole), metadata)
    has_cover = manuscript.cover in manuscript.media
    if has_cover:
        conversion.shown_media.setdefault(manuscript.cover)
    images = image_names(conversion.shown_media, manuscript.media)
    made = made_sections(divisions, has_cover=has_cover, has_index=conversion.has_index)
    conversion.taken |= {*made.front, *made.back, *([BIBLIOGRAPHY] if manuscript.works else [])}
    texts = placed(conversion, divisions)
    files = _files(conversion, manuscript, texts, images)
    has_works = bool(manuscript.works) and any(
        b"@" in content for name, content in files.items() if name.endswith(".md")
    )
    order = order_of(conversion, texts, made, has_works=has_works)
    cover = images[manuscript.cover] if has_cover else ""
    settings, losses = settings_file(metadata, order, setting, cover=cover, has_works=has_works)
    files |= {"book.yaml": settings, TABLE: written_roles(roles, split or roles.split or level.level).encode()}
    replaced = {**manuscript.replaced}
    for reason, words in conversion.replaced.items():
        replaced[reason] = replaced.get(reason, Counter()) + words
    return ImportedBook(
        files=dict(sorted(files.items())),
        losses=tuple(dict.fromkeys((*manuscript.losses, *conversion.losses, *_often(conversion), *losses))),
        replaced=replaced,
        links_of_contents=manuscript.links_of_contents + conversion.links_of_contents,
    )


def _often(conversion: Conversion) -> Iterator[Loss]:
    for what, number in conversion.often.items():
        yield Loss(place=f"{number} places" if number > 1 else "one place", what=what)


def _aliases(blocks: list[Json]) -> Mapping[str, str]:
    """Return the place that is meant by links to ids of another file: ids are one of a kind in many sources."""
    known = list(every_anchor(blocks))
    exact = set(known)
    by_fragment: dict[str, str] = {}
    for anchor in known:
        by_fragment.setdefault(anchor.rpartition("#")[2], anchor)
    found = {}
    for target in targets_in(blocks):
        fragment = target.rpartition("#")[2]
        if target not in exact and fragment in by_fragment:
            found[target] = by_fragment[fragment]
    return found


def _told(metadata: SourceMetadata, conversion: Conversion) -> SourceMetadata:
    """Return the metadata with what paragraphs of the source say: its title, its subtitle, its author."""
    told = conversion.told
    return replace(
        metadata,
        title=metadata.title or told.get("title", ""),
        subtitle=metadata.subtitle or told.get("subtitle", ""),
        people=metadata.people or tuple(SourcePerson(name=told[role]) for role in ("author",) if role in told),
    )


def _files(
    conversion: Conversion, manuscript: SourceManuscript, texts: tuple[FiledText, ...], images: Mapping[str, str]
) -> dict[str, bytes]:
    files = {each.name: text_file(conversion, each, images).encode() for each in texts if each.name}
    # A picture of a page that was left out is shown by nothing.
    shown = {source: name for source, name in images.items() if source == manuscript.cover or _names(files, name)}
    return {**files, **image_files(shown, manuscript.media), **manuscript.works}


def _names(files: Mapping[str, bytes], image: str) -> bool:
    return any(f"(../{image}".encode() in content for content in files.values())
